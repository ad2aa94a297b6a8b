package org.osbctl.profile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osbctl.http.Headers;
import org.osbctl.operation.Operation;
import org.osbctl.operation.Operation.FetchBinding;
import org.osbctl.operation.Operation.FetchInstance;
import org.osbctl.operation.Operation.Mutation;
import org.osbctl.operation.Operation.WithBody;
import org.osbctl.operation.OperationKind;
import org.osbctl.operation.Query;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A platform: how it speaks to brokers. Made from data by {@link Profiles}. */
public final class Profile {
  private static final String IDENTITY = "X-Broker-API-Originating-Identity";

  private final JsonNode tree;
  private final ApiVersion version;
  private final Map<String, Setting> settings = new LinkedHashMap<>();
  private final Map<String, JsonNode> defaults = new LinkedHashMap<>();

  /**
   * Something a user can say of the platform.
   *
   * @param name its name, as {@code --set NAME=VALUE} has it
   * @param says what it is
   * @param option the short option for it, such as {@code org}; empty when there is none
   * @param variable the environment variable that says it where no option does; empty for none
   */
  public record Setting(String name, String says, String option, String variable) {}

  /** A profile of data that has been checked. */
  Profile(JsonNode tree) {
    this.tree = tree;
    this.version = ApiVersion.parse(tree.path("version").asString()).orElseThrow();
    tree.path("settings")
        .forEachEntry(
            (name, setting) -> {
              settings.put(
                  name,
                  new Setting(
                      name,
                      setting.path("says").asString(""),
                      setting.path("option").asString(""),
                      setting.path("variable").asString("")));
              defaults.put(name, setting.path("default"));
            });
  }

  /** Its name: {@code cloudfoundry}. */
  public String id() {
    return tree.path("id").asString();
  }

  /** What people call it: {@code Cloud Foundry}. */
  public String title() {
    return tree.path("title").asString();
  }

  /** The version of the specification it speaks. */
  public ApiVersion version() {
    return version;
  }

  /** The data it was made of. */
  public JsonNode tree() {
    return tree;
  }

  /** Whether it allows an answer to an operation to be asynchronous. */
  public boolean acceptsIncomplete(OperationKind kind) {
    var sent = tree.path("requests").path(word(kind)).path("query").path("accepts_incomplete");
    return !sent.isMissingNode() && !sent.isNull();
  }

  /** What it makes of answers. */
  public AnswerTable answers() {
    return new AnswerTable(tree);
  }

  /** How it polls; empty when nobody knows. */
  public Optional<Polling> polling() {
    var polling = tree.path("polling");
    return polling.isObject() ? Optional.of(Polling.of(polling)) : Optional.empty();
  }

  /** Whether it was made of another profile. */
  public boolean isExtension() {
    return tree.has("extends");
  }

  /** What it asks of catalogs. */
  public List<CatalogRule> catalogRules() {
    return tree.path("catalog").path("rules").valueStream().map(CatalogRule::of).toList();
  }

  /** What a user can say of it, by name. */
  public Map<String, Setting> settings() {
    return Map.copyOf(settings);
  }

  /** Whether each request gets an identity of its own. */
  public boolean sendsRequestIdentity() {
    return tree.path("requestIdentity").asString().equals("fresh");
  }

  /**
   * The request as this platform sends it.
   *
   * @param request the request with its mandatory members and what the user asked for; contextual
   *     data in it is the user's own and stays
   */
  public <O extends Operation> O shape(O request, Values values) {
    var shape = tree.path("requests").path(word(request.kind()));
    var template = template(request, values);
    Operation shaped =
        switch ((Operation) request) {
          case WithBody own ->
              own.withBody(body(own, shape, template))
                  .withQuery(query(own.query(), shape, template));
          case Mutation own -> own.withQuery(query(own.query(), shape, template));
          case FetchInstance own ->
              new FetchInstance(own.instanceId(), query(own.query(), shape, template));
          case FetchBinding own ->
              new FetchBinding(
                  own.instanceId(), own.bindingId(), query(own.query(), shape, template));
          default -> request;
        };
    @SuppressWarnings("unchecked") // Each case makes what it was given.
    var same = (O) shaped;
    return same;
  }

  private Template template(Operation request, Values values) {
    var all = values;
    if (request instanceof Operation.OfInstance of) {
      all = all.with("instance_id", of.instanceId());
    }
    if (request instanceof Operation.OfBinding of) {
      all = all.with("binding_id", of.bindingId());
    }
    if (request instanceof WithBody own) {
      all = all.with("request", own.body());
    }
    return new Template(defaults, tree.path("parts"), all);
  }

  private static JsonNode body(WithBody request, JsonNode shape, Template template) {
    var body = request.body().isObject() ? (ObjectNode) request.body().deepCopy() : Json.object();
    shape
        .path("body")
        .forEachEntry(
            (name, value) -> {
              if (name.equals("context") && body.has(name)) {
                return;
              }
              var filled = template.fill(value);
              if (filled.isMissingNode()) {
                body.remove(name);
              } else {
                body.set(name, filled);
              }
            });
    return body;
  }

  private static Query query(Query query, JsonNode shape, Template template) {
    var result = query;
    for (var each : shape.path("query").properties()) {
      var filled = template.fill(each.getValue());
      result =
          filled.isMissingNode() || filled.isNull()
              ? result.without(each.getKey())
              : result.with(each.getKey(), filled.asString());
    }
    return result;
  }

  /**
   * The headers this platform sends with an operation.
   *
   * @param standard those that every platform sends
   * @param identity the originating identity somebody named, encoded, in place of this platform's
   */
  public Headers headers(
      OperationKind kind, Headers standard, Optional<String> identity, Values values) {
    var template = new Template(defaults, tree.path("parts"), values);
    var headers = standard;
    for (var name : tree.path("headers").path("omit")) {
      headers = headers.without(name.asString());
    }
    for (var header : tree.path("headers").path("send")) {
      var value = template.fill(header.path("value"));
      if (isOn(header, kind) && !value.isMissingNode()) {
        headers = headers.with(header.path("name").asString(), value.asString());
      }
    }
    var own = tree.path("identity");
    if (!own.isMissingNode() && !isOn(own, kind)) {
      return headers;
    }
    var encoded = identity.isPresent() || own.isMissingNode() ? identity : identity(template);
    return encoded.isPresent() ? headers.with(IDENTITY, encoded.get()) : headers;
  }

  /** The originating identity; none as long as a member that has to be there has no value. */
  private Optional<String> identity(Template template) {
    var own = tree.path("identity");
    var value = template.fill(own.path("value"));
    for (var name : own.path("required")) {
      if (!value.has(name.asString())) {
        return Optional.empty();
      }
    }
    var platform = template.fill(own.path("platform"));
    var json = Json.text(value).getBytes(StandardCharsets.UTF_8);
    return Optional.of(platform.asString() + " " + Base64.getEncoder().encodeToString(json));
  }

  private static boolean isOn(JsonNode entry, OperationKind kind) {
    var word = word(kind);
    return entry.has("on") ? has(entry.path("on"), word) : !has(entry.path("except"), word);
  }

  private static boolean has(JsonNode list, String word) {
    return list.valueStream().anyMatch(each -> each.asString().equals(word));
  }

  /** An operation's name in the data: {@code fetch-instance}. */
  static String word(OperationKind kind) {
    return kind.words().replace(' ', '-');
  }

  /** The names of the settings that a short option stands for. */
  public List<String> settingsOf(String option) {
    var names = new ArrayList<String>();
    settings.values().stream()
        .filter(each -> each.option().equals(option))
        .forEach(each -> names.add(each.name()));
    return names;
  }
}
