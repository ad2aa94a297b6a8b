package org.osbctl.spec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The requirement catalogue, {@code specs/requirements.yaml}, in the order of the specification.
 */
public final class Requirements {
  private static final String RESOURCE = "/specs/requirements.yaml";

  private final Map<String, Requirement> byId = new LinkedHashMap<>();

  private Requirements() {}

  private static final class Bundled {
    static final Requirements CATALOGUE = load();

    private Bundled() {}
  }

  /** The bundled catalogue, read at the first use. */
  public static Requirements bundled() {
    return Bundled.CATALOGUE;
  }

  private static Requirements load() {
    try (InputStream in = Requirements.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is not in the JAR");
      }
      return read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a catalogue.
   *
   * @throws IllegalStateException naming the entry that is not as the format says
   */
  static Requirements read(InputStream yaml) {
    var result = new Requirements();
    JsonNode tree;
    try {
      tree = YAMLMapper.shared().readTree(yaml);
    } catch (JacksonException e) {
      throw new IllegalStateException("requirements: " + e.getOriginalMessage(), e);
    }
    for (var entry : tree.path("requirements")) {
      var requirement = requirement(entry);
      if (result.byId.put(requirement.id(), requirement) != null) {
        throw new IllegalStateException("requirement " + requirement.id() + " stands twice");
      }
    }
    return result;
  }

  private static Requirement requirement(JsonNode entry) {
    var id = text(entry, "id");
    try {
      return new Requirement(
          id,
          byVersion(entry.path("section"), JsonNode::asString),
          Requirement.Side.valueOf(text(entry, "side").toUpperCase(Locale.ROOT)),
          byVersion(entry.path("level"), Requirements::level),
          Requirement.Seen.valueOf(text(entry, "seen").toUpperCase(Locale.ROOT)),
          text(entry, "subject"),
          text(entry, "gist"),
          entry.path("hint").asString(""),
          optional(entry, "unseen"),
          optional(entry, "ambiguity"));
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("requirement " + id + ": " + e.getMessage(), e);
    }
  }

  private static Optional<Level> level(JsonNode word) {
    if (word.asString().equals("none")) {
      return Optional.empty();
    }
    var level = Level.parse(word.asString());
    if (level.isEmpty()) {
      throw new IllegalArgumentException("unknown level " + word.asString());
    }
    return level;
  }

  private static <T> NavigableMap<ApiVersion, T> byVersion(
      JsonNode node, Function<JsonNode, T> read) {
    var result = new TreeMap<ApiVersion, T>();
    if (node.isObject()) {
      node.forEachEntry((version, value) -> result.put(version(version), read.apply(value)));
    } else {
      result.put(ApiVersion.V2_11, read.apply(node));
    }
    return result;
  }

  private static ApiVersion version(String text) {
    return ApiVersion.parse(text)
        .orElseThrow(() -> new IllegalArgumentException("unknown version " + text));
  }

  private static String text(JsonNode entry, String member) {
    var value = entry.path(member).asString("");
    if (value.isEmpty()) {
      throw new IllegalStateException(
          "requirement " + entry.path("id").asString("?") + " has no " + member);
    }
    return value;
  }

  private static @Nullable String optional(JsonNode entry, String member) {
    return entry.has(member) ? entry.path(member).asString() : null;
  }

  /** All requirements, in the order of the specification. */
  public Collection<Requirement> all() {
    return byId.values();
  }

  /** The requirement with an id. */
  public Optional<Requirement> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /**
   * The requirement with an id that is known to exist.
   *
   * @throws IllegalArgumentException when it does not
   */
  public Requirement get(String id) {
    return find(id).orElseThrow(() -> new IllegalArgumentException("no requirement " + id));
  }
}
