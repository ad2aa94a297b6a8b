package org.osbctl.rules.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.osbctl.rules.platform.Talk.*;
import static org.osbctl.rules.platform.Talk.Said.*;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osbctl.spec.ApiVersion;

class PlatformProvisionRulesTest {
  private static Talk sends(ApiVersion version, String body) {
    return at(version).put(INSTANCE, body, 201, "{}");
  }

  private static String with(String member, String value) {
    return PROVISION.replaceFirst("'" + member + "':'[a-z]*'", "'" + member + "':" + value);
  }

  private static String without(String member) {
    return PROVISION.replaceFirst("'" + member + "':'[a-z]*',", "");
  }

  @Test
  void instance_id_is_unique() {
    var id = "provision.instance-id-unique";
    var talk = latest().provisioned();
    assertEquals(MET, talk.says(id));
    assertEquals(NOTHING, talk.provisioned().saysLast(id));
    assertEquals(
        VIOLATED, talk.put(INSTANCE, PROVISION.replace("small", "large"), 409, "{}").says(id));
    assertEquals(VIOLATED, latest().put("/v2/service_instances/", PROVISION, 404, "{}").says(id));
    var moved =
        latest()
            .provisioned()
            .patch(INSTANCE, "{'service_id':'db','plan_id':'large'}", 200, "{}")
            .put(INSTANCE, PROVISION, 409, "{}");
    assertEquals(NOTHING, moved.saysLast(id));
    assertEquals(NOTHING, latest().get("/v2/catalog", 200, CATALOG).says(id));
  }

  @Test
  void ids_are_not_reused() {
    var id = "provision.ids-not-reused";
    assertEquals(MET, latest().provisioned().says(id));
    var deleted = latest().provisioned().delete(INSTANCE + "?" + IDS, 200, "{}");
    assertEquals(VIOLATED, deleted.provisioned().says(id));
    var cleaned =
        latest()
            .put(INSTANCE, PROVISION, 500, "{}")
            .delete(INSTANCE + "?" + IDS, 410, "{}")
            .provisioned();
    assertEquals(NOTHING, cleaned.saysLast(id));
  }

  @ParameterizedTest
  @CsvSource({
    "V2_17, 'db', MET",
    "V2_17, 'x', VIOLATED",
    "V2_13, 'x', MET",
    "V2_13, '', VIOLATED",
    "V2_17, '', VIOLATED"
  })
  void offering_is_of_the_catalog(ApiVersion version, String value, Said said) {
    var talk = sends(version, with("service_id", "'" + value + "'"));
    assertEquals(said, talk.says("provision.offering-id-from-catalog"));
  }

  @ParameterizedTest
  @CsvSource({
    "V2_17, large, MET",
    "V2_17, mail-plan, VIOLATED",
    "V2_13, x, MET",
    "V2_11, '', VIOLATED"
  })
  void plan_is_of_the_offering(ApiVersion version, String value, Said said) {
    var talk = sends(version, with("plan_id", "'" + value + "'"));
    assertEquals(said, talk.says("provision.plan-id-of-offering"));
  }

  @Test
  void unknown_offering_and_absent_member_are_judged_once() {
    var unknown = sends(ApiVersion.V2_17, with("service_id", "'x'"));
    assertEquals(NOTHING, unknown.says("provision.plan-id-of-offering"));
    var absent = sends(ApiVersion.V2_17, without("service_id"));
    assertEquals(NOTHING, absent.says("provision.offering-id-from-catalog"));
    assertEquals(VIOLATED, absent.says("provision.mandatory-members-sent"));
  }

  @Test
  void context_and_deprecated_members_are_both_sent() {
    var id = "provision.context-and-guids-sent";
    assertEquals(MET, sends(ApiVersion.V2_17, PROVISION).says(id));
    var none = PROVISION.replace(",'context':{'platform':'test'}", "");
    assertEquals(VIOLATED, sends(ApiVersion.V2_12, none).says(id));
    assertEquals(VIOLATED, sends(ApiVersion.V2_17, without("space_guid")).says(id));
    assertEquals(NOTHING, sends(ApiVersion.V2_11, none).says(id));
    assertEquals(NOTHING, sends(ApiVersion.V2_17, "{'service_id':'db'}").says(id));
  }

  @ParameterizedTest
  @CsvSource({"organization_guid, organization-guid", "space_guid, space-guid"})
  void deprecated_members_are_non_empty_strings(String member, String words) {
    var id = "provision." + words + "-non-empty";
    assertEquals(MET, sends(ApiVersion.V2_17, PROVISION).says(id));
    assertEquals(VIOLATED, sends(ApiVersion.V2_12, with(member, "''")).says(id));
    assertEquals(VIOLATED, sends(ApiVersion.V2_17, with(member, "7")).says(id));
    assertEquals(MET, sends(ApiVersion.V2_11, with(member, "''")).says(id));
    assertEquals(VIOLATED, sends(ApiVersion.V2_11, with(member, "7")).says(id));
    assertEquals(NOTHING, sends(ApiVersion.V2_17, without(member)).says(id));
  }

  @Test
  void mandatory_members_are_sent() {
    var id = "provision.mandatory-members-sent";
    assertEquals(MET, sends(ApiVersion.V2_11, PROVISION).says(id));
    for (var member : new String[] {"service_id", "plan_id", "organization_guid", "space_guid"}) {
      assertEquals(VIOLATED, sends(ApiVersion.V2_11, without(member)).says(id), member);
    }
    assertEquals(VIOLATED, sends(ApiVersion.V2_17, "no json").says(id));
    assertEquals(NOTHING, latest().get(INSTANCE, 404, "{}").says(id));
  }

  @Test
  void unlisted_status_is_a_failure() {
    var id = "provision.other-status-is-failure";
    for (int status : new int[] {204, 500, 503}) {
      assertEquals(
          VIOLATED,
          latest().put(INSTANCE, PROVISION, status, "{}").put(BINDING, BIND, 201, "{}").says(id));
    }
    assertEquals(MET, latest().bound().says(id));
    var found =
        latest()
            .put(INSTANCE, PROVISION, 500, "{}")
            .get(INSTANCE, 200, "{}")
            .put(BINDING, BIND, 201, "{}");
    assertEquals(NOTHING, found.says(id));
    assertEquals(NOTHING, latest().put(INSTANCE, PROVISION, 500, "{}").says(id));
  }
}
