package org.osbctl.conform;

/** Makes text of the formats that JSON Schema defines. */
final class FormatText {
  private FormatText() {}

  /**
   * Text of a format, or plain text when the format is none of JSON Schema's.
   *
   * @param variant counts the different ones from 0
   */
  static String of(String format, int variant, String word) {
    var digit = variant % 9 + 1;
    return switch (format) {
      case "date-time" -> "2030-01-0" + digit + "T00:00:00Z";
      case "date" -> "2030-01-0" + digit;
      case "time" -> "0" + digit + ":00:00Z";
      case "duration" -> "P" + digit + "D";
      case "email", "idn-email" -> word + digit + "@example.com";
      case "hostname", "idn-hostname" -> word + digit + ".example.com";
      case "ipv4" -> "192.0.2." + digit;
      case "ipv6" -> "2001:db8::" + digit;
      case "uri", "iri", "uri-reference", "iri-reference", "uri-template" ->
          "https://example.com/" + word + digit;
      case "uuid" -> "00000000-0000-4000-8000-00000000000" + digit;
      case "json-pointer" -> "/" + word + digit;
      case "relative-json-pointer" -> digit + "/" + word;
      case "regex" -> "^" + word + digit + "$";
      default -> variant == 0 ? word : word + variant;
    };
  }
}
