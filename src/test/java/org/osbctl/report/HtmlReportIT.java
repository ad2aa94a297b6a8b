package org.osbctl.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.osbctl.conform.Verdict;
import org.osbctl.http.Visible;
import org.osbctl.report.Report.Entry;
import org.osbctl.report.Report.Found;
import org.osbctl.report.Report.Traffic;
import org.osbctl.spec.Json;
import tools.jackson.databind.node.ObjectNode;

/** The HTML report in a real browser. Without one this is skipped, on a build server it fails. */
@Timeout(180)
class HtmlReportIT {
  // The browser may still be writing while its folder goes.
  @TempDir(cleanup = CleanupMode.NEVER)
  static Path folder;

  private static Browser browser;

  @BeforeAll
  static void startBrowser() throws Exception {
    var command = Browser.command();
    if (command.isEmpty() && "true".equals(System.getenv("CI"))) {
      throw new AssertionError("there is no chromium on the PATH of the build server");
    }
    Assumptions.assumeTrue(command.isPresent(), "there is no chromium on the PATH");
    browser = Browser.start(command.get(), folder);
  }

  @AfterAll
  static void stopBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  private static Path write(String name, Report report) throws Exception {
    return Files.writeString(folder.resolve(name), Runs.print(new HtmlReport(), report));
  }

  private static int count(String selector) throws Exception {
    return browser.evaluate("document.querySelectorAll(\"" + selector + "\").length").asInt();
  }

  private static String text(String selector) throws Exception {
    return browser.evaluate("document.querySelector(\"" + selector + "\").textContent").asString();
  }

  private static Report real() {
    try (var broker = RealRun.broker()) {
      return Runs.report(RealRun.against(broker, true));
    }
  }

  /** A report in which everything others can say is the same text. */
  private static Report hostile(String text) {
    var report =
        Runs.report(
            Runs.run(
                List.of(text),
                List.of(text),
                false,
                Runs.violated(
                    "provision.other-attributes-conflict", Verdict.FAILED, Runs.conflictMissed()),
                Runs.skipped("unbind.unknown-is-410", text)));
    var entry = report.requirements().getFirst();
    var found = entry.findings().getFirst();
    var bad = new Found(text, text, text, text, 2, 0, text, exchange(text), text);
    var entries =
        List.of(
            new Entry(
                entry.id(),
                entry.level(),
                entry.section(),
                "javascript:window.hacked=1//" + text,
                text,
                text,
                text,
                entry.verdict(),
                1,
                text,
                List.of(text),
                List.of(found, bad)),
            report.requirements().getLast());
    return new Report(
        new Tool(text, text),
        text,
        report.version(),
        List.of(text),
        report.startedAt(),
        report.duration(),
        false,
        false,
        1,
        1,
        1,
        List.of(text),
        List.of(text),
        List.of(text),
        Gate.MUST,
        2,
        entries,
        List.of(
            new Traffic(
                0,
                text,
                text,
                List.of(new Report.Violation(entry.id(), 0, text, text, text)),
                exchange(text))),
        List.of());
  }

  private static ObjectNode exchange(String text) {
    var exchange =
        Json.object()
            .put("method", text)
            .put("url", "http://b/v2/service_instances/" + text)
            .put("at", "2026-03-01T12:00:00Z")
            .put("status", 200)
            .put("ms", 3);
    for (var side : List.of("request", "response")) {
      var message = exchange.putObject(side);
      message.putArray("headers").addObject().put("name", text).put("value", text);
      message.put("body", text);
    }
    return exchange;
  }

  @Test
  void report_shows_all_and_asks_for_nothing() throws Exception {
    var report = real();
    int before = browser.requests().size();
    int complaints = browser.complaints().size();
    var file = write("real.html", report);
    browser.open(file);
    assertEquals(
        List.of(file.toUri().toString()),
        browser.requests().subList(before, browser.requests().size()));
    assertEquals(List.of(), browser.complaints().subList(complaints, browser.complaints().size()));
    assertEquals("PASSED", text("h1"));
    assertEquals(report.requirements().size(), count("#requirements details.row"));
    assertEquals(report.requirements().size(), count(".heat .cells a"));
    assertEquals(Math.min(200, report.requests()), count("#exchanges details.row"));
    assertEquals(report.requests(), count("#timeline rect.x"));
    for (var verdict : Verdict.values()) {
      assertEquals(
          report.count(verdict),
          count("#requirements details[data-verdict=" + verdict.word() + "]"),
          verdict.word());
    }
  }

  @Test
  void whatever_others_say_stays_text() throws Exception {
    for (var text :
        List.of(
            "<script>window.hacked=1</script>",
            "</script><script>window.hacked=1</script><!--",
            "\"><img src=x onerror=window.hacked=1>",
            "' onclick='window.hacked=1' x='",
            "<svg onload=window.hacked=1>]]>",
            "<!--<script>\u0000\u202e\ud800")) {
      browser.open(write("hostile.html", hostile(text)));
      browser.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
      browser.evaluate("new Promise(done => setTimeout(done, 0))");
      assertTrue(browser.evaluate("window.hacked === undefined").booleanValue(), text);
      assertEquals(2, count("script"), text);
      assertEquals(0, count("img, iframe, object, embed, [onclick], [onerror], [onload]"), text);
      assertEquals(
          0,
          browser
              .evaluate("[...document.links].filter(a => a.protocol === 'javascript:').length")
              .asInt());
      var shown = text("#requirements .finding:last-child .because");
      assertTrue(shown.contains(Visible.lines(text).substring(1)), () -> shown);
      assertTrue(text("#exchanges pre").contains(text.substring(0, 5)), text);
    }
  }

  @Test
  void what_is_looked_for_is_found_by_hand_and_by_keyboard() throws Exception {
    var report = hostile("plain");
    browser.open(write("filter.html", report));
    var visible = "#requirements details.row:not([hidden])";
    assertEquals(2, count(visible));
    browser.evaluate("document.querySelector('.chip[data-verdict=skipped]').click()");
    assertEquals(1, count(visible));
    assertEquals("1 of 2 requirements", text("#count"));
    assertEquals(0, count("#exchanges details.row"));
    browser.press("Escape");
    assertEquals(2, count(visible));
    browser.press("/");
    assertEquals("search", browser.evaluate("document.activeElement.id").asString());
    browser.evaluate(
        "(s => { s.value = 'no such word'; s.dispatchEvent(new Event('input')); })"
            + "(document.getElementById('search'))");
    browser.evaluate("new Promise(done => setTimeout(done, 300))");
    assertEquals(0, count(visible));
    assertFalse(
        browser.evaluate("document.getElementById('no-requirement').hidden").booleanValue());
    browser.press("Escape");
    browser.evaluate(
        "document.querySelectorAll('#requirements details').forEach(d => d.open = false)");
    browser.press("j");
    browser.press("Enter");
    assertEquals(1, count("#requirements details.row[open]"));
    browser.evaluate("document.querySelector('.finding:last-child dd a').click()");
    browser.evaluate("new Promise(done => setTimeout(done, 50))");
    assertEquals(1, count("#exchanges details.row[open]"));
  }

  @Test
  void report_is_dark_or_light_and_can_be_printed() throws Exception {
    browser.open(write("print.html", real()));
    var colour = "getComputedStyle(document.body).backgroundColor";
    emulate("light");
    assertEquals("rgb(246, 247, 249)", browser.evaluate(colour).asString());
    emulate("dark");
    assertEquals("rgb(18, 22, 28)", browser.evaluate(colour).asString());
    browser.press("t");
    assertEquals("rgb(246, 247, 249)", browser.evaluate(colour).asString());
    var pdf = browser.send("Page.printToPDF", Json.object()).path("data").binaryValue();
    assertEquals("%PDF", new String(pdf, 0, 4, java.nio.charset.StandardCharsets.US_ASCII));
    assertTrue(pdf.length > 10_000, () -> pdf.length + " bytes");
  }

  private static void emulate(String scheme) throws Exception {
    var media = Json.object();
    media.putArray("features").addObject().put("name", "prefers-color-scheme").put("value", scheme);
    browser.send("Emulation.setEmulatedMedia", media);
  }
}
