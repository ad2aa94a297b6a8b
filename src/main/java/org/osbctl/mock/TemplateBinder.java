package org.osbctl.mock;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.osbctl.lifecycle.Attributes;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Makes credentials from a template; nothing stands behind them.
 *
 * <p>Placeholders: {@code {{instance_id}}}, {@code {{binding_id}}}, {@code {{service_id}}}, {@code
 * {{plan_id}}}, {@code {{param.NAME}}} for a parameter of the bind request, and {@code {{random
 * N}}} for N letters and digits: the same ones wherever the same words stand in one binding, so
 * that a password can be repeated in a URI; {@code {{random N OTHER}}} makes others. An unknown
 * placeholder stays as it is.
 *
 * <p>A service instance may have outputs, made when it is provisioned or updated, by a template of
 * the same kind but without a binding; credentials refer to them: {@code {{output.HOST}}}, {@code
 * {{output.admin.name}}}.
 */
public final class TemplateBinder implements Binder {
  private static final String STANDARD =
      """
      {
        "uri": "mock://u-{{random 12 user}}:{{random 24}}@service.example.com:4711/{{random 8 database}}",
        "username": "u-{{random 12 user}}",
        "password": "{{random 24}}",
        "host": "service.example.com",
        "port": 4711,
        "database": "{{random 8 database}}"
      }
      """;
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final Pattern RANDOM = Pattern.compile("random ([0-9]{1,3})( .*)?");

  private static final String OUTPUT = "output.";

  private final Template template;
  private final Template outputs;
  private final Map<String, ObjectNode> made = new ConcurrentHashMap<>();
  private final String seed;

  /**
   * A binder whose credentials follow a template.
   *
   * @param credentials the member {@code credentials} of a binding, with placeholders in strings
   */
  public TemplateBinder(ObjectNode credentials) {
    this(credentials, Json.object());
  }

  /**
   * A binder whose credentials follow a template and refer to outputs of the instance.
   *
   * @param outputs the outputs of a service instance, with placeholders in strings
   */
  public TemplateBinder(ObjectNode credentials, ObjectNode outputs) {
    this.template = new Template(credentials);
    this.outputs = new Template(outputs);
    var random = new byte[16];
    new SecureRandom().nextBytes(random);
    seed = HexFormat.of().formatHex(random);
  }

  /** A binder with the credentials of a database. */
  public static TemplateBinder standard() {
    return new TemplateBinder(
        (ObjectNode) Json.parse(STANDARD.getBytes(StandardCharsets.UTF_8)).node());
  }

  @Override
  public Work createInstance(String instanceId, Attributes attributes) {
    made.put(
        instanceId, outputs.fill(words -> value(words, instanceId, "", attributes, Json.object())));
    return Work.done();
  }

  @Override
  public Work updateInstance(String instanceId, Attributes attributes) {
    return createInstance(instanceId, attributes);
  }

  @Override
  public Work deleteInstance(String instanceId, Attributes attributes) {
    made.remove(instanceId);
    return Work.done();
  }

  @Override
  public Work createBinding(String instanceId, String bindingId, Attributes attributes) {
    var known = made.getOrDefault(instanceId, Json.object());
    var credentials =
        template.fill(words -> value(words, instanceId, bindingId, attributes, known));
    var members = Json.object();
    members.set("credentials", credentials);
    var host = credentials.path("host").stringValue("");
    var port = credentials.path("port").asString("");
    if (!host.isEmpty() && !port.isEmpty()) {
      members
          .putArray("endpoints")
          .addObject()
          .put("host", host)
          .put("protocol", "tcp")
          .putArray("ports")
          .add(port);
    }
    return new Work.Done(members);
  }

  private JsonNode value(
      String words, String instanceId, String bindingId, Attributes attributes, ObjectNode known) {
    if (words.startsWith(OUTPUT)) {
      var pointer = words.substring(OUTPUT.length()).replace('.', '/');
      var output = known.at("/" + pointer);
      return output.isMissingNode() ? StringNode.valueOf("{{" + words + "}}") : output;
    }
    return StringNode.valueOf(text(words, instanceId, bindingId, attributes));
  }

  private String text(String words, String instanceId, String bindingId, Attributes attributes) {
    var random = RANDOM.matcher(words);
    if (random.matches()) {
      return random(Integer.parseInt(random.group(1)), instanceId, bindingId, words);
    }
    if (words.startsWith("param.")) {
      return attributes.parameters().path(words.substring("param.".length())).asString("");
    }
    return switch (words) {
      case "instance_id" -> instanceId;
      case "binding_id" -> bindingId;
      case "service_id" -> attributes.serviceId();
      case "plan_id" -> attributes.planId();
      default -> "{{" + words + "}}";
    };
  }

  /** Characters that depend on this binder, the binding and the words, and on nothing else. */
  private String random(int length, String instanceId, String bindingId, String words) {
    var text = new StringBuilder(length);
    for (int block = 0; text.length() < length; block++) {
      var key = String.join("\n", seed, instanceId, bindingId, words, Integer.toString(block));
      for (byte b : digest().digest(key.getBytes(StandardCharsets.UTF_8))) {
        // 252 is the last multiple of 36: beyond it some letters would come more often.
        int number = b & 0xff;
        if (number < 252 && text.length() < length) {
          text.append(ALPHABET.charAt(number % ALPHABET.length()));
        }
      }
    }
    return text.toString();
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
