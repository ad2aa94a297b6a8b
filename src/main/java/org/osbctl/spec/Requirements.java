package org.osbctl.spec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The requirement catalogue, {@code specs/requirements.yaml}, in the order of the specification.
 */
public final class Requirements {
  private static final String RESOURCE = "/specs/requirements.yaml";

  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

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
      tree = YAML.readTree(yaml);
    } catch (JacksonException e) {
      throw new IllegalStateException("requirements: " + e.getOriginalMessage(), e);
    }
    for (var entry : tree.path("requirements")) {
      var requirement = requirement(entry);
      if (result.byId.put(requirement.id(), requirement) != null) {
        throw new IllegalStateException("requirement " + requirement.id() + " stands twice");
      }
    }
    if (result.byId.isEmpty()) {
      throw new IllegalStateException("requirements: there are none");
    }
    return result;
  }

  private static Requirement requirement(JsonNode entry) {
    var id =
        entry
            .path("id")
            .stringValueOpt()
            .orElseThrow(() -> new IllegalStateException("a requirement has no id"));
    try {
      return new Requirement(
          id,
          byVersion(entry, "section", Function.identity()),
          Requirement.Side.valueOf(required(entry, "side").toUpperCase(Locale.ROOT)),
          byVersion(entry, "level", Requirements::level),
          Requirement.Seen.valueOf(required(entry, "seen").toUpperCase(Locale.ROOT)),
          required(entry, "subject"),
          required(entry, "gist"),
          Objects.requireNonNullElse(optional(entry, "hint"), ""),
          optional(entry, "unseen"),
          optional(entry, "ambiguity"));
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("requirement " + id + ": " + e.getMessage(), e);
    }
  }

  private static Optional<Level> level(String word) {
    if (word.equals("none")) {
      return Optional.empty();
    }
    var level = Level.parse(word);
    if (level.isEmpty()) {
      throw new IllegalArgumentException("unknown level " + word);
    }
    return level;
  }

  /** A member that is one text for all versions, or texts by the version they hold from. */
  private static <T> NavigableMap<ApiVersion, T> byVersion(
      JsonNode entry, String member, Function<String, T> read) {
    var node = entry.path(member);
    var result = new TreeMap<ApiVersion, T>();
    if (node.isObject() && !node.isEmpty()) {
      node.forEachEntry(
          (version, value) -> result.put(version(version), read.apply(text(value, member))));
    } else {
      result.put(ApiVersion.V2_11, read.apply(text(node, member)));
    }
    return result;
  }

  private static String text(JsonNode value, String member) {
    return value
        .stringValueOpt()
        .filter(text -> !text.isEmpty())
        .orElseThrow(() -> new IllegalArgumentException(member + " is missing or no text"));
  }

  private static ApiVersion version(String text) {
    return ApiVersion.parse(text)
        .orElseThrow(() -> new IllegalArgumentException("unknown version " + text));
  }

  private static String required(JsonNode entry, String member) {
    return text(entry.path(member), member);
  }

  private static @Nullable String optional(JsonNode entry, String member) {
    return entry.has(member) ? required(entry, member) : null;
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
