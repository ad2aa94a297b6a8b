package org.osbctl.rules.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osbctl.client.OrphanMitigation;
import org.osbctl.http.Exchange;
import org.osbctl.http.Headers;
import org.osbctl.http.Outcome;
import org.osbctl.http.Timing;
import org.osbctl.http.TransportFailure;
import org.osbctl.mock.MockBroker;
import org.osbctl.mock.MockOptions;
import org.osbctl.mock.MockOptions.Mode;
import org.osbctl.operation.OperationKind;
import org.osbctl.spec.ApiVersion;

/** Our own platform, over HTTP, before the judge. */
class OwnClientTest {
  private static List<String> findings(List<PlatformFinding> findings) {
    return findings.stream()
        .map(each -> each.level() + " " + each.requirement().id() + ": " + each.because())
        .toList();
  }

  @ParameterizedTest
  @EnumSource(ApiVersion.class)
  void our_client_is_a_good_platform(ApiVersion version) {
    for (var mode : List.of(Mode.SYNC, Mode.ASYNC)) {
      var options = MockOptions.defaults().withMode(mode).withDelay(Duration.ofSeconds(5));
      var time = new OwnPlatform.PassingTime();
      try (var broker = MockBroker.start(options, time);
          var platform = new OwnPlatform(broker, version, time)) {
        platform.liveEverywhere();
        assertEquals(List.of(), findings(platform.findings()));
        assertEquals(List.of(), findings(platform.judge().finish()));
      }
    }
  }

  @Test
  void our_client_waits_as_long_as_it_is_asked_to() {
    var options =
        MockOptions.defaults()
            .withMode(Mode.ASYNC)
            .withDelay(Duration.ofMinutes(3))
            .withRetryAfter(30);
    var time = new OwnPlatform.PassingTime();
    try (var broker = MockBroker.start(options, time);
        var platform = new OwnPlatform(broker, ApiVersion.LATEST, time)) {
      var plan = platform.catalog().offerings().getLast().plans().getFirst();
      platform.live(plan, plan);
      assertEquals(List.of(), findings(platform.findings()));
    }
  }

  /** Where the rules ask for a clean-up, our client makes one, and nowhere else. */
  @ParameterizedTest
  @EnumSource(ApiVersion.class)
  void our_client_cleans_up_what_the_rules_want_cleaned_up(ApiVersion version) {
    for (var creating : List.of(true, false)) {
      for (int status : new int[] {0, 200, 201, 202, 204, 206, 400, 404, 408, 409, 422, 500, 503}) {
        for (var body : List.of("{}", "[]", "")) {
          var target = creating ? Talk.INSTANCE : Talk.BINDING;
          var talk = creating ? Talk.at(version) : Talk.at(version).provisioned();
          var outcome =
              status == 0
                  ? new Outcome.Failed(
                      new TransportFailure(TransportFailure.Kind.TIMEOUT, "timeout"))
                  : Exchanged.answered(status, body);
          talk.tell("PUT", target, creating ? Talk.PROVISION : Talk.BIND, outcome);
          var wanted = talk.finish().neglected().stream().anyMatch(id -> id.startsWith("orphan."));
          var kind = creating ? OperationKind.PROVISION : OperationKind.BIND;
          var exchange =
              new Exchange(
                  Instant.EPOCH,
                  Exchanged.get(target, Headers.NONE).request(),
                  outcome,
                  new Timing(Duration.ZERO));
          assertEquals(
              OrphanMitigation.isDue(version, kind, exchange),
              wanted,
              version + " " + kind + " " + status + " " + body);
        }
      }
    }
  }
}
