package org.osbctl.http;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes the secrets out of everything that leaves the process to be read: the only door.
 *
 * <p>Masked are the headers that authenticate, everything below a member {@code credentials},
 * members whose name speaks of a secret, user info in URLs, and the secrets known by heart.
 */
public final class Redaction {
  /** What stands in place of a secret. */
  public static final String MASK = "***";

  private static final Set<String> SECRET_HEADERS =
      Set.of(
          "authorization",
          "proxy-authorization",
          "cookie",
          "set-cookie",
          "x-auth-token",
          "x-subject-token",
          "x-vault-token");
  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "(?i).*(password|passwd|secret|token|private[_-]?key|api[_-]?key|access[_-]?key).*");
  private static final Pattern USER_INFO =
      Pattern.compile("(\\b[a-zA-Z][a-zA-Z0-9+.-]*://)[^/\\s\"'@]+@");

  private final List<String> secrets;

  /** A redaction that also knows some secrets by heart; very short ones are not looked for. */
  public Redaction(List<String> secrets) {
    this.secrets = secrets.stream().filter(secret -> secret.length() >= 4).distinct().toList();
  }

  /** A header value fit to print. */
  public String header(String name, String value) {
    if (SECRET_HEADERS.contains(name.toLowerCase(java.util.Locale.ROOT))) {
      int blank = value.indexOf(' ');
      return name.equalsIgnoreCase("authorization") && blank > 0
          ? value.substring(0, blank) + " " + MASK
          : MASK;
    }
    return text(value);
  }

  /** Any text fit to print. */
  public String text(String text) {
    var result = USER_INFO.matcher(text).replaceAll("$1" + MASK + "@");
    for (var secret : secrets) {
      result = result.replace(secret, MASK);
    }
    return result;
  }

  /** A body fit to print; what is no JSON but speaks of credentials is cut off there. */
  public String body(Body body) {
    if (body.parsed() instanceof Json.Parsed.Value value && value.node().isContainer()) {
      return Json.text(json(value.node()));
    }
    var text = text(body.text());
    int cut = text.indexOf("credentials");
    return cut < 0 ? text : text.substring(0, cut) + "credentials" + MASK;
  }

  /** A JSON value fit to print; the given one stays as it is. */
  public JsonNode json(JsonNode node) {
    return switch (node) {
      case ObjectNode object -> object(object);
      case ArrayNode array -> {
        var copy = JsonNodeFactory.instance.arrayNode();
        array.forEach(each -> copy.add(json(each)));
        yield copy;
      }
      default ->
          node.isString() ? JsonNodeFactory.instance.stringNode(text(node.stringValue())) : node;
    };
  }

  private JsonNode object(ObjectNode object) {
    var copy = Json.object();
    object.forEachEntry(
        (name, value) -> copy.set(name, isSecret(name, value) ? masked(value) : json(value)));
    return copy;
  }

  private static boolean isSecret(String name, JsonNode value) {
    return name.equals("credentials") || (value.isString() && SECRET_NAME.matcher(name).matches());
  }

  /** The shape stays visible, the values do not. */
  private static JsonNode masked(JsonNode value) {
    return switch (value) {
      case ObjectNode object -> {
        var copy = Json.object();
        object.forEachEntry((name, each) -> copy.set(name, masked(each)));
        yield copy;
      }
      case ArrayNode array -> {
        var copy = JsonNodeFactory.instance.arrayNode();
        array.forEach(each -> copy.add(masked(each)));
        yield copy;
      }
      default -> value.isNull() ? value : JsonNodeFactory.instance.stringNode(MASK);
    };
  }
}
