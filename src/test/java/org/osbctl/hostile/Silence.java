package org.osbctl.hostile;

import static org.osbctl.hostile.Hostility.Sort.LATE;
import static org.osbctl.hostile.Hostility.Sort.NO_ANSWER;
import static org.osbctl.hostile.Hostility.Sort.NO_USE;

import java.util.List;
import java.util.Set;
import org.osbctl.hostile.Hostility.Script;

/** Answers that do not come, do not end, or end too early. */
final class Silence {
  private static final String OK = "HTTP/1.1 200 OK\r\n";

  private static final String CHUNKED = Wire.head(200, "Transfer-Encoding: chunked\r\n");

  private Silence() {}

  static List<Hostility> all() {
    return List.of(
        late("never-answers", (wire, request, honest) -> wire.stall()),
        no("closes-without-a-word", (wire, request, honest) -> {}),
        no("resets-without-a-word", (wire, request, honest) -> wire.reset()),
        late(
            "stalls-in-the-status-line",
            (wire, request, honest) -> {
              wire.write("HTTP/1.1 2");
              wire.stall();
            }),
        late(
            "stalls-in-the-headers",
            (wire, request, honest) -> {
              wire.write(OK + "Content-Ty");
              wire.stall();
            }),
        late(
            "stalls-before-the-body",
            (wire, request, honest) -> {
              wire.write(Wire.head(200, "Content-Length: 500\r\n"));
              wire.stall();
            }),
        late(
            "stalls-in-the-body",
            (wire, request, honest) -> {
              wire.write(Wire.head(200, "Content-Length: 500\r\n") + "{\"services\"");
              wire.stall();
            }),
        late(
            "drips-the-head",
            (wire, request, honest) -> wire.drip(OK + "X-Slow: " + "x".repeat(10_000))),
        late(
            "drips-the-body",
            (wire, request, honest) -> {
              wire.write(Wire.head(200, "Content-Length: 1000000\r\n"));
              wire.drip(honest.text());
            }),
        late(
            "drips-chunks",
            (wire, request, honest) -> {
              wire.write(CHUNKED);
              wire.drip("1\r\n{\r\n".repeat(100_000));
            }),
        no("endless-status-line", flood("HTTP/1.1 200 ", "x")),
        no("endless-header-line", flood(OK + "X-Long: ", "x")),
        no("endless-header-lines", flood(OK, "X-Many: 1\r\n")),
        no("endless-continue", flood("", "HTTP/1.1 100 Continue\r\n\r\n")),
        no("endless-early-hints", flood("", "HTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\n")),
        no("endless-body", flood(Wire.head(200, ""), "[1,2,3]")),
        no("endless-blanks-before-the-body", flood(Wire.head(200, ""), "    ")),
        no("endless-chunks", flood(CHUNKED, "4\r\n    \r\n")),
        no("endless-chunk", flood(CHUNKED + "7fffffff\r\n", "    ")),
        no("endless-chunk-extension", flood(CHUNKED + "2;", "x")),
        new Hostility(
            "endless-trailers",
            NO_USE,
            Set.of(Place.CATALOG),
            flood(CHUNKED + "2\r\n{}\r\n0\r\n", "X: 1\r\n")),
        no("closes-in-the-status-line", (wire, request, honest) -> wire.write("HTTP/1.1 20")),
        no("closes-in-the-headers", (wire, request, honest) -> wire.write(OK + "Content-")),
        no(
            "closes-in-the-body",
            (wire, request, honest) ->
                wire.write(Wire.head(200, "Content-Length: 5000\r\n") + honest.text())),
        no(
            "resets-in-the-body",
            (wire, request, honest) -> {
              wire.write(Wire.head(200, "Content-Length: 5000\r\n") + honest.text());
              wire.reset();
            }),
        no("closes-in-a-chunk", (wire, request, honest) -> wire.write(CHUNKED + "ff\r\n{}")),
        no(
            "closes-before-the-last-chunk",
            (wire, request, honest) -> wire.write(CHUNKED + "2\r\n{}\r\n")));
  }

  private static Hostility late(String name, Script script) {
    return new Hostility(name, LATE, Everywhere.PLACES, script);
  }

  private static Hostility no(String name, Script script) {
    return new Hostility(name, NO_ANSWER, Everywhere.PLACES, script);
  }

  private static Script flood(String start, String again) {
    return (wire, request, honest) -> {
      wire.write(start);
      wire.flood(again);
    };
  }
}
