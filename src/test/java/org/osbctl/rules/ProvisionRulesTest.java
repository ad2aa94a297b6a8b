package org.osbctl.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.osbctl.rules.Exchanges.*;
import static org.osbctl.rules.Exchanges.Said.*;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProvisionRulesTest {
  @Test
  void what_was_made_is_known() {
    var id = "provision.creates-resource";
    assertEquals(MET, latest().provisioned().then(fetch(), 200, "{}").says(id));
    assertEquals(NOTHING, latest().provisioned().then(fetch(), 404, "{}").says(id));
    assertEquals(
        VIOLATED,
        latest().provisioned().then(fetch(), 404, "{}").then(fetch(), 404, "{}").says(id));
    assertEquals(
        VIOLATED,
        latest().provisioned().after(Duration.ofSeconds(2)).then(fetch(), 404, "{}").says(id));
    assertEquals(VIOLATED, latest().provisioned().then(deprovision(), 410, "{}").says(id));
    assertEquals(VIOLATED, latest().provisioned().then(bind(), 404, "{}").says(id));
  }

  @Test
  void what_was_deleted_or_never_made_need_not_be_known() {
    var id = "provision.creates-resource";
    assertEquals(NOTHING, latest().then(deprovision(), 410, "{}").says(id));
    assertEquals(
        MET,
        latest()
            .provisioned()
            .then(deprovision(), 200, "{}")
            .then(deprovision(), 410, "{}")
            .says(id));
    assertEquals(
        NOTHING,
        latest()
            .provisioned()
            .then(deprovision(), 500, "{}")
            .then(deprovision(), 410, "{}")
            .says(id));
    assertEquals(
        NOTHING,
        latest()
            .then(provision("l", "{'service_id':'logs','plan_id':'logs-plan'}"), 201, "{}")
            .after(Duration.ofSeconds(2))
            .then(fetch("l"), 404, "{}")
            .says(id));
    assertEquals(NOTHING, latest().then(provision(), 202, "{}").then(fetch(), 404, "{}").says(id));
  }

  @Test
  void what_was_made_is_what_was_asked_for() {
    var id = "provision.creates-resource";
    assertEquals(
        MET,
        latest()
            .provisioned()
            .then(fetch(), 200, "{'service_id':'db','plan_id':'small'}")
            .says(id));
    var talk = latest().provisioned().then(fetch(), 200, "{'service_id':'db','plan_id':'large'}");
    assertEquals("/plan_id", talk.violation(id).pointer());
    assertEquals(
        MET,
        latest()
            .provisioned()
            .then(update("{'service_id':'db','plan_id':'large'}"), 200, "{}")
            .then(fetch(), 200, "{'plan_id':'large'}")
            .says(id));
  }

  @Test
  void a_dashboard_comes_with_the_first_answer() {
    var id = "provision.dashboard-url-in-first-answer";
    var shows = "{'dashboard_url':'https://d/1'}";
    assertEquals(VIOLATED, latest().provisioned().then(fetch(), 200, shows).says(id));
    assertEquals(
        VIOLATED,
        latest()
            .then(provision(), 201, "{'dashboard_url':null}")
            .then(fetch(), 200, shows)
            .says(id));
    assertEquals(VIOLATED, latest().provisioned().then(provision(), 200, shows).says(id));
    assertEquals(MET, latest().then(provision(), 201, shows).then(fetch(), 200, shows).says(id));
    assertEquals(
        MET,
        latest()
            .then(provision(), 202, shows)
            .then(poll(), 200, "{'state':'succeeded'}")
            .then(fetch(), 200, shows)
            .says(id));
    assertEquals(
        NOTHING,
        latest()
            .provisioned()
            .then(update("{'service_id':'db','plan_id':'large'}"), 200, shows)
            .then(fetch(), 200, shows)
            .says(id));
    assertEquals(
        NOTHING,
        latest()
            .unanswered(provision())
            .then(provision(), 201, "{}")
            .then(fetch(), 200, shows)
            .says(id));
    assertEquals(NOTHING, latest().provisioned().then(fetch(), 200, "{}").says(id));
    assertEquals(
        VIOLATED,
        latest()
            .provisioned()
            .then(update("{'service_id':'db','plan_id':'large'}"), 422, "{}")
            .then(fetch(), 200, shows)
            .says(id));
  }

  @Test
  void a_dashboard_tells_its_instance() {
    var id = "provision.dashboard-url-identifies-instance";
    var body = "{'service_id':'db','plan_id':'small'}";
    var one = "{'dashboard_url':'https://d/1'}";
    assertEquals(
        VIOLATED,
        latest()
            .then(provision("i", body), 201, one)
            .then(provision("j", body), 201, one)
            .says(id));
    assertEquals(
        MET,
        latest()
            .then(provision("i", body), 201, one)
            .then(provision("j", body), 201, "{'dashboard_url':'https://d/2'}")
            .says(id));
    assertEquals(
        NOTHING, latest().then(provision("i", body), 201, one).then(fetch("i"), 200, one).says(id));
    assertEquals(
        NOTHING,
        latest()
            .then(provision("i", body), 201, one)
            .then(deprovision("i"), 200, "{}")
            .then(provision("j", body), 201, one)
            .says(id));
  }

  @Test
  void nothing_of_maintenance_info_counts_but_the_version() {
    var id = "provision.maintenance-info-only-version-counts";
    var plain =
        provision(
            "i", "{'service_id':'db','plan_id':'small','maintenance_info':{'version':'1.0.0'}}");
    var more =
        provision(
            "i",
            "{'service_id':'db','plan_id':'small','maintenance_info':{'version':'1.0.0','description':'x'}}");
    var conflict = "{'error':'MaintenanceInfoConflict'}";
    assertEquals(MET, latest().then(more, 201, "{}").says(id));
    assertEquals(VIOLATED, latest().then(more, 422, conflict).then(plain, 201, "{}").says(id));
    assertEquals(NOTHING, latest().then(more, 422, conflict).then(plain, 422, conflict).says(id));
    assertEquals(NOTHING, latest().then(plain, 201, "{}").says(id));
  }
}
