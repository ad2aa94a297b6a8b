package org.osbctl.rules.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.osbctl.rules.platform.Talk.*;
import static org.osbctl.rules.platform.Talk.Said.*;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlatformPermissionRulesTest {
  private static final String INFO = "'maintenance_info':{'version':'1.0.0'}";
  private static final String ORIGINATING = "X-Broker-API-Originating-Identity";
  private static final String REQUEST = "X-Broker-API-Request-Identity";

  /** A platform that does whatever it may. */
  private static Talk bold() {
    var provision =
        PROVISION
            .replace("{'service_id'", "{" + INFO + ",'service_id'")
            .replace("{'platform':'test'}", "{'platform':'test','team':'t'}");
    var change = "{'service_id':'db','plan_id':'large'," + INFO + "}";
    var failure = "{'instance_usable':false,'update_repeatable':%s}";
    var bind =
        "{'service_id':'db','plan_id':'small','context':{'platform':'cloudfoundry'},"
            + "'bind_resource':{'app_guid':'a','space_guid':'s','app_annotations':{},"
            + "'credential_client_id':'c','own':1}}";
    var rotation = "{'service_id':'db','plan_id':'small','predecessor_binding_id':'b'}";
    var fixed = "/v2/service_instances/fixed";
    return latest()
        .with(ORIGINATING, "cloudfoundry " + base64("{'user_id':'u','name':'n'}"))
        .with(REQUEST, "a")
        .get("/v2/catalog", 200, CATALOG)
        .with(ORIGINATING, "kubernetes " + base64("{'uid':'u','name':'n'}"))
        .with(REQUEST, "b")
        .get("/v2/catalog", 200, CATALOG)
        .put(INSTANCE, provision, 201, "{}")
        .get(INSTANCE, 200, "{}")
        .get(INSTANCE, 200, "{}")
        .patch(INSTANCE, change, 500, failure.formatted("true"))
        .patch(INSTANCE, change, 500, failure.formatted("false"))
        .patch(INSTANCE, "{'service_id':'db','parameters':{}}", 200, "{}")
        .put(BINDING, bind, 201, "{'metadata':{'expires_at':'2031-01-01T00:00:00.0Z'}}")
        .put(INSTANCE + "/service_bindings/c", rotation, 201, "{}")
        .put(fixed, PROVISION.replace("small", "fixed"), 201, "{}")
        .patch(fixed, "{'service_id':'db','parameters':{'a':1}}", 200, "{}");
  }

  @Test
  void permissions_are_noticed_when_used_and_only_then() {
    var bold = bold();
    var silent = latest().get("/favicon.ico", 404, "");
    var missed = new ArrayList<String>();
    for (var rule : PlatformPermissionRules.all()) {
      for (var id : rule.requirements()) {
        if (bold.says(id) != MET) {
          missed.add(id);
        }
        assertEquals(NOTHING, silent.says(id), id);
      }
    }
    assertEquals(List.of(), missed);
  }
}
