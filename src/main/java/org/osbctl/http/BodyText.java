package org.osbctl.http;

import java.util.Optional;
import java.util.stream.Collectors;
import org.osbctl.spec.Json;
import org.osbctl.spec.Oddity;
import tools.jackson.databind.JsonNode;

/**
 * A body ready to be shown, or why it is not.
 *
 * @param json the body as JSON, if it is
 * @param text the body as text, empty if there is none to show
 * @param note what is missing, empty if nothing is
 */
record BodyText(Optional<JsonNode> json, String text, String note) {
  /** Taking the secrets out of more takes seconds, for something that nobody reads. */
  static final int LARGEST = 1 << 22;

  /** The redacted body; text is cut at the limit, in characters. */
  static BodyText of(Body body, Headers headers, Redaction redaction, int limit) {
    if (isPacked(headers) || isBinary(body)) {
      var packed = headers.first("Content-Encoding").map(how -> ", " + how).orElse("");
      return new BodyText(
          Optional.empty(), "", Visible.text(body.size() + " bytes, not shown" + packed));
    }
    if (body.size() > LARGEST) {
      return new BodyText(Optional.empty(), "", body.size() + " bytes, not shown: too large");
    }
    if (body.parsed() instanceof Json.Parsed.Value value) {
      var json = redaction.json(body);
      var text = Visible.lines(Json.pretty(json, limit + 1));
      var odd = value.oddities().stream().map(Oddity::words).collect(Collectors.joining("; "));
      return text.length() <= limit
          ? new BodyText(Optional.of(json), text, odd)
          : cut(text, limit, body);
    }
    var text = Visible.lines(redaction.body(body));
    return text.length() <= limit
        ? new BodyText(Optional.empty(), text, "")
        : cut(text, limit, body);
  }

  private static BodyText cut(String text, int limit, Body body) {
    int end = Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
    return new BodyText(
        Optional.empty(),
        text.substring(0, end),
        "cut after " + end + " characters of a body of " + body.size() + " bytes");
  }

  private static boolean isPacked(Headers headers) {
    return headers.first("Content-Encoding").filter(how -> !how.equals("identity")).isPresent();
  }

  private static boolean isBinary(Body body) {
    return body.text().indexOf('\0') >= 0;
  }
}
