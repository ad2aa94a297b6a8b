package org.osbctl.profile;

import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * How a platform polls last operations.
 *
 * @param first the pause before the first poll; zero polls directly after the 202
 * @param interval the pause after it
 * @param growth how many times as long each pause is as the one before
 * @param longest the longest pause of the platform's own choice
 * @param maximum when it gives up
 * @param planMaximum whether a plan's {@code maximum_polling_duration} shortens that
 * @param retryAfter the shortest and the longest pause that a broker can ask for; empty when the
 *     platform does not read {@code Retry-After}
 * @param source where one can read that it is so
 */
public record Polling(
    Duration first,
    Duration interval,
    double growth,
    Duration longest,
    Duration maximum,
    boolean planMaximum,
    Optional<Range> retryAfter,
    String source) {
  /** From the shortest to the longest pause. */
  public record Range(Duration shortest, Duration longest) {}

  static Polling of(JsonNode polling) {
    var asked = polling.path("retryAfter");
    return new Polling(
        time(polling.path("first")),
        time(polling.path("interval")),
        polling.path("growth").asDouble(1),
        time(polling.path("longest")),
        time(polling.path("maximum")),
        polling.path("planMaximum").asBoolean(false),
        asked.isObject()
            ? Optional.of(new Range(time(asked.path("shortest")), time(asked.path("longest"))))
            : Optional.empty(),
        polling.path("source").asString(""));
  }

  /** A number and its unit, as the schema has it: {@code 60s}, {@code 20m}, {@code 7d}. */
  private static Duration time(JsonNode node) {
    var text = node.asString();
    long number = Long.parseLong(text.substring(0, text.length() - 1));
    return switch (text.charAt(text.length() - 1)) {
      case 'd' -> Duration.ofDays(number);
      case 'h' -> Duration.ofHours(number);
      case 'm' -> Duration.ofMinutes(number);
      default -> Duration.ofSeconds(number);
    };
  }
}
