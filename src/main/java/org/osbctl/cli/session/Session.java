package org.osbctl.cli.session;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.io.Arguments;
import org.osbctl.cli.io.FileTrouble;
import org.osbctl.cli.io.Output;
import org.osbctl.cli.io.Surroundings;
import org.osbctl.cli.shell.Terminals;
import org.osbctl.client.BrokerClient;
import org.osbctl.client.Caller;
import org.osbctl.client.Poller;
import org.osbctl.http.Authentication;
import org.osbctl.http.ExchangeListener;
import org.osbctl.http.HttpRequestData;
import org.osbctl.http.HttpResponseData;
import org.osbctl.http.Redaction;
import org.osbctl.http.Target;
import org.osbctl.http.TokenHeader;
import org.osbctl.http.TraceWriter;
import org.osbctl.http.Transport;
import org.osbctl.http.TransportOptions;
import org.osbctl.inventory.InstanceEntry;
import org.osbctl.inventory.Inventory;
import org.osbctl.lifecycle.Attributes;
import org.osbctl.lifecycle.Known;
import org.osbctl.lifecycle.ResourceState;
import org.osbctl.operation.Query;
import org.osbctl.profile.Profile;
import org.osbctl.profile.Values;
import org.osbctl.rules.Judge;
import org.osbctl.rules.RuleBook;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Catalog;
import org.osbctl.spec.Json;

/** One run of a command: what its options make of the world, built when first needed. */
public final class Session implements AutoCloseable {
  private final GlobalOptions options;
  private final Surroundings surroundings;
  private final Settings settings;
  private final Program program;
  private @Nullable TransportOptions connection;
  private @Nullable Transport transport;
  private @Nullable Function<HttpRequestData, HttpResponseData> inProcess;
  private @Nullable Target target;
  private @Nullable Redaction redaction;
  private @Nullable Output output;
  private @Nullable Platform platform;
  private @Nullable TraceWriter trace;
  private @Nullable Inventory inventory;
  private final SeenNames names = new SeenNames(this);
  private volatile @Nullable String interruptText;

  /**
   * A session in given surroundings.
   *
   * @param options filled by the parser before the command runs
   */
  public Session(
      GlobalOptions options, Surroundings surroundings, Settings settings, Program program) {
    this.options = options;
    this.surroundings = surroundings;
    this.settings = settings;
    this.program = program;
  }

  /** The world this command runs in. */
  public Surroundings surroundings() {
    return surroundings;
  }

  /** What stands for options that are left out. */
  public Settings settings() {
    return settings;
  }

  /** The program this command belongs to. */
  public Program program() {
    return program;
  }

  /** Whether details are wanted. */
  public boolean verbose() {
    return options.output.verbose();
  }

  /** A form of credentials that was asked for with {@code -o}. */
  public Optional<String> credentialForm() {
    return options.output.form();
  }

  /** Where this command prints. */
  public Output output() {
    var made = output;
    if (made == null) {
      made = options.output.output(surroundings);
      output = made;
    }
    return made;
  }

  /** Whether there is somebody to ask. */
  public boolean canAsk() {
    return surroundings.terminal().in() && surroundings.terminal().err() && options.output.mayAsk();
  }

  /** Asks a question that is answered with yes or no; no is the default. */
  boolean confirmed(String question) {
    output().ask(question + " [y/N] ");
    var line = Arguments.nextLine(surroundings.in());
    if (line.isEmpty() && !Terminals.isShell(surroundings.in())) {
      // Ctrl-D leaves the cursor where it is; the reader of the shell moves on by itself.
      output().line("");
    }
    var answer = line.orElse("").strip();
    return answer.equalsIgnoreCase("y") || answer.equalsIgnoreCase("yes");
  }

  /** The kind of authentication that was asked for by name. */
  public Optional<TargetOptions.AuthKind> authKind() {
    return options.target.authKind();
  }

  /** How a token travels that is no Keystone's. */
  public TokenHeader tokenHeader() {
    return options.target.tokens().header(TokenHeader.BEARER);
  }

  /** Who examines the tokens of those who call a mock; ends the command when none is named. */
  public Authentication examinedTokens() {
    settings.check();
    return options.target.tokens().examined(surroundings, connection());
  }

  /** The version of the specification to speak and judge by. */
  public ApiVersion version() {
    return options.caller.version(platform().profile());
  }

  /** Whether that version knows bindings that are made and deleted asynchronously. */
  public boolean asynchronousBindings() {
    return version().atLeast(ApiVersion.V2_14);
  }

  /** The query of a fetch, which tells service and plan since 2.16. */
  public Query hints(InstanceEntry entry) {
    return version().atLeast(ApiVersion.V2_16)
        ? Query.of("service_id", entry.serviceId(), "plan_id", entry.planId())
        : Query.NONE;
  }

  /** How requests present us. */
  public Caller caller() {
    return options.caller.caller(surroundings, platform());
  }

  /** The profiles that are named, to judge by. */
  public List<Profile> judgingProfiles() {
    return options.platform.profiles();
  }

  /** Judges by all profiles that are named; with several, requests are those of no platform. */
  public void allowSeveralProfiles() {
    if (options.platform.profiles().size() > 1) {
      platform = Platform.plain(options.caller.version(java.util.Optional.empty()));
    }
  }

  /** The profiles that are named, or else all that are shipped and know rules of catalogs. */
  public List<Profile> profilesWithCatalogRules() {
    return options.platform.withCatalogRules();
  }

  /** The platform as which requests are sent. */
  public Platform platform() {
    var made = platform;
    if (made == null) {
      var profile = options.platform.profile();
      var given =
          profile.map(each -> options.platform.given(each, surroundings)).orElseGet(Json::object);
      made =
          new Platform(
              profile,
              options.caller.version(profile),
              Values.of(given, java.util.UUID::randomUUID));
      platform = made;
    }
    return made;
  }

  /** The broker the options name. */
  public Target target() {
    var made = target;
    if (made == null) {
      settings.check();
      made = options.target.target(surroundings, output(), settings, this::connection);
      target = made;
    }
    return made;
  }

  /** The broker the options name, if anything has asked for it yet. */
  public Optional<Target> knownTarget() {
    return Optional.ofNullable(target);
  }

  /** Points the session at another broker, as {@code --mock} does, before anything is sent. */
  public void retarget(Target other) {
    target = other;
    names.forget();
  }

  /** Points the session at a broker in this process, which is asked without a network. */
  public void retarget(Target other, Function<HttpRequestData, HttpResponseData> broker) {
    retarget(other);
    inProcess = broker;
  }

  /** What keeps the secrets of this session out of everything printed. */
  public Redaction redaction() {
    var made = redaction;
    if (made == null) {
      var others = new ArrayList<>(connection().proxies().secrets());
      target().expiredToken().ifPresent(others::add);
      made = Redaction.of(target().authentication(), others);
      redaction = made;
    }
    return made;
  }

  /** What puts answers that are no success into words. */
  public BrokerProblems problems() {
    return new BrokerProblems(redaction());
  }

  /** How connections are made; ends the command when a setting of them cannot be used. */
  public TransportOptions transportOptions() {
    settings.check();
    return connection();
  }

  /** How connections are made; its files are read once. */
  private TransportOptions connection() {
    var made = connection;
    if (made == null) {
      made = options.connection.transport(surroundings);
      connection = made;
    }
    return made;
  }

  /** What sends requests, traced as the options say; one for the whole session. */
  public Transport transport() {
    var made = transport;
    if (made == null) {
      settings.check();
      var listeners = new ArrayList<ExchangeListener>();
      options.trace.curl(output(), redaction()).ifPresent(listeners::add);
      trace = options.trace.trace(surroundings, redaction()).orElse(null);
      Optional.ofNullable(trace).ifPresent(listeners::add);
      var broker = inProcess;
      made =
          broker == null
              ? new Transport(connection(), surroundings.clock(), listeners)
              : Transport.within(broker, surroundings.clock(), listeners, System::nanoTime);
      transport = made;
    }
    return made;
  }

  /** A client whose exchanges are not judged: for commands that only read. */
  public BrokerClient client() {
    return new BrokerClient(transport(), target(), caller(), exchange -> {});
  }

  /**
   * A client whose exchanges are judged: a violation shows as one line on standard error.
   *
   * @param assumptions tells the judge what is known of resources made by earlier commands
   */
  public BrokerClient judgedClient(Catalog catalog, Consumer<Judge> assumptions) {
    var judge =
        new Judge(
            new Known(version(), catalog, target().authentication().credentials()),
            RuleBook.standard(),
            new ResourceState.Unknown(Attributes.UNKNOWN, "nobody has told"));
    assumptions.accept(judge);
    var complaints = new Complaints(output(), redaction(), version(), verbose());
    return new BrokerClient(
        transport(), target(), caller(), exchange -> complaints.hear(judge.judge(exchange)));
  }

  /** What polls through a client, by the time of these surroundings. */
  public Poller poller(BrokerClient client) {
    return new Poller(client, surroundings.clock(), surroundings.sleeper());
  }

  /** What to say when a signal ends the process from now on; null for nothing. */
  public void onInterrupt(@Nullable String text) {
    interruptText = text;
  }

  /** What to say when a signal ends the process now. */
  public Optional<String> interruptText() {
    return Optional.ofNullable(interruptText);
  }

  /** The names this command has come across, for shells to offer. */
  public SeenNames names() {
    return names;
  }

  /** What osbctl has created. */
  public Inventory inventory() {
    var made = inventory;
    if (made == null) {
      settings.check();
      made = options.inventory.inventory(surroundings, settings);
      inventory = made;
    }
    return made;
  }

  /** Whether any broker is named. */
  public boolean namesBroker() {
    settings.check();
    return target != null || options.target.namesUrl();
  }

  /** What a broker's URL is known by in the inventory. */
  public String brokerKey() {
    // Not the whole target: what is only looked up needs no password.
    var made = target;
    if (made != null) {
      return made.baseUrl().toString();
    }
    settings.check();
    return options.target.url(settings).toString();
  }

  @Override
  public void close() {
    if (inventory != null) {
      inventory.close();
    }
    if (transport != null) {
      transport.close();
    }
    if (trace != null && !options.trace.isStandardError()) {
      try {
        trace.close();
      } catch (IOException e) {
        output().warn("the trace is incomplete: " + FileTrouble.reason(e));
      }
    }
  }
}
