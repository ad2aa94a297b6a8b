package org.osbctl.lifecycle;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A set of answers: a range of statuses, narrowed by an error code or a state. */
public record AnswerPattern(int from, int to, @Nullable String error, @Nullable String state) {
  /** Any answer at all. */
  static final AnswerPattern ANY = new AnswerPattern(100, 999, null, null);

  static final AnswerPattern SUCCESS = range(200, 299);
  static final AnswerPattern CLIENT_ERROR = range(400, 499);
  static final AnswerPattern NO_SUCCESS = range(300, 999);

  static AnswerPattern status(int status) {
    return range(status, status);
  }

  static AnswerPattern range(int from, int to) {
    return new AnswerPattern(from, to, null, null);
  }

  static AnswerPattern error(int status, String error) {
    return new AnswerPattern(status, status, error, null);
  }

  static AnswerPattern state(String state) {
    return new AnswerPattern(200, 200, null, state);
  }

  boolean matches(Answer answer) {
    return answer.status() >= from
        && answer.status() <= to
        && (error == null || error.equals(answer.error()))
        && (state == null || state.equals(answer.state()));
  }

  static boolean anyMatches(List<AnswerPattern> patterns, Answer answer) {
    return patterns.stream().anyMatch(pattern -> pattern.matches(answer));
  }

  /** Patterns in words: {@code 200, 422 ConcurrencyError or any 4xx}. */
  static String words(List<AnswerPattern> patterns) {
    var words = patterns.stream().map(AnswerPattern::toString).collect(Collectors.toList());
    if (words.size() < 2) {
      return String.join("", words);
    }
    var last = words.removeLast();
    return String.join(", ", words) + " or " + last;
  }

  @Override
  public String toString() {
    var statuses =
        from == to
            ? Integer.toString(from)
            : to - from == 99
                ? "any " + from / 100 + "xx"
                : from >= 300 ? "a refusal" : from + "…" + to;
    return statuses
        + (error == null ? "" : " " + error)
        + (state == null ? "" : " \"" + state + "\"");
  }
}
