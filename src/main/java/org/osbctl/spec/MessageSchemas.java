package org.osbctl.spec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The shapes of the messages a broker sends, {@code specs/schemas/*.json}: read at first use, cut
 * to a version, and taken apart into one check for each sentence.
 *
 * <p>The annotations in the files are explained in {@code specs/README.md}.
 */
public final class MessageSchemas {
  private static final Map<Cut, List<MessageCheck>> CHECKS = new ConcurrentHashMap<>();
  private static final Map<String, JsonNode> FILES = new ConcurrentHashMap<>();
  private static final Set<String> SCHEMA_MAPS = Set.of("properties");
  private static final Set<String> SCHEMAS = Set.of("items", "additionalProperties", "not");
  private static final Set<String> SCHEMA_LISTS = Set.of("allOf", "anyOf");
  private static final Set<String> FOR_READERS = Set.of("$comment", "$schema", "$defs", "title");

  /** What stands in several messages; their files refer to it. */
  private static final String SHARED = "shared.json";

  private MessageSchemas() {}

  /** The messages, one file each. */
  public enum Message {
    CATALOG,
    PROVISION,
    UPDATE,
    FETCHED_INSTANCE,
    INSTANCE_POLL,
    BINDING_POLL,
    BIND,
    BIND_ACCEPTED,
    FETCHED_BINDING,
    DEPROVISION,
    UNBIND,
    ERROR,
    CONFLICT,
    GONE;

    String file() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-') + ".json";
    }
  }

  private record Cut(Message message, boolean asynchronous, ApiVersion version) {}

  /**
   * What is to be checked in a message, in the order of the file.
   *
   * @param asynchronous whether it came with a 202
   */
  public static List<MessageCheck> checks(
      Message message, boolean asynchronous, ApiVersion version) {
    return CHECKS.computeIfAbsent(new Cut(message, asynchronous, version), MessageSchemas::checks);
  }

  /** The ids of all requirements the schemas speak of, whatever the version. */
  public static Set<String> requirements() {
    var ids = new LinkedHashSet<String>();
    for (var message : Message.values()) {
      addRequirements(file(message.file()), ids);
    }
    addRequirements(file(SHARED), ids);
    return ids;
  }

  private static void addRequirements(JsonNode schema, Set<String> ids) {
    schema.path("x-requirement").stringValueOpt().ifPresent(ids::add);
    schema.path("x-permits").stringValueOpt().ifPresent(ids::add);
    schema.forEach(part -> addRequirements(part, ids));
  }

  private static List<MessageCheck> checks(Cut cut) {
    var schema = cut(cut, cut.message().file(), file(cut.message().file()));
    var checks = new ArrayList<MessageCheck>();
    if (schema != null) {
      collect(schema, List.of(), checks);
    }
    return List.copyOf(checks);
  }

  private static JsonNode file(String name) {
    return FILES.computeIfAbsent(name, MessageSchemas::read);
  }

  private static JsonNode read(String name) {
    try (InputStream in = MessageSchemas.class.getResourceAsStream("/specs/schemas/" + name)) {
      if (in == null) {
        throw new IllegalStateException("/specs/schemas/" + name + " is not in the JAR");
      }
      return Json.parse(in.readAllBytes()).node();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The part of a schema that holds for a cut, references put in place; null when nothing does. */
  private static @Nullable JsonNode cut(Cut cut, String file, JsonNode schema) {
    if (!(schema instanceof ObjectNode object)) {
      return schema;
    }
    if (!holds(cut, object)) {
      return null;
    }
    if (object.has("$ref")) {
      var reference = object.path("$ref").asString();
      int mark = reference.indexOf('#');
      var target = mark == 0 ? file : reference.substring(0, mark);
      var merged = (ObjectNode) file(target).at(reference.substring(mark + 1)).deepCopy();
      object.forEachEntry(merged::set);
      merged.remove("$ref");
      return cut(cut, target, merged);
    }
    var result = Json.object();
    object.forEachEntry((word, value) -> copy(cut, file, word, value, result));
    return result;
  }

  private static boolean holds(Cut cut, ObjectNode schema) {
    return cut.version().atLeast(version(schema, "x-since", ApiVersion.V2_11))
        && version(schema, "x-until", ApiVersion.LATEST).atLeast(cut.version())
        && schema.path("x-asynchronous").asBoolean(cut.asynchronous()) == cut.asynchronous();
  }

  private static ApiVersion version(ObjectNode schema, String word, ApiVersion otherwise) {
    return schema.has(word)
        ? ApiVersion.parse(schema.path(word).asString()).orElseThrow()
        : otherwise;
  }

  private static void copy(Cut cut, String file, String word, JsonNode value, ObjectNode to) {
    if (SCHEMA_MAPS.contains(word)) {
      var members = to.putObject(word);
      value.forEachEntry(
          (name, schema) -> {
            var part = cut(cut, file, schema);
            if (part != null) {
              members.set(name, part);
            }
          });
    } else if (SCHEMA_LISTS.contains(word)) {
      var parts = to.putArray(word);
      value.forEach(
          schema -> {
            var part = cut(cut, file, schema);
            if (part != null) {
              parts.add(part);
            }
          });
    } else if (SCHEMAS.contains(word)) {
      var part = cut(cut, file, value);
      if (part != null) {
        to.set(word, part);
      }
    } else if (!FOR_READERS.contains(word)) {
      to.set(word, value);
    }
  }

  /**
   * Adds a check for each annotated schema, {@code path} being the members and {@code *} above it.
   */
  private static void collect(JsonNode schema, List<String> path, List<MessageCheck> checks) {
    if (isAnnotated(schema)) {
      checks.add(new MessageCheck(path, schema, own(schema)));
    }
    schema.path("allOf").forEach(part -> collect(part, path, checks));
    schema
        .path("properties")
        .forEachEntry((member, part) -> collect(part, below(path, member), checks));
    if (schema.has("items")) {
      collect(schema.path("items"), below(path, MessageCheck.EACH), checks);
    }
  }

  private static List<String> below(List<String> path, String step) {
    var longer = new ArrayList<>(path);
    longer.add(step);
    return longer;
  }

  private static boolean isAnnotated(JsonNode schema) {
    return schema.has("x-requirement") || schema.has("x-permits");
  }

  /** A schema without the parts that are checks of their own, and without annotations. */
  private static JsonNode own(JsonNode schema) {
    if (!(schema instanceof ObjectNode object)) {
      return schema;
    }
    var result = Json.object();
    object.forEachEntry(
        (word, value) -> {
          if (SCHEMA_MAPS.contains(word)) {
            keep(result, word, ownMembers(value));
          } else if (SCHEMA_LISTS.contains(word)) {
            keep(result, word, ownParts(value));
          } else if (SCHEMAS.contains(word)) {
            if (!isAnnotated(value)) {
              keep(result, word, own(value));
            }
          } else if (!word.startsWith("x-") || word.equals("x-secret")) {
            result.set(word, value);
          }
        });
    return result;
  }

  private static ObjectNode ownMembers(JsonNode members) {
    var kept = Json.object();
    members.forEachEntry(
        (name, part) -> {
          if (!isAnnotated(part)) {
            kept.set(name, own(part));
          }
        });
    return kept;
  }

  private static ArrayNode ownParts(JsonNode parts) {
    var kept = JsonNodeFactory.instance.arrayNode();
    parts.forEach(
        part -> {
          if (!isAnnotated(part)) {
            kept.add(own(part));
          }
        });
    return kept;
  }

  private static void keep(ObjectNode schema, String word, JsonNode part) {
    if (!part.isContainer() || !part.isEmpty()) {
      schema.set(word, part);
    }
  }
}
