package org.osbctl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osbctl.mock.MockBroker;
import org.osbctl.mock.MockOptions;
import org.osbctl.mock.fault.FaultInterceptor;
import org.osbctl.mock.strict.StrictInterceptor;

/** Every command and every request that the guide to the mock shows. */
@Timeout(300)
class MockGuideIT {
  private static final Path GUIDE = Path.of("docs/mock.md");
  private static final Pattern REQUEST =
      Pattern.compile("\\| `([A-Z]+) (/_mock/[^`]*)`(?: `([^`]*)`)? \\|.*");
  private static final String CATALOG =
      """
      services:
        - {id: s1, name: one, description: One., bindable: false,
           plans: [{id: p1, name: small, description: Small.}]}
      """;

  @TempDir Path folder;

  @Test
  void commands_of_the_guide_work() throws Exception {
    var guide = Files.readString(GUIDE);
    Files.writeString(folder.resolve("my-catalog.yaml"), CATALOG);
    Files.writeString(folder.resolve("credentials.json"), json(guide));
    Files.writeString(folder.resolve("outputs.json"), "{\"host\": \"db.example.com\"}");
    var osbctl = new Installed(folder, URI.create("http://127.0.0.1:9"));
    var commands =
        guide
            .lines()
            // Databases have tests of their own.
            .filter(line -> line.startsWith("osbctl ") && !line.contains("--binder-url"))
            .toList();
    assertTrue(commands.size() >= 8, commands::toString);
    for (var command : commands) {
      var ends = command.contains("mock serve") && !command.contains("--for");
      var ran = osbctl.shell(ends ? command + " --exit-with-stdin" : command);
      assertEquals(0, ran.code(), () -> command + ": " + ran);
    }
  }

  private static String json(String guide) {
    return guide.substring(guide.indexOf("```json") + 7).split("```", 2)[0];
  }

  @Test
  void requests_to_the_control_api_work() throws Exception {
    var options = MockOptions.defaults().withAdminToken("token");
    var strict = options.withInterceptor(new StrictInterceptor(options, each -> {}));
    var requests = Files.readAllLines(GUIDE).stream().map(REQUEST::matcher).toList();
    int count = 0;
    try (var broker = MockBroker.start(strict.withInterceptor(new FaultInterceptor(List.of())))) {
      for (var request : requests) {
        if (request.matches()) {
          var body = request.group(2).endsWith("/catalog") ? CATALOG : request.group(3);
          var status = status(broker, request.group(1), request.group(2), body == null ? "" : body);
          assertEquals(200, status, request::group);
          count++;
        }
      }
    }
    assertTrue(count >= 11, count + " requests");
  }

  private static int status(MockBroker broker, String method, String path, String body)
      throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(broker.url() + path))
              .header("Authorization", "Bearer token")
              .method(method, BodyPublishers.ofString(body))
              .build();
      return client.send(request, BodyHandlers.discarding()).statusCode();
    }
  }
}
