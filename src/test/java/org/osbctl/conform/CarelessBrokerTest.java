package org.osbctl.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osbctl.client.WaitLimits;

/** Brokers that carry out what they should refuse: what becomes of it, and how it is told. */
class CarelessBrokerTest {
  private static final RunOptions QUICK =
      new RunOptions(true, List.of(), List.of(), false, Map.of(), 1, WaitLimits.DEFAULT);

  @Test
  void what_a_broker_without_plans_makes_of_wrong_requests_is_deleted() {
    try (var broker = FakeBroker.start(200).withoutPlans()) {
      var result = new Rig().with(QUICK).run(broker.target());
      assertTrue(broker.made() > 0, "nothing was made");
      assertEquals(0, broker.left());
      assertEquals(List.of(), result.leftBehind());
    }
  }

  @Test
  void what_our_own_wrong_delete_has_deleted_blocks_in_its_name() {
    try (var broker = FakeBroker.start(200).deletingWhateverIsSaid()) {
      var result = new Rig().run(broker.target());
      assertEquals(0, broker.left());
      var why =
          "our own DELETE without service_id deleted it, which the broker should have refused";
      assertEquals(
          List.of("fake/one: broken deprovision requests: the service instance is gone: " + why),
          result.blockers().stream().filter(each -> each.startsWith("fake/one")).toList());
      for (var each : result.requirements()) {
        if (each.verdict() == Verdict.BLOCKED) {
          assertTrue(each.reason().contains(why), each::reason);
        }
      }
    }
  }
}
