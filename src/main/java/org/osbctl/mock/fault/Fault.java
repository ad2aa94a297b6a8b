package org.osbctl.mock.fault;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osbctl.mock.MockOptions.Mode;
import org.osbctl.spec.ApiVersion;

/**
 * A named departure from the model's answer: a fault, or a quirk, which violates nothing.
 *
 * @param name words, stable for ever
 * @param kind where it shows
 * @param says what the broker does, in one sentence
 * @param because why the specification allows a quirk; empty for faults
 * @param violates the requirements it violates; none for quirks
 * @param also requirements that are violated along with these, now and then or always
 * @param blocks whether a conformance run cannot judge something because of it
 * @param versions in which it departs from the model
 * @param shows where it can be seen at work
 * @param occasion when it departs
 * @param effect how
 */
public record Fault(
    String name,
    Kind kind,
    String says,
    String because,
    List<String> violates,
    List<String> also,
    boolean blocks,
    Versions versions,
    Showing shows,
    Occasion occasion,
    Effect effect) {
  public Fault {
    violates = List.copyOf(violates);
    also = List.copyOf(also);
  }

  /** Where a departure shows. */
  public enum Kind {
    /** In one answer: its status, its headers, its body. */
    MESSAGE,
    /** In what becomes of a resource, so in several answers. */
    STATE,
    /** Below HTTP. */
    WIRE;

    /** As it stands in files and lists: {@code message}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The versions from the first to the last, both included. */
  public record Versions(ApiVersion since, ApiVersion until) {
    /** Whether a version is among them. */
    public boolean has(ApiVersion version) {
      return version.atLeast(since) && until.atLeast(version);
    }

    /** In words: {@code 2.11 … 2.17}. */
    @Override
    public String toString() {
      return since == until ? since.toString() : since + " … " + until;
    }
  }

  /**
   * A mock that shows a departure at work.
   *
   * @param mode which operations of the mock are asynchronous
   * @param version the version to look from
   * @param plan the offering or OFFERING/PLAN to look at; none when nothing has to be created
   */
  public record Showing(Mode mode, ApiVersion version, Optional<String> plan) {}

  /** Faults that are found by a name, an operation they wait for, or a requirement. */
  public boolean isAbout(String word) {
    return name.contains(word)
        || violates.stream().anyMatch(id -> id.contains(word))
        || also.stream().anyMatch(id -> id.contains(word));
  }

  /** Whether something happens below HTTP. */
  public boolean isOnTheWire() {
    return effect.wire().isPresent();
  }

  /** Whether it is allowed, if unusual. */
  public boolean isQuirk() {
    return violates.isEmpty() && !blocks;
  }
}
