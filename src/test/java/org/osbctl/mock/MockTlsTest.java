package org.osbctl.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osbctl.http.Authentication;
import org.osbctl.http.Body;
import org.osbctl.http.Headers;
import org.osbctl.http.HttpRequestData;
import org.osbctl.http.Outcome;
import org.osbctl.http.Tls;
import org.osbctl.http.Transport;
import org.osbctl.http.TransportOptions;

class MockTlsTest {
  @TempDir Path folder;

  private Outcome fetch(MockBroker broker, Optional<Path> ca, Optional<Path> client)
      throws Exception {
    var standard = TransportOptions.DEFAULT;
    var options =
        new TransportOptions(
            standard.connectTimeout(),
            standard.requestTimeout(),
            standard.maxBodyBytes(),
            Tls.of(ca, client, Optional.empty(), false),
            standard.proxies());
    try (var transport = new Transport(options, Clock.systemUTC())) {
      var request =
          new HttpRequestData(
              "GET",
              broker.target().resolve("/v2/catalog"),
              Headers.of("X-Broker-API-Version", "2.17"),
              Body.NONE);
      return transport.send(request).outcome();
    }
  }

  private Optional<Path> file(String name, String pem) throws Exception {
    return Optional.of(Files.writeString(folder.resolve(name), pem));
  }

  @Test
  void certificate_is_good_for_those_who_trust_the_ca() throws Exception {
    var tls = MockTls.make(List.of("mock.example.com"), false);
    var options = MockOptions.defaults().withTls(tls);
    try (var broker = MockBroker.start(options.withAuthentication(new Authentication.None()))) {
      assertEquals("https", broker.url().getScheme());
      var ca = file("ca.pem", tls.caPem());
      var answered = (Outcome.Answered) fetch(broker, ca, Optional.empty());
      assertEquals(200, answered.response().status());
      assertTrue(fetch(broker, Optional.empty(), Optional.empty()) instanceof Outcome.Failed);
      assertTrue(tls.clientPem().isEmpty());
    }
  }

  @Test
  void mutual_tls_wants_the_certificate_of_the_platform() throws Exception {
    var tls = MockTls.make(List.of(), true);
    var options = MockOptions.defaults().withTls(tls);
    try (var broker = MockBroker.start(options.withAuthentication(new Authentication.None()))) {
      var ca = file("ca.pem", tls.caPem());
      var client = file("client.pem", tls.clientPem().orElseThrow());
      var answered = (Outcome.Answered) fetch(broker, ca, client);
      assertEquals(200, answered.response().status());
      assertTrue(fetch(broker, ca, Optional.empty()) instanceof Outcome.Failed);
    }
  }
}
