package org.osbctl.rules;

import org.jspecify.annotations.Nullable;

/** What a rule says of one exchange. */
public sealed interface Judgement {
  /** The requirement does not speak of this exchange. */
  record NotApplicable(String why) implements Judgement {}

  /**
   * The requirement is met; {@code note} tells of a choice the text leaves open, null when there is
   * nothing to tell.
   */
  record Met(@Nullable String note) implements Judgement {}

  /**
   * The requirement is violated.
   *
   * @param because what is wrong, in one sentence without a full stop
   * @param expected what would have been right
   * @param actual what was seen
   * @param pointer where in the body, as a JSON pointer; null when it is not about the body
   */
  record Violated(String because, String expected, String actual, @Nullable String pointer)
      implements Judgement {}

  /** The requirement does not speak of this exchange. */
  static Judgement notApplicable(String why) {
    return new NotApplicable(why);
  }

  /** The requirement is met. */
  static Judgement met() {
    return new Met(null);
  }

  /** The requirement is violated by something that is not in the body. */
  static Judgement violated(String because, String expected, String actual) {
    return new Violated(because, expected, actual, null);
  }
}
