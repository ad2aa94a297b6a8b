package org.osbctl.cli.smoke;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A life cycle to go through.
 *
 * @param name what it is called in reports
 */
public record Scenario(String name, List<Step> steps) {
  /** What can be done. */
  public enum Action {
    PROVISION,
    UPDATE,
    FETCH,
    BIND,
    RUN,
    UNBIND,
    DEPROVISION;

    /** As scenarios write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One step.
   *
   * @param line where it stands in its file; 0 when there is none
   * @param instance what the scenario calls the instance
   * @param binding what it calls the binding; empty for steps without one
   * @param details {@code service}, {@code plan} and {@code parameters}, or {@code command} of a
   *     run
   */
  public record Step(
      int line,
      Action action,
      String instance,
      String binding,
      JsonNode details,
      Expectation expected,
      int tries,
      Duration pause,
      Optional<String> timeout) {
    /** For people: {@code bind app1 of db1}. */
    public String words() {
      return switch (action) {
        case RUN -> "run " + firstLine(text("command"));
        case PROVISION -> "provision " + instance + " (" + text("service") + plan("/") + ")";
        case UPDATE -> "update " + instance + plan(" to ");
        case BIND, UNBIND -> action.word() + " " + binding + " of " + instance;
        case FETCH ->
            binding.isEmpty() ? "fetch " + instance : "fetch " + binding + " of " + instance;
        case DEPROVISION -> "deprovision " + instance;
      };
    }

    /** A detail, empty when it is not given. */
    public String text(String member) {
      return details.path(member).stringValue("");
    }

    private String plan(String before) {
      return text("plan").isEmpty() ? "" : before + text("plan");
    }

    private static String firstLine(String command) {
      var line = command.strip().lines().findFirst().orElse("");
      return line.length() > 60 ? line.substring(0, 59) + "…" : line;
    }
  }

  /**
   * How a step has to end.
   *
   * @param exit its exit code
   * @param prints part of its standard output
   * @param says part of its standard error
   */
  public record Expectation(int exit, Optional<String> prints, Optional<String> says) {
    /** It goes well. */
    public static final Expectation SUCCESS =
        new Expectation(0, Optional.empty(), Optional.empty());
  }
}
