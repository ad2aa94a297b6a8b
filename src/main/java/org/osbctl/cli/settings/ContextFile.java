package org.osbctl.cli.settings;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.osbctl.spec.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * The file with a person's contexts, YAML:
 *
 * <pre>
 * current: staging
 * contexts:
 *   staging:
 *     url: https://broker.example.com
 *     username: admin
 *     password: env:STAGING_PASSWORD
 * </pre>
 */
public final class ContextFile {
  /** Larger ones are something else. */
  private static final long MOST_BYTES = 1 << 20;

  private final Path path;

  public ContextFile(Path path) {
    this.path = path;
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** What it says; nothing when there is no file. */
  public Contexts read() throws SettingsException {
    var tree = tree(path);
    var contexts = tree.path("contexts");
    if (!(tree.isMissingNode() || tree.isObject()) || !(empty(contexts) || contexts.isObject())) {
      throw damaged(path, "it has no map \"contexts\"");
    }
    var all = new LinkedHashMap<String, Map<String, String>>();
    for (var each : contexts.properties()) {
      all.put(each.getKey(), settings(path, each.getValue(), "the context " + each.getKey()));
    }
    var current = tree.path("current");
    return new Contexts(empty(current) ? null : current.asString(), all);
  }

  /** Changes what it says; other processes that do the same wait meanwhile. */
  public void change(UnaryOperator<Contexts> edit) throws SettingsException {
    try {
      PrivateFile.locked(path, () -> PrivateFile.write(path, text(edit.apply(read()))));
    } catch (IOException e) {
      throw new SettingsException(
          "The contexts in " + path + " cannot be written.",
          reason(e),
          "check the folder, or name another file with --config; nothing was changed");
    }
  }

  private static String text(Contexts contexts) {
    var document = Json.object();
    if (contexts.current() != null) {
      document.put("current", contexts.current());
    }
    var all = document.putObject("contexts");
    contexts
        .byName()
        .forEach(
            (name, settings) -> {
              ObjectNode context = all.putObject(name);
              settings.forEach(context::put);
            });
    return "# Contexts of osbctl; see: osbctl help context\n"
        + YAMLMapper.builder()
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build()
            .writeValueAsString(document);
  }

  /** The tree in a YAML file, missing when there is no file or nothing in it. */
  static JsonNode tree(Path file) throws SettingsException {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw damaged(file, "it is larger than " + MOST_BYTES + " bytes");
      }
      var tree =
          YAMLMapper.builder()
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .build()
              .readTree(Files.readAllBytes(file));
      return tree == null || tree.isNull() ? Json.missing() : tree;
    } catch (NoSuchFileException e) {
      return Json.missing();
    } catch (IOException e) {
      throw new SettingsException(
          "The file " + file + " cannot be read.", reason(e), "check its name and permissions");
    } catch (JacksonException e) {
      // Not the parser's words: they repeat what stands there.
      var at = e.getLocation();
      throw damaged(
          file,
          "it is no YAML"
              + (at == null
                  ? ""
                  : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")"));
    }
  }

  /** A map of names and simple values. */
  static Map<String, String> settings(Path file, JsonNode node, String what)
      throws SettingsException {
    if (!empty(node) && !node.isObject()) {
      throw damaged(file, what + " is no map");
    }
    var settings = new LinkedHashMap<String, String>();
    for (var each : node.properties()) {
      if (each.getValue().isContainer()) {
        throw damaged(file, each.getKey() + " of " + what + " is no simple value");
      }
      if (!each.getValue().isNull()) {
        settings.put(each.getKey(), each.getValue().asString());
      }
    }
    return settings;
  }

  private static boolean empty(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  private static SettingsException damaged(Path file, String cause) {
    return new SettingsException(
        "The file " + file + " cannot be used.", cause, "correct it, or move it away");
  }

  private static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException denied -> "permission denied";
      case FileAlreadyExistsException taken -> taken.getFile() + " is no folder";
      case FileSystemException other when other.getReason() != null -> other.getReason();
      default -> String.valueOf(e.getMessage());
    };
  }
}
