package org.osbctl.samples;

import java.util.Random;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;

/** JSON values and strings nobody would write by hand; the same ones for the same seed. */
public final class RandomJson {
  private static final String[] AWKWARD = {
    "",
    " ",
    "..",
    ".",
    "/",
    "//",
    "?",
    "#",
    "+",
    "%",
    "%2F",
    "%zz",
    "%",
    "&",
    "=",
    ";",
    ":",
    "@",
    "a b",
    "a+b",
    "a%20b",
    "\\",
    "\"",
    "'",
    "<>",
    "\u0000",
    "\n",
    "\t",
    "\u007f",
    "ä",
    "ÿ",
    "日本語",
    "\u2028",
    "😀",
    "\uD83D\uDE00\uD83D\uDC68",
    "\u202e",
    "last_operation",
    "service_bindings",
    "v2",
    "catalog",
    "null",
    "-._~",
    "AZaz09",
    "${x}",
    "{{x}}",
    "*"
  };

  private final Random random;

  public RandomJson(Random random) {
    this.random = random;
  }

  /** A string of awkward pieces, never empty; one in a hundred is very long. */
  public String text() {
    var text = new StringBuilder();
    int pieces = random.nextInt(100) == 0 ? 2_000 : 1 + random.nextInt(5);
    for (int i = 0; i < pieces; i++) {
      text.append(AWKWARD[random.nextInt(AWKWARD.length)]);
      text.append((char) ('a' + random.nextInt(26)));
    }
    return text.toString();
  }

  /** Any JSON value, nested to a depth, as it looks after a trip over the wire. */
  public JsonNode value(int depth) {
    return Json.parse(Json.bytes(built(depth))).node();
  }

  /** A JSON object whose members are likely to have one of the given names. */
  public JsonNode object(String... names) {
    var object = Json.object();
    for (var name : names) {
      if (random.nextInt(3) > 0) {
        object.set(name, built(2));
      }
    }
    return Json.parse(Json.bytes(object)).node();
  }

  private JsonNode built(int depth) {
    var object = Json.object();
    switch (random.nextInt(depth > 0 ? 9 : 7)) {
      case 0 -> object.put("x", text());
      case 1 -> object.put("x", random.nextInt());
      case 2 -> object.put("x", random.nextLong());
      case 3 -> object.put("x", java.math.BigDecimal.valueOf(random.nextInt(), 3));
      case 4 -> object.put("x", random.nextBoolean());
      case 5 -> object.putNull("x");
      case 6 -> object.put("x", "");
      case 7 -> {
        var array = object.putArray("x");
        for (int i = random.nextInt(4); i > 0; i--) {
          array.add(built(depth - 1));
        }
      }
      default -> {
        var inner = object.putObject("x");
        for (int i = random.nextInt(4); i > 0; i--) {
          inner.set(text(), built(depth - 1));
        }
      }
    }
    return object.path("x");
  }
}
