package org.osbctl.cli.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.osbctl.spec.Json;
import org.osbctl.spec.Nearest;
import tools.jackson.databind.JsonNode;

/**
 * The files in which users of OpenStack describe their clouds (openstacksdk,
 * doc/source/user/config/configuration.rst): {@code clouds.yaml}, whose settings {@code
 * secure.yaml} overrides.
 */
public final class CloudsFile {
  private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json");

  /** Settings of a cloud that say how to connect; the others belong to its services. */
  private static final List<String> CONNECTION =
      List.of("auth_type", "verify", "cacert", "cert", "key");

  private final Map<String, String> environment;
  private final List<Path> folders;

  /**
   * The files of a user.
   *
   * @param folder the working directory
   */
  public CloudsFile(Map<String, String> environment, Path folder) {
    this.environment = environment;
    var home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
    var config =
        Optional.ofNullable(environment.get("XDG_CONFIG_HOME"))
            .filter(text -> !text.isBlank())
            .map(Path::of)
            .orElse(home.resolve(".config"));
    this.folders = List.of(folder, config.resolve("openstack"), Path.of("/etc/openstack"));
  }

  /**
   * What is said of a cloud: the members of its {@code auth} and how to connect, by their names.
   *
   * @throws SettingsException when there is no such cloud, or its file cannot be used
   */
  public Map<String, String> cloud(String name) throws SettingsException {
    var file =
        find()
            .orElseThrow(
                () ->
                    new SettingsException(
                        "There is no clouds.yaml that could describe the cloud \"" + name + "\".",
                        "looked for in " + places(),
                        "write one, or name it with OS_CLIENT_CONFIG_FILE"));
    var clouds = ContextFile.tree(file).path("clouds");
    if (!clouds.path(name).isObject()) {
      throw unknown(name, file, clouds);
    }
    var settings = new LinkedHashMap<String, String>();
    take(settings, file, clouds.path(name));
    var secure = secure(file);
    if (secure.isPresent()) {
      take(settings, secure.get(), ContextFile.tree(secure.get()).path("clouds").path(name));
    }
    if (!settings.containsKey("auth_url") && clouds.path(name).has("profile")) {
      throw new SettingsException(
          "The cloud \"" + name + "\" in " + file + " cannot be used.",
          "it has no auth.auth_url, and osbctl does not know the profiles of vendors",
          "put auth_url under auth");
    }
    return settings;
  }

  private Optional<Path> find() {
    var named = environment.getOrDefault("OS_CLIENT_CONFIG_FILE", "");
    if (!named.isBlank()) {
      return Optional.of(Path.of(named));
    }
    for (var folder : folders) {
      for (var ending : ENDINGS) {
        var file = folder.resolve("clouds" + ending);
        if (Files.isRegularFile(file)) {
          return Optional.of(file);
        }
      }
    }
    return Optional.empty();
  }

  /**
   * The file with the secrets that belong to a file: beside it, unless a variable says otherwise.
   * OpenStack's own clients look in all folders for it; but then whoever leaves a clouds.yaml in a
   * working directory decides to whom a secret of its reader goes.
   */
  private Optional<Path> secure(Path clouds) {
    var named = environment.getOrDefault("OS_CLIENT_SECURE_FILE", "");
    if (!named.isBlank()) {
      return Optional.of(Path.of(named));
    }
    return ENDINGS.stream()
        .map(ending -> clouds.resolveSibling("secure" + ending))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private String places() {
    return String.join(", ", folders.stream().map(Path::toString).toList());
  }

  private static void take(Map<String, String> settings, Path file, JsonNode cloud)
      throws SettingsException {
    var connection = Json.object();
    for (var key : CONNECTION) {
      if (cloud.has(key)) {
        connection.set(key, cloud.path(key));
      }
    }
    settings.putAll(ContextFile.settings(file, connection, "the cloud"));
    settings.putAll(ContextFile.settings(file, cloud.path("auth"), "auth of the cloud"));
  }

  private static SettingsException unknown(String name, Path file, JsonNode clouds) {
    var names = new ArrayList<>(new TreeSet<>(clouds.propertyNames()));
    return new SettingsException(
        "There is no cloud \"" + name + "\".",
        file + (names.isEmpty() ? " has none" : " has " + String.join(", ", names)),
        Nearest.to(name, names)
            .map(near -> "did you mean \"" + near + "\"?")
            .orElse("choose one with --os-cloud, or describe it there"));
  }
}
