package org.osbctl.report;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A headless Chromium with one page, driven by its own protocol. */
final class Browser implements AutoCloseable {
  private static final Pattern LISTENING = Pattern.compile("DevTools listening on ws://([^/]+)/");
  private static final long PATIENCE_SECONDS = 60;

  private final Process process;
  private final HttpClient http = HttpClient.newHttpClient();
  private final WebSocket socket;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();

  private Browser(Process process) throws Exception {
    this.process = process;
    var place = listening(process);
    this.socket =
        http.newWebSocketBuilder()
            .buildAsync(page(place), new Listener())
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    send("Page.enable", Json.object());
    send("Network.enable", Json.object());
    send("Log.enable", Json.object());
    send("Runtime.enable", Json.object());
  }

  /** The browser's command, if this machine has it. */
  static Optional<Path> command() {
    return Stream.of(System.getenv("PATH").split(":"))
        .flatMap(
            folder ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts it; what it keeps goes into a folder. */
  static Browser start(Path command, Path folder) throws Exception {
    var builder =
        new ProcessBuilder(
            command.toString(),
            "--headless",
            // Root in a container has no sandbox, and the page is ours.
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--remote-debugging-port=0",
            "--window-size=1200,900",
            "--user-data-dir=" + folder.resolve("profile"),
            "about:blank");
    builder.environment().put("HOME", folder.toString());
    var process = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    try {
      return new Browser(process);
    } catch (Exception e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static String listening(Process process) throws IOException {
    var said = new StringBuilder();
    var err =
        new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
    for (var line = err.readLine(); line != null; line = err.readLine()) {
      said.append(line).append('\n');
      var found = LISTENING.matcher(line);
      if (found.find()) {
        // The rest has to be read, or the browser stops when the pipe is full.
        Thread.startVirtualThread(() -> err.lines().forEach(rest -> {}));
        return found.group(1);
      }
    }
    throw new AssertionError("the browser does not start: " + said);
  }

  private URI page(String place) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create("http://" + place + "/json/list")).build();
    var list = http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
    for (var each : Json.parse(list).node()) {
      if (each.path("type").asString().equals("page")) {
        return URI.create(each.path("webSocketDebuggerUrl").asString());
      }
    }
    throw new AssertionError("the browser has no page");
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder message = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      message.append(data);
      if (last) {
        var node = Json.parse(message.toString().getBytes(StandardCharsets.UTF_8)).node();
        message.setLength(0);
        if (node.has("id")) {
          answers.get(node.path("id").asInt()).complete(node);
        } else {
          events.add(node);
        }
      }
      from.request(1);
      return null;
    }
  }

  /** Sends a command of the protocol and returns its result. */
  JsonNode send(String method, ObjectNode parameters) throws Exception {
    int id = ids.incrementAndGet();
    var answer = new CompletableFuture<JsonNode>();
    answers.put(id, answer);
    var message = Json.object().put("id", id).put("method", method);
    message.set("params", parameters);
    socket.sendText(Json.text(message), true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    var result = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertTrue(!result.has("error"), result::toString);
    return result.path("result");
  }

  /** Opens a file, and waits until its script has run. */
  Browser open(Path file) throws Exception {
    send("Page.navigate", Json.object().put("url", file.toUri().toString()));
    evaluate(
        """
        new Promise((done, failed) => {
          const end = Date.now() + 30000;
          const look = () => document.documentElement?.dataset.ready ? done(true)
            : Date.now() > end ? failed(new Error("not ready")) : setTimeout(look, 20);
          look();
        })
        """);
    return this;
  }

  /** The value of an expression in the page; a promise is waited for. */
  JsonNode evaluate(String expression) throws Exception {
    var result =
        send(
            "Runtime.evaluate",
            Json.object()
                .put("expression", expression)
                .put("awaitPromise", true)
                .put("returnByValue", true));
    assertTrue(!result.has("exceptionDetails"), () -> expression + ": " + result);
    return result.at("/result/value");
  }

  /** Presses and releases a key. */
  void press(String key) throws Exception {
    var down = Json.object().put("type", "keyDown").put("key", key);
    if (key.length() == 1) {
      down.put("text", key);
    }
    if (key.equals("Enter")) {
      down.put("text", "\r").put("code", "Enter").put("windowsVirtualKeyCode", 13);
    }
    send("Input.dispatchKeyEvent", down);
    send("Input.dispatchKeyEvent", Json.object().put("type", "keyUp").put("key", key));
  }

  /** The URLs of everything that was asked for. */
  List<String> requests() {
    return texts("Network.requestWillBeSent", "/params/request/url");
  }

  /** What the page complains about: errors, and what its policy refused. */
  List<String> complaints() {
    var all = new ArrayList<>(texts("Log.entryAdded", "/params/entry/text"));
    all.addAll(texts("Runtime.exceptionThrown", "/params/exceptionDetails/text"));
    return all;
  }

  private List<String> texts(String method, String pointer) {
    return events.stream()
        .filter(each -> each.path("method").asString().equals(method))
        .map(each -> each.at(pointer).asString())
        .toList();
  }

  @Override
  public void close() {
    socket.abort();
    http.shutdownNow();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }
}
