package org.osbctl.http;

/** Writes an exchange line by line, as tools that speak HTTP do. */
final class TraceForm {
  /** Much more than a catalog; nobody reads on. */
  private static final int LIMIT = 256 * 1024;

  private final Redaction redaction;

  TraceForm(Redaction redaction) {
    this.redaction = redaction;
  }

  String of(Exchange exchange) {
    var request = exchange.request();
    var out = new StringBuilder();
    line(out, ">", request.method() + " " + redaction.text(request.uri().toString()));
    message(out, ">", request.headers(), request.body());
    var time = " (" + exchange.timing().total().toMillis() + " ms)";
    switch (exchange.outcome()) {
      case Outcome.Answered answered -> {
        var response = answered.response();
        line(out, "<", response.status() + time);
        message(out, "<", response.headers(), response.body());
      }
      case Outcome.Failed failed ->
          line(
              out,
              "*",
              failed.failure().kind().words()
                  + ": "
                  + redaction.text(failed.failure().detail())
                  + time);
    }
    return out.toString();
  }

  private void message(StringBuilder out, String mark, Headers headers, Body body) {
    for (var field : headers.fields()) {
      var value = redaction.header(field.name(), field.value());
      line(out, mark, redaction.text(field.name()) + ": " + value);
    }
    if (body.isEmpty()) {
      return;
    }
    line(out, mark, "");
    var shown = BodyText.of(body, headers, redaction, LIMIT);
    shown.text().lines().forEach(each -> line(out, mark, each));
    if (!shown.note().isEmpty()) {
      line(out, mark, "[" + shown.note() + "]");
    }
  }

  private static void line(StringBuilder out, String mark, String text) {
    out.append(mark);
    if (!text.isEmpty()) {
      out.append(' ').append(Visible.logged(Visible.text(text)));
    }
    out.append('\n');
  }
}
