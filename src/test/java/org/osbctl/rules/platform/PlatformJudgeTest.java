package org.osbctl.rules.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.osbctl.rules.platform.Talk.*;
import static org.osbctl.rules.platform.Talk.Said.*;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.osbctl.http.Body;
import org.osbctl.http.Headers;
import org.osbctl.lifecycle.Known;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Catalog;

class PlatformJudgeTest {
  private static final Memory.Limits SMALL = new Memory.Limits(10, 12, 400_000, 20);

  private static String instance(int number) {
    return "/v2/service_instances/i" + number;
  }

  @Test
  void what_is_remembered_stays_within_limits() {
    var talk = at(ApiVersion.LATEST, SMALL);
    for (int i = 0; i < 300; i++) {
      talk.put(instance(i) + ASYNC, PROVISION, 202, "{'operation':'o'}");
      for (int poll = 0; poll < 20; poll++) {
        talk.get(instance(i) + "/last_operation?" + IDS + "&operation=o", 200, RUNNING);
      }
      talk.get(instance(i) + "/last_operation?" + IDS + "&operation=o", 200, SUCCEEDED);
      if (i % 2 == 0) {
        talk.delete(instance(i) + "?" + IDS, 200, "{}");
      }
      assertTrue(talk.judge().exchangesRemembered() <= 120);
      assertTrue(talk.judge().bytesRemembered() <= 400_000);
    }
    // Ten stories of twelve exchanges, of which each is counted with 3,000 bytes and its words.
    assertEquals(120, talk.judge().exchangesRemembered());
    assertTrue(talk.judge().bytesRemembered() > 360_000);
    assertEquals(List.of(), talk.violated());
  }

  @Test
  void questions_about_unknown_instances_leave_nothing_behind() {
    var talk = at(ApiVersion.LATEST, SMALL);
    for (int i = 0; i < 50; i++) {
      talk.get(instance(i), 404, "{}");
    }
    assertEquals(0, talk.judge().exchangesRemembered());
    assertEquals(0, talk.judge().bytesRemembered());
  }

  @Test
  void large_bodies_are_not_kept_for_long() {
    var talk = at(ApiVersion.LATEST, SMALL);
    var body =
        PROVISION.replace(
            "{'service_id'", "{'parameters':{'a':'" + "x".repeat(50_000) + "'},'service_id'");
    for (int i = 0; i < 20; i++) {
      talk.put(instance(i), body, 201, "{}");
      assertEquals(1, talk.judge().exchangesRemembered());
      assertTrue(talk.judge().bytesRemembered() > 200_000);
      assertTrue(talk.judge().bytesRemembered() <= 400_000);
    }
  }

  @Test
  void what_was_forgotten_is_not_held_against_the_platform() {
    var talk = at(ApiVersion.LATEST, SMALL);
    for (int i = 0; i < 50; i++) {
      talk.put(instance(i), PROVISION, 201, "{}");
      talk.put(instance(i) + "/service_bindings/b" + i, BIND, 201, "{}");
    }
    for (int i = 0; i < 50; i++) {
      talk.get(instance(i), 200, "{}");
      talk.get(instance(i) + "/service_bindings/b" + i, 200, "{}");
      talk.delete(instance(i) + "/service_bindings/b" + i + "?" + IDS, 200, "{}");
      talk.delete(instance(i) + "?" + IDS, 200, "{}");
    }
    assertEquals(List.of(), talk.violated());
  }

  @Test
  void former_ids_are_remembered_longer_than_what_they_stood_for() {
    var talk = at(ApiVersion.LATEST, SMALL);
    for (int i = 0; i < 20; i++) {
      talk.put(instance(i), PROVISION, 201, "{}").delete(instance(i) + "?" + IDS, 200, "{}");
    }
    talk.put(instance(0), PROVISION, 201, "{}");
    assertEquals(VIOLATED, talk.saysLast("provision.ids-not-reused"));
    assertEquals(
        MET, talk.put(instance(99), PROVISION, 201, "{}").saysLast("provision.ids-not-reused"));
  }

  @Test
  void long_polling_does_not_push_out_its_beginning() {
    var talk = at(ApiVersion.LATEST, SMALL).provisioning();
    for (int i = 0; i < 200; i++) {
      talk.poll("&operation=op%201", RUNNING);
    }
    assertEquals(
        VIOLATED,
        talk.poll("&operation=other", RUNNING).saysLast("poll-instance.operation-sent-back"));
  }

  @Test
  void each_request_is_judged_at_its_own_version() {
    var bare = "{'service_id':'db','plan_id':'small','organization_guid':'o','space_guid':'s'}";
    var talk = at(ApiVersion.V2_11).put(instance(1), bare, 201, "{}");
    assertEquals(List.of(), talk.violated());
    talk.always("X-Broker-API-Version", "2.17").put(instance(2), bare, 201, "{}");
    assertEquals(List.of("provision.context-and-guids-sent"), talk.violated());
  }

  @Test
  void catalog_that_was_fetched_counts() {
    var other = CATALOG.replace("\"id\": \"large\"", "\"id\": \"huge\"");
    var huge = PROVISION.replace("small", "huge");
    var id = "provision.plan-id-of-offering";
    assertEquals(VIOLATED, latest().put(INSTANCE, huge, 400, "{}").says(id));
    assertEquals(
        MET, latest().get("/v2/catalog", 200, other).put(INSTANCE, huge, 201, "{}").says(id));
    assertEquals(MET, latest().get("/v2/catalog", 200, "no catalog").provisioned().says(id));
  }

  @Test
  void several_threads_may_tell_it() throws InterruptedException, ExecutionException {
    var judge =
        new PlatformJudge(
            new Known(ApiVersion.LATEST, new Catalog(json(CATALOG)), Headers.NONE), SMALL);
    var headers = Headers.of("X-Broker-API-Version", "2.17", "Content-Type", "application/json");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var work = new ArrayList<Future<Integer>>();
      for (int i = 0; i < 20; i++) {
        var instance = instance(i);
        work.add(
            threads.submit(
                () -> {
                  int findings = 0;
                  for (int n = 0; n < 20; n++) {
                    var body = Body.of(json(PROVISION));
                    findings +=
                        judge
                            .judge(Exchanged.of("PUT", instance, headers, body, 200, Body.of("{}")))
                            .size();
                  }
                  return findings;
                }));
      }
      for (var each : work) {
        assertEquals(0, each.get());
      }
    }
  }

  /** A broken judge would need a second for each of these. */
  @Test
  void thousands_of_requests_are_judged_in_no_time() {
    var talk = latest().provisioning();
    for (int i = 0; i < 200; i++) {
      talk.poll("&operation=op%201", RUNNING);
    }
    var clock = ManagementFactory.getThreadMXBean();
    var start = clock.getCurrentThreadCpuTime();
    for (int i = 0; i < 1_000; i++) {
      talk.judge()
          .judge(
              Exchanged.get(
                  INSTANCE + "/last_operation?" + IDS + "&operation=op%201",
                  Headers.of("X-Broker-API-Version", "2.17")));
    }
    var taken = Duration.ofNanos(clock.getCurrentThreadCpuTime() - start);
    assertTrue(taken.compareTo(Duration.ofSeconds(5)) < 0, () -> taken + " for 1000 requests");
  }
}
