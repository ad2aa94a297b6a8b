package org.osbctl.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.osbctl.http.Headers;
import org.osbctl.operation.Operation;
import org.osbctl.operation.Operation.FetchBinding;
import org.osbctl.operation.Operation.FetchInstance;
import org.osbctl.operation.Operation.GetCatalog;
import org.osbctl.operation.Operation.PollBinding;
import org.osbctl.operation.Operation.PollInstance;
import org.osbctl.operation.Query;
import org.osbctl.operation.Requests;
import org.osbctl.operation.Wire;
import org.osbctl.spec.Catalog;
import org.osbctl.spec.Json;
import org.osbctl.spec.ServicePlan;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * The exact requests of each platform, one file each; {@code -Dosbctl.remake=true} remakes them.
 */
class RequestsOfPlatformsTest {
  private static final Path FOLDER = Path.of("src/test/resources/profiles");
  private static final UUID ID = UUID.fromString("00000000-0000-4000-8000-000000000001");
  private static final String INSTANCE = "11111111-1111-4111-8111-111111111111";
  private static final String BINDING = "22222222-2222-4222-8222-222222222222";
  private static final Catalog CATALOG =
      new Catalog(
          json(
              """
              {"services": [{
                "id": "offering-id", "name": "db", "description": "A database.", "bindable": true,
                "bindings_retrievable": true, "metadata": {"tenantAware": true},
                "dashboard_client": {"id": "d", "secret": "s", "redirect_uri": "https://db.example.com"},
                "plans": [
                  {"id": "small-id", "name": "small", "description": "Small.",
                   "maintenance_info": {"version": "1.0.0", "description": "First."}},
                  {"id": "large-id", "name": "large", "description": "Large.",
                   "maintenance_info": {"version": "2.0.0", "description": "Second."}}
                ]}]}
              """));

  private static JsonNode json(String text) {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8)).node();
  }

  private static ServicePlan plan(String id) {
    return CATALOG.plan(id).orElseThrow();
  }

  /** What commands make of each operation before the platform has its say. */
  private static Map<String, Operation> operations() {
    var operations = new LinkedHashMap<String, Operation>();
    operations.put("catalog", new GetCatalog());
    operations.put(
        "provision",
        Requests.provision(INSTANCE, plan("small-id"))
            .acceptingIncomplete()
            .with("maintenance_info", json("{\"version\": \"1.0.0\"}"))
            .with("parameters", json("{\"size\": 3}")));
    operations.put("provision-plain", Requests.provision(INSTANCE, plan("small-id")));
    operations.put(
        "update-plan",
        Requests.update(INSTANCE, "offering-id")
            .acceptingIncomplete()
            .with("plan_id", StringNode.valueOf("large-id"))
            .with("previous_values", json("{\"plan_id\": \"small-id\"}")));
    operations.put(
        "update-parameters",
        Requests.update(INSTANCE, "offering-id")
            .acceptingIncomplete()
            .with("parameters", json("{\"size\": 4}"))
            .with("previous_values", json("{\"plan_id\": \"small-id\"}")));
    operations.put(
        "bind-app",
        Requests.bind(INSTANCE, BINDING, "offering-id", "small-id")
            .acceptingIncomplete()
            .with("app_guid", StringNode.valueOf("app-1"))
            .with("bind_resource", json("{\"app_guid\": \"app-1\"}")));
    operations.put(
        "bind-key",
        Requests.bind(INSTANCE, BINDING, "offering-id", "small-id").acceptingIncomplete());
    operations.put(
        "bind-route",
        Requests.bind(INSTANCE, BINDING, "offering-id", "small-id")
            .acceptingIncomplete()
            .with("bind_resource", json("{\"route\": \"app.example.com\"}")));
    var hints = Query.of("service_id", "offering-id", "plan_id", "small-id");
    operations.put("fetch-instance", new FetchInstance(INSTANCE, hints));
    operations.put("fetch-binding", new FetchBinding(INSTANCE, BINDING, hints));
    operations.put("poll-instance", new PollInstance(INSTANCE, hints.with("operation", "op 1")));
    operations.put("poll-binding", new PollBinding(INSTANCE, BINDING, hints));
    operations.put(
        "unbind",
        Requests.unbind(INSTANCE, BINDING, "offering-id", "small-id").acceptingIncomplete());
    operations.put(
        "deprovision",
        Requests.deprovision(INSTANCE, "offering-id", "small-id").acceptingIncomplete());
    return operations;
  }

  static Stream<Arguments> requests() {
    return Profiles.SHIPPED.stream()
        .flatMap(
            profile -> operations().keySet().stream().map(name -> Arguments.of(profile, name)));
  }

  /** A user of each platform; every value that has an option, and some that have none. */
  private static ObjectNode given(Profile profile) {
    var given = Json.object();
    profile.settingsOf("org").forEach(name -> given.put(name, "my-org"));
    profile.settingsOf("space").forEach(name -> given.put(name, "my-space"));
    profile.settingsOf("user").forEach(name -> given.put(name, "my-user"));
    if (profile.settings().containsKey("brokered_space_annotations")) {
      given.set(
          "brokered_space_annotations", json("{\"orange.com/basicat\": \"ABC\", \"a/b\": \"c\"}"));
      given.set("brokered_instance_annotations", json("{\"orange.com/basicat\": \"DEF\"}"));
    }
    return given;
  }

  private static String text(String profileName, String name) {
    var profile = Profiles.load(profileName);
    var operation = operations().get(name);
    var wanted = name.equals("update-plan") ? "large-id" : "small-id";
    var values = Values.of(given(profile), () -> ID).with("instance_name", "db1").of(plan(wanted));
    var shaped =
        profile.shape(
            operation,
            name.startsWith("update") ? values.withPrevious(CATALOG, "small-id") : values);
    var rendered = Wire.render(shaped);
    var standard =
        Headers.of(
            "X-Broker-API-Version", profile.version().toString(), "Accept", "application/json");
    var text = new StringBuilder(rendered.method() + " " + rendered.target() + "\n");
    var sent = profile.headers(operation.kind(), standard, Optional.empty(), values);
    sent.fields().forEach(field -> text.append(field.name() + ": " + field.value() + "\n"));
    if (!rendered.body().isEmpty()) {
      text.append("\n" + Json.pretty(rendered.body().json()) + "\n");
    }
    return text.toString();
  }

  @ParameterizedTest
  @MethodSource("requests")
  void request_is_the_platforms_own(String profile, String name) throws IOException {
    var file = FOLDER.resolve(profile).resolve(name + ".http");
    var text = text(profile, name);
    if (Boolean.getBoolean("osbctl.remake")) {
      Files.createDirectories(FOLDER.resolve(profile));
      Files.writeString(file, text);
    }
    assertTrue(Files.exists(file), file + " is missing; make it with -Dosbctl.remake=true");
    assertEquals(Files.readString(file), text);
  }
}
