package org.osbctl.rules.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.osbctl.rules.platform.Talk.*;
import static org.osbctl.rules.platform.Talk.Said.*;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osbctl.spec.ApiVersion;

class PlatformRetryRulesTest {
  private static final String ASYNC_REQUIRED = "{'error':'AsyncRequired'}";
  private static final String BUSY = "{'error':'ConcurrencyError'}";

  @Test
  void flag_is_added_after_AsyncRequired() {
    var id = "async.flag-added-after-refusal";
    var refused = latest().put(INSTANCE, PROVISION, 422, ASYNC_REQUIRED);
    assertEquals(NOTHING, refused.says(id));
    assertEquals(VIOLATED, refused.put(INSTANCE, PROVISION, 422, ASYNC_REQUIRED).says(id));
    assertEquals(
        MET, latest().put(INSTANCE, PROVISION, 422, ASYNC_REQUIRED).provisioning().says(id));
    assertEquals(
        NOTHING,
        latest()
            .put(INSTANCE, PROVISION, 422, ASYNC_REQUIRED)
            .put(INSTANCE, PROVISION.replace("small", "large"), 201, "{}")
            .says(id));
  }

  @Test
  void platform_waits_after_ConcurrencyError() {
    var id = "concurrency.platform-waits";
    var busy = latest().provisioning().put(BINDING, BIND, 422, BUSY);
    assertEquals(NOTHING, busy.says(id));
    assertEquals(VIOLATED, busy.put(BINDING, BIND, 422, BUSY).says(id));
    var waited =
        latest()
            .provisioning()
            .put(BINDING, BIND, 422, BUSY)
            .poll("&operation=op%201", SUCCEEDED)
            .put(BINDING, BIND, 201, "{}");
    assertEquals(MET, waited.says(id));
    var lucky = latest().provisioning().put(BINDING, BIND, 422, BUSY).put(BINDING, BIND, 201, "{}");
    assertEquals(NOTHING, lucky.says(id));
  }

  @Test
  void app_guid_is_added_after_RequiresApp() {
    var id = "bind.app-guid-added-after-refusal";
    var body = "{'service_id':'db','plan_id':'small','bind_resource':{'app_guid':'a'}}";
    var refused = "{'error':'RequiresApp'}";
    assertEquals(
        MET,
        latest()
            .provisioned()
            .put(BINDING, BIND, 422, refused)
            .put(BINDING, body, 201, "{}")
            .says(id));
    assertEquals(
        VIOLATED,
        latest()
            .provisioned()
            .put(BINDING, BIND, 422, refused)
            .put(BINDING, BIND, 422, refused)
            .says(id));
    assertEquals(NOTHING, latest().bound().says(id));
  }

  @Test
  void catalog_is_fetched_after_MaintenanceInfoConflict() {
    var id = "maintenance-info.catalog-fetched-after-conflict";
    var stale =
        PROVISION.replace("{'service_id'", "{'maintenance_info':{'version':'0.9.0'},'service_id'");
    var conflict = "{'error':'MaintenanceInfoConflict'}";
    assertEquals(
        VIOLATED,
        latest()
            .get("/v2/catalog", 200, CATALOG)
            .put(INSTANCE, stale, 422, conflict)
            .put(INSTANCE, stale, 422, conflict)
            .says(id));
    assertEquals(
        MET,
        latest()
            .put(INSTANCE, stale, 422, conflict)
            .get("/v2/catalog", 200, CATALOG)
            .put(INSTANCE, stale.replace("0.9", "1.0"), 201, "{}")
            .says(id));
    assertEquals(NOTHING, latest().put(INSTANCE, stale, 422, conflict).provisioned().says(id));
  }

  @Test
  void flag_is_sent_in_the_query() {
    var id = "async.flag-sent-as-query";
    var inBody = PROVISION.replace("{'service_id'", "{'accepts_incomplete':true,'service_id'");
    assertEquals(MET, latest().provisioning().says(id));
    assertEquals(VIOLATED, latest().put(INSTANCE, inBody, 201, "{}").says(id));
    assertEquals(MET, latest().put(INSTANCE + ASYNC, inBody, 201, "{}").says(id));
    assertEquals(NOTHING, at(ApiVersion.V2_11).put(INSTANCE, inBody, 201, "{}").says(id));
    assertEquals(NOTHING, latest().provisioned().says(id));
    assertEquals(
        VIOLATED, latest().put(INSTANCE + "?accepts_incomplete=1", PROVISION, 201, "{}").says(id));
    assertEquals(
        NOTHING,
        at(ApiVersion.V2_13)
            .provisioned()
            .put(BINDING + "?accepts_incomplete=1", BIND, 201, "{}")
            .says(id));
  }

  @Test
  void ConcurrencyError_starts_no_clean_up() {
    var id = "concurrency.no-orphan-mitigation";
    assertEquals(
        VIOLATED,
        latest()
            .put(INSTANCE, PROVISION, 422, BUSY)
            .delete(INSTANCE + "?" + IDS, 410, "{}")
            .says(id));
    assertEquals(
        VIOLATED,
        latest()
            .provisioned()
            .put(BINDING, BIND, 422, BUSY)
            .delete(BINDING + "?" + IDS, 410, "{}")
            .says(id));
    assertEquals(
        NOTHING,
        latest()
            .put(INSTANCE, PROVISION, 422, BUSY)
            .after(Duration.ofHours(1))
            .delete(INSTANCE + "?" + IDS, 410, "{}")
            .says(id));
    assertEquals(
        NOTHING,
        latest()
            .provisioned()
            .patch(INSTANCE, "{'service_id':'db'}", 422, BUSY)
            .delete(INSTANCE + "?" + IDS, 200, "{}")
            .says(id));
  }

  @Test
  void version_2_11_allows_no_other_request_meanwhile() {
    var id = "concurrency.platform-blocks-requests";
    var busy = at(ApiVersion.V2_11).provisioning();
    assertEquals(VIOLATED, busy.put(BINDING, BIND, 422, "{}").says(id));
    var done = at(ApiVersion.V2_11).provisioning().poll("&operation=op%201", SUCCEEDED);
    assertEquals(MET, done.put(BINDING, BIND, 201, "{}").says(id));
    assertEquals(NOTHING, latest().provisioning().put(BINDING, BIND, 422, BUSY).says(id));
    assertEquals(NOTHING, at(ApiVersion.V2_11).provisioning().provisioning().says(id));
  }

  @Test
  void version_2_14_wants_the_request_again() {
    var id = "concurrency.resent-later";
    var refused =
        at(ApiVersion.V2_14).provisioned().patch(INSTANCE, "{'service_id':'db'}", 422, BUSY);
    assertEquals(List.of(id), refused.finish().neglected());
    assertEquals(List.of(), refused.finishAfter(Duration.ofSeconds(1)).neglected());
    assertEquals(List.of(id), refused.finishAfter(Duration.ofHours(1)).neglected());
    refused.patch(INSTANCE, "{'service_id':'db'}", 200, "{}");
    assertEquals(MET, refused.says(id));
    assertEquals(List.of(), refused.finish().neglected());
    var later = latest().provisioned().patch(INSTANCE, "{'service_id':'db'}", 422, BUSY);
    assertEquals(List.of(), later.finish().neglected());
  }
}
