package org.osbctl.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.osbctl.rules.Exchanges.*;
import static org.osbctl.rules.Exchanges.Said.*;

import org.junit.jupiter.api.Test;
import org.osbctl.spec.ApiVersion;

class FetchRulesTest {
  private static final String CURRENT = "fetch-instance.shows-current-plan";
  private static final String TO_LARGE = "{'service_id':'db','plan_id':'large'}";
  private static final String SMALL = "{'service_id':'db','plan_id':'small'}";
  private static final String LARGE = "{'service_id':'db','plan_id':'large'}";
  private static final String DONE = "{'state':'succeeded'}";

  /** An instance whose plan was changed asynchronously. */
  private static Exchanges changed() {
    return latest()
        .provisioned()
        .then(update(TO_LARGE), 202, "{'operation':'o'}")
        .then(poll("o"), 200, DONE);
  }

  @Test
  void the_plan_of_an_instance_is_the_new_one_after_a_change() {
    assertEquals(MET, changed().then(fetch(), 200, LARGE).says(CURRENT));
    assertEquals(
        VIOLATED, changed().then(fetch(), 200, SMALL).then(fetch(), 200, SMALL).says(CURRENT));
  }

  @Test
  void the_first_fetch_after_a_change_may_lag_behind() {
    assertEquals(NOTHING, changed().then(fetch(), 200, SMALL).says(CURRENT));
    assertEquals(
        MET, changed().then(fetch(), 200, SMALL).then(fetch(), 200, LARGE).saysLast(CURRENT));
  }

  @Test
  void a_plan_that_is_not_shown_is_not_a_wrong_one() {
    assertEquals(
        NOTHING, changed().then(fetch(), 200, "{}").then(fetch(), 200, "{}").says(CURRENT));
  }

  @Test
  void an_update_that_failed_or_was_refused_proves_nothing() {
    var failed =
        latest()
            .provisioned()
            .then(update(TO_LARGE), 202, "{'operation':'o'}")
            .then(poll("o"), 200, "{'state':'failed'}");
    assertEquals(NOTHING, failed.then(fetch(), 200, SMALL).then(fetch(), 200, SMALL).says(CURRENT));
    var refused = latest().provisioned().then(update(TO_LARGE), 422, "{}");
    assertEquals(
        NOTHING, refused.then(fetch(), 200, SMALL).then(fetch(), 200, SMALL).says(CURRENT));
  }

  @Test
  void a_200_proves_a_change_only_until_it_may_mean_no_effect() {
    assertEquals(VIOLATED, atOnce(ApiVersion.V2_14).says(CURRENT));
    assertEquals(NOTHING, atOnce(ApiVersion.V2_15).says(CURRENT));
    assertEquals(NOTHING, atOnce(ApiVersion.V2_17).says(CURRENT));
  }

  private static Exchanges atOnce(ApiVersion version) {
    return at(version)
        .provisioned()
        .then(update(TO_LARGE), 200, "{}")
        .then(fetch(), 200, SMALL)
        .then(fetch(), 200, SMALL);
  }

  @Test
  void an_update_lost_on_the_way_leaves_the_plan_open() {
    var lost = changed().unanswered(update(SMALL));
    assertEquals(NOTHING, lost.then(fetch(), 200, SMALL).then(fetch(), 200, SMALL).says(CURRENT));
  }
}
