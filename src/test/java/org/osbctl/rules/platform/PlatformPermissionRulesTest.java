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

  private static Talk catalogs(String header, String... values) {
    var talk = latest();
    for (var value : values) {
      talk.with(header, value).get("/v2/catalog", 200, CATALOG);
    }
    return talk;
  }

  @Test
  void headers_use_no_permission_when_they_say_what_all_say() {
    var user = "{'user_id':'u'}";
    assertNotUsed(
        latest().get("/v2/catalog", 200, CATALOG),
        "identity.support-is-optional",
        "request-identity.support-is-optional",
        "catalog.may-be-refetched");
    assertNotUsed(
        catalogs(ORIGINATING, "cloudfoundry " + base64(user)),
        "identity.cloudfoundry-may-be-extended");
    assertNotUsed(
        catalogs(ORIGINATING, "cloudfoundry " + base64("{'user_id':'u','name':'n'}")),
        "identity.kubernetes-may-be-extended");
    assertNotUsed(catalogs(REQUEST, "a", "a"), "request-identity.may-be-unique");
    assertNotUsed(catalogs(REQUEST, "a"), "request-identity.may-be-unique");
  }

  @Test
  void updates_use_no_permission_they_do_not_need() {
    var large = "{'service_id':'db','plan_id':'large'}";
    var repeated = "update.repeatable-may-be-repeated";
    assertNotUsed(
        latest()
            .provisioned()
            .patch(INSTANCE, "{'service_id':'db','parameters':{'a':1}}", 200, "{}")
            .patch(INSTANCE, "{'service_id':'db','parameters':{'a':1}}", 200, "{}"),
        repeated,
        "update.plan-change-may-be-requested",
        "update.parameters-may-change-always",
        "update.may-send-maintenance-info",
        "maintenance-info.may-be-sent",
        "update.may-repair-instance",
        "update.others-remain-possible");
    assertNotUsed(
        latest()
            .provisioned()
            .patch(INSTANCE, large, 500, "{}")
            .patch(INSTANCE, "{'service_id':'db','parameters':{'a':1}}", 200, "{}"),
        repeated);
    var pointless = "{'update_repeatable':false,'instance_usable':true}";
    assertNotUsed(
        latest()
            .provisioned()
            .patch(INSTANCE, large, 500, pointless)
            .patch(INSTANCE, large, 500, "{}"),
        repeated,
        "update.may-repair-instance");
    var fixed = "/v2/service_instances/fixed";
    assertNotUsed(
        latest()
            .put(fixed, PROVISION.replace("small", "fixed"), 201, "{}")
            .patch(fixed, "{'service_id':'db'}", 200, "{}"),
        "update.parameters-may-change-always");
    var other = "{'service_id':'db','plan_id':'fixed'}";
    assertNotUsed(
        latest()
            .provisioned()
            .patch(INSTANCE + ASYNC, "{'service_id':'db','parameters':{'a':1}}", 202, "{}")
            .patch(INSTANCE + ASYNC, other, 422, "{}"),
        "update.plan-change-may-be-requested");
  }

  @Test
  void bindings_use_no_permission_they_do_not_need() {
    var fixed = "/v2/service_instances/fixed";
    var onFixed = BIND.replace("small", "fixed");
    assertNotUsed(
        latest()
            .put(fixed, PROVISION.replace("small", "fixed"), 201, "{}")
            .put(fixed + "/service_bindings/b", onFixed, 400, "{}"),
        "bind.may-be-requested-when-bindable");
    var foreign =
        "{'service_id':'db','plan_id':'small',"
            + INFO
            + ",'context':{'platform':'kubernetes'},'bind_resource':{'space_guid':'s',"
            + "'app_annotations':{},'credential_client_id':'c'}}";
    assertNotUsed(
        latest().provisioned().put(BINDING, foreign, 201, "{}"),
        "bind.resource-may-be-absent",
        "maintenance-info.may-be-sent",
        "bind.cloudfoundry-space-guid-optional",
        "bind.cloudfoundry-app-annotations-may-change",
        "bind.cloudfoundry-credential-client-id-optional");
    var bound = "{'service_id':'db','plan_id':'small','bind_resource':{'%s':'a'}}";
    assertNotUsed(
        latest().provisioned().put(BINDING, bound.formatted("app_guid"), 201, "{}"),
        "bind.resource-may-be-extended");
    assertNotUsed(
        latest().provisioned().put(BINDING, bound.formatted("own"), 201, "{}"),
        "bind.resource-may-have-common-members");
    var next = "{'service_id':'db','plan_id':'small','predecessor_binding_id':'b'}";
    assertNotUsed(
        latest().bound().put(INSTANCE + "/service_bindings/c", next, 201, "{}"),
        "bind.expiry-may-trigger-renewal");
    var renewed = "{'metadata':{'expires_at':'2031-01-01T00:00:00.0Z'}}";
    assertNotUsed(
        latest()
            .provisioned()
            .put(BINDING, BIND, 201, renewed)
            .put(INSTANCE + "/service_bindings/c", BIND, 201, "{}"),
        "bind.expiry-may-trigger-renewal");
  }

  @Test
  void provisions_and_fetches_use_no_permission_they_do_not_need() {
    assertNotUsed(
        latest().provisioned().get(INSTANCE, 200, "{}"),
        "context.may-be-extended",
        "provision.may-send-maintenance-info",
        "maintenance-info.may-be-sent",
        "fetch-instance.may-be-repeated");
  }

  private static void assertNotUsed(Talk talk, String... requirements) {
    for (var id : requirements) {
      assertEquals(NOTHING, talk.says(id), id);
    }
  }
}
