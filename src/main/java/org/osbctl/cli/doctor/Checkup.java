package org.osbctl.cli.doctor;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.osbctl.cli.inventory.Inventories;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.FileTrouble;
import org.osbctl.cli.io.Names;
import org.osbctl.cli.io.ProblemException;
import org.osbctl.cli.session.Catalogs;
import org.osbctl.cli.session.Session;
import org.osbctl.cli.session.TokenOptions;
import org.osbctl.cli.settings.PrivateFile;
import org.osbctl.client.BrokerClient;
import org.osbctl.http.Authentication;
import org.osbctl.http.Exchange;
import org.osbctl.http.IssuedTokens;
import org.osbctl.http.Probe;
import org.osbctl.http.Target;
import org.osbctl.http.TokenException;
import org.osbctl.inventory.InventoryException;
import org.osbctl.operation.Operation.GetCatalog;
import org.osbctl.spec.Catalog;
import org.osbctl.spec.ServiceOffering;

/** Goes through all that has to be right before a broker can be worked with, in that order. */
final class Checkup {
  private static final Duration SOON = Duration.ofDays(30);
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final Session session;
  private final Consumer<Check> told;
  private final List<Check> checks = new ArrayList<>();

  /** How a check went. */
  enum Result {
    OK,
    WARN,
    FAIL,
    /** Not looked at, since something before it failed or it does not apply. */
    SKIP;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One thing that was looked at.
   *
   * @param seen what was seen
   * @param remedy what to do about it; empty for nothing
   * @param exit the code to end with when it failed
   */
  record Check(String name, Result result, String seen, String remedy, ExitCode exit) {}

  /**
   * A check-up of what a session would work with.
   *
   * @param told hears of each check at once: some take seconds
   */
  Checkup(Session session, Consumer<Check> told) {
    this.session = session;
    this.told = told;
  }

  /** Looks at everything. */
  List<Check> make() {
    target().ifPresent(this::broker);
    inventory();
    files();
    return List.copyOf(checks);
  }

  private void add(String name, Result result, String seen, String remedy, ExitCode exit) {
    var check = new Check(name, result, seen, remedy, exit);
    checks.add(check);
    told.accept(check);
  }

  private void ok(String name, String seen) {
    add(name, Result.OK, seen, "", ExitCode.DONE);
  }

  private void warn(String name, String seen, String remedy) {
    add(name, Result.WARN, seen, remedy, ExitCode.DONE);
  }

  private void fail(String name, ProblemException e) {
    var problem = e.problem();
    var seen = problem.cause().isEmpty() ? problem.what() : problem.what() + " " + problem.cause();
    add(name, Result.FAIL, seen, problem.remedy(), e.exit());
  }

  private Optional<Target> target() {
    try {
      var target = session.target();
      var from = session.settings().value("url").map(v -> " (" + v.origin() + ")").orElse("");
      ok("settings", target.baseUrl() + from);
      return Optional.of(target);
    } catch (ProblemException e) {
      fail("settings", e);
      return Optional.empty();
    }
  }

  private void broker(Target target) {
    try {
      if (way(target.baseUrl()) && token(target)) {
        answer(target, session.client().send(new GetCatalog()));
      }
    } catch (ProblemException e) {
      fail("connection", e);
    }
  }

  /** Whether there is a token to go with, where one is needed. */
  private boolean token(Target target) {
    if (!(target.authentication() instanceof IssuedTokens tokens)) {
      return true;
    }
    try {
      var unused = tokens.headers();
      ok("token", "issued" + tokens.expires().map(at -> ", good until " + at).orElse(""));
      return true;
    } catch (TokenException e) {
      fail("token", TokenOptions.problem(e));
      return false;
    }
  }

  private boolean way(URI url) {
    var probe = new Probe(session.transportOptions(), url);
    probe.proxy().ifPresent(p -> warn("proxy", "requests go through the proxy " + p, ""));
    return step("name", probe.name(), "check the host name in --url")
        && step("connection", probe.connect(), "start the broker, or name another with --url")
        && secured(url, probe);
  }

  private boolean step(String name, Probe.Step step, String remedy) {
    if (step.works()) {
      ok(name, step.words());
    } else {
      add(name, Result.FAIL, step.words(), remedy, ExitCode.UNREACHABLE);
    }
    return step.works();
  }

  private boolean secured(URI url, Probe probe) {
    if (!"https".equals(url.getScheme())) {
      var local = List.of("localhost", "127.0.0.1", "[::1]").contains(url.getHost());
      if (local) {
        add("tls", Result.SKIP, "not used: the URL says http", "", ExitCode.DONE);
      } else {
        warn("tls", "not used: passwords travel readable", "have the broker serve https");
      }
      return true;
    }
    if (probe.proxy().isPresent()) {
      add("tls", Result.SKIP, "not looked at: the proxy opens the tunnel", "", ExitCode.DONE);
      return true;
    }
    var step = probe.secure();
    var now = session.surroundings().clock().instant();
    if (step.works() && step.expires().filter(end -> end.isBefore(now.plus(SOON))).isPresent()) {
      warn("tls", step.words(), "renew the broker's certificate");
      return true;
    }
    return step("tls", step, "");
  }

  private void answer(Target target, Exchange exchange) {
    if (exchange.response().isEmpty()) {
      fail("http", session.problems().of("The catalog cannot be fetched", exchange));
      return;
    }
    var status = exchange.status();
    ok("http", "status " + status + " in " + exchange.timing().total().toMillis() + " ms");
    clock(exchange);
    if (status == 401 || status == 403) {
      fail("authentication", session.problems().of("The broker lets nobody in", exchange));
      return;
    }
    if (status == 412) {
      authenticated(target);
      fail("version", session.problems().of("The version is refused", exchange));
      return;
    }
    if (status != 200) {
      fail("catalog", session.problems().of("The catalog cannot be fetched", exchange));
      return;
    }
    authenticated(target);
    ok("version", "the broker answers to " + session.version());
    try {
      catalog(Catalogs.of(session, exchange));
    } catch (ProblemException e) {
      fail("catalog", e);
    }
  }

  /** A clock that is wrong makes certificates and tokens invalid. */
  private void clock(Exchange exchange) {
    var theirs = exchange.response().flatMap(r -> r.headers().first("Date")).flatMap(Checkup::date);
    if (theirs.isPresent()) {
      var apart = Duration.between(theirs.get(), session.surroundings().clock().instant()).abs();
      if (apart.compareTo(SKEW) > 0) {
        warn(
            "clock",
            "the broker's clock and ours are " + apart.toSeconds() + " s apart",
            "set them right: certificates and tokens depend on it");
      }
    }
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private void authenticated(Target target) {
    if (target.authentication() instanceof Authentication.None) {
      warn(
          "authentication",
          "none is used, and the broker asks for none",
          "the specification wants basic authentication; give --username and a password");
      return;
    }
    var stranger =
        new BrokerClient(
                session.transport(),
                new Target(target.baseUrl(), new Authentication.None()),
                session.caller(),
                exchange -> {})
            .send(new GetCatalog());
    if (stranger.status() == 200) {
      warn(
          "authentication",
          "accepted, but the broker answers to anyone",
          "have it refuse requests without credentials with 401");
    } else {
      ok("authentication", "accepted; without it: status " + stranger.status());
    }
  }

  private void catalog(Catalog catalog) {
    var plans = catalog.offerings().stream().map(ServiceOffering::plans).mapToInt(List::size).sum();
    var seen = catalog.offerings().size() + " services, " + plans + " plans";
    if (plans == 0) {
      warn("catalog", seen, "the broker offers nothing, or nothing to this user");
    } else {
      ok("catalog", seen);
    }
  }

  private void inventory() {
    try {
      var all = session.inventory().all();
      ok("inventory", "service instances remembered: " + all.size());
    } catch (InventoryException e) {
      fail("inventory", Inventories.problem(e));
    }
  }

  private void files() {
    var home = session.surroundings().home();
    for (var place = home; place != null; place = place.getParent()) {
      if (Files.exists(place)) {
        if (!Files.isWritable(place) || !Files.isDirectory(place)) {
          add(
              "files",
              Result.FAIL,
              "nothing can be written in " + place,
              "make it writable, or choose another folder with OSBCTL_HOME",
              ExitCode.USAGE);
          return;
        }
        break;
      }
    }
    var open = new ArrayList<Path>();
    for (var file : List.of(session.settings().file().path(), home.resolve("inventory.db"))) {
      try {
        if (Files.exists(file) && PrivateFile.isOpenToOthers(file)) {
          open.add(file);
        }
      } catch (IOException e) {
        warn("files", file + ": " + FileTrouble.reason(e), "look at its folder");
        return;
      }
    }
    if (open.isEmpty()) {
      ok("files", home + " is writable, and what is kept is for its owner only");
    } else {
      var names = String.join(" ", open.stream().map(f -> Names.word(f.toString())).toList());
      warn("files", "others can read " + names, "chmod 600 " + names);
    }
  }
}
