package org.osbctl.rules.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.osbctl.rules.platform.Talk.*;
import static org.osbctl.rules.platform.Talk.Said.*;

import org.junit.jupiter.api.Test;

class PlatformCatalogRulesTest {
  private static Talk provisioned(String plan) {
    var offering = plan.startsWith("mail") ? "mail" : "db";
    return latest()
        .put(
            INSTANCE,
            PROVISION.replace("'db'", "'" + offering + "'").replace("small", plan),
            201,
            "{}");
  }

  private static Talk bound(String offering, String plan) {
    return provisioned(plan)
        .put(BINDING, "{'service_id':'" + offering + "','plan_id':'" + plan + "'}", 201, "{}");
  }

  @Test
  void plan_says_whether_it_is_bindable() {
    var id = "catalog.effective-bindable";
    assertEquals(MET, bound("mail", "mail-keys").says(id));
    assertEquals(VIOLATED, bound("db", "fixed").says(id));
    assertEquals(NOTHING, bound("db", "small").says(id));
    assertEquals(NOTHING, provisioned("fixed").says(id));
  }

  @Test
  void plan_says_whether_it_can_be_changed() {
    var id = "catalog.effective-plan-updateable";
    assertEquals(
        MET,
        provisioned("mail-keys")
            .patch(INSTANCE, "{'service_id':'mail','plan_id':'mail-plan'}", 200, "{}")
            .says(id));
    assertEquals(
        VIOLATED,
        provisioned("fixed")
            .patch(INSTANCE, "{'service_id':'db','plan_id':'small'}", 200, "{}")
            .says(id));
    assertEquals(
        NOTHING,
        provisioned("small")
            .patch(INSTANCE, "{'service_id':'db','plan_id':'large'}", 200, "{}")
            .says(id));
  }
}
