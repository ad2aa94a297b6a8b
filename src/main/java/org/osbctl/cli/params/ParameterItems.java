package org.osbctl.cli.params;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.osbctl.cli.io.Arguments;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.io.ProblemException;
import org.osbctl.cli.io.Surroundings;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Parameters given one by one: {@code name=text}, {@code name:=json}, {@code name@file} for the
 * text of a file. A name with slashes is a JSON pointer into nested objects: {@code
 * /backup/days:=7}.
 */
final class ParameterItems {
  private static final Pattern FORM = Pattern.compile("([^=:@]+)(:=|=|@)(.*)", Pattern.DOTALL);

  private ParameterItems() {}

  /** The given object with these parameters in it, those of the same name replaced. */
  static ObjectNode into(ObjectNode object, List<String> items, Surroundings surroundings) {
    for (var item : items) {
      var parts = FORM.matcher(item);
      if (!parts.matches()) {
        // Not shown whole: it may be a secret.
        throw bad("it is none of NAME=TEXT, NAME:=JSON and NAME@FILE");
      }
      var name = parts.group(1);
      var value =
          switch (parts.group(2)) {
            case ":=" -> json(name, parts.group(3));
            case "@" ->
                object.stringNode(
                    Arguments.text("@" + parts.group(3), surroundings).replaceFirst("\r?\n$", ""));
            default -> object.stringNode(parts.group(3));
          };
      put(object, name, value);
    }
    return object;
  }

  private static JsonNode json(String name, String text) {
    var parsed = Json.parse(text.getBytes(StandardCharsets.UTF_8));
    if (parsed instanceof Json.Parsed.Value value) {
      return value.node();
    }
    throw bad("what follows " + name + ":= is no JSON; for text write " + name + "=…");
  }

  private static void put(ObjectNode object, String name, JsonNode value) {
    if (!name.startsWith("/")) {
      object.set(name, value);
      return;
    }
    var steps = name.substring(1).split("/", -1);
    var place = object;
    for (int i = 0; i < steps.length - 1; i++) {
      var next = place.get(step(steps[i]));
      if (next != null && !next.isObject()) {
        throw bad(name + " leads through something that is no object");
      }
      place = next == null ? place.putObject(step(steps[i])) : (ObjectNode) next;
    }
    place.set(step(steps[steps.length - 1]), value);
  }

  private static String step(String escaped) {
    return escaped.replace("~1", "/").replace("~0", "~");
  }

  private static ProblemException bad(String cause) {
    return new Problem(
            "bad-parameter",
            "A parameter given with --param cannot be used.",
            cause,
            "write it like --param name=text, --param size:=3, --param key@file or"
                + " --param /backup/days:=7")
        .exit(ExitCode.USAGE);
  }
}
