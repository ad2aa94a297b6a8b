package org.osbctl.profile;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.osbctl.http.Visible;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * JSON with places to fill in.
 *
 * <p>{@code "{{name}}"} alone is replaced by the value of that name, whatever its type, and
 * vanishes with its member when there is none; within a longer text it is replaced by its text.
 * Names reach into objects, {@code plan.maintenance_info}. {@code {{a | b | {} }}} takes the first
 * there is; the last may be JSON. {@code {{guid NAME}}} is the GUID that always belongs to a value,
 * {@code {{uuid}}} a new one, {@code {{hex}}} sixteen new hexadecimal digits. {@code {"$case":
 * [{"when": name, "then": …}, {"then": …}]}} takes the first case whose name has a value that is
 * neither null nor false. {@code {"$merge": [a, b]}} is one object with the members of all that
 * there are, {@code {"$prefixed": {"from": [names], "prefix": "a/", "as": "b_"}}} one with the
 * members of the named objects whose keys begin so, renamed, {@code {"$part": name}} a part that
 * several have. {@code {{json NAME}}} is the text of a value as JSON.
 */
final class Template {
  private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*(.*?)\\s*\\}\\}");
  private static final int LONGEST = 100;
  private static final String CASE = "$case";
  private static final String MERGE = "$merge";
  private static final String PREFIXED = "$prefixed";
  private static final String PART = "$part";

  /** Settings may take their values from others that stand before them; no deeper than this. */
  private static final int DEEPEST = 10;

  private final Map<String, JsonNode> defaults;
  private final JsonNode parts;
  private final Values values;

  /**
   * A way to fill in.
   *
   * @param defaults what settings are when nobody says, templates themselves
   * @param parts templates by name, which others have as a part
   */
  Template(Map<String, JsonNode> defaults, JsonNode parts, Values values) {
    this.defaults = defaults;
    this.parts = parts;
    this.values = values;
  }

  /** The filled in template; a missing node when nothing is left of it. */
  JsonNode fill(JsonNode template) {
    return fill(template, 0);
  }

  private JsonNode fill(JsonNode template, int depth) {
    return switch (template) {
      case ObjectNode object when object.has(CASE) -> chosen(object.path(CASE), depth);
      case ObjectNode object when object.has(MERGE) -> merged(object.path(MERGE), depth);
      case ObjectNode object when object.has(PART) ->
          fill(parts.path(object.path(PART).asString()), depth);
      case ObjectNode object when object.has(PREFIXED) -> prefixed(object.path(PREFIXED), depth);
      case ObjectNode object -> {
        var filled = Json.object();
        object.forEachEntry((name, value) -> put(filled, name, fill(value, depth)));
        yield filled;
      }
      case ArrayNode array -> {
        var filled = JsonNodeFactory.instance.arrayNode();
        for (var each : array) {
          var value = fill(each, depth);
          if (!value.isMissingNode()) {
            filled.add(value);
          }
        }
        yield filled;
      }
      case StringNode text -> text(text.stringValue(), depth);
      default -> template;
    };
  }

  private static void put(ObjectNode object, String name, JsonNode value) {
    if (!value.isMissingNode()) {
      object.set(name, value);
    }
  }

  private JsonNode chosen(JsonNode cases, int depth) {
    for (var each : cases) {
      if (!each.has("when") || holds(find(each.path("when").asString(), depth))) {
        return fill(each.path("then"), depth);
      }
    }
    return Json.missing();
  }

  private JsonNode merged(JsonNode parts, int depth) {
    var merged = Json.object();
    for (var part : parts) {
      fill(part, depth).forEachEntry(merged::set);
    }
    return merged;
  }

  /** The platform refuses what has another form. */
  private static void check(JsonNode words, String key, String rest, JsonNode value) {
    boolean fits =
        rest.matches(words.path("rest").asString(".*"))
            && value.asString("").matches(words.path("value").asString(".*"));
    if (!fits) {
      throw new ProfileException(
          "The platform would refuse \"" + Visible.excerpt(key, LONGEST) + "\".",
          "what follows "
              + words.path("prefix").asString()
              + " has to be like "
              + words.path("rest").asString(".*")
              + ", and its value like "
              + words.path("value").asString(".*"),
          "choose another");
    }
  }

  private JsonNode prefixed(JsonNode words, int depth) {
    var prefix = words.path("prefix").asString();
    var found = Json.object();
    for (var name : words.path("from")) {
      find(name.asString(), depth)
          .forEachEntry(
              (key, value) -> {
                if (key.startsWith(prefix)) {
                  var rest = key.substring(prefix.length());
                  check(words, key, rest, value);
                  found.set(words.path("as").asString() + rest, value);
                }
              });
    }
    return found;
  }

  private static boolean holds(JsonNode value) {
    return !value.isMissingNode() && !value.isNull() && value.asBoolean(true);
  }

  private JsonNode text(String text, int depth) {
    var places = PLACE.matcher(text);
    if (places.matches() && places.group(1).indexOf("{{") < 0) {
      return place(places.group(1), depth);
    }
    var filled = new StringBuilder();
    places.reset();
    while (places.find()) {
      var value = place(places.group(1), depth);
      if (value.isMissingNode()) {
        return value;
      }
      places.appendReplacement(filled, "");
      filled.append(value.isString() ? value.stringValue() : Json.text(value));
    }
    places.appendTail(filled);
    return StringNode.valueOf(filled.toString());
  }

  private JsonNode place(String alternatives, int depth) {
    for (var each : alternatives.split("\\s*\\|\\s*", -1)) {
      var value = alternative(each, depth);
      if (!value.isMissingNode()) {
        return value;
      }
    }
    return Json.missing();
  }

  private JsonNode alternative(String words, int depth) {
    if (isLiteral(words)) {
      return Json.parse(words.getBytes(StandardCharsets.UTF_8)).node();
    }
    if (words.startsWith("guid ")) {
      var name = words.substring("guid ".length()).strip();
      var value = find(name, depth);
      return value.isMissingNode() ? value : StringNode.valueOf(guid(name, value));
    }
    if (words.startsWith("json ")) {
      var value = find(words.substring("json ".length()).strip(), depth);
      return value.isMissingNode() ? value : StringNode.valueOf(Json.text(value));
    }
    return switch (words) {
      case "uuid" -> StringNode.valueOf(values.ids().get().toString());
      case "hex" ->
          StringNode.valueOf(values.ids().get().toString().replace("-", "").substring(0, 16));
      default -> find(words, depth);
    };
  }

  private static boolean isLiteral(String words) {
    return words.matches("[\\[{\"0-9-].*|true|false|null");
  }

  /** The same GUID for the same value every time: commands of one day speak of one organisation. */
  private static String guid(String name, JsonNode value) {
    var text = name + ":" + (value.isString() ? value.stringValue() : Json.text(value));
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private JsonNode find(String path, int depth) {
    var names = path.split("\\.", -1);
    var value = values.find(names[0]);
    if (value.isMissingNode() && depth < DEEPEST) {
      value = fill(defaults.getOrDefault(names[0], Json.missing()), depth + 1);
    }
    for (int i = 1; i < names.length; i++) {
      value = value.path(names[i]);
    }
    return value;
  }

  /** The names a template speaks of, without what they are reached into for. */
  static Set<String> names(JsonNode template) {
    var names = new LinkedHashSet<String>();
    collect(template, names);
    return names;
  }

  private static void collect(JsonNode template, Set<String> names) {
    switch (template) {
      case ObjectNode object ->
          object.forEachEntry(
              (name, value) -> {
                if (name.equals("when")) {
                  names.add(first(value.asString()));
                } else if (name.equals(PREFIXED)) {
                  value.path("from").forEach(each -> names.add(first(each.asString())));
                } else {
                  collect(value, names);
                }
              });
      case ArrayNode array -> array.forEach(each -> collect(each, names));
      case StringNode text ->
          PLACE
              .matcher(text.stringValue())
              .results()
              .flatMap(place -> Pattern.compile("\\s*\\|\\s*").splitAsStream(place.group(1)))
              .filter(words -> !isLiteral(words) && !words.equals("uuid") && !words.equals("hex"))
              .forEach(words -> names.add(first(words.replaceFirst("^(guid|json) ", ""))));
      default -> {}
    }
  }

  private static String first(String path) {
    return path.split("\\.", 2)[0].strip();
  }
}
