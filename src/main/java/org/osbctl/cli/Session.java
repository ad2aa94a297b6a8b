package org.osbctl.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osbctl.client.BrokerClient;
import org.osbctl.client.Caller;
import org.osbctl.client.Poller;
import org.osbctl.http.Authentication;
import org.osbctl.http.ExchangeListener;
import org.osbctl.http.Headers;
import org.osbctl.http.Printout;
import org.osbctl.http.Proxies;
import org.osbctl.http.Redaction;
import org.osbctl.http.Target;
import org.osbctl.http.Tls;
import org.osbctl.http.TlsFilesException;
import org.osbctl.http.TraceWriter;
import org.osbctl.http.Transport;
import org.osbctl.http.TransportOptions;
import org.osbctl.http.UnusableSettingException;
import org.osbctl.inventory.Inventory;
import org.osbctl.lifecycle.Attributes;
import org.osbctl.lifecycle.Known;
import org.osbctl.lifecycle.ResourceState;
import org.osbctl.rules.Judge;
import org.osbctl.rules.Judgement;
import org.osbctl.rules.RuleBook;
import org.osbctl.rules.Ruling;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Catalog;
import org.osbctl.spec.Json;
import org.osbctl.spec.Requirements;

/** One run of a command: what its options make of the world, built when first needed. */
final class Session implements AutoCloseable {
  private final GlobalOptions options;
  private final Surroundings surroundings;
  private @Nullable Transport transport;
  private @Nullable Target target;
  private @Nullable Output output;
  private @Nullable TraceWriter trace;
  private volatile @Nullable String interruptText;
  private String lastProgress = "";
  private final Set<String> told = new HashSet<>();

  Session(GlobalOptions options, Surroundings surroundings) {
    this.options = options;
    this.surroundings = surroundings;
  }

  Surroundings surroundings() {
    return surroundings;
  }

  boolean verbose() {
    return options.verbose;
  }

  Output output() {
    var made = output;
    if (made == null) {
      made = new Output(surroundings, options.output, options.quiet, options.noColor);
      output = made;
    }
    return made;
  }

  /** Whether there is somebody to ask. */
  boolean canAsk() {
    return surroundings.terminal().in() && surroundings.terminal().err() && !options.noInput;
  }

  /** Asks a question that is answered with yes or no; no is the default. */
  boolean confirmed(String question) {
    surroundings.err().print(question + " [y/N] ");
    surroundings.err().flush();
    var answer = firstLine(surroundings.in());
    return answer.equalsIgnoreCase("y") || answer.equalsIgnoreCase("yes");
  }

  ApiVersion version() {
    var text = options.apiVersion;
    return text == null ? ApiVersion.LATEST : version(text);
  }

  /** A version somebody wrote. */
  static ApiVersion version(String text) {
    return ApiVersion.parse(text)
        .orElseThrow(
            () ->
                new Problem(
                        "unknown-version",
                        "'" + text + "' is no version of the specification osbctl knows.",
                        "",
                        "choose one of 2.11, 2.12, 2.13, 2.14, 2.15, 2.16, 2.17")
                    .exit(ExitCode.USAGE));
  }

  Transport transport() {
    var made = transport;
    if (made == null) {
      made = new Transport(transportOptions(), surroundings.clock(), listeners());
      transport = made;
    }
    return made;
  }

  /** Those who write every exchange where {@code --trace} and {@code --curl} say. */
  private List<ExchangeListener> listeners() {
    var listeners = new ArrayList<ExchangeListener>();
    if (options.curl) {
      listeners.add(exchange -> line(new Printout(exchange, redaction()).curl()));
    }
    if (options.trace != null) {
      trace = trace(options.trace);
      listeners.add(trace);
    }
    return listeners;
  }

  private synchronized void line(String text) {
    surroundings.err().println(text);
    surroundings.err().flush();
  }

  private TraceWriter trace(String file) {
    try {
      return file.equals("-")
          ? new TraceWriter(
              new OutputStreamWriter(surroundings.err(), StandardCharsets.UTF_8), redaction())
          : TraceWriter.toFile(Path.of(file), redaction());
    } catch (IOException e) {
      throw new Problem(
              "unwritable-trace",
              "The trace " + file + " cannot be written.",
              FileTrouble.reason(e),
              "choose another file")
          .exit(ExitCode.USAGE);
    }
  }

  private TransportOptions transportOptions() {
    var standard = TransportOptions.DEFAULT;
    try {
      return new TransportOptions(
          options.connectTimeout == null ? standard.connectTimeout() : options.connectTimeout,
          options.requestTimeout == null ? standard.requestTimeout() : options.requestTimeout,
          options.maxBody == null ? standard.maxBodyBytes() : options.maxBody,
          tls(),
          Proxies.from(surroundings.environment()));
    } catch (UnusableSettingException e) {
      throw new Problem("bad-setting", e.what(), e.reason(), e.remedy()).exit(ExitCode.USAGE);
    }
  }

  private Tls tls() throws TlsFilesException {
    var standard =
        options.caCertificates == null
            && options.certificate == null
            && options.key == null
            && !options.insecure;
    return standard
        ? Tls.DEFAULT
        : Tls.of(
            Optional.ofNullable(options.caCertificates),
            Optional.ofNullable(options.certificate),
            Optional.ofNullable(options.key),
            options.insecure);
  }

  /** The broker the options name. */
  Target target() {
    var made = target;
    if (made == null) {
      made = new Target(url(), authentication());
      target = made;
    }
    return made;
  }

  /** Points the session at another broker, as {@code --mock} does. */
  void retarget(Target other) {
    target = other;
  }

  private URI url() {
    var text = options.url;
    if (text == null) {
      throw new Problem(
              "no-broker",
              "No broker is named.",
              "neither --url nor SB_BROKER_URL is given",
              "name one: --url http://localhost:8080")
          .exit(ExitCode.USAGE);
    }
    try {
      var url = new URI(text);
      var scheme = url.getScheme() == null ? "" : url.getScheme();
      if (!(scheme.equals("http") || scheme.equals("https")) || url.getHost() == null) {
        throw badUrl(text, "it is no http or https URL with a host");
      }
      if (url.getRawUserInfo() != null) {
        throw badUrl("(hidden)", "it has a user or password in it; others could read them");
      }
      if (url.getRawQuery() != null || url.getRawFragment() != null) {
        throw badUrl(text, "it has a query or fragment");
      }
      return url;
    } catch (URISyntaxException e) {
      throw badUrl(text, e.getReason());
    }
  }

  private static ProblemException badUrl(String url, String cause) {
    return new Problem(
            "bad-url",
            "The broker's URL cannot be used: " + url,
            cause,
            "write it like https://broker.example.com or http://localhost:8080/prefix; credentials"
                + " go to --username and SB_BROKER_PASSWORD")
        .exit(ExitCode.USAGE);
  }

  /** The kind of authentication that was asked for by name. */
  Optional<GlobalOptions.AuthKind> authKind() {
    return Optional.ofNullable(options.auth);
  }

  private Authentication authentication() {
    var username = Optional.ofNullable(options.username);
    var password = password();
    var token = token();
    var kind =
        options.auth != null
            ? options.auth
            : token.isPresent()
                ? GlobalOptions.AuthKind.bearer
                : username.isPresent() || password.isPresent()
                    ? GlobalOptions.AuthKind.basic
                    : GlobalOptions.AuthKind.none;
    return switch (kind) {
      case none, mtls -> new Authentication.None();
      case bearer ->
          new Authentication.Bearer(
              token.orElseThrow(() -> missing("a token", "--token-file or OSBCTL_TOKEN")));
      case basic ->
          new Authentication.Basic(
              username.orElseThrow(
                  () -> missing("a user name", "--username or SB_BROKER_USERNAME")),
              password.orElseThrow(
                  () ->
                      missing(
                          "a password",
                          "SB_BROKER_PASSWORD, --password-file or --password-stdin")));
    };
  }

  private static ProblemException missing(String what, String where) {
    return new Problem(
            "no-credentials", "The authentication lacks " + what + ".", "", "give it with " + where)
        .exit(ExitCode.USAGE);
  }

  private Optional<String> password() {
    if (options.password != null) {
      output()
          .warn(
              "a password on the command line can be read by others; use SB_BROKER_PASSWORD or"
                  + " --password-file");
      return Optional.of(options.password);
    }
    if (options.passwordFile != null) {
      return Optional.of(firstLine(options.passwordFile));
    }
    if (options.passwordStdin) {
      return Optional.of(firstLine(surroundings.in()));
    }
    return surroundings
        .variable("SB_BROKER_PASSWORD")
        .or(() -> surroundings.variable("SB_PASSWORD"))
        .or(() -> surroundings.variable("OSBCTL_PASSWORD"));
  }

  private Optional<String> token() {
    return options.tokenFile != null
        ? Optional.of(firstLine(options.tokenFile))
        : surroundings.variable("OSBCTL_TOKEN");
  }

  /** The first line of a file that holds a secret. */
  static String firstLine(Path file) {
    try (var lines = Files.newBufferedReader(file)) {
      var line = lines.readLine();
      return line == null ? "" : line;
    } catch (IOException e) {
      throw new Problem(
              "unreadable-file",
              "The file " + file + " cannot be read.",
              e instanceof java.nio.file.NoSuchFileException
                  ? "there is no such file"
                  : String.valueOf(e.getMessage()),
              "check its name and permissions")
          .exit(ExitCode.USAGE);
    }
  }

  private static String firstLine(java.io.InputStream in) {
    try {
      var line = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
      return line == null ? "" : line;
    } catch (IOException e) {
      return "";
    }
  }

  Caller caller() {
    return new Caller(version(), originatingIdentity(), requestIdentity(), extraHeaders());
  }

  private Optional<String> originatingIdentity() {
    if (options.originatingIdentity == null) {
      return Optional.empty();
    }
    var text = Arguments.text(options.originatingIdentity, surroundings);
    int blank = text.trim().indexOf(' ');
    var json = blank < 0 ? "" : text.trim().substring(blank + 1).trim();
    if (blank < 1 || !Json.parse(json.getBytes(StandardCharsets.UTF_8)).node().isObject()) {
      throw new Problem(
              "bad-identity",
              "The originating identity cannot be sent.",
              "it is no platform name followed by a JSON object",
              "write it like 'cloudfoundry {\"user_id\":\"683ea748\"}'")
          .exit(ExitCode.USAGE);
    }
    var encoded = Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    return Optional.of(text.trim().substring(0, blank) + " " + encoded);
  }

  private Caller.RequestIdentity requestIdentity() {
    var wanted = options.requestIdentity == null ? "auto" : options.requestIdentity;
    return switch (wanted) {
      case "auto" -> new Caller.RequestIdentity.Fresh();
      case "none" -> new Caller.RequestIdentity.None();
      default -> new Caller.RequestIdentity.Fixed(wanted);
    };
  }

  private Headers extraHeaders() {
    var fields = new ArrayList<Headers.Field>();
    for (var line : options.headers) {
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new Problem(
                "bad-header",
                "'" + line + "' is no header.",
                "",
                "write it like -H 'X-Name: value'")
            .exit(ExitCode.USAGE);
      }
      fields.add(
          new Headers.Field(line.substring(0, colon).trim(), line.substring(colon + 1).trim()));
    }
    return new Headers(fields);
  }

  Redaction redaction() {
    return new Redaction(target().authentication().secrets());
  }

  /** A client whose exchanges are not judged: for commands that only read. */
  BrokerClient client() {
    return new BrokerClient(transport(), target(), caller(), exchange -> {});
  }

  /**
   * A client whose exchanges are judged: a violation shows as one line on standard error.
   *
   * @param assumptions tells the judge what is known of resources made by earlier commands
   */
  BrokerClient judgedClient(Catalog catalog, Consumer<Judge> assumptions) {
    var rules =
        new Judge(
            new Known(version(), catalog, target().authentication().headers()),
            RuleBook.standard(),
            new ResourceState.Unknown(Attributes.UNKNOWN, "nobody has told"));
    assumptions.accept(rules);
    return new BrokerClient(
        transport(),
        target(),
        caller(),
        exchange -> {
          rules.judge(exchange).forEach(this::tell);
        });
  }

  Poller poller(BrokerClient client) {
    return new Poller(client, surroundings.clock(), surroundings.sleeper());
  }

  private void tell(Ruling ruling) {
    if (ruling.judgement() instanceof Judgement.Violated violated) {
      var level =
          Requirements.bundled().find(ruling.requirement()).flatMap(r -> r.level(version()));
      if (level.isPresent()
          && (level.get().isMust() || level.get().isShould())
          && told.add(ruling.requirement())) {
        output()
            .warn(
                "the broker violates "
                    + ruling.requirement()
                    + " ("
                    + level.get()
                    + "): "
                    + redaction().text(violated.because()));
      }
    }
  }

  /** Shows that something moves: in place on a terminal, a line for each change elsewhere. */
  void progress(String text) {
    if (!text.equals(lastProgress)) {
      output().info(text);
    }
    lastProgress = text;
  }

  /** What to say when a signal ends the process from now on; null for nothing. */
  void onInterrupt(@Nullable String text) {
    interruptText = text;
  }

  /** What to say when a signal ends the process now. */
  Optional<String> interruptText() {
    return Optional.ofNullable(interruptText);
  }

  Inventory inventory() {
    return new Inventory(surroundings.home().resolve("inventory.json"));
  }

  /** What a broker's URL is known by in the inventory. */
  String brokerKey() {
    return target().baseUrl().toString();
  }

  List<String> secrets() {
    return target().authentication().secrets();
  }

  @Override
  public void close() {
    if (transport != null) {
      transport.close();
    }
    if (trace != null && !"-".equals(options.trace)) {
      try {
        trace.close();
      } catch (IOException e) {
        output().warn("the trace is incomplete: " + FileTrouble.reason(e));
      }
    }
  }
}
