package org.osbctl.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes the secrets out of everything that leaves the process to be read: the only door.
 *
 * <p>Masked are the headers that authenticate, everything below a member {@code credentials},
 * values whose name speaks of a secret, user info in URLs, tokens and private keys, and the secrets
 * known by heart, also when they are escaped, percent-encoded or in Base64. In doubt more is masked
 * than needed.
 */
public final class Redaction {
  /** What stands in place of a secret. */
  public static final String MASK = "***";

  /** Nobody reads on, and each letter is looked at several times. */
  private static final int LONGEST = 1 << 18;

  /** A secret may stand across the end of what is looked at: so much of it is not shown. */
  private static final int MARGIN = 1 << 12;

  /** What is told of an {@code Authorization} beside its secret. */
  private static final Set<String> SCHEMES =
      Set.of("basic", "bearer", "digest", "negotiate", "token");

  /**
   * What a JSON schema has: under "password" in a catalog stands what a password has to be like.
   */
  private static final List<String> OF_SCHEMAS =
      List.of("type", "$ref", "properties", "enum", "const", "oneOf", "anyOf", "allOf");

  /** A body from this size on is read once: in a run, a large catalog is part of many exchanges. */
  private static final int LARGE = 8 * 1024;

  /** Shorter ones, as of a {@code token_type}, stand in many sentences. */
  private static final int SHORTEST_SENT = 6;

  private final List<String> secrets;
  private final KnownSecrets known;
  private final Supplier<List<String>> later;
  private volatile Learned learned = new Learned(List.of(), new KnownSecrets(List.of()));

  /** Secrets that came to be known later. */
  private record Learned(List<String> secrets, KnownSecrets known) {}

  private volatile @Nullable Redacted lastLarge;

  /** A body, and its value fit to print by what was known then. */
  private record Redacted(Body body, KnownSecrets learned, JsonNode json) {}

  /** A redaction that also knows some secrets by heart; very short ones are not looked for. */
  public Redaction(List<String> secrets) {
    this(secrets, List::of);
  }

  private Redaction(List<String> secrets, Supplier<List<String>> later) {
    this.secrets = List.copyOf(secrets);
    this.known = new KnownSecrets(secrets);
    this.later = later;
  }

  /** A redaction that knows the secrets of an authentication, also those it will get to have. */
  public static Redaction of(Authentication authentication, List<String> others) {
    if (authentication instanceof IssuedTokens || authentication instanceof ExaminedTokens) {
      return new Redaction(others, authentication::secrets);
    }
    var secrets = new ArrayList<>(authentication.secrets());
    secrets.addAll(others);
    return new Redaction(secrets);
  }

  /**
   * This redaction for what is said about a request: a broker may repeat the password that it was
   * sent as a parameter, under no name that tells of it.
   */
  public Redaction knowing(HttpRequestData request) {
    if (request.body().isEmpty() || request.body().size() > BodyText.LARGEST) {
      return this;
    }
    var sent = new ArrayList<String>();
    collect(request.body().json(), false, sent);
    if (sent.isEmpty()) {
      return this;
    }
    sent.addAll(secrets);
    return new Redaction(sent, later);
  }

  private static void collect(JsonNode node, boolean secret, List<String> found) {
    node.forEachEntry(
        (name, value) -> collect(value, secret || isSecret(name, value, false), found));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      collect(node.get(i), secret, found);
    }
    if (secret && node.isString() && node.stringValue().length() >= SHORTEST_SENT) {
      found.add(node.stringValue());
    }
  }

  private KnownSecrets learned() {
    var secrets = later.get();
    var now = learned;
    if (!now.secrets().equals(secrets)) {
      now = new Learned(secrets, new KnownSecrets(secrets));
      learned = now;
    }
    return now.known();
  }

  /** A header value fit to print. */
  public String header(String name, String value) {
    if (!SecretNames.isHeader(name)) {
      return SecretNames.isValue(name) ? MASK : text(value);
    }
    int blank = value.indexOf(' ');
    var scheme = blank < 0 ? "" : value.substring(0, blank);
    return SCHEMES.contains(scheme.toLowerCase(Locale.ROOT)) ? scheme + " " + MASK : MASK;
  }

  /** Any text fit to print; of a very long one the beginning. */
  public String text(String text) {
    if (text.length() > LONGEST + MARGIN) {
      var begun = masked(text.substring(0, LONGEST + MARGIN));
      var shown = begun.substring(0, Math.max(0, begun.length() - MARGIN));
      return shown + "… (" + text.length() + " characters)";
    }
    return masked(text);
  }

  private String masked(String text) {
    var spans = new Spans();
    known.find(text, spans);
    learned().find(text, spans);
    SecretShapes.find(text, spans);
    return spans.maskedIn(text);
  }

  /** A body fit to print: compact if it is JSON, else as it is but for the secrets. */
  public String body(Body body) {
    return body.parsed() instanceof Json.Parsed.Value ? Json.text(json(body)) : text(body.text());
  }

  /**
   * A JSON value fit to print, not to be changed; the given one stays as it is, and what has no
   * secret in it is part of both.
   */
  public JsonNode json(JsonNode node) {
    return json(node, false);
  }

  /** The JSON value of a body fit to print, not to be changed. */
  JsonNode json(Body body) {
    var now = learned();
    var last = lastLarge;
    if (last != null && last.learned().equals(now) && last.body().equals(body)) {
      return last.json();
    }
    var json = json(body.json());
    if (body.size() >= LARGE) {
      lastLarge = new Redacted(body, now, json);
    }
    return json;
  }

  private JsonNode json(JsonNode node, boolean inSchemas) {
    return switch (node) {
      case ObjectNode object -> object(object, inSchemas);
      case ArrayNode array -> {
        var copy = JsonNodeFactory.instance.arrayNode(array.size());
        boolean same = true;
        for (int i = 0; i < array.size(); i++) {
          var each = json(array.get(i), inSchemas);
          same &= each.equals(array.get(i));
          copy.add(each);
        }
        yield same ? array : copy;
      }
      default -> scalar(node);
    };
  }

  private JsonNode scalar(JsonNode node) {
    if (!node.isString() && !node.isNumber()) {
      return node;
    }
    var text = node.asString();
    var redacted = text(text);
    return redacted.equals(text) ? node : JsonNodeFactory.instance.stringNode(redacted);
  }

  private JsonNode object(ObjectNode object, boolean inSchemas) {
    var copy = Json.object();
    boolean same = true;
    boolean pair = isSecretPair(object);
    for (var entry : object.properties()) {
      var name = entry.getKey();
      var value = entry.getValue();
      boolean secret = isSecret(name, value, inSchemas) || (pair && name.equals("value"));
      var shown = secret ? masked(value) : json(value, inSchemas || name.equals("schemas"));
      var shownName = text(name);
      same &= shown.equals(value) && shownName.equals(name);
      copy.set(shownName, shown);
    }
    return same ? object : copy;
  }

  /** As containers keep their environment: {@code {"name": "DB_PASSWORD", "value": …}}. */
  private static boolean isSecretPair(ObjectNode object) {
    return object.has("value")
        && (SecretNames.isValue(object.path("name").stringValue(""))
            || SecretNames.isValue(object.path("key").stringValue("")));
  }

  private static boolean isSecret(String name, JsonNode value, boolean inSchemas) {
    if (inSchemas && value.isObject() && OF_SCHEMAS.stream().anyMatch(value::has)) {
      return false;
    }
    return SecretNames.isTree(name) || (!value.isBoolean() && SecretNames.isValue(name));
  }

  /** The shape stays visible, the values do not. */
  private JsonNode masked(JsonNode value) {
    return switch (value) {
      case ObjectNode object -> {
        var copy = Json.object();
        object.forEachEntry((name, each) -> copy.set(text(name), masked(each)));
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
