package org.osbctl.cli.io;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.osbctl.inventory.InstanceEntry;
import org.osbctl.inventory.InstanceEntry.BindingEntry;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;

/**
 * Credentials of a binding in the forms others read. All in clear: whoever calls sees to it that
 * they go to the right place.
 */
public record CredentialForms(InstanceEntry instance, BindingEntry binding, JsonNode credentials) {
  /** What Kubernetes allows all values of a Secret together. */
  static final int MOST_SECRET_BYTES = 1 << 20;

  /** A name and a value for each leaf: {@code {"a":{"b":1}}} gives {@code a_b=1}. */
  private Map<String, String> flat() {
    var found = new LinkedHashMap<String, String>();
    flatten("", credentials, found);
    return found;
  }

  private static void flatten(String name, JsonNode node, Map<String, String> found) {
    if (node.isObject() && !node.isEmpty()) {
      node.forEachEntry(
          (key, value) -> flatten(name.isEmpty() ? key : name + "_" + key, value, found));
    } else {
      found.put(name.isEmpty() ? "value" : name, text(node));
    }
  }

  /** A value as one text: strings as they are, all else as JSON. */
  public static String text(JsonNode node) {
    return node.isString() ? node.stringValue() : Json.text(node);
  }

  /**
   * Environment variables: capital letters, digits and underscores, with a prefix made of the
   * instance's name, so that two services do not get into each other's way.
   *
   * @param prefix what the names begin with, empty for nothing
   */
  public Map<String, String> variables(String prefix) {
    var variables = new TreeMap<String, String>();
    flat()
        .forEach(
            (key, value) -> {
              var name = variable(prefix.isEmpty() ? key : prefix + "_" + key);
              if (variables.putIfAbsent(name, value) != null) {
                throw refused(
                    "two of its members would both be " + name, "choose another form, like json");
              }
            });
    return variables;
  }

  static String variable(String text) {
    var name = text.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
    return name.isEmpty() || Character.isDigit(name.charAt(0)) ? "_" + name : name;
  }

  /** Lines for {@code eval} of a shell. */
  public String env(String prefix) {
    return lines(variables(prefix), "export ", CredentialForms::quoted);
  }

  /** Lines of a {@code .env} file. */
  public String dotenv(String prefix) {
    return lines(variables(prefix), "", CredentialForms::dotenvValue);
  }

  private static String lines(
      Map<String, String> variables, String before, UnaryOperator<String> form) {
    var text = new StringBuilder();
    variables.forEach(
        (name, value) ->
            text.append(before).append(name).append('=').append(form.apply(value)).append('\n'));
    return text.toString();
  }

  private static String quoted(String value) {
    return "'" + value.replace("'", "'\\''") + "'";
  }

  private static String dotenvValue(String value) {
    return value.matches("[A-Za-z0-9_@%+=:,./?&-]*")
        ? value
        : "\""
            + value
                .replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("$", "\\$")
                // Shells read such files, too, and would run what stands between two of them.
                .replace("`", "\\`")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
            + "\"";
  }

  /** The value of {@code VCAP_SERVICES}, as Cloud Foundry gives it to applications. */
  public JsonNode vcap() {
    var document = Json.object();
    var service =
        document
            .putArray(instance.offering())
            .addObject()
            .put("label", instance.offering())
            .put("plan", instance.plan())
            .put("name", instance.name())
            .put("instance_name", instance.name())
            .put("instance_guid", instance.id())
            .put("binding_name", binding.name())
            .put("binding_guid", binding.id());
    service.putArray("tags");
    service.set("credentials", credentials);
    return document;
  }

  /**
   * A Kubernetes Secret as YAML, of the type the Service Binding specification asks for.
   *
   * @param namespace its namespace, empty for none
   */
  public JsonNode secret(String namespace) {
    var document =
        Json.object()
            .put("apiVersion", "v1")
            .put("kind", "Secret")
            .put("type", "servicebinding.io/" + dns(instance.offering()));
    var metadata = document.putObject("metadata").put("name", dns(binding.name()));
    if (!namespace.isEmpty()) {
      metadata.put("namespace", namespace);
    }
    var data = document.putObject("data");
    int size = 0;
    for (var each : files().entrySet()) {
      var bytes = each.getValue().getBytes(StandardCharsets.UTF_8);
      size += bytes.length;
      data.put(each.getKey(), Base64.getEncoder().encodeToString(bytes));
    }
    if (size > MOST_SECRET_BYTES) {
      throw refused(
          "they are " + size + " bytes, and Kubernetes allows a Secret " + MOST_SECRET_BYTES,
          "choose another form, like json");
    }
    return document;
  }

  /** A name as DNS has it: small letters, digits and dashes, at most 63. */
  public static String dns(String text) {
    var name = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    name = name.substring(0, Math.min(63, name.length())).replaceAll("^-+|-+$", "");
    return name.isEmpty() ? "binding" : name;
  }

  /**
   * The files of a binding's folder (Service Binding for Kubernetes 1.1, "Workload Projection"):
   * {@code type}, {@code provider}, and one for each member at the top.
   */
  public Map<String, String> files() {
    var files = new TreeMap<String, String>();
    files.put("type", instance.offering());
    files.put("provider", "osbctl");
    var members = credentials.isObject() ? credentials : Json.object().set("value", credentials);
    members.forEachEntry(
        (key, value) -> {
          if (!key.matches("[A-Za-z0-9._-]{1,253}") || key.matches("\\.{1,2}|\\.\\..*")) {
            throw refused(
                "a member has a name that no key of a Secret may have: letters, digits, -, _ and ."
                    + " are allowed",
                "choose another form, like json");
          }
          // Its own type or provider says more than ours.
          files.put(key, text(value));
        });
    return files;
  }

  private ProblemException refused(String cause, String remedy) {
    return new Problem(
            "credentials-do-not-fit",
            "The credentials of \"" + binding.name() + "\" do not fit into this form.",
            cause,
            remedy)
        .exit(ExitCode.USAGE);
  }

  /** The names of the forms, as {@code -o} has them beside the usual ones. */
  public static List<String> names() {
    return List.of("env", "dotenv", "vcap", "k8s-secret", "servicebinding");
  }
}
