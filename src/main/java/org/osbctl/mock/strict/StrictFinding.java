package org.osbctl.mock.strict;

import java.time.Instant;
import org.osbctl.http.Redaction;
import org.osbctl.http.Visible;
import org.osbctl.rules.platform.PlatformFinding;
import org.osbctl.spec.Json;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something a platform did against the specification, fit to print: without secrets, on one line.
 *
 * @param at when the mock took note of it, by the mock's clock
 * @param requirement the id of the requirement
 * @param level how strong it is at the version the platform speaks, such as {@code MUST}
 * @param because what is wrong, in one sentence without a full stop
 * @param expected what would have been right
 * @param actual what was seen
 * @param pointer where in the body of the request, as a JSON pointer; empty when it is not about it
 * @param request the request's first line, such as {@code GET /v2/catalog}
 */
public record StrictFinding(
    Instant at,
    String requirement,
    String level,
    String because,
    String expected,
    String actual,
    String pointer,
    String request) {
  private static final int LONGEST = 500;

  static StrictFinding of(PlatformFinding finding, Instant at, Redaction redaction) {
    var pointer = finding.pointer();
    return new StrictFinding(
        at,
        finding.requirement().id(),
        finding.level().toString(),
        clean(finding.because(), redaction),
        clean(finding.expected(), redaction),
        clean(finding.actual(), redaction),
        pointer == null ? "" : clean(pointer, redaction),
        clean(finding.line(), redaction));
  }

  private static String clean(String text, Redaction redaction) {
    return Visible.excerpt(redaction.text(text), LONGEST);
  }

  /** On one line, for a log. */
  public String text() {
    return "the platform violates "
        + requirement
        + " ("
        + level
        + "): "
        + because
        + " | "
        + request;
  }

  /** For programs. */
  ObjectNode json() {
    var json =
        Json.object()
            .put("at", at.toString())
            .put("requirement", requirement)
            .put("level", level)
            .put("because", because)
            .put("expected", expected)
            .put("actual", actual);
    if (!pointer.isEmpty()) {
      json.put("pointer", pointer);
    }
    return json.put("request", request);
  }
}
