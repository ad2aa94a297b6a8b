package org.osbctl.cli.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Settings that belong to a folder of work, {@code .osbctl.yaml} there or above it.
 *
 * <p>It comes with what somebody cloned, so it is not trusted: it may choose among the contexts its
 * reader has made and say how to speak, but neither where requests go nor with which credentials,
 * nor whom to trust, and it names no files and no commands. See docs/adr/project-file.md.
 *
 * @param path where it is
 * @param settings what it says
 */
public record ProjectFile(Path path, Map<String, String> settings) {
  /** Its name in every folder. */
  public static final String NAME = ".osbctl.yaml";

  /** All that it may say. */
  public static final Set<String> KEYS =
      Set.of(
          "context",
          "api-version",
          "profile",
          "platform",
          "originating-identity",
          "request-identity",
          "connect-timeout",
          "request-timeout",
          "output");

  public ProjectFile {
    settings = Map.copyOf(settings);
  }

  /** The nearest one, in this folder or above it. */
  public static Optional<ProjectFile> above(@Nullable Path folder) throws SettingsException {
    for (var each = folder; each != null; each = each.getParent()) {
      var file = each.resolve(NAME);
      if (Files.isRegularFile(file)) {
        return Optional.of(read(file));
      }
    }
    return Optional.empty();
  }

  private static ProjectFile read(Path file) throws SettingsException {
    var settings = ContextFile.settings(file, ContextFile.tree(file), "the project file");
    for (var each : settings.entrySet()) {
      if (!KEYS.contains(each.getKey())) {
        throw new SettingsException(
            "The project file " + file + " may not say \"" + each.getKey() + "\".",
            "it comes with the project, and must not decide where your credentials go",
            "move it to a context: osbctl context set NAME " + each.getKey() + "=…");
      }
      if (each.getValue().startsWith("@")) {
        throw new SettingsException(
            "The project file " + file + " may not name a file as " + each.getKey() + ".",
            "it comes with the project, and must not decide which of your files are sent",
            "write the value itself");
      }
    }
    return new ProjectFile(file, settings);
  }
}
