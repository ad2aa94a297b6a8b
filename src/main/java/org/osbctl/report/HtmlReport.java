package org.osbctl.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.osbctl.conform.Verdict;
import org.osbctl.http.Visible;
import org.osbctl.report.Report.Entry;
import org.osbctl.report.Report.Found;
import org.osbctl.report.Report.Traffic;
import org.osbctl.spec.Json;
import org.osbctl.spec.Level;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The report that people send each other: one file that needs nothing else and may ask for nothing,
 * by its own content security policy.
 *
 * <p>Verdict, coverage and findings are there without scripts; the timeline and the exchanges are
 * drawn by one, from data that it only ever shows as text.
 */
public final class HtmlReport implements ReportFormat {
  private static final List<Verdict> ORDER =
      List.of(
          Verdict.FAILED,
          Verdict.BLOCKED,
          Verdict.WARNED,
          Verdict.WAIVED,
          Verdict.INFO,
          Verdict.PASSED,
          Verdict.SKIPPED);

  private static final String STYLE = resource("report.css");
  private static final String SCRIPT = resource("report.js");

  @Override
  public void write(Report report, Appendable out) throws IOException {
    var page = new Html(out);
    writeHead(report, page);
    writeVerdict(report, page);
    page.raw("<main id=\"main\">\n");
    writeNotes(report, page);
    writePlatforms(report, page);
    writeHeat(report, page);
    writeTimeline(page);
    writeRequirements(report, page);
    writeExchanges(page);
    page.raw("</main>\n<footer>");
    page.text(report.tool().name() + " " + report.tool().version());
    page.raw(" · a report of ").text(report.startedAt().toString());
    page.raw(" · <kbd>/</kbd> search <kbd>j</kbd> <kbd>k</kbd> next, previous ");
    page.raw("<kbd>Enter</kbd> open <kbd>t</kbd> theme <kbd>Esc</kbd> show all</footer>\n");
    writeData(report, page);
    page.raw("<script>").raw(SCRIPT).raw("</script>\n</body>\n</html>\n");
  }

  private static void writeHead(Report report, Html page) throws IOException {
    page.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ");
    page.raw("style-src '").raw(hash(STYLE)).raw("'; script-src '").raw(hash(SCRIPT));
    page.raw("'; base-uri 'none'; form-action 'none'\">\n");
    page.raw("<meta name=\"referrer\" content=\"no-referrer\">\n");
    page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
    page.text(report.conclusion().words() + ": " + report.target());
    page.raw("</title>\n<style>").raw(STYLE).raw("</style>\n</head>\n");
  }

  private static void writeVerdict(Report report, Html page) throws IOException {
    var words = report.conclusion().words();
    page.raw("<body class=\"c-").raw(words.replace(' ', '-')).raw("\">\n");
    page.raw("<a class=\"skip\" href=\"#requirements\">To the requirements</a>\n<header><div>");
    page.raw("<div class=\"top\"><h1 class=\"word\">").text(words.toUpperCase(Locale.ROOT));
    page.raw("</h1><button id=\"theme\" title=\"Dark or light (t)\">◐</button></div>\n");
    page.raw("<p class=\"because\">").text(sentence(report.decided())).raw("</p>\n");
    page.raw("<p class=\"facts\"><b>").text(report.target()).raw("</b> judged by version <b>");
    page.raw(report.version().toString()).raw("</b> of the Open Service Broker API on ");
    page.text(report.startedAt().toString().replaceFirst("\\..*|Z$", "").replace('T', ' '));
    page.raw(" UTC · exercised <b>").number(report.exercised()).raw("</b> of ");
    page.number(report.judgeable()).raw(" judgeable requirements · ");
    page.text(Wording.number(report.requests(), "request")).raw(" in ");
    page.text(Wording.duration(report.duration())).raw(" · created ");
    page.text(Wording.number(report.instances(), "instance")).raw(" and ");
    page.text(Wording.number(report.bindings(), "binding")).raw(", left ");
    page.raw(report.leftBehind().isEmpty() ? "nothing" : "" + report.leftBehind().size());
    page.raw(" behind · gate: <b>").raw(report.gate().word()).raw("</b></p></div></header>\n");
  }

  private static String sentence(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
  }

  private static void writeNotes(Report report, Html page) throws IOException {
    writeNote("Left behind: created by this run and still there", report.leftBehind(), page);
    writeNote("Waivers that should go", report.staleWaivers(), page);
    writeNote("What kept scenarios from going on", report.blockers(), page);
  }

  private static void writeNote(String title, List<String> texts, Html page) throws IOException {
    if (texts.isEmpty()) {
      return;
    }
    page.raw("<div class=\"card notes\"><b>").text(title).raw("</b><ul>");
    for (var text : texts) {
      page.raw("<li>").text(text).raw("</li>");
    }
    page.raw("</ul></div>\n");
  }

  /** Apart from the verdicts of the specification, which they have no part in. */
  private static void writePlatforms(Report report, Html page) throws IOException {
    if (report.platforms().isEmpty()) {
      return;
    }
    page.raw("<h2>Platforms <small>apart from the specification</small></h2>\n");
    for (var platform : report.platforms()) {
      page.raw("<div class=\"card notes platform v-");
      page.raw(platform.accepts() ? "passed" : "failed").raw("\" data-profile=\"");
      page.text(platform.profile()).raw("\"><b>").text(Visible.text(platform.title())).raw(" ");
      page.text(platform.words()).raw("</b><ul>");
      for (var note : platform.notes()) {
        page.raw("<li>").text(Visible.text(Wording.note(note)));
        if (!note.remedy().isEmpty()) {
          page.raw(" <span class=\"fix\">").text(Visible.text(note.remedy())).raw("</span>");
        }
        page.raw("</li>");
      }
      page.raw("</ul></div>\n");
    }
  }

  /** Chapters by levels; in each field one square for each requirement. */
  private static void writeHeat(Report report, Html page) throws IOException {
    page.raw("<h2>Coverage <small>one square for each requirement</small></h2>\n");
    page.raw("<div class=\"card heat\"><table><thead><tr><th>Chapter</th>");
    for (var level : Level.values()) {
      page.raw("<th>").raw(level.toString()).raw("</th>");
    }
    page.raw("<th>exercised</th></tr></thead>\n<tbody>\n");
    for (var chapter : Sections.of(report)) {
      page.raw("<tr><th scope=\"row\">").text(chapter.title()).raw("</th>");
      for (var level : Level.values()) {
        writeField(
            chapter.requirements().stream().filter(each -> each.level() == level).toList(), page);
      }
      long seen = chapter.requirements().stream().filter(each -> each.seen() > 0).count();
      page.raw("<td class=\"ms\">" + seen + " of " + chapter.requirements().size());
      page.raw("</td></tr>\n");
    }
    page.raw("</tbody></table><div class=\"legend\">");
    for (var verdict : ORDER) {
      page.raw("<span class=\"v-").raw(verdict.word()).raw("\">").raw(verdict.word());
      page.raw("</span>");
    }
    page.raw("</div></div>\n");
  }

  private static void writeField(List<Entry> entries, Html page) throws IOException {
    page.raw("<td>");
    if (!entries.isEmpty()) {
      page.raw("<div class=\"cells\">");
      var sorted =
          entries.stream()
              .sorted((a, b) -> ORDER.indexOf(a.verdict()) - ORDER.indexOf(b.verdict()))
              .toList();
      for (var each : sorted) {
        var name = each.id() + ": " + each.verdict().word();
        page.raw("<a tabindex=\"-1\" class=\"v-").raw(each.verdict().word());
        page.raw("\" href=\"#r-").text(each.id()).raw("\" title=\"").text(name);
        page.raw("\" aria-label=\"").text(name).raw("\"></a>");
      }
      page.raw("</div>");
    }
    page.raw("</td>");
  }

  private static void writeRequirements(Report report, Html page) throws IOException {
    page.raw("<h2>Requirements <small id=\"count\" aria-live=\"polite\"></small></h2>\n");
    page.raw("<div class=\"filter\" role=\"search\">");
    for (var verdict : ORDER) {
      int count = report.count(verdict);
      if (count > 0) {
        page.raw("<button class=\"chip v-").raw(verdict.word()).raw("\" data-verdict=\"");
        page.raw(verdict.word()).raw("\" aria-pressed=\"false\"><b>").number(count).raw("</b> ");
        page.raw(verdict.word()).raw("</button>");
      }
    }
    page.raw("<input id=\"search\" type=\"search\" placeholder=\"Search: an id, a path, a word\" ");
    page.raw("aria-label=\"Search\"></div>\n<div id=\"requirements\">\n");
    var byVerdict = new LinkedHashMap<String, List<Entry>>();
    for (var verdict : List.of(Verdict.FAILED, Verdict.BLOCKED, Verdict.WARNED, Verdict.WAIVED)) {
      byVerdict.put(verdict.word(), report.with(verdict));
    }
    for (var chapter : Sections.of(report)) {
      byVerdict.put(
          chapter.title(),
          chapter.requirements().stream()
              .filter(each -> ORDER.indexOf(each.verdict()) > ORDER.indexOf(Verdict.WAIVED))
              .toList());
    }
    var first =
        byVerdict.values().stream().flatMap(List::stream).findFirst().map(Entry::id).orElse("");
    for (var group : byVerdict.entrySet()) {
      if (!group.getValue().isEmpty()) {
        page.raw("<section><h3>").text(sentence(group.getKey()).replaceFirst("\\.$", ""));
        page.raw("</h3>\n");
        for (var each : group.getValue()) {
          writeRequirement(each, each.id().equals(first), report, page);
        }
        page.raw("</section>\n");
      }
    }
    page.raw("<p id=\"no-requirement\" class=\"none\" hidden>No requirement fits.</p></div>\n");
  }

  private static void writeRequirement(Entry entry, boolean first, Report report, Html page)
      throws IOException {
    var verdict = entry.verdict().word();
    page.raw("<details class=\"row v-").raw(verdict).raw("\" data-verdict=\"").raw(verdict);
    page.raw("\" data-id=\"").text(entry.id()).raw("\" id=\"r-").text(entry.id());
    page.raw(first && !entry.findings().isEmpty() ? "\" open>" : "\">");
    page.raw("<summary><span class=\"word\">").raw(verdict).raw("</span><span class=\"id\">");
    page.text(entry.id()).raw("</span><span class=\"gist\">").text(entry.gist());
    page.raw("</span><span class=\"level\">").raw(entry.level().toString());
    page.raw("</span></summary><div class=\"body\">");
    if (!entry.reason().isEmpty()) {
      page.raw("<p>").text(sentence(entry.reason())).raw("</p>");
    }
    for (var note : entry.notes()) {
      page.raw("<p>").text(sentence(note)).raw("</p>");
    }
    if (!entry.hint().isEmpty() && !entry.findings().isEmpty()) {
      page.raw("<p class=\"fix\"><b>Fix</b> ").text(entry.hint()).raw("</p>");
    }
    page.raw("<p>Seen in ").text(Wording.number(entry.seen(), "exchange")).raw(" · ");
    page.raw("<a rel=\"noreferrer noopener\" href=\"").text(safe(entry.link()));
    page.raw("\">the text of the specification</a></p>");
    for (var found : entry.findings()) {
      writeFinding(found, report, page);
    }
    page.raw("</div></details>\n");
  }

  /** A link to the web or to nowhere: a report that was tampered with must not run scripts. */
  private static String safe(String link) {
    return link.startsWith("https://") ? link : "#";
  }

  private static void writeFinding(Found found, Report report, Html page) throws IOException {
    page.raw("<div class=\"finding\"><p class=\"because\">").text(sentence(found.because()));
    page.raw("</p><dl><dt>request</dt><dd><code>").text(found.method() + " " + found.path());
    page.raw("</code></dd><dt>answer</dt><dd><code>").text(found.answer());
    if (found.pointer() != null && !found.pointer().isEmpty()) {
      page.raw("</code> at <code>").text(found.pointer());
    }
    page.raw("</code></dd><dt>expected</dt><dd>").text(found.expected());
    page.raw("</dd><dt>seen</dt><dd>").text(found.actual()).raw("</dd>");
    if (!found.said().isEmpty()) {
      page.raw("<dt>said</dt><dd>").text(found.said()).raw("</dd>");
    }
    page.raw("<dt>how often</dt><dd>").text(Wording.number(found.times(), "time"));
    page.raw(", first in <a href=\"#x").number(found.number()).raw("\">exchange #");
    page.number(found.number()).raw("</a></dd></dl>");
    SequenceDiagram.of(found, report).write(page);
    page.raw("<button class=\"copy\">copy</button><pre>").text(found.curl()).raw("</pre>");
    page.raw("<details class=\"fold\"><summary>Request and answer</summary><pre>");
    page.text(Json.pretty(found.exchange())).raw("</pre></details></div>");
  }

  private static void writeTimeline(Html page) throws IOException {
    page.raw(
        "<section id=\"timeline-part\"><h2>Timeline <small>one lane for each plan</small></h2>");
    page.raw("<div class=\"card time\"><div id=\"timeline\"></div>");
    page.raw("<p id=\"tip\">Point at a request; a click opens it.</p></div></section>\n");
  }

  private static void writeExchanges(Html page) throws IOException {
    page.raw("<section id=\"exchanges-part\"><h2>Exchanges <small id=\"exchange-count\"></small>");
    page.raw("</h2>\n<div id=\"exchanges\"></div><button id=\"more\" hidden>Show more</button>");
    page.raw("<noscript><p class=\"none\">They are drawn by a script.</p></noscript></section>\n");
  }

  /** In a block that is no script, where nothing but its own end has a meaning. */
  private static void writeData(Report report, Html page) throws IOException {
    var exchanges = JsonNodeFactory.instance.arrayNode();
    for (Traffic each : report.exchanges()) {
      exchanges.add(JsonReport.traffic(each));
    }
    page.raw("<script type=\"application/json\" id=\"data\">");
    page.raw(JsonReport.harmless(Json.text(exchanges)).replace("<", "\\u003c"));
    page.raw("</script>\n");
  }

  private static String hash(String text) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not in the JAR");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A page in the making: text is always escaped, what is raw is always ours. */
  static final class Html {
    private final Appendable out;

    Html(Appendable out) {
      this.out = out;
    }

    /** Markup. */
    Html raw(String markup) throws IOException {
      out.append(markup);
      return this;
    }

    /** A text, between tags or between double quotes. */
    Html text(String text) throws IOException {
      out.append(Xml.text(text));
      return this;
    }

    /** A number. */
    Html number(int number) throws IOException {
      out.append(Integer.toString(number));
      return this;
    }

    /** A text on one line, and the beginning of it only. */
    Html excerpt(String text, int limit) throws IOException {
      out.append(Xml.text(Visible.excerpt(text, limit)));
      return this;
    }
  }
}
