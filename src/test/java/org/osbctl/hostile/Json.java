package org.osbctl.hostile;

import static org.osbctl.hostile.Hostility.Sort.HARMLESS;
import static org.osbctl.hostile.Hostility.Sort.NO_USE;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.osbctl.hostile.Hostility.Sort;

/** Bodies that are no JSON, or more of it than anybody needs. */
final class Json {
  private Json() {}

  static List<Hostility> all() {
    return List.of(
        body("empty", ""),
        body("only-blanks", "  \r\n\t "),
        body("number", "42"),
        body("string", "\"a catalog\""),
        body("null", "null"),
        body("true", "true"),
        body("array", "[]"),
        body("html", "<!DOCTYPE html><html><h1>Welcome to nginx!</h1></html>"),
        body("text", "OK"),
        honest("text-after-the-end", NO_USE, body -> body + " trailing"),
        honest("two-documents", NO_USE, body -> body + body),
        honest("cut-in-two", NO_USE, body -> body.substring(0, body.length() - 2)),
        body("a-hundred-thousand-arrays", "[".repeat(100_000)),
        honest("a-hundred-thousand-levels", NO_USE, body -> with(body, nested(100_000))),
        honest("a-thousand-levels", HARMLESS, body -> with(body, nested(400))),
        honest("number-of-a-megabyte", NO_USE, body -> with(body, "1".repeat(1 << 20))),
        honest("number-beyond-a-double", HARMLESS, body -> with(body, "1e999999999")),
        honest("not-a-number", NO_USE, body -> with(body, "NaN")),
        honest("infinity", NO_USE, body -> with(body, "-Infinity")),
        honest("hexadecimal", NO_USE, body -> with(body, "0x10")),
        honest("leading-zeros", NO_USE, body -> with(body, "007")),
        honest("duplicate-members", HARMLESS, body -> with(body, "1, \"x\": 2")),
        honest("byte-order-mark", HARMLESS, body -> "\u00ef\u00bb\u00bf" + body),
        honest("invalid-utf-8", NO_USE, body -> with(body, "\"\u00c3(\u00ff\"")),
        honest("overlong-utf-8", NO_USE, body -> with(body, "\"\u00c0\u00af\"")),
        honest("surrogates-in-utf-8", NO_USE, body -> with(body, "\"\u00ed\u00a0\u0080\"")),
        honest("latin-1", NO_USE, body -> with(body, "\"caf\u00e9\"")),
        honest("lone-surrogates", HARMLESS, body -> with(body, "\"\\ud800 \\udfff\"")),
        honest("escaped-nul", HARMLESS, body -> with(body, "\"a\\u0000b\"")),
        honest("raw-nul", NO_USE, body -> with(body, "\"a\0b\"")),
        honest("raw-control-characters", NO_USE, body -> with(body, "\"\u001b[2J\u0007\"")),
        honest("nul-between", NO_USE, body -> body.replace("{", "{\0")),
        honest("single-quotes", NO_USE, body -> body.isBlank() ? "'" : "{'services': []}"),
        honest("comments", NO_USE, body -> "/* hello */" + body),
        honest("trailing-comma", NO_USE, body -> body.replaceFirst("\\}\\s*$", ",}")),
        honest("unknown-escape", NO_USE, body -> with(body, "\"\\x41\"")),
        honest("string-of-ten-megabytes", HARMLESS, body -> with(body, quoted("x", 10_000_000))),
        honest("name-of-ten-megabytes", HARMLESS, body -> named(body, "x".repeat(10_000_000))),
        honest("name-of-a-hundred-kilobytes", HARMLESS, body -> named(body, "x".repeat(100_000))),
        honest("a-hundred-thousand-members", HARMLESS, body -> with(body, members(100_000))));
  }

  private static String nested(int levels) {
    return "{\"x\":".repeat(levels) + "1" + "}".repeat(levels);
  }

  private static String quoted(String letter, int times) {
    return '"' + letter.repeat(times) + '"';
  }

  private static String members(int count) {
    var text = new StringBuilder("{");
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : ",").append("\"m").append(i).append("\":").append(i);
    }
    return text.append('}').toString();
  }

  /** The body with a member "x" in front, written as it is. */
  private static String with(String body, String value) {
    return named(body, "x", value);
  }

  private static String named(String body, String name) {
    return named(body, name, "1");
  }

  private static String named(String body, String name, String value) {
    var rest = body.substring(body.indexOf('{') + 1);
    return "{\"" + name + "\": " + value + (rest.strip().equals("}") ? "" : ",") + rest;
  }

  private static Hostility body(String name, String body) {
    return honest("json-" + name, NO_USE, honest -> body, "");
  }

  private static Hostility honest(String name, Sort sort, UnaryOperator<String> change) {
    return honest(name, sort, change, "json-");
  }

  private static Hostility honest(
      String name, Sort sort, UnaryOperator<String> change, String prefix) {
    return new Hostility(
        prefix + name,
        sort,
        Everywhere.PLACES,
        (wire, request, honest) ->
            wire.answer(
                honest.status(),
                "",
                change.apply(honest.text()).getBytes(StandardCharsets.ISO_8859_1)));
  }
}
