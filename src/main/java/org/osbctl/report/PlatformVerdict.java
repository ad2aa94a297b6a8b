package org.osbctl.report;

import java.util.List;

/**
 * What a platform would say of a broker beyond the specification; it has no part in the verdicts of
 * requirements.
 *
 * @param profile the profile's id
 * @param title what people call the platform
 * @param accepts whether nothing of it would be refused
 * @param notes what it would say, without secrets
 */
public record PlatformVerdict(String profile, String title, boolean accepts, List<Note> notes) {
  public PlatformVerdict {
    notes = List.copyOf(notes);
  }

  /** In words, without the title, which may be anyone's: whether the platform takes the broker. */
  String words() {
    return accepts ? "would take this broker" : "would not take this broker";
  }

  /**
   * One thing a platform would say.
   *
   * @param rule the id of the rule, such as {@code CF-PLN-2}; {@code answer} for what it makes of
   *     one
   * @param severity {@code rejects}, {@code warns} or {@code informs}
   * @param verified whether a source says so
   * @param where the place in the catalog, or the request
   * @param says the platform's own words, or what it does
   * @param remedy what to do; may be empty
   * @param times how often it was seen
   * @param number which of the run's exchanges shows it first
   */
  public record Note(
      String rule,
      String severity,
      boolean verified,
      String where,
      String says,
      String remedy,
      int times,
      int number) {
    /** Whether the platform would refuse the broker for it. */
    boolean refuses() {
      return severity.equals("rejects");
    }
  }
}
