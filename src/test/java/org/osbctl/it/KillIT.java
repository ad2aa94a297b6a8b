package org.osbctl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osbctl.mock.MockBroker;
import org.osbctl.mock.MockOptions;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;

/** Whatever a process dies of, and whenever: what it created can be cleaned up. */
@Timeout(300)
class KillIT {
  private static final int KILLS = 50;

  /** On a busy machine fewer have to do. */
  private static final int FEWEST_KILLS = 20;

  private static final Duration ENOUGH = Duration.ofSeconds(25);
  private static final String TOKEN = "token-of-the-test";

  @TempDir Path folder;

  @Test
  void processes_killed_at_any_moment_leave_nothing_that_cleanup_does_not_find() throws Exception {
    var random = new Random(4711);
    var options =
        MockOptions.defaults()
            .withMode(MockOptions.Mode.MIXED)
            .withDelay(Duration.ofMillis(50))
            .withLatency(Duration.ofMillis(20))
            .withAdminToken(TOKEN);
    try (var broker = MockBroker.start(options)) {
      var osbctl =
          new Installed(folder, broker.url())
              .with("SB_BROKER_USERNAME", "mock")
              .with("SB_BROKER_PASSWORD", "mock-password");
      osbctl.run("provision", "-s", "mock-cluster", "-p", "small", "-i", "base").ends(0);
      int usual = usual(osbctl);
      long begin = System.nanoTime();
      for (int i = 0; i < KILLS && (i < FEWEST_KILLS || sinceThen(begin) < 0); i += 2) {
        // Two at a time, which is what most machines can do at once.
        var first = start(osbctl, i);
        var second = start(osbctl, i + 1);
        first.killAfter(usual / 3 + random.nextInt(usual));
        second.killAfter(random.nextInt(usual / 2));
      }
      assertTrue(there(broker) > 5, "the kills came too early to prove anything");
      assertTrue(osbctl.inventory().lines().count() > 5);
      osbctl.run("cleanup", "--all", "--yes", "--interval", "100ms").ends(0);
      assertEquals("", osbctl.inventory());
      assertEquals(0, there(broker));
    }
  }

  /** How many instances and bindings the broker has. */
  private static int there(MockBroker broker) throws Exception {
    var request =
        HttpRequest.newBuilder(broker.url().resolve("/_mock/state"))
            .header("Authorization", "Bearer " + TOKEN)
            .build();
    try (var client = HttpClient.newHttpClient()) {
      var state = Json.parse(client.send(request, BodyHandlers.ofByteArray()).body()).node();
      int there = 0;
      for (var instance : state.path("instances")) {
        there += isThere(instance) ? 1 : 0;
        for (var binding : instance.path("bindings")) {
          there += isThere(instance) && isThere(binding) ? 1 : 0;
        }
      }
      return there;
    }
  }

  private static boolean isThere(JsonNode resource) {
    var state = resource.path("state").asString();
    assertFalse(state.isEmpty(), resource::toString);
    return !state.equals("deleted");
  }

  /** Negative as long as there is time. */
  private static int sinceThen(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin).compareTo(ENOUGH);
  }

  /** How many milliseconds two commands take that nobody kills: the moments lie around it. */
  private static int usual(Installed osbctl) throws Exception {
    long begin = System.nanoTime();
    var first = start(osbctl, 100);
    var second = start(osbctl, 101);
    first.end().ends(0);
    second.end().ends(0);
    return (int) ((System.nanoTime() - begin) / 1_000_000);
  }

  private static Installed.Running start(Installed osbctl, int number) throws Exception {
    return switch (number % 5) {
      case 0, 3 ->
          osbctl.start(
              "provision",
              "-s",
              "mock-cluster",
              "-p",
              "small",
              "-i",
              "db" + number,
              "--interval",
              "100ms");
      case 1, 4 -> osbctl.start("bind", "-i", "base", "-b", "app" + number, "--interval", "100ms");
      default -> osbctl.start("conform", "run", "-s", "mock-cluster", "--yes");
    };
  }
}
