package org.osbctl.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.osbctl.http.Body;
import org.osbctl.http.Headers;
import org.osbctl.http.HttpRequestData;
import org.osbctl.lifecycle.Attributes;
import org.osbctl.lifecycle.Ended;
import org.osbctl.lifecycle.ResourceState;
import org.osbctl.operation.OperationKind;
import org.osbctl.spec.Json;

class ShelfTest {
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
  private static final Ended ENDED = new Ended(OperationKind.DEPROVISION, true, false, null);

  private final Shelf shelf = new Shelf();

  private static Resource in(ResourceState state, Instant due) {
    return new Resource(state, due, null, Json.object());
  }

  private void set(String id, Resource resource) {
    shelf.with(
        id,
        NOW,
        instance -> {
          instance.own(resource);
          return true;
        });
  }

  @Test
  void id_nobody_has_made_leaves_nothing() {
    assertTrue(shelf.with("i", NOW, Instance::isNew));
    assertEquals(0, shelf.size());
  }

  /** Whatever one of these 64 instances waits for: in a hash table some of them are neighbours. */
  @Test
  void work_on_one_instance_stalls_no_other() throws Exception {
    var begun = new CountDownLatch(64);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 64; i++) {
        var id = "i" + i;
        threads.execute(
            () ->
                shelf.with(
                    id,
                    NOW,
                    instance -> {
                      begun.countDown();
                      return awaited(begun);
                    }));
      }
      assertTrue(begun.await(20, TimeUnit.SECONDS), begun::toString);
    }
    assertEquals(0, shelf.size());
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      return latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void two_never_work_on_the_same_instance() throws Exception {
    var sum = new int[1];
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 2_000; i++) {
        threads.execute(() -> shelf.with("i", NOW, instance -> sum[0]++));
      }
    }
    assertEquals(2_000, sum[0]);
  }

  @Test
  void only_the_latest_deletions_are_remembered() {
    for (int i = 0; i < 5_000; i++) {
      set("i" + i, in(new ResourceState.Absent(ENDED), null));
    }
    assertEquals(1_000, shelf.size());
    assertTrue(shelf.with("i0", NOW, Instance::isNew));
    assertTrue(!shelf.with("i4999", NOW, Instance::isNew));
  }

  @Test
  void instance_that_came_back_is_not_forgotten() {
    set("back", in(new ResourceState.Absent(ENDED), null));
    set("back", in(new ResourceState.Ready(Attributes.UNKNOWN, ENDED), null));
    for (int i = 0; i < 2_000; i++) {
      set("i" + i, in(new ResourceState.Absent(ENDED), null));
    }
    assertEquals("Ready", shelf.with("back", NOW, i -> i.own().state().getClass().getSimpleName()));
  }

  @Test
  void deletion_that_nobody_asks_for_ends_by_itself() {
    var due = NOW.plusSeconds(1);
    for (int i = 0; i < 5_000; i++) {
      set("i" + i, in(new ResourceState.Deleting(Attributes.UNKNOWN, "op", false), due));
    }
    assertEquals(5_000, shelf.size());
    shelf.sweep(NOW);
    assertEquals(5_000, shelf.size());
    shelf.sweep(due);
    assertEquals(1_000, shelf.size());
  }

  @Test
  void only_the_latest_deleted_bindings_are_remembered() {
    set("i", in(new ResourceState.Ready(Attributes.UNKNOWN, ENDED), null));
    var bindings =
        shelf.with(
            "i",
            NOW,
            instance -> {
              for (int i = 0; i < 1_000; i++) {
                instance.binding("b" + i, in(new ResourceState.Absent(ENDED), null));
              }
              return instance.bindings().size();
            });
    assertEquals(100, bindings);
  }

  @Test
  void whole_lives_leave_a_bounded_memory() {
    var options = MockOptions.defaults().withMode(MockOptions.Mode.ASYNC).withDelay(Duration.ZERO);
    var core = new MockCore(options, java.time.Clock.systemUTC());
    var headers = options.authentication().headers().with("X-Broker-API-Version", "2.17");
    var query = "?accepts_incomplete=true&service_id=" + Platform.DATABASE;
    var body =
        Body.of(
            "{\"service_id\":\"%s\",\"plan_id\":\"%s\"}"
                .formatted(Platform.DATABASE, Platform.SMALL));
    for (int i = 0; i < 3_000; i++) {
      var path = "http://localhost/v2/service_instances/i" + i + query;
      assertEquals(202, status(core, "PUT", path, headers, body));
      assertEquals(
          202, status(core, "DELETE", path + "&plan_id=" + Platform.SMALL, headers, Body.NONE));
    }
    var instances = core.describe().path("instances").size();
    assertTrue(instances <= 1_001, instances + " instances");
  }

  private static int status(MockCore core, String method, String uri, Headers headers, Body body) {
    var request = new HttpRequestData(method, java.net.URI.create(uri), headers, body);
    return core.proceed(MockRequest.of(request, core)).response().status();
  }
}
