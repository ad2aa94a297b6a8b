package org.osbctl.cli.smoke;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.osbctl.cli.Osbctl;
import org.osbctl.cli.ScriptedBroker;
import org.osbctl.cli.ScriptedBroker.Reply;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.lifecycle.ResourceState;
import org.osbctl.mock.MockBroker;
import org.osbctl.mock.MockOptions;
import org.osbctl.mock.MockOptions.Mode;
import org.osbctl.operation.Operation.PollInstance;
import org.osbctl.operation.Operation.Provision;
import org.w3c.dom.Document;

/** {@code osbctl smoke}: a life cycle gone through, and nothing left of it. */
class SmokeCommandTest {
  private static final String WHOLE =
      """
      name: database
      variables: {plan: small}
      steps:
        - provision: {service: mock-database, plan: "{{plan}}", instance: db}
        - update: {instance: db, plan: large}
        - bind: {instance: db, binding: app}
        - run: test -n "$DB_URI" && echo "$OSB_CREDENTIALS" | grep -q "$DB_USERNAME" && echo all is well
          binding: app
          expect: {prints: well}
        - fetch: {instance: db, binding: app}
        - unbind: {instance: db, binding: app}
        - deprovision: {instance: db}
      """;

  @TempDir Path home;

  private String scenario(String text) throws IOException {
    return Files.writeString(home.resolve("scenario.yaml"), text).toString();
  }

  private final Set<String> asked = ConcurrentHashMap.newKeySet();

  /** A broker that knows which instances it was asked for. */
  private MockBroker mock() {
    return MockBroker.start(
        MockOptions.defaults()
            .withMode(Mode.SYNC)
            .withInterceptor(
                (request, next) -> {
                  if (request.operation() instanceof Provision provision) {
                    asked.add(provision.instanceId());
                  }
                  return next.proceed(request);
                }));
  }

  @Test
  void ctrl_c_in_the_shell_ends_all_cycles_and_deletes_what_was_made() {
    var command = Thread.currentThread();
    var polls = new AtomicInteger();
    var options =
        MockOptions.defaults()
            .withMode(Mode.ASYNC)
            .withDelay(Duration.ofSeconds(30))
            .withInterceptor(
                (request, next) -> {
                  if (request.operation() instanceof Provision provision) {
                    asked.add(provision.instanceId());
                  }
                  if (request.operation() instanceof PollInstance && polls.incrementAndGet() == 1) {
                    command.interrupt();
                  }
                  return next.proceed(request);
                });
    var osbctl = new Osbctl(home).as("mock", "mock-password");
    // The broker works by the time of who waits for it, however slow the machine is.
    try (var broker = MockBroker.start(options, osbctl.time())) {
      osbctl
          .to(broker.url())
          .run("smoke")
          .ends(ExitCode.INTERRUPTED)
          .says("interrupted: deleting what was made");
      assertEquals(1, asked.size());
      assertHasNothing(broker, osbctl);
    }
  }

  private void assertHasNothing(MockBroker broker, Osbctl osbctl) {
    assertFalse(asked.isEmpty());
    for (var id : asked) {
      assertInstanceOf(ResourceState.Absent.class, broker.state().instance(id));
    }
    assertEquals("", osbctl.done("instances", "-o", "name").out());
  }

  @Test
  void scenario_is_gone_through_in_its_order() throws IOException {
    try (var broker = mock()) {
      var osbctl = Osbctl.of(home, broker);
      var steps = osbctl.done("smoke", "-f", scenario(WHOLE)).out().lines().toList();
      assertEquals(8, steps.size(), steps::toString);
      for (var step : steps.subList(0, 7)) {
        assertTrue(step.startsWith("passed"), step);
      }
      assertTrue(steps.get(3).contains("run test -n"), steps::toString);
      assertEquals("PASSED  7 passed, 0 failed, 0 skipped; left nothing behind", steps.getLast());
      assertHasNothing(broker, osbctl);
    }
  }

  @Test
  void without_a_scenario_each_service_has_its_cycle() {
    try (var broker = mock()) {
      var osbctl = Osbctl.of(home, broker);
      var result = osbctl.done("smoke", "-o", "json").json();
      var services = osbctl.done("catalog", "-o", "json").json().path("services");
      assertEquals(services.size(), result.path("scenarios").size());
      for (var each : result.path("scenarios")) {
        assertTrue(each.path("steps").size() >= 2, each::toString);
        assertEquals(
            List.of("passed"),
            each.path("steps").findValuesAsString("result").stream().distinct().toList());
      }
      assertHasNothing(broker, osbctl);
    }
  }

  @Test
  void failed_step_ends_the_cycle_and_what_was_made_is_deleted() throws Exception {
    try (var broker = mock()) {
      var osbctl = Osbctl.of(home, broker);
      var junit = home.resolve("junit.xml");
      var ran =
          osbctl.run(
              "smoke",
              "-f",
              scenario(
                  """
                  steps:
                    - provision: {service: mock-database, plan: small}
                    - bind: {}
                    - run: echo "the password is $INSTANCE_PASSWORD" >&2; exit 3
                    - unbind: {}
                  """),
              "--junit",
              junit.toString());
      ran.ends(ExitCode.REFUSED)
          .prints("exit code 3")
          .prints("the password is ***")
          .prints("FAILED  2 passed, 1 failed, 1 skipped; left nothing behind");
      assertHasNothing(broker, osbctl);
      var xml = Files.readString(junit);
      assertTrue(xml.contains("the password is ***"), xml);
      var suite = parsed(junit).getElementsByTagName("testsuite").item(0).getAttributes();
      assertEquals("4", suite.getNamedItem("tests").getNodeValue());
      assertEquals("1", suite.getNamedItem("failures").getNodeValue());
      assertEquals("1", suite.getNamedItem("skipped").getNodeValue());
    }
  }

  private static Document parsed(Path file) throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
  }

  @Test
  void what_cannot_be_deleted_is_told() throws IOException {
    try (var broker =
        ScriptedBroker.start()
            .on("PUT", ScriptedBroker.AN_INSTANCE, Reply.of(201, "{}"))
            .on("DELETE", ScriptedBroker.AN_INSTANCE, Reply.of(500, "{\"description\": \"no\"}"))) {
      Osbctl.of(home, broker)
          .run("smoke", "-f", scenario("steps: [{provision: {service: db, plan: small}}]"))
          .ends(ExitCode.LEFT_BEHIND)
          .prints("left behind: smoke-")
          .says("could not be deleted; try: osbctl deprovision -i smoke-");
    }
  }

  @Test
  void expected_refusal_is_a_success() throws IOException {
    try (var broker = mock()) {
      Osbctl.of(home, broker)
          .done(
              "smoke",
              "-f",
              scenario(
                  """
                  steps:
                    - provision: {service: mock-database, plan: nope}
                      expect: {exit: 2, says: unknown-service-plan}
                  """));
      Osbctl.of(home, broker)
          .run(
              "smoke",
              "-f",
              scenario(
                  """
                  steps:
                    - provision: {service: mock-database, plan: small}
                      expect: {exit: 1}
                  """))
          .ends(ExitCode.REFUSED)
          .prints("exit code 0 instead of 1");
    }
  }

  @Test
  void step_is_tried_again() throws IOException {
    try (var broker = mock()) {
      var osbctl = Osbctl.of(home, broker);
      var mark = home.resolve("mark");
      osbctl.done(
          "smoke",
          "-f",
          scenario(
              """
              steps:
                - run: test -e %1$s || { touch %1$s; exit 1; }
                  retry: {times: 1, pause: 2s}
              """
                  .formatted(mark)));
      assertEquals(2, osbctl.time().pauses().getFirst().toSeconds());
    }
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of("", "line 1: the file is empty"),
        Arguments.of("steps:\n  - provision: {", "line 2"),
        Arguments.of("steps: []\n", "line 1, steps: "),
        Arguments.of("nmae: x\nsteps: [{run: a}]\n", "line 1, nmae: nothing of this name"),
        Arguments.of(
            "steps: [{provision: {service: a, instnace: b}}]", "did you mean \"instance\"?"),
        Arguments.of("steps:\n  - run: a\n  - bnd: {}\n", "line 3, steps[1].bnd: "),
        Arguments.of("steps:\n  - provision: {plan: x}\n", "line 2, steps[0].provision: "),
        Arguments.of(
            "steps:\n  - provision: {service: 3}\n", "line 2, steps[0].provision.service: "),
        Arguments.of(
            "steps:\n  - run: a\n    retry: {times: x}\n", "line 3, steps[0].retry.times: "),
        Arguments.of("steps:\n  - run: a\n    timeout: soon\n", "line 3, steps[0].timeout: "),
        Arguments.of("steps:\n  - bind: {}\n", "no step before this one makes the instance"),
        Arguments.of(
            "steps:\n  - provision: {service: x, plan: '{{pln}}'}\nvariables: {plan: y}\n",
            "line 2, steps[0].provision.plan: nothing says what {{pln}} is; did you mean"
                + " {{plan}}?"),
        Arguments.of(
            "steps:\n  - run: '{{env.NO_SUCH}}'\n", "nothing says what {{env.NO_SUCH}} is"),
        Arguments.of("steps: [{run: a}]\nsteps: [{run: b}]\n", "line 2"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void mistake_in_a_scenario_is_told_with_its_place(String text, String said) throws IOException {
    try (var broker = ScriptedBroker.start()) {
      Osbctl.of(home, broker)
          .run("smoke", "-f", scenario(text))
          .ends(ExitCode.USAGE)
          .printsNothing()
          .says("bad-scenario: ")
          .says(said);
      assertEquals(List.of(), broker.seen("PUT"));
    }
  }
}
