package org.osbctl.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Parts of a text that are to be masked. */
final class Spans {
  private record Span(int from, int to) {}

  private final List<Span> spans = new ArrayList<>();

  /** Marks what stands between two positions; nothing, if there is nothing. */
  void add(int from, int to) {
    if (from < to) {
      spans.add(new Span(from, to));
    }
  }

  /** The text with a mask in place of each part; parts that overlap or touch are one. */
  String maskedIn(String text) {
    if (spans.isEmpty()) {
      return text;
    }
    spans.sort(Comparator.comparingInt(Span::from));
    var result = new StringBuilder(text.length());
    int copied = 0;
    int masked = -1;
    for (var span : spans) {
      if (span.from() > masked) {
        result.append(text, copied, span.from()).append(Redaction.MASK);
      }
      masked = Math.max(masked, span.to());
      copied = masked;
    }
    return result.append(text, copied, text.length()).toString();
  }
}
