package org.osbctl.rules.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.osbctl.rules.platform.Talk.*;
import static org.osbctl.rules.platform.Talk.Said.*;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osbctl.spec.ApiVersion;

class PlatformOrphanRulesTest {
  private static final String DELETE_INSTANCE = INSTANCE + "?" + IDS;
  private static final String DELETE_BINDING = BINDING + "?" + IDS;

  /** A conversation that leaves it open whether something is there. */
  private static Talk unclear(ApiVersion version, String request, String status) {
    var talk = at(version);
    if (request.equals("bind") || request.equals("unbind")) {
      talk = request.equals("bind") ? talk.provisioned() : talk.bound();
    } else if (request.equals("deprovision") || request.equals("update")) {
      talk = talk.provisioned();
    }
    var method =
        request.contains("unbind") || request.contains("deprovision")
            ? "DELETE"
            : request.equals("update") ? "PATCH" : "PUT";
    var target = request.contains("bind") ? BINDING : INSTANCE;
    var query = method.equals("DELETE") ? "?" + IDS : "";
    var body =
        method.equals("DELETE")
            ? ""
            : request.equals("bind")
                ? BIND
                : request.equals("update") ? "{'service_id':'db'}" : PROVISION;
    if (status.equals("timeout")) {
      return talk.unanswered(method, target + query, body);
    }
    if (status.equals("failed")) {
      return talk.put(target + ASYNC, body, 202, "{}")
          .get(target + "/last_operation?" + IDS, 200, FAILED);
    }
    var malformed = status.endsWith("malformed");
    var code = Integer.parseInt(status.substring(0, 3));
    var answer = malformed ? "[]" : "{}";
    return switch (method) {
      case "PUT" -> talk.put(target, body, code, answer);
      case "PATCH" -> talk.patch(target, body, code, answer);
      default -> talk.delete(target + query, code, answer);
    };
  }

  @ParameterizedTest
  @CsvSource({
    "V2_11, provision, 201 malformed, after-malformed-201-to-provision",
    "V2_11, bind, 201 malformed, after-malformed-201-to-bind",
    "V2_17, provision, 201 malformed, after-malformed-201-to-provision",
    "V2_17, bind, 201 malformed, after-malformed-201-to-bind",
    "V2_17, provision, 202 malformed, after-malformed-202-to-provision",
    "V2_17, bind, 202 malformed, after-malformed-202-to-bind",
    "V2_11, provision, 204, after-other-2xx-to-provision-or-deprovision",
    "V2_14, provision, 204, after-other-2xx-to-provision-or-deprovision"
        + " deprovision-after-unexpected-status",
    "V2_17, provision, 204, after-other-2xx-to-provision-or-deprovision",
    "V2_17, deprovision, 204, after-other-2xx-to-provision-or-deprovision",
    "V2_14, bind, 206, after-other-2xx-to-bind-or-unbind unbind-after-unexpected-status",
    "V2_17, unbind, 204, after-other-2xx-to-bind-or-unbind",
    "V2_11, provision, 500, after-5xx-to-provision-or-deprovision",
    "V2_14, provision, 503, after-5xx-to-provision-or-deprovision"
        + " deprovision-after-unexpected-status",
    "V2_17, deprovision, 500, after-5xx-to-provision-or-deprovision",
    "V2_13, bind, 500, after-5xx-to-bind-or-unbind unbind-after-unexpected-status",
    "V2_17, bind, 500, after-5xx-to-bind-or-unbind",
    "V2_17, unbind, 500, after-5xx-to-bind-or-unbind",
    "V2_11, provision, timeout, after-provision-timeout",
    "V2_17, provision, timeout, after-provision-timeout",
    "V2_17, bind, timeout, after-bind-timeout",
    "V2_11, provision, 408, uncertain-resources-deleted",
    "V2_14, provision, failed, deprovision-after-failed-instance-poll",
    "V2_15, provision, failed, after-failed-instance-poll",
    "V2_17, provision, failed, after-failed-instance-poll",
    "V2_14, bind, failed, after-failed-binding-poll",
    "V2_17, bind, failed, after-failed-binding-poll",
  })
  void clean_up_is_due(ApiVersion version, String request, String status, String due) {
    var ids = Arrays.stream(due.split(" ")).map(id -> "orphan." + id).sorted().toList();
    var talk = unclear(version, request, status);
    var finished =
        talk.finish().neglected().stream()
            .filter(id -> !id.equals("async.platform-polls"))
            .toList();
    assertEquals(ids, finished);
    assertEquals(List.of(), talk.finishAfter(Duration.ofSeconds(1)).neglected());
    ids.forEach(id -> assertEquals(NOTHING, talk.says(id), id));
    talk.delete(request.contains("bind") ? DELETE_BINDING : DELETE_INSTANCE, 200, "{}");
    ids.forEach(id -> assertEquals(MET, talk.saysLast(id), id));
    assertEquals(List.of(), talk.finish().neglected());
  }

  @ParameterizedTest
  @CsvSource({
    "V2_17, provision, 200",
    "V2_17, provision, 201",
    "V2_17, provision, 200 malformed",
    "V2_17, provision, 408",
    "V2_17, provision, 400",
    "V2_17, provision, 422",
    "V2_17, bind, 409",
    "V2_17, update, 500",
    "V2_17, update, 204",
    "V2_17, update, timeout",
    "V2_17, unbind, timeout",
    "V2_17, deprovision, timeout",
    "V2_14, provision, 408",
    "V2_11, provision, failed"
  })
  void no_clean_up_is_due(ApiVersion version, String request, String status) {
    assertEquals(List.of(), unclear(version, request, status).finish().neglected());
  }

  @Test
  void confirmation_makes_the_clean_up_needless() {
    var found = unclear(ApiVersion.V2_17, "provision", "500").provisioned();
    assertEquals(List.of(), found.finish().neglected());
    var gone = unclear(ApiVersion.V2_17, "bind", "500").delete(DELETE_INSTANCE, 200, "{}");
    assertEquals(List.of(), gone.finish().neglected());
  }

  @Test
  void clean_up_is_tried_again() {
    var id = "orphan.deletes-retried";
    for (int status : new int[] {422, 408, 429}) {
      var talk =
          unclear(ApiVersion.V2_17, "provision", "500").delete(DELETE_INSTANCE, status, "{}");
      assertEquals(List.of(id), talk.finish().neglected());
      assertEquals(List.of(), talk.finishAfter(Duration.ofSeconds(1)).neglected());
      assertEquals(MET, talk.delete(DELETE_INSTANCE, 200, "{}").says(id));
      assertEquals(List.of(), talk.finish().neglected());
    }
    var refused = latest().provisioned().delete(DELETE_INSTANCE, 422, "{}");
    assertEquals(List.of(), refused.finish().neglected());
    assertEquals(NOTHING, refused.says(id));
  }

  @ParameterizedTest
  @CsvSource({
    "V2_17, 200 malformed, none-after-malformed-200", "V2_17, 408, none-after-408",
    "V2_14, 408, none-after-408", "V2_11, 400, none-after-other-4xx",
    "V2_17, 422, none-after-other-4xx"
  })
  void no_clean_up_follows_a_refusal(ApiVersion version, String status, String words) {
    var id = "orphan." + words;
    assertEquals(
        VIOLATED,
        unclear(version, "provision", status).delete(DELETE_INSTANCE, 410, "{}").says(id));
    assertEquals(
        VIOLATED, unclear(version, "bind", status).delete(DELETE_BINDING, 410, "{}").says(id));
    assertEquals(
        NOTHING,
        unclear(version, "provision", status)
            .after(Duration.ofHours(1))
            .delete(DELETE_INSTANCE, 410, "{}")
            .says(id));
    assertEquals(NOTHING, latest().provisioned().delete(DELETE_INSTANCE, 200, "{}").says(id));
  }

  @Test
  void deletion_after_success_is_a_users_right() {
    var talk =
        latest().provisioning().delete(DELETE_INSTANCE + "&accepts_incomplete=true", 200, "{}");
    assertEquals(List.of(), talk.violated());
    var failedUpdate =
        unclear(ApiVersion.V2_17, "update", "500").delete(DELETE_INSTANCE, 200, "{}");
    assertEquals(List.of(), failedUpdate.violated());
  }
}
