package org.osbctl.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.osbctl.report.HtmlReport.Html;
import org.osbctl.report.Report.Found;
import org.osbctl.report.Report.Traffic;

/** What platform and broker said to each other about one resource, up to a violation. */
record SequenceDiagram(List<Traffic> exchanges, int left, int wrong) {
  /** Enough to see how it came about. */
  private static final int MOST = 7;

  private static final int WIDTH = 760;
  private static final int PLATFORM = 70;
  private static final int BROKER = 690;
  private static final int STEP = 52;
  private static final int TOP = 44;

  private static final Pattern INSTANCE = Pattern.compile("/v2/service_instances/([^/?]+)");
  private static final Pattern LONG_ID = Pattern.compile("/([^/?]{8})[^/?_]{12,}");

  /** The exchanges about the resource of a finding, the last ones before it and it. */
  static SequenceDiagram of(Found found, Report report) {
    var story = new ArrayList<Traffic>();
    var instance = instance(found.path());
    for (var each : report.exchanges()) {
      if (each.number() <= found.number()
          && (each.number() == found.number()
              || (!instance.isEmpty() && instance.equals(instance(each.path()))))) {
        story.add(each);
      }
    }
    int left = Math.max(0, story.size() - MOST);
    return new SequenceDiagram(
        List.copyOf(story.subList(left, story.size())), left, found.number());
  }

  private static String instance(String path) {
    var matcher = INSTANCE.matcher(path);
    return matcher.find() ? matcher.group(1) : "";
  }

  void write(Html page) throws IOException {
    if (exchanges.isEmpty()) {
      return;
    }
    int height = TOP + exchanges.size() * STEP + (left > 0 ? 20 : 0) + 12;
    page.raw("<svg class=\"seq\" viewBox=\"0 0 " + WIDTH + " " + height + "\" role=\"img\" ");
    page.raw("aria-label=\"What platform and broker said to each other\">");
    participant(page, PLATFORM, "Platform", height);
    participant(page, BROKER, "Broker", height);
    int y = TOP;
    if (left > 0) {
      page.raw("<text class=\"soft\" x=\"" + WIDTH / 2 + "\" y=\"" + (y + 8));
      page.raw("\" text-anchor=\"middle\">… " + left + " earlier</text>");
      y += 20;
    }
    for (var each : exchanges) {
      step(page, each, y);
      y += STEP;
    }
    page.raw("</svg>");
  }

  private static void participant(Html page, int x, String name, int height) throws IOException {
    page.raw("<rect class=\"box\" x=\"" + (x - 55) + "\" y=\"4\" width=\"110\" height=\"26\" ");
    page.raw("rx=\"6\"/><text class=\"who\" x=\"" + x + "\" y=\"22\" text-anchor=\"middle\">");
    page.raw(name).raw("</text><line class=\"life\" x1=\"" + x + "\" x2=\"" + x);
    page.raw("\" y1=\"30\" y2=\"" + (height - 4) + "\"/>");
  }

  private void step(Html page, Traffic each, int y) throws IOException {
    boolean bad = each.number() == wrong;
    if (bad) {
      page.raw("<rect class=\"wrong\" x=\"0\" y=\"" + (y - 3) + "\" width=\"" + WIDTH);
      page.raw("\" height=\"" + (STEP - 3) + "\" rx=\"6\"/>");
    }
    var request =
        each.exchange().path("method").asString("")
            + " "
            + LONG_ID.matcher(each.path()).replaceAll("/$1…");
    page.raw("<text x=\"" + (PLATFORM + 12) + "\" y=\"" + (y + 11) + "\">");
    page.excerpt(request, 80).raw("</text>");
    arrow(page, "ask", PLATFORM, BROKER, y + 18);
    page.raw("<text class=\"" + (bad ? "bad" : "soft") + "\" x=\"" + (BROKER - 12));
    page.raw("\" y=\"" + (y + 33) + "\" text-anchor=\"end\">");
    page.excerpt(each.answer() + ", " + each.exchange().path("ms").asInt(0) + " ms", 80);
    page.raw("</text>");
    arrow(page, "tell", BROKER, PLATFORM, y + 40);
  }

  private static void arrow(Html page, String kind, int from, int to, int y) throws IOException {
    int tip = from < to ? -8 : 8;
    page.raw("<line class=\"" + kind + "\" x1=\"" + from + "\" x2=\"" + to + "\" y1=\"" + y);
    page.raw("\" y2=\"" + y + "\"/><path class=\"head\" d=\"M" + to + " " + y + "l" + tip);
    page.raw(" -4v8z\"/>");
  }
}
