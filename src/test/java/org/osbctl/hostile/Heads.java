package org.osbctl.hostile;

import static org.osbctl.hostile.Hostility.Sort.HARMLESS;
import static org.osbctl.hostile.Hostility.Sort.NO_ANSWER;
import static org.osbctl.hostile.Hostility.Sort.NO_USE;
import static org.osbctl.hostile.Hostility.Sort.REFUSAL;

import java.util.List;
import org.osbctl.hostile.Hostility.Script;
import org.osbctl.hostile.Hostility.Sort;

/** Status lines and headers that can be read, if with effort. */
final class Heads {
  private Heads() {}

  static List<Hostility> all() {
    return List.of(
        status("status-0", NO_ANSWER, "000 Zero"),
        status("status-99", NO_ANSWER, "099 Low"),
        status("status-600", NO_USE, "600 High"),
        status("status-999", NO_USE, "999 Blocked"),
        status("status-101", NO_ANSWER, "101 Switching Protocols"),
        status("status-418", REFUSAL, "418 I'm a teapot"),
        status("status-without-words", HARMLESS, "@"),
        status("status-with-control-characters", HARMLESS, "@ \u001b[2J\u0007OK"),
        plain("http-1.0", HARMLESS, "HTTP/1.0 @ OK", ""),
        header("header-without-colon", HARMLESS, "Nonsense"),
        header("header-without-name", HARMLESS, ": value"),
        header("header-name-with-blank", NO_ANSWER, "Bad Name: value"),
        header("header-folded", HARMLESS, "X-Folded: one\r\n two"),
        header("header-with-nul", NO_ANSWER, "X-Nul: a\0b"),
        header("header-with-escapes", HARMLESS, "X-Escape: \u001b[31mred\u009b2J"),
        header("header-in-latin-1", HARMLESS, "X-Latin: caf\u00e9"),
        header("five-thousand-headers", HARMLESS, "X-Many: 1\r\n".repeat(5_000) + "X-Last: 1"),
        header("header-of-a-megabyte", NO_ANSWER, "X-Long: " + "x".repeat(1 << 20)),
        header("two-content-types", HARMLESS, "Content-Type: text/html"),
        header("connection-nonsense", HARMLESS, "Connection: \"keep, close\", upgrade;;"),
        header("cookie-bomb", HARMLESS, "Set-Cookie: a=" + "x".repeat(8_000)),
        plain("no-content-type", HARMLESS, "HTTP/1.1 @ OK", ""),
        plain("content-type-html", HARMLESS, "HTTP/1.1 @ OK", "Content-Type: text/html\r\n"),
        plain("content-type-nonsense", HARMLESS, "HTTP/1.1 @ OK", "Content-Type: ;;=,\r\n"),
        plain("line-ends-without-returns", HARMLESS, "HTTP/1.1 @ OK", "X-A: 1\nX-B: 2\r\n"));
  }

  private static Hostility status(String name, Sort sort, String status) {
    return plain(name, sort, "HTTP/1.1 " + status, "Content-Type: application/json\r\n");
  }

  private static Hostility header(String name, Sort sort, String header) {
    return plain(
        name, sort, "HTTP/1.1 @ OK", "Content-Type: application/json\r\n" + header + "\r\n");
  }

  /** An honest body below a head of its own; @ stands for the honest status. */
  private static Hostility plain(String name, Sort sort, String statusLine, String headers) {
    Script script =
        (wire, request, honest) -> {
          wire.write(statusLine.replace("@", String.valueOf(honest.status())) + "\r\n" + headers);
          wire.write("Content-Length: " + honest.body().length + "\r\n\r\n");
          wire.write(honest.body());
        };
    return new Hostility(name, sort, Everywhere.PLACES, script);
  }
}
