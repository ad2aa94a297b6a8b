package org.osbctl.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.osbctl.conform.Verdict;
import org.osbctl.report.Report.Entry;
import org.osbctl.report.Report.Found;
import org.osbctl.report.Report.Traffic;
import org.osbctl.report.Report.Violation;

/**
 * Makes one report of those of several runs against one broker, each of which took a part of it.
 *
 * <p>A requirement gets the gravest verdict any of them gave it: what one part has met, another may
 * have violated.
 */
public final class ReportMerge {
  private ReportMerge() {}

  /** Reports that are not of one broker and one version; the message names the difference. */
  public static final class DifferentException extends RuntimeException {
    DifferentException(String message) {
      super(message);
    }
  }

  /**
   * One report of all of them.
   *
   * @param parts at least one
   * @throws DifferentException if they are of different brokers, versions or platforms
   */
  public static Report of(List<Report> parts) {
    var first = parts.getFirst();
    for (var other : parts) {
      check("brokers", first.target(), other.target());
      check("versions of the specification", first.version(), other.version());
      check("platforms", first.profiles(), other.profiles());
      check("versions of osbctl", first.tool(), other.tool());
    }
    var start = parts.stream().map(Report::startedAt).min(Comparator.naturalOrder()).orElseThrow();
    return new Report(
        first.tool(),
        first.target(),
        first.version(),
        first.profiles(),
        start,
        Duration.between(start, end(parts)),
        parts.stream().anyMatch(Report::interrupted),
        parts.stream().allMatch(Report::planless),
        parts.stream().mapToInt(Report::requests).sum(),
        parts.stream().mapToInt(Report::instances).sum(),
        parts.stream().mapToInt(Report::bindings).sum(),
        parts.stream().flatMap(each -> each.leftBehind().stream()).toList(),
        parts.stream().flatMap(each -> each.blockers().stream()).distinct().toList(),
        parts.stream().flatMap(each -> each.staleWaivers().stream()).distinct().toList(),
        parts.stream().map(Report::gate).max(Comparator.naturalOrder()).orElseThrow(),
        parts.stream().mapToInt(Report::judgeable).max().orElseThrow(),
        entries(parts),
        exchanges(parts),
        platforms(parts));
  }

  /** A platform takes the broker if it does so in all parts; the parts may say the same of it. */
  private static List<PlatformVerdict> platforms(List<Report> parts) {
    var merged = new LinkedHashMap<String, PlatformVerdict>();
    for (var part : parts) {
      for (var each : part.platforms()) {
        merged.merge(each.profile(), each, ReportMerge::both);
      }
    }
    return List.copyOf(merged.values());
  }

  private static PlatformVerdict both(PlatformVerdict one, PlatformVerdict other) {
    var notes = new ArrayList<>(one.notes());
    for (var note : other.notes()) {
      if (notes.stream()
          .noneMatch(
              each ->
                  each.rule().equals(note.rule())
                      && each.says().equals(note.says())
                      && (each.rule().equals("answer") || each.where().equals(note.where())))) {
        notes.add(note);
      }
    }
    return new PlatformVerdict(one.profile(), one.title(), one.accepts() && other.accepts(), notes);
  }

  private static void check(String what, Object one, Object other) {
    if (!Objects.equals(one, other)) {
      throw new DifferentException("they are of different " + what + ": " + one + ", " + other);
    }
  }

  private static Instant end(List<Report> parts) {
    return parts.stream()
        .map(each -> each.startedAt().plus(each.duration()))
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  private static List<Entry> entries(List<Report> parts) {
    Map<String, List<Entry>> byId = new LinkedHashMap<>();
    int offset = 0;
    for (var part : parts) {
      for (var each : part.requirements()) {
        byId.computeIfAbsent(each.id(), id -> new ArrayList<>()).add(moved(each, offset));
      }
      offset += size(part);
    }
    return byId.values().stream().map(ReportMerge::one).toList();
  }

  /** How many numbers the exchanges of a report take. */
  private static int size(Report part) {
    return part.exchanges().stream().mapToInt(Traffic::number).max().orElse(-1) + 1;
  }

  private static Entry moved(Entry entry, int offset) {
    return with(
        entry,
        entry.verdict(),
        entry.seen(),
        entry.reason(),
        entry.notes(),
        entry.findings().stream().map(each -> numbered(each, each.number() + offset, 0)).toList());
  }

  private static Entry one(List<Entry> entries) {
    var gravest = entries.stream().min(Comparator.comparing(Entry::verdict)).orElseThrow();
    var verdict = gravest.verdict();
    var told = verdict != Verdict.BLOCKED && verdict != Verdict.SKIPPED;
    var notes = new LinkedHashSet<String>();
    entries.forEach(each -> notes.addAll(each.notes()));
    return with(
        gravest,
        verdict,
        told ? entries.stream().mapToInt(Entry::seen).sum() : 0,
        gravest.reason(),
        List.copyOf(notes),
        told ? findings(entries.stream().flatMap(each -> each.findings().stream())) : List.of());
  }

  private static List<Found> findings(Stream<Found> findings) {
    var byKind = new LinkedHashMap<String, Found>();
    findings.forEach(
        each ->
            byKind.merge(
                each.method() + " " + each.because(),
                each,
                (old, fresh) -> numbered(old, old.number(), fresh.times())));
    return List.copyOf(byKind.values());
  }

  private static Found numbered(Found found, int number, int more) {
    return new Found(
        found.because(),
        found.expected(),
        found.actual(),
        found.pointer(),
        found.times() + more,
        number,
        found.said(),
        found.exchange(),
        found.curl());
  }

  private static Entry with(
      Entry entry,
      Verdict verdict,
      int seen,
      String reason,
      List<String> notes,
      List<Found> findings) {
    return new Entry(
        entry.id(),
        entry.level(),
        entry.section(),
        entry.link(),
        entry.subject(),
        entry.gist(),
        entry.hint(),
        verdict,
        seen,
        reason,
        notes,
        findings);
  }

  private static List<Traffic> exchanges(List<Report> parts) {
    var all = new ArrayList<Traffic>();
    int offset = 0;
    for (var part : parts) {
      for (var each : part.exchanges()) {
        all.add(moved(each, offset));
      }
      offset += size(part);
    }
    return all;
  }

  private static Traffic moved(Traffic traffic, int offset) {
    var violations =
        traffic.violations().stream()
            .map(
                each ->
                    new Violation(
                        each.requirement(),
                        each.number() + offset,
                        each.because(),
                        each.expected(),
                        each.actual()))
            .toList();
    return new Traffic(
        traffic.number() + offset,
        traffic.lane(),
        traffic.scenario(),
        violations,
        traffic.exchange());
  }
}
