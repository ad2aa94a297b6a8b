package org.osbctl.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.osbctl.conform.Verdict;
import org.osbctl.http.Visible;
import org.osbctl.report.Report.Entry;
import org.osbctl.report.Report.Found;

/** Puts results into words for people. */
final class Wording {
  /** As much of a sentence as anybody reads. */
  private static final int SENTENCE = 300;

  /** Verdicts in the order they are told, what is wrong first. */
  private static final List<Verdict> ORDER =
      List.of(
          Verdict.FAILED,
          Verdict.BLOCKED,
          Verdict.WARNED,
          Verdict.WAIVED,
          Verdict.PASSED,
          Verdict.INFO,
          Verdict.SKIPPED);

  private Wording() {}

  /** A sentence of others, or one that may quote them. */
  static String sentence(String text) {
    return Visible.excerpt(text, SENTENCE);
  }

  /** How many there are of each verdict: {@code 1 failed · 14 passed}. */
  static String counts(Collection<Entry> results, Palette palette) {
    var parts = new ArrayList<String>();
    for (var verdict : ORDER) {
      long count = results.stream().filter(each -> each.verdict() == verdict).count();
      if (count > 0) {
        parts.add(palette.verdict(verdict, count + " " + verdict.word()));
      }
    }
    return String.join(palette.faint(" · "), parts);
  }

  /** The verdict that stands for all of them: what is wrong, or what was seen at all. */
  static Verdict overall(Collection<Entry> results) {
    return ORDER.stream()
        .filter(verdict -> results.stream().anyMatch(each -> each.verdict() == verdict))
        .findFirst()
        .orElse(Verdict.SKIPPED);
  }

  /** A number and what it counts: {@code 1 request}, {@code 2 requests}. */
  static String number(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  /** A duration as people say it: {@code 2.3 s}, {@code 3 min 5 s}. */
  static String duration(Duration duration) {
    if (duration.toMinutes() > 0) {
      return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
    }
    return duration.toMillis() < 1000
        ? duration.toMillis() + " ms"
        : String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }

  /** Method, path, answer and pointer, within a width if ids and query can be shortened enough. */
  static String place(Found found, int width) {
    var path = Visible.text(found.path());
    var before = found.method() + " ";
    var after = " → " + sentence(found.answer());
    if (found.pointer() != null && !found.pointer().isEmpty()) {
      after += " at " + Visible.excerpt(found.pointer(), 120);
    }
    if (found.times() > 1) {
      after += ", " + found.times() + " times";
    }
    int room = width - before.length() - after.length();
    if (path.length() > room) {
      // Of an id, the beginning tells enough; the command line below has it all.
      path = path.replaceAll("/([^/?]{8})[^/?_]{12,}", "/$1…");
    }
    if (path.length() > room) {
      path = path.replaceFirst("\\?.*", "?…");
    }
    return before + Visible.excerpt(path, 200) + after;
  }

  /** All that is to be said of a requirement beside its verdict, for formats that have lines. */
  static String details(Entry entry) {
    var lines = new ArrayList<String>();
    lines.add(entry.level() + ": " + entry.gist());
    entry.notes().forEach(note -> lines.add("note: " + sentence(note)));
    for (var found : entry.findings()) {
      lines.add("");
      lines.add(sentence(found.because()));
      lines.add("  request:  " + Visible.text(found.method() + " " + found.path()));
      lines.add("  answer:   " + sentence(found.answer()));
      lines.add("  expected: " + sentence(found.expected()));
      lines.add("  seen:     " + sentence(found.actual()));
      lines.add("  repeat:   " + Visible.text(found.curl()));
    }
    if (!entry.hint().isEmpty()) {
      lines.add("fix: " + entry.hint());
    }
    lines.add("text: " + entry.link());
    return String.join("\n", lines);
  }

  /** What a platform would say: how much it minds, what, where, and how often. */
  static String note(PlatformVerdict.Note note) {
    return note.severity()
        + " "
        + note.rule()
        + " at "
        + note.where()
        + ": "
        + note.says()
        + (note.times() > 1 ? " (" + note.times() + " times)" : "")
        + (note.verified() ? "" : " (no source says so for certain)");
  }
}
