package org.osbctl.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osbctl.lifecycle.Attributes;
import org.osbctl.spec.Json;
import tools.jackson.databind.node.ObjectNode;

class BinderTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  /** Writes down what it is asked for, and fails where it is told to. */
  private static final class Notebook implements Binder {
    private final List<String> notes = Collections.synchronizedList(new ArrayList<>());
    private final String failing;

    Notebook(String failing) {
      this.failing = failing;
    }

    private Work note(String what) {
      notes.add(what);
      return what.startsWith(failing + " ") ? new Work.Failed("no room left") : Work.done();
    }

    @Override
    public Work createInstance(String instanceId, Attributes attributes) {
      return note("create " + instanceId);
    }

    @Override
    public Work updateInstance(String instanceId, Attributes attributes) {
      return note("update " + instanceId + " " + attributes.parameters());
    }

    @Override
    public Work deleteInstance(String instanceId, Attributes attributes) {
      return note("delete " + instanceId);
    }

    @Override
    public Work createBinding(String instanceId, String bindingId, Attributes attributes) {
      return note("bind " + instanceId + "/" + bindingId);
    }

    @Override
    public Work deleteBinding(String instanceId, String bindingId, Attributes attributes) {
      return note("unbind " + instanceId + "/" + bindingId);
    }

    @Override
    public void close() {
      notes.add("close");
    }
  }

  private static MockBroker broker(Binder binder) {
    return MockBroker.start(MockOptions.defaults().withBinder(binder).withDelay(LONG));
  }

  @Test
  void is_asked_once_for_each_operation_and_for_bindings_before_their_instance() {
    var binder = new Notebook("never");
    try (var broker = broker(binder)) {
      var platform = new Platform(broker);
      platform.provision("i", "mock-database/small");
      platform.provision("i", "mock-database/small");
      platform.patch(
          Platform.path("i"),
          Json.object()
              .put("service_id", Platform.DATABASE)
              .set("parameters", Json.object().put("size", 2)));
      platform.bind("i/b", "mock-database/small");
      platform.bind("i/b", "mock-database/small");
      platform.bind("i/c", "mock-database/small");
      platform.remove("i/c", "mock-database/small");
      platform.remove("i", "mock-database/small");
    }
    assertEquals(
        List.of(
            "create i",
            "update i {\"size\":2}",
            "bind i/b",
            "bind i/c",
            "unbind i/c",
            "unbind i/b",
            "delete i",
            "close"),
        binder.notes);
  }

  @Test
  void failure_of_a_synchronous_operation_is_status_500_and_leaves_nothing() {
    try (var broker = broker(new Notebook("create"))) {
      var platform = new Platform(broker);
      var reply = platform.provision("i", "mock-database/small");
      assertEquals(500, reply.status());
      assertEquals("no room left", reply.text("/description"));
      assertEquals(404, platform.get(Platform.path("i")).status());
    }
  }

  @Test
  void failure_of_an_asynchronous_operation_shows_when_it_ends() {
    try (var broker = broker(new Notebook("create"))) {
      var platform = new Platform(broker);
      assertEquals(202, platform.provision("i", "mock-cluster/small").status());
      assertEquals("in progress", platform.poll("i").text("/state"));
      broker.advance(LONG);
      var end = platform.poll("i");
      assertEquals("failed", end.text("/state"));
      assertEquals("no room left", end.text("/description"));
      assertEquals(404, platform.get(Platform.path("i")).status());
    }
  }

  @Test
  void failure_of_an_update_tells_whether_the_instance_is_usable_since_2_16() {
    try (var broker = broker(new Notebook("update"))) {
      var platform = new Platform(broker);
      platform.provision("i", "mock-cluster/small");
      broker.advance(LONG);
      var update =
          Json.object()
              .put("service_id", platform.body("mock-cluster/small").get("service_id").asString())
              .set("parameters", Json.object().put("nodes", 4));
      assertEquals(
          202, platform.patch(Platform.path("i") + "?accepts_incomplete=true", update).status());
      broker.advance(LONG);
      assertTrue(platform.poll("i").json().path("instance_usable").booleanValue());
      assertTrue(platform.poll("i").json().path("update_repeatable").booleanValue());
      assertTrue(
          new Platform(broker, "2.15").poll("i").json().path("instance_usable").isMissingNode());
      assertTrue(platform.get(Platform.path("i")).json().path("parameters").isMissingNode());
    }
  }

  @Test
  void failed_deletion_can_be_repeated() {
    try (var broker = broker(new Notebook("delete"))) {
      var platform = new Platform(broker);
      platform.provision("i", "mock-database/small");
      assertEquals(500, platform.remove("i", "mock-database/small").status());
      assertEquals(200, platform.get(Platform.path("i")).status());
    }
  }

  @Test
  void template_is_filled_with_ids_parameters_and_stable_random_letters() {
    var template =
        Platform.json(
            """
            {
              "uri": "x://{{ random 24 }}@{{instance_id}}",
              "password": "{{random 24}}",
              "pin": "{{random 4 pin}}",
              "list": ["{{binding_id}}", 7, "{{param.role}}", "{{unknown}}"]
            }
            """);
    var binder = new TemplateBinder((ObjectNode) template);
    try (var broker = MockBroker.start(MockOptions.defaults().withBinder(binder))) {
      var platform = new Platform(broker);
      platform.provision("i", "mock-database/small");
      var body = platform.body("mock-database/small");
      body.putObject("parameters").put("role", "reader");
      var made = platform.put(Platform.path("i/b"), body).json().path("credentials");
      assertEquals("b", made.at("/list/0").asString());
      assertEquals(7, made.at("/list/1").intValue());
      assertEquals("reader", made.at("/list/2").asString());
      assertEquals("{{unknown}}", made.at("/list/3").asString());
      assertTrue(made.path("pin").asString().matches("[a-z0-9]{4}"));
      assertEquals("x://" + made.path("password").asString() + "@i", made.path("uri").asString());
      assertEquals(
          made, platform.get(Platform.path("i/b")).json().path("credentials"), "when fetched");
      assertEquals(
          made,
          platform.put(Platform.path("i/b"), body).json().path("credentials"),
          "when repeated");
      var other = platform.put(Platform.path("i/c"), body).json().path("credentials");
      assertNotEquals(made.path("password"), other.path("password"));
    }
  }

  @Test
  void credentials_are_made_of_the_outputs_of_their_instance() {
    var outputs =
        Platform.json(
            """
            {"host": "{{random 6}}.example.com", "ports": [5432], "admin": {"name": "a-{{plan_id}}"}}
            """);
    var template =
        Platform.json(
            """
            {
              "uri": "x://{{output.host}}:{{output.ports.0}}/{{output.admin.name}}",
              "host": "{{output.host}}",
              "ports": "{{output.ports}}",
              "text": "{{output.ports}} and {{output.unknown}}"
            }
            """);
    var binder = new TemplateBinder((ObjectNode) template, (ObjectNode) outputs);
    try (var broker = MockBroker.start(MockOptions.defaults().withBinder(binder))) {
      var platform = new Platform(broker);
      platform.provision("i", "mock-database/small");
      platform.provision("j", "mock-database/small");
      var body = platform.body("mock-database/small");
      var one = platform.put(Platform.path("i/b"), body).json().path("credentials");
      var host = one.path("host").asString();
      assertTrue(host.matches("[a-z0-9]{6}\\.example\\.com"), host);
      assertTrue(one.path("uri").asString().startsWith("x://" + host + ":5432/a-"), one::toString);
      assertEquals("[5432]", one.path("ports").toString());
      assertEquals("[5432] and {{output.unknown}}", one.path("text").asString());
      var second = platform.put(Platform.path("i/c"), body).json().path("credentials");
      assertEquals(host, second.path("host").asString(), "one instance, one host");
      var other = platform.put(Platform.path("j/b"), body).json().path("credentials");
      assertNotEquals(host, other.path("host").asString());
    }
  }
}
