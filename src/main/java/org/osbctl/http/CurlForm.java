package org.osbctl.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Writes a request as a curl command. */
final class CurlForm {
  private static final Pattern DOTS = Pattern.compile("/\\.{1,2}(/|$)");

  private final Redaction redaction;

  CurlForm(Redaction redaction) {
    this.redaction = redaction;
  }

  String of(HttpRequestData request) {
    var words = new ArrayList<String>();
    words.add("curl -sS -i");
    method(words, request);
    // curl would take them for steps in a path, and walk.
    if (DOTS.matcher(String.valueOf(request.uri().getRawPath())).find()) {
      words.add("--path-as-is");
    }
    words.add(quoted(redaction.text(request.uri().toString())));
    request.headers().fields().forEach(field -> words.add(header(field)));
    body(words, request);
    return String.join(" ", words);
  }

  private static void method(List<String> words, HttpRequestData request) {
    switch (request.method()) {
      case "GET" -> {
        if (!request.body().isEmpty()) {
          words.add("-X GET");
        }
      }
      case "HEAD" -> words.add("-I");
      default -> words.add("-X " + quoted(request.method()));
    }
  }

  private String header(Headers.Field field) {
    if (field.name().equalsIgnoreCase("Authorization")) {
      return authorization(field.value().toLowerCase(Locale.ROOT));
    }
    if (field.name().equalsIgnoreCase(TokenHeader.X_AUTH_TOKEN.header())) {
      return "-H \"X-Auth-Token: $OS_TOKEN\"";
    }
    var value = redaction.header(field.name(), field.value());
    // Without a value, curl would take the header away.
    return "-H " + quoted(redaction.text(field.name()) + (value.isEmpty() ? ";" : ": " + value));
  }

  private static String authorization(String value) {
    if (value.startsWith("basic ")) {
      return "-u \"$SB_BROKER_USERNAME:$SB_BROKER_PASSWORD\"";
    }
    return value.startsWith("bearer ")
        ? "-H \"Authorization: Bearer $OSBCTL_TOKEN\""
        : "-H \"Authorization: $OSBCTL_AUTHORIZATION\"";
  }

  private void body(List<String> words, HttpRequestData request) {
    if (request.body().isEmpty()) {
      return;
    }
    if (request.headers().first("Content-Type").isEmpty()) {
      // curl would say it was a form.
      words.add("-H Content-Type:");
    }
    var text = redaction.body(request.body());
    // An @ would have curl read a file.
    words.add(text.startsWith("@") ? "--data-raw" : "-d");
    words.add(Shell.quoted(Visible.lines(text)));
  }

  private static String quoted(String word) {
    return Shell.quoted(Visible.text(word));
  }
}
