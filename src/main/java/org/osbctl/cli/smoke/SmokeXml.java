package org.osbctl.cli.smoke;

import java.util.List;
import java.util.Locale;
import org.osbctl.cli.smoke.SmokeRun.Done;
import org.osbctl.report.Xml;

/** Results of scenarios as JUnit XML: a test suite for each, a test case for each step. */
final class SmokeXml {
  private SmokeXml() {}

  /** The document. */
  static String text(List<Done> results) {
    var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    for (var result : results) {
      var left = result.left().isEmpty() ? 0 : 1;
      xml.append("  <testsuite")
          .append(attribute("name", result.name()))
          .append(attribute("tests", Integer.toString(result.steps().size() + left)))
          .append(attribute("failures", Long.toString(count(result, "failed") + left)))
          .append(attribute("errors", "0"))
          .append(attribute("skipped", Long.toString(count(result, "skipped"))))
          .append(attribute("time", seconds(result)))
          .append(">\n");
      var number = 0;
      for (var step : result.steps()) {
        number++;
        xml.append("    <testcase")
            .append(attribute("classname", result.name()))
            .append(attribute("name", number + " " + step.words()))
            .append(attribute("time", step.seconds()))
            .append(">");
        switch (step.word()) {
          case "failed" ->
              xml.append("<failure")
                  .append(attribute("message", step.why().lines().findFirst().orElse("")))
                  .append(">")
                  .append(Xml.text(step.why()))
                  .append("</failure>");
          case "skipped" ->
              xml.append("<skipped").append(attribute("message", step.why())).append("/>");
          default -> {}
        }
        xml.append("</testcase>\n");
      }
      if (left > 0) {
        xml.append("    <testcase")
            .append(attribute("classname", result.name()))
            .append(attribute("name", "clean-up"))
            .append("><failure")
            .append(attribute("message", "left behind: " + String.join(", ", result.left())))
            .append("/></testcase>\n");
      }
      xml.append("  </testsuite>\n");
    }
    return xml.append("</testsuites>\n").toString();
  }

  private static long count(Done result, String word) {
    return result.steps().stream().filter(step -> step.word().equals(word)).count();
  }

  private static String seconds(Done result) {
    long millis = result.steps().stream().mapToLong(step -> step.time().toMillis()).sum();
    return String.format(Locale.ROOT, "%.1f", millis / 1000.0);
  }

  private static String attribute(String name, String value) {
    return " " + name + "=\"" + Xml.attribute(value) + "\"";
  }
}
