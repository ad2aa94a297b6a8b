package org.osbctl.hostile;

import static org.osbctl.hostile.Hostility.Sort.REFUSAL;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Answers that send us elsewhere, ask for something, or tell us to wait. */
final class Detours {
  private Detours() {}

  static List<Hostility> all() {
    return List.of(
        detour("redirect-to-itself", 302, "Location: @\r\n"),
        detour("redirect-to-another-origin", 307, "Location: http://127.0.0.1:9/v2/catalog\r\n"),
        detour("redirect-with-credentials", 302, "Location: http://u:p@127.0.0.1:9/\r\n"),
        detour("redirect-to-a-file", 301, "Location: file:///etc/passwd\r\n"),
        detour("redirect-to-a-script", 303, "Location: javascript:alert(1)\r\n"),
        detour("redirect-with-escapes", 302, "Location: /\\x1b[2J%0d%0aX:%20y\r\n"),
        detour("redirect-to-nowhere", 302, ""),
        detour("redirect-308-to-tls", 308, "Location: https://127.0.0.1:9/\r\n"),
        detour("multiple-choices", 300, ""),
        detour("use-proxy", 305, "Location: http://127.0.0.1:9/\r\n"),
        detour("challenge-of-an-unknown-kind", 401, "WWW-Authenticate: Quantum spin=\"up\"\r\n"),
        detour(
            "challenge-without-end", 401, "WWW-Authenticate: " + "Basic, ".repeat(900) + "x\r\n"),
        detour("challenge-in-pieces", 401, "WWW-Authenticate: Basic realm=\"\r\n"),
        detour("challenge-missing", 401, ""),
        detour("proxy-challenge-of-no-proxy", 407, "Proxy-Authenticate: Basic realm=\"x\"\r\n"),
        detour("captive-portal", 511, ""),
        detour("too-many-requests", 429, "Retry-After: 1\r\n"),
        detour("too-many-requests-for-ages", 429, "Retry-After: 99999999999999999999\r\n"),
        detour(
            "unavailable-until-yesterday", 503, "Retry-After: Thu, 01 Jan 1970 00:00:00 GMT\r\n"),
        detour("unavailable-for-negative-time", 503, "Retry-After: -60\r\n"),
        detour("unavailable-for-a-while", 503, "Retry-After: a while\r\n"),
        echo("echoes-the-request-as-text", 500, false),
        echo("echoes-the-request-as-description", 400, true));
  }

  /** A status with a header; @ stands for where we are. */
  private static Hostility detour(String name, int status, String header) {
    return new Hostility(
        name,
        REFUSAL,
        Everywhere.PLACES,
        (wire, request, honest) ->
            wire.answer(
                status,
                header.replace("@", request.target()),
                "{\"description\": \"no\"}".getBytes(StandardCharsets.UTF_8)));
  }

  /** What a debugging framework does: shows everything it was sent, the authorization included. */
  private static Hostility echo(String name, int status, boolean asJson) {
    return new Hostility(
        name,
        REFUSAL,
        Everywhere.PLACES,
        (wire, request, honest) -> {
          var all = request.head() + " " + HostileBroker.PASSWORD;
          var json = all.replace("\\", "\\\\").replace("\"", "\\\"").replace("\r\n", "\\n");
          var body = asJson ? "{\"description\": \"" + json + "\"}" : all;
          wire.answer(status, "", body.getBytes(StandardCharsets.UTF_8));
        });
  }
}
