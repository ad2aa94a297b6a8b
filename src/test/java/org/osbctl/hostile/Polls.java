package org.osbctl.hostile;

import static org.osbctl.hostile.Hostility.Sort.ENDLESS;
import static org.osbctl.hostile.Hostility.Sort.NO_USE;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.osbctl.hostile.Hostility.Sort;

/** Operations that never end, or end in no state that there is. */
final class Polls {
  private static final String RUNNING = "{\"state\": \"in progress\"}";

  private Polls() {}

  static List<Hostility> all() {
    return List.of(
        polls("never-ends", RUNNING),
        polls("unknown-state", "{\"state\": \"finished\"}"),
        polls("state-in-capitals", "{\"state\": \"SUCCEEDED\"}"),
        polls("state-is-a-number", "{\"state\": 3}"),
        polls("state-is-missing", "{}"),
        polls("state-is-null", "{\"state\": null}"),
        polls("state-with-escapes", "{\"state\": \"succeeded\\u001b[2J\"}"),
        fails("says-two-states", "{\"state\": \"in progress\", \"state\": \"failed\"}"),
        fails(
            "fails-in-a-hostile-way",
            "{\"state\": \"failed\", \"description\": \"\\r\\u001b]0;x\\u0007\"}"),
        polls("answers-nothing", ""),
        polls("answers-html", "<html>"),
        headers("asks-to-wait-for-ages", 200, "Retry-After: 999999999999\r\n", RUNNING),
        headers("asks-to-wait-for-negative-time", 200, "Retry-After: -5\r\n", RUNNING),
        headers("asks-to-wait-for-text", 200, "Retry-After: soon\r\n", RUNNING),
        headers("has-too-many-requests", 429, "Retry-After: 0\r\n", "{}"),
        headers("is-down", 500, "", "{}"),
        headers("is-unavailable", 503, "Retry-After: 31536000\r\n", "{}"),
        headers("is-not-there", 404, "", "{}"),
        headers("is-refused", 400, "", "{\"description\": \"no\"}"),
        headers("is-redirected", 302, "Location: /\r\n", "{}"),
        headers("is-accepted", 202, "", RUNNING));
  }

  private static Hostility polls(String name, String body) {
    return headers(name, 200, "", body);
  }

  private static Hostility fails(String name, String body) {
    return polled(name, NO_USE, 200, "", body);
  }

  private static Hostility headers(String name, int status, String headers, String body) {
    return polled(name, ENDLESS, status, headers, body);
  }

  private static Hostility polled(String name, Sort sort, int status, String headers, String body) {
    return new Hostility(
        "poll-" + name,
        sort,
        Set.of(Place.POLL),
        (wire, request, honest) ->
            wire.answer(status, headers, body.getBytes(StandardCharsets.UTF_8)));
  }
}
