package org.osbctl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Manual pages are those of the commands there are; {@code -Dosbctl.remake=true} makes them so. */
class ManualPagesTest {
  private static final Path FOLDER = Path.of("dist", "man");

  @Test
  void committed_pages_are_fresh() throws IOException {
    var pages = ManualPages.all();
    if (Boolean.getBoolean("osbctl.remake")) {
      remake(pages);
    }
    var found = new TreeMap<String, String>();
    try (var files = Files.list(FOLDER)) {
      for (var file : files.toList()) {
        found.put(String.valueOf(file.getFileName()), Files.readString(file));
      }
    }
    assertEquals(pages.keySet(), found.keySet(), "remake them with -Dosbctl.remake=true");
    pages.forEach(
        (name, text) ->
            assertEquals(
                text, found.get(name), name + " is stale; remake it with -Dosbctl.remake=true"));
  }

  private static void remake(Map<String, String> pages) throws IOException {
    Files.createDirectories(FOLDER);
    try (var files = Files.list(FOLDER)) {
      for (var file : files.toList()) {
        Files.delete(file);
      }
    }
    for (var page : pages.entrySet()) {
      Files.writeString(FOLDER.resolve(page.getKey()), page.getValue());
    }
  }

  @Test
  void every_command_has_a_page_with_its_options() {
    var pages = ManualPages.all();
    for (var command : UsageTest.commands().toList()) {
      var name = command.isEmpty() ? "osbctl.1" : "osbctl-" + String.join("-", command) + ".1";
      assertTrue(pages.containsKey(name), name);
    }
    assertTrue(pages.get("osbctl-provision.1").contains("\\fB\\-\\-plan\\fR"));
    assertTrue(pages.get("osbctl.1").contains("\\fB\\-\\-url\\fR \\fIURL\\fR"));
  }

  @Test
  void no_line_of_text_is_taken_for_a_request() {
    ManualPages.all()
        .forEach(
            (name, page) ->
                page.lines()
                    .filter(line -> line.startsWith(".") || line.startsWith("'"))
                    .forEach(
                        line ->
                            assertTrue(
                                line.matches("\\.(\\\\\"|TH|SH|TP|PP|BR?|nf|fi)( .*)?"),
                                () -> name + ": " + line)));
  }
}
