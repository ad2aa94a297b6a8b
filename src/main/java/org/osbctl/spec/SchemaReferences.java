package org.osbctl.spec;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The references in a JSON Schema, of any draft, that do not lead to a place within it. Nothing is
 * ever loaded; {@code $schema} is no reference.
 */
public final class SchemaReferences {
  /** Names below these are names of members or definitions, not words of JSON Schema. */
  private static final Set<String> NAMED =
      Set.of(
          "properties",
          "patternProperties",
          "definitions",
          "$defs",
          "dependentSchemas",
          "dependencies");

  /** Below these are values, not schemas. */
  private static final Set<String> VALUES =
      Set.of("enum", "const", "default", "examples", "example");

  private static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef", "$recursiveRef");

  private final JsonNode root;
  private final List<Reference> references = new ArrayList<>();

  /** The schemas that give themselves an id, by that id resolved. */
  private final Map<String, JsonNode> documents = new HashMap<>();

  /** The places that have a name, as {@code id#name}. */
  private final Set<String> anchors = new HashSet<>();

  private SchemaReferences(JsonNode root) {
    this.root = root;
    documents.put("", root);
  }

  /** A reference that leads outside, and where it stands in the schema. */
  public record Found(String pointer, String reference) {}

  private record Reference(String base, String pointer, String value) {}

  /** The references of a schema that lead outside it. */
  public static List<Found> external(JsonNode schema) {
    var all = new SchemaReferences(schema);
    all.visit(schema, "", "", true);
    return all.references.stream()
        .filter(reference -> !all.isWithin(reference))
        .map(reference -> new Found(reference.pointer(), reference.value()))
        .toList();
  }

  private void visit(JsonNode node, String at, String base, boolean isSchema) {
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        visit(node.get(i), at + "/" + i, base, isSchema);
      }
    } else if (node.isObject()) {
      var own = isSchema ? identify(node, base) : base;
      node.forEachEntry(
          (name, child) -> {
            if (child.isContainer() || REFERENCES.contains(name)) {
              var below = at + "/" + name.replace("~", "~0").replace("/", "~1");
              visitMember(name, child, below, own, isSchema);
            }
          });
    }
  }

  private void visitMember(String name, JsonNode child, String at, String base, boolean isSchema) {
    if (!isSchema) {
      visit(child, at, base, true);
    } else if (REFERENCES.contains(name) && child.isString()) {
      references.add(new Reference(base, at, child.asString()));
    } else if (!VALUES.contains(name)) {
      visit(child, at, base, !NAMED.contains(name));
    }
  }

  /** Takes note of the names a schema gives itself; returns the base of the references in it. */
  private String identify(JsonNode schema, String base) {
    var own = base;
    var id = schema.path("$id").stringValue(schema.path("id").stringValue(""));
    int mark = id.indexOf('#');
    var document = mark < 0 ? id : id.substring(0, mark);
    var resolved = document.isEmpty() ? null : resolve(base, document);
    if (resolved != null) {
      own = resolved;
      documents.put(own, schema);
    }
    if (mark >= 0) {
      anchors.add(own + id.substring(mark));
    }
    for (var word : List.of("$anchor", "$dynamicAnchor")) {
      anchors.add(own + "#" + schema.path(word).stringValue(""));
    }
    return own;
  }

  private boolean isWithin(Reference reference) {
    int mark = reference.value().indexOf('#');
    var document = mark < 0 ? reference.value() : reference.value().substring(0, mark);
    var fragment = mark < 0 ? "" : reference.value().substring(mark + 1);
    var id = document.isEmpty() ? reference.base() : resolve(reference.base(), document);
    var target = id == null ? null : documents.get(id);
    if (id == null || target == null) {
      return false;
    }
    return fragment.isEmpty()
        || anchors.contains(id + "#" + fragment)
        || leadsSomewhere(target, fragment)
        // Validators differ on the base of a fragment below a nested id: the whole schema counts
        // too.
        || (document.isEmpty()
            && (anchors.contains("#" + fragment) || leadsSomewhere(root, fragment)));
  }

  private static boolean leadsSomewhere(JsonNode schema, String fragment) {
    try {
      var pointer = URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8);
      return pointer.startsWith("/") && !schema.at(pointer).isMissingNode();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static @Nullable String resolve(String base, String reference) {
    try {
      return URI.create(base).resolve(URI.create(reference)).toString();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
