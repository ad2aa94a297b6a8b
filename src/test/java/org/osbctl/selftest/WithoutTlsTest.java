package org.osbctl.selftest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.osbctl.client.Caller;
import org.osbctl.client.WaitLimits;
import org.osbctl.conform.CreatedListener;
import org.osbctl.conform.RunOptions;
import org.osbctl.conform.RunPlan;
import org.osbctl.conform.Runner;
import org.osbctl.conform.Verdict;
import org.osbctl.http.Target;
import org.osbctl.http.Transport;
import org.osbctl.http.TransportOptions;
import org.osbctl.mock.MockBroker;
import org.osbctl.mock.MockOptions;
import org.osbctl.spec.ApiVersion;

/**
 * A broker that is reached without TLS is told so. The mock is reached by the address of all
 * interfaces, which is not taken for this machine.
 */
class WithoutTlsTest {
  @Test
  void plain_http_is_reported_in_every_version() {
    var expected = new ArrayList<Set<String>>();
    var found = new ArrayList<Set<String>>();
    try (var broker = MockBroker.start(MockOptions.defaults())) {
      var url = URI.create("http://0.0.0.0:" + broker.url().getPort());
      for (var version : ApiVersion.values()) {
        expected.add(
            version == ApiVersion.V2_14
                ? Set.of("auth.tls-and-authentication", "auth.tls-required")
                : Set.of("auth.tls-and-authentication"));
        found.add(violations(new Target(url, broker.target().authentication()), version));
      }
    }
    assertEquals(expected, found);
  }

  private static Set<String> violations(Target target, ApiVersion version) {
    var options =
        new RunOptions(true, List.of(), List.of(), false, Map.of(), 1, WaitLimits.DEFAULT);
    try (var transport = new Transport(TransportOptions.DEFAULT, Clock.systemUTC())) {
      var runner =
          new Runner(
              transport,
              target,
              Caller.of(version),
              Clock.systemUTC(),
              pause -> {},
              exchange -> {},
              CreatedListener.none());
      runner.fetchCatalog();
      var found = new TreeSet<String>();
      for (var each : runner.run(new RunPlan(List.of()), options).requirements()) {
        if (each.verdict() == Verdict.FAILED || each.verdict() == Verdict.WARNED) {
          found.add(each.requirement().id());
        }
      }
      return found;
    }
  }
}
