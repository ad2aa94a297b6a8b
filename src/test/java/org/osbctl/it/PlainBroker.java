package org.osbctl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The broker in Python that knows nothing of our model, as a process of its own. */
final class PlainBroker implements AutoCloseable {
  private final Process process;
  private final URI url;

  private PlainBroker(Process process, URI url) {
    this.process = process;
    this.url = url;
  }

  static PlainBroker start(String... options) throws IOException {
    var words =
        new ArrayList<>(
            List.of(
                "python3", "src/it/brokers/plain/broker.py", "--port", "0", "--exit-with-stdin"));
    words.addAll(Arrays.asList(options));
    var process = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    var out = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8);
    var line = new BufferedReader(out).readLine();
    assertTrue(line != null && line.startsWith("listening on http://"), "says " + line);
    return new PlainBroker(process, URI.create(line.substring("listening on ".length())));
  }

  URI url() {
    return url;
  }

  /** Asks the broker itself whether it still has an instance of these; 410 is its word for no. */
  void assertHasNone(Collection<String> instanceIds) throws IOException, InterruptedException {
    var login = Base64.getEncoder().encodeToString("admin:secret".getBytes(StandardCharsets.UTF_8));
    try (var client = HttpClient.newHttpClient()) {
      for (var id : instanceIds) {
        var request =
            HttpRequest.newBuilder(
                    URI.create(url + "/v2/service_instances/" + id + "?service_id=x&plan_id=x"))
                .header("Authorization", "Basic " + login)
                .header("X-Broker-API-Version", "2.17")
                .DELETE()
                .build();
        assertEquals(410, client.send(request, BodyHandlers.ofString()).statusCode(), id);
      }
    }
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
