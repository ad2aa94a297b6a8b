package org.osbctl.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osbctl.conform.Verdict;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Level;
import tools.jackson.databind.node.ObjectNode;

/**
 * A conformance run as all reports tell it: without secrets, but with the characters a broker sent;
 * each format escapes them in its own way.
 *
 * @param tool what made it
 * @param target the base URL of the broker, without user info
 * @param version the version of the specification it was judged by
 * @param profiles the platforms whose expectations were judged, too
 * @param startedAt when the run began
 * @param duration how long it took
 * @param interrupted whether it was ended before its time
 * @param planless whether it looked for plans to create instances of, and found none
 * @param requests how many requests were sent
 * @param instances how many service instances were created
 * @param bindings how many service bindings were created
 * @param leftBehind what could not be deleted, in words
 * @param blockers what the broker failed although it should be able to serve it, in words
 * @param staleWaivers waivers that have expired or are no longer needed, in words
 * @param gate what fails the run
 * @param judgeable how many requirements have a rule
 * @param requirements one entry for each requirement, in the order of the specification
 * @param exchanges all that was sent, in the order in which it was judged
 * @param platforms what platforms would say beyond the specification, one for each profile
 */
public record Report(
    Tool tool,
    String target,
    ApiVersion version,
    List<String> profiles,
    Instant startedAt,
    Duration duration,
    boolean interrupted,
    boolean planless,
    int requests,
    int instances,
    int bindings,
    List<String> leftBehind,
    List<String> blockers,
    List<String> staleWaivers,
    Gate gate,
    int judgeable,
    List<Entry> requirements,
    List<Traffic> exchanges,
    List<PlatformVerdict> platforms) {
  public Report {
    profiles = List.copyOf(profiles);
    leftBehind = List.copyOf(leftBehind);
    blockers = List.copyOf(blockers);
    staleWaivers = List.copyOf(staleWaivers);
    requirements = List.copyOf(requirements);
    exchanges = exchanges instanceof LazyList ? exchanges : List.copyOf(exchanges);
    platforms = List.copyOf(platforms);
  }

  /** Whether a platform would not take the broker. */
  public boolean isRefusedByPlatform() {
    return platforms.stream().anyMatch(each -> !each.accepts());
  }

  /**
   * What a run found out about one requirement.
   *
   * @param section the anchor in the text; {@code profile#} before one of the profile document
   * @param link where the text of the version says it
   * @param hint what the author of a broker should do; may be empty
   * @param seen how many exchanges it spoke of
   * @param reason why it was skipped, blocked or waived; else empty
   * @param notes remarks on choices that the text leaves open
   */
  public record Entry(
      String id,
      Level level,
      String section,
      String link,
      String subject,
      String gist,
      String hint,
      Verdict verdict,
      int seen,
      String reason,
      List<String> notes,
      List<Found> findings) {
    public Entry {
      notes = List.copyOf(notes);
      findings = List.copyOf(findings);
    }

    Entry with(Verdict other, String why) {
      return new Entry(
          id, level, section, link, subject, gist, hint, other, seen, why, notes, findings);
    }
  }

  /**
   * A violation.
   *
   * @param because what is wrong, in one sentence without a full stop
   * @param expected what would have been right
   * @param actual what was seen
   * @param pointer where in the answer's body, as a JSON pointer; null when it is not about that
   * @param times how often the same was seen
   * @param number which of the run's exchanges shows it
   * @param said how the broker explained its refusal; empty when it did not
   * @param exchange request and answer, as {@link org.osbctl.http.Printout#toJson()} writes them
   * @param curl a command line that repeats the request
   */
  public record Found(
      String because,
      String expected,
      String actual,
      @Nullable String pointer,
      int times,
      int number,
      String said,
      ObjectNode exchange,
      String curl) {
    /** The method of the request. */
    String method() {
      return exchange.path("method").asString("");
    }

    /** Path and query of the request. */
    String path() {
      return pathOf(exchange);
    }

    /** The status of the answer, or why there was none. */
    public String answer() {
      return answerOf(exchange);
    }
  }

  /**
   * One exchange of the run.
   *
   * @param number its place in the run, from 0
   * @param lane the plan it was sent for, {@code OFFERING/PLAN}; empty for those of no plan
   * @param scenario what it is part of
   * @param violations what it shows to be wrong
   * @param exchange request and answer, as {@link org.osbctl.http.Printout#toJson()} writes them
   */
  public record Traffic(
      int number, String lane, String scenario, List<Violation> violations, ObjectNode exchange) {
    public Traffic {
      violations = List.copyOf(violations);
    }

    /** Path and query of the request. */
    String path() {
      return pathOf(exchange);
    }

    /** The status of the answer, or why there was none. */
    String answer() {
      return answerOf(exchange);
    }
  }

  /**
   * What an exchange shows to be wrong.
   *
   * @param requirement the id of the requirement
   * @param number the exchange that violates it: this one, or an earlier one seen in a new light
   * @param because what is wrong
   * @param expected what would have been right
   * @param actual what was seen
   */
  public record Violation(
      String requirement, int number, String because, String expected, String actual) {}

  /** Path and query of an exchange. */
  static String pathOf(ObjectNode exchange) {
    return exchange.path("url").asString("").replaceFirst("^[a-z]+://[^/?]*", "");
  }

  /** The status of an exchange, or why there was none. */
  static String answerOf(ObjectNode exchange) {
    return exchange.has("failure")
        ? "no answer: " + exchange.path("failure").path("detail").asString("")
        : exchange.path("status").asString("");
  }

  /** How many requirements got a verdict. */
  public int count(Verdict verdict) {
    return (int) requirements.stream().filter(each -> each.verdict() == verdict).count();
  }

  /** The requirements with a verdict. */
  List<Entry> with(Verdict verdict) {
    return requirements.stream().filter(each -> each.verdict() == verdict).toList();
  }

  /** How many requirements were the subject of at least one exchange. */
  public int exercised() {
    return (int) requirements.stream().filter(each -> each.seen() > 0).count();
  }

  /** This report, judged by another gate. */
  public Report withGate(Gate other) {
    return with(other, staleWaivers, requirements);
  }

  /** This report under other waivers: what became of the requirements, and which should go. */
  Report withVerdicts(List<Entry> others, List<String> stale) {
    return with(gate, stale, others);
  }

  private Report with(Gate otherGate, List<String> stale, List<Entry> verdicts) {
    return new Report(
        tool,
        target,
        version,
        profiles,
        startedAt,
        duration,
        interrupted,
        planless,
        requests,
        instances,
        bindings,
        leftBehind,
        blockers,
        stale,
        otherGate,
        judgeable,
        verdicts,
        exchanges,
        platforms);
  }

  /** What the run comes to. */
  public Conclusion conclusion() {
    return Conclusion.of(this);
  }

  /** What decided on the conclusion, in one sentence without a full stop. */
  public String decided() {
    return conclusion().because(this);
  }

  /** The ids of the requirements that decided; none when something else did. */
  public List<String> decisive() {
    var ids = new ArrayList<String>();
    for (var each : requirements) {
      if (conclusion().isDecidedBy(each.verdict(), gate)) {
        ids.add(each.id());
      }
    }
    return ids;
  }
}
