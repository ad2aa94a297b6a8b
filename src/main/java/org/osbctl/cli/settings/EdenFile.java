package org.osbctl.cli.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;

/**
 * The file in which eden remembers what it made (starkandwayne/eden, store/service_instances.go):
 * {@code service_instances}, each with {@code id, name, service_id, service_name, plan_id,
 * plan_name, broker_url, created_at} and {@code bindings} of {@code id, name, credentials,
 * created_at}, the credentials as JSON in a text.
 */
public final class EdenFile {
  private EdenFile() {}

  /** A service instance of eden. */
  public record EdenInstance(
      String id,
      String name,
      String serviceId,
      String serviceName,
      String planId,
      String planName,
      String brokerUrl,
      List<EdenBinding> bindings) {
    public EdenInstance {
      bindings = List.copyOf(bindings);
    }
  }

  /** A service binding of eden; its credentials are JSON. */
  public record EdenBinding(String id, String name, String credentials) {
    /** Without the credentials. */
    @Override
    public String toString() {
      return name + " " + id;
    }
  }

  /** What the file says. */
  public static List<EdenInstance> read(Path file) throws SettingsException {
    if (!Files.exists(file)) {
      throw new SettingsException(
          "There is no file " + file + " of eden.", "", "name it: osbctl context import-eden FILE");
    }
    var list = ContextFile.tree(file).path("service_instances");
    if (!list.isArray()) {
      throw new SettingsException(
          "The file " + file + " is none of eden's.", "it has no list \"service_instances\"", "");
    }
    var found = new ArrayList<EdenInstance>();
    for (var each : list) {
      // eden writes an entry for every name it was ever asked about, typing errors included.
      if (!text(each, "service_id").isEmpty() && !text(each, "broker_url").isEmpty()) {
        found.add(instance(each));
      }
    }
    return found;
  }

  private static EdenInstance instance(JsonNode node) {
    var bindings = new ArrayList<EdenBinding>();
    for (var each : Json.elements(node.path("bindings"))) {
      bindings.add(new EdenBinding(text(each, "id"), named(each), text(each, "credentials")));
    }
    return new EdenInstance(
        text(node, "id"),
        named(node),
        text(node, "service_id"),
        text(node, "service_name"),
        text(node, "plan_id"),
        text(node, "plan_name"),
        text(node, "broker_url"),
        bindings);
  }

  private static String named(JsonNode node) {
    var name = text(node, "name");
    return name.isEmpty() ? text(node, "id") : name;
  }

  private static String text(JsonNode node, String member) {
    var value = node.path(member);
    return value.isValueNode() && !value.isNull() ? value.asString() : "";
  }
}
