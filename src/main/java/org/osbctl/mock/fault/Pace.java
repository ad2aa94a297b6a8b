package org.osbctl.mock.fault;

/**
 * At which of the occasions that fit: at all of them unless one of these says otherwise.
 *
 * @param every at each one whose number is a multiple of this; 0 for any
 * @param nth at this one alone, counted from 1; 0 for any
 * @param after at those after so many
 * @param first at so many at most, the first ones; 0 for any number
 * @param chance with this probability
 * @param perRequest whether each request line counts for itself
 */
record Pace(int every, int nth, int after, int first, double chance, boolean perRequest) {
  static final Pace ALWAYS = new Pace(0, 0, 0, 0, 1, false);

  /** At one occasion alone. */
  static Pace only(int number) {
    return new Pace(0, number, 0, 0, 1, false);
  }

  /**
   * Whether this is one of them.
   *
   * @param number of the occasion, from 1
   * @param lot between 0 and 1
   */
  boolean takes(long number, double lot) {
    return (every == 0 || number % every == 0)
        && (nth == 0 || number == nth)
        && number > after
        && (first == 0 || number <= first)
        && lot < chance;
  }
}
