package org.osbctl.profile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.osbctl.spec.Json;
import org.osbctl.spec.Nearest;
import org.osbctl.spec.ParameterSchema;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Loads profiles: those that are shipped by their name, others from files.
 *
 * <p>A profile may extend another. Objects are merged member by member, a {@code null} takes a
 * member away, lists are replaced, but for the rules of catalogs and bodies, which are merged by
 * their id.
 */
public final class Profiles {
  /** The shipped profiles, in the order in which they are listed. */
  public static final List<String> SHIPPED =
      List.of(
          "cloudfoundry",
          "kubernetes",
          "service-manager",
          "meshmarketplace",
          "osb-cmdb",
          "osb-cmdb-k8s",
          "openstack",
          "none");

  private static final String FOLDER = "/specs/profiles/";
  private static final String REMEDY =
      "correct the profile; its format is specs/profiles/README.md";

  private Profiles() {}

  /**
   * Loads a profile.
   *
   * @param name a shipped one, or a file: a path with a slash, or ending in .yaml, .yml or .json
   * @throws ProfileException when there is none such, or it does not say what it should
   */
  public static Profile load(String name) {
    var tree = whole(name, null, new HashSet<>());
    check(name, tree);
    return new Profile(tree);
  }

  private static ObjectNode whole(
      String name, @org.jspecify.annotations.Nullable Path beside, Set<String> visited) {
    if (!visited.add(name)) {
      throw new ProfileException(
          "The profile " + name + " extends itself.", String.join(", ", visited), REMEDY);
    }
    var own = read(name, beside);
    var parent = own.path("extends").stringValueOpt();
    if (parent.isEmpty()) {
      return own;
    }
    var folder = isFile(name) ? resolved(name, beside).getParent() : null;
    var merged = merged(whole(parent.get(), folder, visited), own);
    return merged;
  }

  private static boolean isFile(String name) {
    return name.contains("/") || name.matches(".*\\.(ya?ml|json)");
  }

  private static Path resolved(String name, @org.jspecify.annotations.Nullable Path beside) {
    return beside == null ? Path.of(name) : beside.resolve(name);
  }

  private static ObjectNode read(String name, @org.jspecify.annotations.Nullable Path beside) {
    if (!isFile(name) && !SHIPPED.contains(name)) {
      var near = Nearest.to(name, SHIPPED).map(each -> "did you mean \"" + each + "\"?").orElse("");
      throw new ProfileException(
          "There is no profile \"" + name + "\".",
          near,
          "choose one of " + String.join(", ", SHIPPED) + ", or name a file: ./" + name + ".yaml");
    }
    try (InputStream in =
        isFile(name) ? Files.newInputStream(resolved(name, beside)) : shipped(name)) {
      var tree =
          YAMLMapper.builder()
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .build()
              .readTree(in);
      if (tree instanceof ObjectNode object) {
        return object;
      }
      throw new ProfileException(
          "The profile " + name + " cannot be used.", "it is no object", REMEDY);
    } catch (JacksonException e) {
      var at = e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
      throw new ProfileException(
          "The profile " + name + " is neither YAML nor JSON.",
          String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("") + at,
          REMEDY);
    } catch (IOException e) {
      throw new ProfileException(
          "The profile " + name + " cannot be read.",
          e instanceof java.nio.file.NoSuchFileException ? "there is no such file" : e.toString(),
          "check its name and permissions");
    }
  }

  private static InputStream shipped(String name) throws IOException {
    var in = Profiles.class.getResourceAsStream(FOLDER + name + ".yaml");
    if (in == null) {
      throw new IOException(FOLDER + name + ".yaml is not in the JAR");
    }
    return in;
  }

  /** The parent with what the child says in its place. */
  private static ObjectNode merged(ObjectNode parent, ObjectNode child) {
    var result = parent.deepCopy();
    child.forEachEntry(
        (name, value) -> {
          if (value.isNull()) {
            result.remove(name);
          } else if (value instanceof ObjectNode more
              && result.path(name) instanceof ObjectNode old) {
            result.set(name, merged(old, more));
          } else if ((name.equals("rules") || name.equals("bodies"))
              && result.path(name).isArray()) {
            result.set(name, mergedById(result.path(name), value));
          } else {
            result.set(name, value);
          }
        });
    return result;
  }

  private static JsonNode mergedById(JsonNode parent, JsonNode child) {
    var byId = new LinkedHashMap<String, JsonNode>();
    parent.forEach(each -> byId.put(each.path("id").asString(), each));
    child.forEach(each -> byId.put(each.path("id").asString(), each));
    var list = Json.object().putArray("rules");
    byId.values().forEach(list::add);
    return list;
  }

  private static void check(String name, ObjectNode tree) {
    var problems = new ArrayList<String>();
    schema().violations(tree).forEach(each -> problems.add(each.toString()));
    if (problems.isEmpty()) {
      names(tree, problems);
      ids(tree, problems);
      patterns(tree, problems);
    }
    if (!problems.isEmpty()) {
      throw new ProfileException(
          "The profile " + name + " cannot be used.",
          String.join("; ", problems.subList(0, Math.min(5, problems.size()))),
          REMEDY);
    }
  }

  /** Names that no setting has and no command knows would make a member vanish without a word. */
  private static void names(ObjectNode tree, List<String> problems) {
    var known = new ArrayList<>(KNOWN);
    tree.path("settings")
        .forEachEntry(
            (setting, value) -> {
              unknown(value.path("default"), known, problems);
              known.add(setting);
            });
    for (var part : List.of("identity", "headers", "parts", "requests")) {
      unknown(tree.path(part), known, problems);
    }
    for (var part : tree.findValues("$part")) {
      if (!tree.path("parts").has(part.asString())) {
        problems.add("there is no part " + part.asString());
      }
    }
    tree.path("identity")
        .path("required")
        .forEach(
            each -> {
              if (!tree.path("identity").path("value").has(each.asString())) {
                problems.add("/identity/required: no member " + each.asString() + " in value");
              }
            });
  }

  private static void unknown(JsonNode template, List<String> known, List<String> problems) {
    for (var name : Template.names(template)) {
      if (!known.contains(name)) {
        var near = Nearest.to(name, known).map(n -> "; did you mean " + n + "?").orElse("");
        problems.add("there is no value " + name + near);
      }
    }
  }

  /** What commands tell of a request. */
  static final List<String> KNOWN =
      List.of(
          "request",
          "instance_id",
          "binding_id",
          "instance_name",
          "plan",
          "offering",
          "previous_plan",
          "plan_changes");

  private static void ids(ObjectNode tree, List<String> problems) {
    var seen = new HashSet<String>();
    for (var rule : tree.path("catalog").path("rules")) {
      if (!seen.add(rule.path("id").asString())) {
        problems.add("the rule " + rule.path("id").asString() + " stands twice");
      }
    }
  }

  private static void patterns(ObjectNode tree, List<String> problems) {
    var written = new ArrayList<>(tree.path("bodies").findValues("pattern"));
    written.add(tree.path("credentials").path("keys"));
    for (var prefixed : tree.findValues("$prefixed")) {
      written.add(prefixed.path("rest"));
      written.add(prefixed.path("value"));
    }
    for (var each : written) {
      try {
        var unused = Pattern.compile(each.asString(""));
      } catch (PatternSyntaxException e) {
        problems.add("\"" + each.asString() + "\" is no pattern: " + e.getDescription());
      }
    }
  }

  private static ParameterSchema schema() {
    try (var in = Profiles.class.getResourceAsStream(FOLDER + "profile.schema.json")) {
      if (in == null) {
        throw new IllegalStateException("the schema of profiles is not in the JAR");
      }
      return ParameterSchema.of(Json.parse(in.readAllBytes()).node()).orElseThrow();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
