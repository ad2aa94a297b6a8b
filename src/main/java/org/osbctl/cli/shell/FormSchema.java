package org.osbctl.cli.shell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osbctl.http.Redaction;
import org.osbctl.spec.Json;
import org.osbctl.spec.ParameterSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON Schema as a form reads it: what to ask, in which order, and what an answer has to be.
 * Local references are followed, {@code allOf} is put together; what cannot be understood is asked
 * for as JSON.
 *
 * @param root the whole document, which references lead into
 * @param node the part that is asked for
 */
record FormSchema(JsonNode root, JsonNode node) {
  private static final int DEEPEST = 12;

  /** Knows by its name what is a secret. */
  private static final Redaction HIDING = new Redaction(List.of());

  /** The form of a whole document. */
  static FormSchema of(JsonNode schema) {
    return new FormSchema(schema, schema).flat();
  }

  private FormSchema at(JsonNode part) {
    return new FormSchema(root, part).flat();
  }

  private FormSchema flat() {
    return new FormSchema(root, flat(node, DEEPEST));
  }

  private JsonNode flat(JsonNode part, int depth) {
    if (depth == 0 || !part.isObject()) {
      return part;
    }
    if (!part.has("$ref") && !part.has("allOf")) {
      return part;
    }
    var result = Json.object();
    part.path("allOf").forEach(each -> merge(result, flat(each, depth - 1)));
    var reference = part.path("$ref").stringValue("");
    // What is no pointer is an anchor, which nobody here knows.
    if (reference.equals("#") || reference.startsWith("#/")) {
      merge(result, flat(root.at(reference.substring(1)), depth - 1));
    }
    merge(result, part);
    result.remove("$ref");
    result.remove("allOf");
    return result;
  }

  private static void merge(ObjectNode into, JsonNode from) {
    from.forEachEntry(
        (name, value) -> {
          var old = into.path(name);
          if (name.equals("properties") && old instanceof ObjectNode both) {
            var copy = both.deepCopy();
            value.forEachEntry(copy::set);
            into.set(name, copy);
          } else if (name.equals("required") && old.isArray()) {
            var all = Json.object().putArray("all");
            old.forEach(all::add);
            value.forEach(all::add);
            into.set(name, all);
          } else {
            into.set(name, value);
          }
        });
  }

  /** The members of an object, in the schema's order. */
  Map<String, FormSchema> members() {
    var members = new LinkedHashMap<String, FormSchema>();
    node.path("properties").forEachEntry((name, part) -> members.put(name, at(part)));
    return members;
  }

  boolean requires(String member) {
    for (var each : node.path("required")) {
      if (each.stringValue("").equals(member)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a member is to be asked for, after what was answered: {@code visibleIf}. */
  static boolean isVisible(FormSchema member, JsonNode answers) {
    for (var each : member.node.path("visibleIf").properties()) {
      var answer = answers.path(each.getKey());
      var wanted = each.getValue();
      var found = false;
      for (var value : wanted.isArray() ? wanted : Json.object().putArray("one").add(wanted)) {
        found |=
            value.equals(answer)
                || (!answer.isMissingNode() && value.asString().equals(answer.asString()));
      }
      if (!found) {
        return false;
      }
    }
    return true;
  }

  /** {@code object}, {@code array}, {@code string}, {@code integer} …; {@code any} when unsaid. */
  String type() {
    var type = node.path("type");
    if (type.isArray()) {
      for (var each : type) {
        if (!each.stringValue("").equals("null")) {
          return each.stringValue("any");
        }
      }
    }
    return type.stringValue(node.has("properties") ? "object" : "any");
  }

  /** Values to choose from with what they mean: {@code enum}, or alternatives of one value each. */
  List<Value> choices() {
    var choices = new ArrayList<Value>();
    if (node.has("const")) {
      choices.add(new Value(node.path("const"), ""));
    }
    node.path("enum").forEach(each -> choices.add(new Value(each, "")));
    if (!choices.isEmpty()) {
      return choices;
    }
    for (var each : alternatives()) {
      var one = each.node.path("enum");
      if (each.node.has("const")) {
        choices.add(new Value(each.node.path("const"), each.told()));
      } else if (one.size() == 1) {
        choices.add(new Value(one.path(0), each.told()));
      } else {
        return List.of();
      }
    }
    return choices;
  }

  /** A value to choose, and what it means. */
  record Value(JsonNode value, String description) {
    String word() {
      return value.isString() ? value.stringValue() : Json.text(value);
    }
  }

  /** What can stand here, one of them: {@code oneOf}, {@code anyOf}; with what goes for all. */
  List<FormSchema> alternatives() {
    var list = node.has("oneOf") ? node.path("oneOf") : node.path("anyOf");
    var result = new ArrayList<FormSchema>();
    for (var each : list) {
      var whole = Json.object();
      merge(whole, node);
      whole.remove(List.of("oneOf", "anyOf", "title", "description", "default"));
      merge(whole, flat(each, DEEPEST));
      result.add(new FormSchema(root, whole));
    }
    return result;
  }

  /** Title and description. */
  String told() {
    var title = node.path("title").stringValue("");
    var description = node.path("description").stringValue("");
    return title.isEmpty() || description.isEmpty()
        ? title + description
        : title + ": " + description;
  }

  /** What holds when nothing is answered. */
  Optional<JsonNode> otherwise() {
    return Optional.of(node.path("default")).filter(value -> !value.isMissingNode());
  }

  FormSchema items() {
    return at(node.path("items"));
  }

  /** Whether an answer must not be shown. */
  boolean isSecret(String name) {
    return node.path("format").stringValue("").equals("password")
        || node.path("writeOnly").booleanValue(false)
        || HIDING
            .json(Json.object().put(name, "x"))
            .path(name)
            .stringValue("")
            .equals(Redaction.MASK);
  }

  /** What is wrong with an answer. */
  Optional<String> problem(JsonNode answer) {
    var part = Json.object();
    for (var shared : List.of("$schema", "definitions", "$defs")) {
      if (root.has(shared)) {
        part.set(shared, root.path(shared));
      }
    }
    merge(part, node);
    return ParameterSchema.of(part)
        .flatMap(schema -> schema.violations(answer).stream().findFirst())
        .map(v -> v.pointer().isEmpty() ? v.message() : v.toString());
  }
}
