package org.osbctl.rules.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.osbctl.rules.platform.Talk.*;
import static org.osbctl.rules.platform.Talk.Said.*;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osbctl.spec.ApiVersion;

class PlatformUpdateRulesTest {
  private static final String CHANGE = "{'service_id':'db','plan_id':'large'}";

  private static Talk sends(ApiVersion version, String body) {
    return at(version).provisioned().patch(INSTANCE, body, 200, "{}");
  }

  private static Talk sends(String body) {
    return sends(ApiVersion.LATEST, body);
  }

  private static Talk previous(String values) {
    return sends("{'service_id':'db','plan_id':'large','previous_values':" + values + "}");
  }

  @Test
  void context_alone_is_updated_where_that_is_welcome() {
    var id = "update.context-only-may-be-sent";
    var mail = PROVISION.replace("'db'", "'mail'").replace("small", "mail-plan");
    var context = "{'service_id':'%s','context':{'platform':'test'}}";
    assertEquals(
        MET,
        latest()
            .put(INSTANCE, mail, 201, "{}")
            .patch(INSTANCE, context.formatted("mail"), 200, "{}")
            .says(id));
    assertEquals(VIOLATED, sends(context.formatted("db")).says(id));
    assertEquals(NOTHING, sends(ApiVersion.V2_14, context.formatted("db")).says(id));
    assertEquals(NOTHING, sends(CHANGE).says(id));
  }

  @Test
  void plan_is_changed_only_when_it_can_be() {
    var id = "update.plan-change-only-when-updateable";
    assertEquals(MET, sends(CHANGE).says(id));
    var fixed =
        latest()
            .put(INSTANCE, PROVISION.replace("small", "fixed"), 201, "{}")
            .patch(INSTANCE, CHANGE, 422, "{}");
    assertEquals(VIOLATED, fixed.says(id));
    assertEquals(NOTHING, sends("{'service_id':'db','plan_id':'small'}").says(id));
    assertEquals(NOTHING, latest().patch(INSTANCE, CHANGE, 404, "{}").says(id));
  }

  @Test
  void updated_instance_is_there() {
    var id = "update.instance-known";
    assertEquals(MET, sends(CHANGE).says(id));
    assertEquals(VIOLATED, latest().patch(INSTANCE, CHANGE, 404, "{}").says(id));
    assertEquals(NOTHING, latest().provisioned().says(id));
  }

  @ParameterizedTest
  @CsvSource({
    "{'service_id':'db'}, MET",
    "{'service_id':'x'}, VIOLATED",
    "{}, VIOLATED",
    "x, VIOLATED",
    "{'service_id':''}, VIOLATED"
  })
  void offering_is_of_the_catalog(String body, Said said) {
    assertEquals(said, sends(body).says("update.offering-id-from-catalog"));
  }

  @ParameterizedTest
  @CsvSource({"large, MET", "mail-plan, VIOLATED", "x, VIOLATED", "'', VIOLATED"})
  void plan_is_of_the_offering(String plan, Said said) {
    var id = "update.plan-id-of-offering";
    assertEquals(said, sends("{'service_id':'db','plan_id':'" + plan + "'}").says(id));
    assertEquals(NOTHING, sends("{'service_id':'db'}").says(id));
  }

  @ParameterizedTest
  @CsvSource({
    "service_id, db, previous-offering-id-right", "plan_id, small, previous-plan-id-right",
    "organization_id, o, previous-organization-id-right", "space_id, s, previous-space-id-right"
  })
  void previous_values_are_right(String member, String right, String words) {
    var id = "update." + words;
    assertEquals(MET, previous("{'" + member + "':'" + right + "'}").says(id));
    assertEquals(VIOLATED, previous("{'" + member + "':'x'}").says(id));
    assertEquals(VIOLATED, previous("{'" + member + "':''}").says(id));
    assertEquals(NOTHING, previous("{}").says(id));
    var older =
        sends(ApiVersion.V2_13, "{'service_id':'db','previous_values':{'" + member + "':'x'}}");
    assertEquals(MET, older.says(id));
  }

  @ParameterizedTest
  @CsvSource({
    "organization_id, organization_guid, organization-in-context",
    "space_id, space_guid, space-in-context"
  })
  void places_travel_in_the_context(String deprecated, String guid, String words) {
    var id = "update." + words;
    assertEquals(MET, sends("{'service_id':'db','context':{'" + guid + "':'o'}}").says(id));
    assertEquals(VIOLATED, previous("{'" + deprecated + "':'o'}").says(id));
    assertEquals(NOTHING, sends(CHANGE).says(id));
    assertEquals(
        MET,
        sends(
                "{'service_id':'db','context':{'team':'o'},'previous_values':{'"
                    + deprecated
                    + "':'o'}}")
            .says(id));
  }

  @Test
  void previous_maintenance_info_is_what_was_used() {
    var id = "update.previous-maintenance-info-right";
    var provision =
        PROVISION.replace("{'service_id'", "{'maintenance_info':{'version':'1.0.0'},'service_id'");
    var update = "{'service_id':'db','previous_values':{'maintenance_info':{'version':'%s'}}}";
    var made = latest().put(INSTANCE, provision, 201, "{}");
    assertEquals(MET, made.patch(INSTANCE, update.formatted("1.0.0"), 200, "{}").says(id));
    assertEquals(VIOLATED, made.patch(INSTANCE, update.formatted("0.9.0"), 200, "{}").says(id));
    assertEquals(NOTHING, sends(update.formatted("1.0.0")).says(id));
    assertEquals(NOTHING, sends(CHANGE).says(id));
  }

  @Test
  void unlisted_status_is_a_failure() {
    var id = "update.other-status-is-failure";
    var bind = BIND.replace("small", "large");
    for (int status : new int[] {204, 500}) {
      var failed = latest().provisioned().patch(INSTANCE, CHANGE, status, "{}");
      assertEquals(NOTHING, failed.put(BINDING, BIND, 201, "{}").says(id));
      assertEquals(VIOLATED, failed.put(BINDING + "2", bind, 201, "{}").says(id));
    }
    assertEquals(MET, sends(CHANGE).put(BINDING, bind, 201, "{}").says(id));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void unusable_instance_is_not_bound(boolean asynchronous) {
    var id = "update.no-bindings-on-unusable-instance";
    var failed = "{'state':'failed','instance_usable':false}";
    var talk =
        asynchronous
            ? latest().provisioned().patch(INSTANCE + ASYNC, CHANGE, 202, "{}").poll("", failed)
            : latest().provisioned().patch(INSTANCE, CHANGE, 500, failed);
    assertEquals(VIOLATED, talk.put(BINDING, BIND, 422, "{}").says(id));
    var usable =
        latest()
            .provisioned()
            .patch(INSTANCE, CHANGE, 500, "{'instance_usable':true}")
            .put(BINDING, BIND, 201, "{}");
    assertEquals(MET, usable.says(id));
    var repaired =
        latest()
            .provisioned()
            .patch(INSTANCE, CHANGE, 500, failed)
            .patch(INSTANCE, CHANGE, 200, "{}")
            .put(BINDING, BIND, 201, "{}");
    assertEquals(MET, repaired.says(id));
    assertEquals(NOTHING, latest().bound().says(id));
  }

  @Test
  void pointless_update_is_not_repeated() {
    var id = "update.unrepeatable-not-repeated";
    var pointless = "{'update_repeatable':false}";
    var failed = latest().provisioned().patch(INSTANCE, CHANGE, 422, pointless);
    assertEquals(VIOLATED, failed.patch(INSTANCE, CHANGE, 422, pointless).says(id));
    var polled =
        latest()
            .provisioned()
            .patch(INSTANCE + ASYNC, CHANGE, 202, "{}")
            .poll("", "{'state':'failed','update_repeatable':false}")
            .patch(INSTANCE + ASYNC, CHANGE, 202, "{}");
    assertEquals(VIOLATED, polled.says(id));
    var other =
        latest()
            .provisioned()
            .patch(INSTANCE, CHANGE, 422, pointless)
            .patch(INSTANCE, "{'service_id':'db','parameters':{'a':1}}", 200, "{}");
    assertEquals(MET, other.says(id));
    assertEquals(NOTHING, sends(CHANGE).patch(INSTANCE, CHANGE, 200, "{}").says(id));
  }

  @ParameterizedTest
  @CsvSource({
    "organization_id, organization_guid, previous-organization-id-right",
    "space_id, space_guid, previous-space-id-right"
  })
  void previous_place_is_any_that_was_told(String member, String guid, String words) {
    var id = "update." + words;
    var made = PROVISION.replace("'platform':'test'", "'platform':'test','" + guid + "':'context'");
    var moved = "{'service_id':'db','context':{'" + guid + "':'moved'}}";
    for (var place : List.of("context", "moved")) {
      var update = "{'service_id':'db','previous_values':{'" + member + "':'" + place + "'}}";
      var talk = latest().put(INSTANCE, made, 201, "{}").patch(INSTANCE, moved, 200, "{}");
      assertEquals(MET, talk.patch(INSTANCE, update, 200, "{}").says(id));
    }
    var unknown =
        latest()
            .put(INSTANCE, BIND, 201, "{}")
            .patch(INSTANCE, moved, 200, "{}")
            .patch(INSTANCE, "{'previous_values':{'" + member + "':'x'}}", 200, "{}");
    assertEquals(NOTHING, unknown.says(id));
  }

  @ParameterizedTest
  @CsvSource({
    // What was asked for before, its answer, what is said to have been used, the judgement
    "{'maintenance_info':{'version':'2.0.0'}}, 200, 2.0.0, MET",
    "{'maintenance_info':{'version':'2.0.0'}}, 200, 1.0.0, VIOLATED",
    "{'maintenance_info':{'version':'2.0.0'}}, 422, 1.0.0, MET",
    "{'maintenance_info':{'version':'2.0.0'}}, 422, 2.0.0, VIOLATED",
    "{'maintenance_info':{'version':'2.0.0'}}, 500, 2.0.0, NOTHING",
    "{'maintenance_info':{'version':'2.0.0'}}, 202, 1.0.0, NOTHING",
    "{'parameters':{'a':1}}, 200, 1.0.0, MET",
    "{'plan_id':'large'}, 200, 1.0.0, NOTHING",
    "{'plan_id':'large'}, 422, 1.0.0, MET",
    "{'plan_id':'large'}, 500, 1.0.0, NOTHING"
  })
  void maintenance_info_used_last_is_what_an_update_was_accepted_with(
      String change, int status, String previous, Said said) {
    var provision =
        PROVISION.replace("{'service_id'", "{'maintenance_info':{'version':'1.0.0'},'service_id'");
    var talk =
        latest()
            .put(INSTANCE, provision, 201, "{}")
            .patch(INSTANCE, change.replaceFirst("\\{", "{'service_id':'db',"), status, "{}");
    var update =
        "{'service_id':'db','previous_values':{'maintenance_info':{'version':'" + previous + "'}}}";
    assertEquals(
        said,
        talk.patch(INSTANCE, update, 200, "{}").says("update.previous-maintenance-info-right"));
  }

  @Test
  void maintenance_info_of_a_provision_that_failed_was_not_used() {
    var provision =
        PROVISION.replace("{'service_id'", "{'maintenance_info':{'version':'1.0.0'},'service_id'");
    var update = "{'service_id':'db','previous_values':{'maintenance_info':{'version':'0.9.0'}}}";
    var talk = latest().put(INSTANCE, provision, 422, "{}").patch(INSTANCE, update, 200, "{}");
    assertEquals(NOTHING, talk.says("update.previous-maintenance-info-right"));
  }

  @Test
  void plan_of_a_failed_update_is_named_once_it_is_known() {
    var id = "update.other-status-is-failure";
    var large = "?service_id=db&plan_id=large";
    var failed = latest().provisioned().patch(INSTANCE, CHANGE, 500, "{}");
    assertEquals(NOTHING, failed.delete(INSTANCE + "?" + IDS, 422, "{}").says(id));
    assertEquals(NOTHING, failed.get(INSTANCE + large, 404, "{}").says(id));
    assertEquals(VIOLATED, failed.delete(INSTANCE + large, 200, "{}").says(id));
    var unbinds =
        latest().bound().patch(INSTANCE, CHANGE, 500, "{}").delete(BINDING + large, 422, "{}");
    assertEquals(VIOLATED, unbinds.says(id));
    var looked =
        latest()
            .provisioned()
            .patch(INSTANCE, CHANGE, 500, "{}")
            .get(INSTANCE, 200, "{'plan_id':'large'}")
            .delete(INSTANCE + large, 200, "{}");
    assertEquals(NOTHING, looked.says(id));
    var back =
        latest()
            .provisioned()
            .patch(INSTANCE, CHANGE, 200, "{}")
            .patch(INSTANCE, "{'service_id':'db','plan_id':'small'}", 200, "{}")
            .patch(INSTANCE, CHANGE, 500, "{}")
            .delete(INSTANCE + large, 422, "{}");
    assertEquals(NOTHING, back.says(id));
    var listed = latest().provisioned().patch(INSTANCE, CHANGE, 422, "{}");
    assertEquals(NOTHING, listed.delete(INSTANCE + large, 422, "{}").says(id));
    var unknown = latest().patch(INSTANCE, CHANGE, 500, "{}");
    assertEquals(NOTHING, unknown.delete(INSTANCE + large, 422, "{}").says(id));
  }

  @Test
  void only_a_failed_update_tells_of_an_unusable_instance() {
    var id = "update.no-bindings-on-unusable-instance";
    var unusable = "{'state':'failed','instance_usable':false}";
    var ofProvision = latest().provisioning().poll("&operation=op+1", unusable);
    assertEquals(NOTHING, ofProvision.put(BINDING, BIND, 422, "{}").says(id));
    var running = unusable.replace("failed", "in progress");
    var early = latest().provisioned().patch(INSTANCE + ASYNC, CHANGE, 202, "{}").poll("", running);
    assertEquals(NOTHING, early.put(BINDING, BIND, 422, "{}").says(id));
    var fine = latest().provisioned().patch(INSTANCE, CHANGE, 200, "{'instance_usable':false}");
    assertEquals(NOTHING, fine.put(BINDING, BIND, 201, "{}").says(id));
    var again =
        latest().bound().patch(INSTANCE, CHANGE, 500, unusable).put(BINDING, BIND, 200, "{}");
    assertEquals(NOTHING, again.says(id));
    var repaired =
        latest()
            .provisioned()
            .patch(INSTANCE + ASYNC, CHANGE, 202, "{}")
            .poll("", unusable)
            .patch(INSTANCE + ASYNC, CHANGE, 202, "{}")
            .poll("", SUCCEEDED)
            .put(BINDING, BIND, 201, "{}");
    assertEquals(MET, repaired.says(id));
  }

  @Test
  void update_with_something_else_is_no_repetition() {
    var id = "update.unrepeatable-not-repeated";
    var pointless = "{'update_repeatable':false}";
    var change =
        "{'service_id':'db','plan_id':'large','parameters':{'a':1},"
            + "'maintenance_info':{'version':'1.0.0'},'context':{'platform':'test'}}";
    for (var other :
        List.of(
            change.replace("large", "fixed"),
            change.replace("'a':1", "'a':2"),
            change.replace("1.0.0", "2.0.0"),
            change.replace("'test'", "'other'"))) {
      var talk = latest().provisioned().patch(INSTANCE, change, 422, pointless);
      assertEquals(MET, talk.patch(INSTANCE, other, 422, "{}").says(id), other);
    }
    var same = latest().provisioned().patch(INSTANCE, change, 422, pointless);
    assertEquals(VIOLATED, same.patch(INSTANCE, change, 422, "{}").says(id));
    var since =
        latest()
            .provisioned()
            .patch(INSTANCE, change, 422, pointless)
            .patch(INSTANCE, "{'service_id':'db','parameters':{'b':1}}", 200, "{}");
    assertEquals(NOTHING, since.patch(INSTANCE, change, 200, "{}").saysLast(id));
    var told = latest().provisioned().patch(INSTANCE, change, 422, "{'update_repeatable':true}");
    assertEquals(NOTHING, told.patch(INSTANCE, change, 200, "{}").says(id));
    var succeeded = latest().provisioned().patch(INSTANCE, change, 200, pointless);
    assertEquals(NOTHING, succeeded.patch(INSTANCE, change, 200, "{}").says(id));
  }

  @Test
  void plan_is_known_to_be_changed_only_from_a_known_one() {
    var id = "update.plan-change-only-when-updateable";
    var updating =
        latest()
            .put(INSTANCE, PROVISION.replace("small", "large"), 201, "{}")
            .patch(INSTANCE + ASYNC, "{'service_id':'db','plan_id':'fixed'}", 202, "{}")
            .patch(INSTANCE + ASYNC, "{'service_id':'db','plan_id':'small'}", 422, "{}");
    assertEquals(NOTHING, updating.saysLast(id));
  }
}
