package org.osbctl.cli.smoke;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osbctl.cli.inventory.Inventories;
import org.osbctl.cli.io.CredentialForms;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Interruption;
import org.osbctl.cli.io.Names;
import org.osbctl.cli.io.ProblemException;
import org.osbctl.cli.session.Session;
import org.osbctl.cli.smoke.Scenario.Action;
import org.osbctl.cli.smoke.Scenario.Step;
import org.osbctl.http.Redaction;
import org.osbctl.http.Visible;
import org.osbctl.spec.Json;

/** One scenario, gone through and cleaned up after. */
final class SmokeRun {
  private static final int CLEAN_UP_SECONDS = 300;
  private static final int EXCERPT = 400;

  private final Session session;
  private final Inner inner;
  private final String prefix;
  private final boolean live;

  /** The bindings of each instance that was made, by the names of the inventory. */
  private final Map<String, List<String>> made = new LinkedHashMap<>();

  /** What a command gets in its environment, by the names of bindings. */
  private final Map<String, Map<String, String>> variables = new LinkedHashMap<>();

  private final List<String> secrets = new ArrayList<>();
  private volatile boolean interrupted;

  /**
   * A run.
   *
   * @param prefix what the names of all it makes begin with
   * @param live whether every step is printed when it is over
   */
  SmokeRun(Session session, Inner inner, String prefix, boolean live) {
    this.session = session;
    this.inner = inner;
    this.prefix = prefix;
    this.live = live;
  }

  /**
   * What became of a scenario.
   *
   * @param left what it made and could not delete
   */
  record Done(String name, List<DoneStep> steps, List<String> left, ExitCode exit) {}

  /**
   * What became of a step.
   *
   * @param word {@code passed}, {@code failed} or {@code skipped}
   * @param why empty when it passed
   */
  record DoneStep(String words, int line, String word, Duration time, String why) {
    String seconds() {
      return String.format(Locale.ROOT, "%.1f", time.toMillis() / 1000.0);
    }
  }

  /** Whether somebody ended the run. */
  boolean interrupted() {
    return interrupted;
  }

  /** Goes through the scenario, and deletes what is left of what it made. */
  Done go(Scenario scenario) {
    var finished = new CountDownLatch(1);
    var worker = Thread.currentThread();
    var interruption = Interruption.doing(() -> stop(worker, finished));
    try {
      var steps = new ArrayList<DoneStep>();
      var exit = ExitCode.DONE;
      for (var step : scenario.steps()) {
        if (exit != ExitCode.DONE || interrupted) {
          steps.add(done(step, "skipped", Duration.ZERO, "a step before it failed"));
          continue;
        }
        var clock = session.surroundings().clock();
        var start = clock.instant();
        var outcome = attempt(step);
        var word = outcome.why().isEmpty() ? "passed" : "failed";
        var time = Duration.between(start, clock.instant());
        steps.add(done(step, word, time, outcome.why()));
        exit = outcome.why().isEmpty() ? ExitCode.DONE : exit(step, outcome.code());
        noteCtrlC(outcome);
      }
      // Whatever ended a wait must not end the clean-up.
      var unused = Thread.interrupted();
      var left = cleanUp();
      if (interrupted) {
        exit = ExitCode.INTERRUPTED;
      } else if (exit == ExitCode.DONE && !left.isEmpty()) {
        exit = ExitCode.LEFT_BEHIND;
      }
      return new Done(scenario.name(), List.copyOf(steps), left, exit);
    } finally {
      finished.countDown();
      interruption.over();
    }
  }

  /** In the shell no signal ends the process: Ctrl-C ends the command of a step. */
  private void noteCtrlC(Attempt outcome) {
    var ended = !outcome.why().isEmpty() && outcome.code() == ExitCode.INTERRUPTED.code();
    if (!interrupted && (ended || Thread.currentThread().isInterrupted())) {
      session.output().info("interrupted: deleting what was made");
      interrupted = true;
    }
  }

  private void stop(Thread worker, CountDownLatch finished) {
    session.output().info("interrupted: deleting what was made");
    interrupted = true;
    worker.interrupt();
    try {
      if (!finished.await(CLEAN_UP_SECONDS, TimeUnit.SECONDS)) {
        session.output().warn("gave up deleting; the inventory remembers what is left");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private DoneStep done(Step step, String word, Duration time, String why) {
    var done = new DoneStep(step.words(), step.line(), word, time, why);
    if (live) {
      session.output().print(String.format("%-7s  %6s s  %s", word, done.seconds(), done.words()));
      if (word.equals("failed")) {
        why.lines().forEach(line -> session.output().print("         " + line));
      }
    }
    return done;
  }

  /** How an attempt ended; {@code why} is empty when as expected. */
  private record Attempt(int code, String why) {}

  private Attempt attempt(Step step) {
    for (int i = 1; ; i++) {
      var ran = ran(step);
      var why = why(step, ran);
      if (why.isEmpty() || i >= step.tries() || interrupted) {
        return new Attempt(ran.code(), why);
      }
      try {
        session.surroundings().sleeper().sleep(step.pause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return new Attempt(ran.code(), why);
      }
    }
  }

  private Inner.Ran ran(Step step) {
    try {
      return step.action() == Action.RUN ? hook(step) : command(step);
    } catch (ProblemException e) {
      // A step that fails must not keep what was made from being deleted.
      return new Inner.Ran(e.exit().code(), "", e.problem().text());
    }
  }

  private String why(Step step, Inner.Ran ran) {
    var expected = step.expected();
    var said = hidden(ran.err().isBlank() ? ran.out() : ran.err()).strip();
    if (ran.code() != expected.exit()) {
      return "exit code "
          + ran.code()
          + (expected.exit() == 0 ? "" : " instead of " + expected.exit())
          + (said.isEmpty() ? "" : "\n" + tail(said));
    }
    return lacking("standard output", expected.prints(), ran.out())
        .or(() -> lacking("standard error", expected.says(), ran.err()))
        .orElse("");
  }

  private Optional<String> lacking(String where, Optional<String> part, String text) {
    return part.filter(wanted -> !text.contains(wanted))
        .map(wanted -> hidden("\"" + wanted + "\" is not on " + where + ": " + tail(text.strip())));
  }

  private static String tail(String text) {
    return text.length() > EXCERPT ? "…" + text.substring(text.length() - EXCERPT) : text;
  }

  private String hidden(String text) {
    return Visible.lines(new Redaction(secrets).text(text));
  }

  private Inner.Ran command(Step step) {
    var words = new ArrayList<String>();
    var instance = prefix + "-" + step.instance();
    switch (step.action()) {
      case PROVISION -> words.addAll(List.of("provision", "-i", instance));
      case UPDATE -> words.addAll(List.of("update", "-i", instance));
      case FETCH ->
          words.addAll(
              step.binding().isEmpty()
                  ? List.of("get", "instance", "-i", instance)
                  : List.of("get", "binding", "-i", instance, "-b", step.binding()));
      case BIND -> words.addAll(List.of("bind", "-i", instance, "-b", step.binding(), "--show"));
      case UNBIND -> words.addAll(List.of("unbind", "-i", instance, "-b", step.binding(), "--yes"));
      case DEPROVISION -> words.addAll(List.of("deprovision", "-i", instance, "--yes"));
      case RUN -> throw new IllegalArgumentException("a run is no command of osbctl");
    }
    for (var option : List.of("service", "plan")) {
      if (!step.text(option).isEmpty()) {
        words.addAll(List.of("--" + option, step.text(option)));
      }
    }
    if (step.details().path("parameters").isObject()) {
      words.addAll(List.of("-c", Json.text(step.details().path("parameters"))));
    }
    if (step.action() != Action.FETCH) {
      step.timeout().ifPresent(time -> words.addAll(List.of("--timeout", time)));
    }
    words.addAll(List.of("-o", "json"));
    var ran = inner.run(words.toArray(String[]::new));
    note(step, instance, ran);
    return ran;
  }

  /** What there is to delete now: also what a failed step may have made. */
  private void note(Step step, String instance, Inner.Ran ran) {
    var bindings = made.computeIfAbsent(instance, name -> new ArrayList<>());
    switch (step.action()) {
      case BIND -> {
        bindings.add(step.binding());
        if (ran.code() == 0) {
          remember(step, instance, ran.out());
        }
      }
      case UNBIND -> {
        if (ran.code() == 0) {
          bindings.remove(step.binding());
        }
      }
      case DEPROVISION -> {
        if (ran.code() == 0) {
          made.remove(instance);
        }
      }
      default -> {}
    }
  }

  private void remember(Step step, String instance, String out) {
    var answer = Json.parse(out.getBytes(StandardCharsets.UTF_8)).node().path("answer");
    var found = answer.path("credentials");
    Inventories.with(
        session,
        inventory ->
            inventory
                .find(session.brokerKey(), instance)
                .ifPresent(
                    entry -> {
                      var binding = entry.binding(step.binding()).orElseThrow();
                      var forms = new CredentialForms(entry, binding, found);
                      var named = new LinkedHashMap<>(forms.variables(step.instance()));
                      named.values().stream().filter(v -> v.length() > 3).forEach(secrets::add);
                      named.put("OSB_CREDENTIALS", Json.text(found));
                      variables.put(step.binding(), named);
                    }));
  }

  private Inner.Ran hook(Step step) {
    var environment = new LinkedHashMap<>(session.surroundings().environment());
    environment.putAll(variables.getOrDefault(step.binding(), Map.of()));
    environment.put("OSBCTL_INSTANCE", prefix + "-" + step.instance());
    return SmokeHook.run(step, environment, session.surroundings().folder());
  }

  /** Deletes what is left, bindings first; what cannot be deleted is named. */
  private List<String> cleanUp() {
    var left = new ArrayList<String>();
    made.forEach(
        (instance, bindings) -> {
          if (!isKnown(instance)) {
            return;
          }
          // What is still going on comes to its end first.
          inner.run("wait", "-i", instance, "--timeout", "5m");
          for (var binding : bindings) {
            inner.run("wait", "-i", instance, "-b", binding, "--timeout", "5m");
            inner.run("unbind", "-i", instance, "-b", binding, "--yes");
          }
          var ran = inner.run("deprovision", "-i", instance, "--yes", "--timeout", "5m");
          if (ran.code() != 0 && isKnown(instance)) {
            left.add(instance);
            session
                .output()
                .warn(
                    instance
                        + " could not be deleted; try: osbctl deprovision -i "
                        + Names.word(instance)
                        + "\n"
                        + hidden(tail(ran.err().strip())));
          }
        });
    return List.copyOf(left);
  }

  private boolean isKnown(String instance) {
    var found = new boolean[1];
    Inventories.with(
        session, inventory -> found[0] = inventory.find(session.brokerKey(), instance).isPresent());
    return found[0];
  }

  /** What a failed step means for the whole; a run's code is its command's own. */
  private static ExitCode exit(Step step, int code) {
    return step.action() == Action.RUN
        ? ExitCode.REFUSED
        : switch (code) {
          case 3 -> ExitCode.UNREACHABLE;
          case 4 -> ExitCode.GAVE_UP;
          default -> ExitCode.REFUSED;
        };
  }
}
