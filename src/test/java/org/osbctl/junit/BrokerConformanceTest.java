package org.osbctl.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;
import org.osbctl.mock.MockBroker;
import org.osbctl.mock.MockOptions;

class BrokerConformanceTest {
  private static final String PASSWORD = "mock-password";

  @RegisterExtension
  final MockBrokerExtension mock =
      new MockBrokerExtension(MockOptions.defaults().withMode(MockOptions.Mode.SYNC));

  private BrokerConformance suite() {
    return BrokerConformance.of(mock.url());
  }

  /** As a test of somebody's broker would have it. */
  @TestFactory
  Stream<DynamicNode> mock_conforms() {
    return suite()
        .withBasic("mock", PASSWORD)
        .quick()
        .only("catalog.success-is-200", "catalog.ids-stable")
        .tests();
  }

  @Test
  void every_requirement_is_a_test_below_its_section(MockBroker broker) {
    assertEquals(broker.url(), mock.url());
    var tests =
        suite().withBasic("mock", PASSWORD).withPlans("mock-mailer/standard").tests().toList();
    assertEquals("run", tests.getFirst().getDisplayName());
    var outcomes = outcomes(tests.stream());
    assertEquals(
        Map.of(), select(outcomes, each -> !each.equals("passed") && !each.startsWith("aborted")));
    assertEquals("passed", outcomes.get("provisioning/provision.created-is-201"));
    assertTrue(select(outcomes, each -> each.startsWith("aborted")).size() > 50);
    assertEquals(
        "aborted: ",
        outcomes.get("notational-conventions/api.keywords-as-rfc-2119").substring(0, 9));
  }

  @Test
  void violation_fails_its_test_with_what_is_wrong_and_no_secret() {
    var suite = suite().withBasic("mock", "wrong-" + PASSWORD).quick();
    var outcomes = outcomes(suite.tests());
    var failed = select(outcomes, each -> each.startsWith("failed"));
    assertFalse(failed.isEmpty());
    for (var each : failed.values()) {
      assertTrue(each.contains("repeat: curl "), each);
      assertTrue(each.contains("text: https://github.com/openservicebrokerapi/"), each);
      assertFalse(each.contains(PASSWORD), each);
    }
    var id = failed.keySet().iterator().next();
    var waived =
        outcomes(
            suite
                .withWaivers(
                    """
                    waivers:
                      - requirement: %s
                        reason: known
                        owner: me
                        expires: 2999-12-31
                    """
                        .formatted(id.substring(id.indexOf('/') + 1)))
                .tests());
    assertTrue(waived.get(id).startsWith("aborted: waived until 2999-12-31"), waived.get(id));
  }

  @Test
  void broker_that_is_not_there_fails() {
    var outcomes = outcomes(BrokerConformance.of(URI.create("http://127.0.0.1:1")).tests());
    assertEquals(Set.of("run"), outcomes.keySet());
    var words = "failed: GET /v2/catalog got no answer from http://127.0.0.1:1: connection refused";
    assertTrue(outcomes.get("run").startsWith(words), outcomes.get("run"));
  }

  @Test
  void mock_is_there_only_while_a_test_runs() {
    var other = new MockBrokerExtension();
    assertThrows(IllegalStateException.class, other::url);
  }

  private static Map<String, String> select(Map<String, String> all, Predicate<String> wanted) {
    var some = new TreeMap<>(all);
    some.values().removeIf(wanted.negate());
    return some;
  }

  /** Runs all tests: how each ended, by its path. */
  private static Map<String, String> outcomes(Stream<DynamicNode> nodes) {
    var outcomes = new TreeMap<String, String>();
    nodes.forEach(node -> run("", node, outcomes));
    return outcomes;
  }

  private static void run(String path, DynamicNode node, Map<String, String> outcomes) {
    switch (node) {
      case DynamicContainer container ->
          container
              .getChildren()
              .forEach(child -> run(path + container.getDisplayName() + "/", child, outcomes));
      case DynamicTest test -> outcomes.put(path + test.getDisplayName(), outcome(test));
      default -> throw new AssertionError(node);
    }
  }

  private static String outcome(DynamicTest test) {
    try {
      test.getExecutable().execute();
      return "passed";
    } catch (AssertionFailedError e) {
      return "failed: " + e.getMessage();
    } catch (TestAbortedException e) {
      return "aborted: " + e.getMessage().replaceFirst("^Assumption failed: ", "");
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }
}
