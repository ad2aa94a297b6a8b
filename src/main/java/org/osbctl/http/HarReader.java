package org.osbctl.http;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;

/** Reads HTTP archives (HAR 1.2), those of osbctl and those of browsers and proxies. */
public final class HarReader {
  private HarReader() {}

  /**
   * An archive.
   *
   * @param exchanges all of its entries, in the order of the file
   * @param credentials the headers of right credentials, as far as they show: in an archive of ours
   *     they are masked, and other ones masked differently; none when nothing was authenticated
   * @param ours whether osbctl wrote it, so that it begins with the first request of a run
   */
  public record Archive(List<Exchange> exchanges, Headers credentials, boolean ours) {
    public Archive {
      exchanges = List.copyOf(exchanges);
    }
  }

  /** A text that is no archive; the message says why. */
  public static final class UnreadableException extends RuntimeException {
    UnreadableException(String message) {
      super(message);
    }
  }

  /**
   * Reads an archive.
   *
   * @throws UnreadableException if it is none
   */
  public static Archive read(byte[] json) {
    if (!(Json.parse(json) instanceof Json.Parsed.Value value)) {
      throw new UnreadableException("it is not JSON");
    }
    var log = value.node().path("log");
    if (!log.path("entries").isArray()) {
      throw new UnreadableException("it has no log.entries");
    }
    var exchanges = new ArrayList<Exchange>();
    int number = 0;
    for (var entry : log.path("entries")) {
      exchanges.add(exchange(entry, number++));
    }
    var ours = log.path("creator").path("name").asString("").equals("osbctl");
    return new Archive(exchanges, credentials(exchanges), ours);
  }

  private static Exchange exchange(JsonNode entry, int number) {
    try {
      var request = request(entry.path("request"), entry.path("_credentials").asString(""));
      var at = instant(entry.path("startedDateTime").asString(""));
      var took = Duration.ofMillis(Math.max(0, entry.path("time").asLong(0)));
      return new Exchange(at, request, outcome(entry.path("response")), new Timing(took));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new UnreadableException("its entry " + number + " is none: " + e.getMessage());
    }
  }

  private static Instant instant(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }

  private static HttpRequestData request(JsonNode request, String credentials) {
    var headers = headers(request);
    for (var header : TokenHeader.values()) {
      if (credentials.equals("wrong") && headers.first(header.header()).isPresent()) {
        headers = headers.with(header.header(), Redaction.MASK + " wrong");
      }
    }
    return new HttpRequestData(
        request.path("method").asString(""),
        URI.create(request.path("url").asString("")),
        headers,
        body(request.path("postData")));
  }

  private static Headers headers(JsonNode message) {
    var fields = new ArrayList<Headers.Field>();
    for (var field : Json.elements(message.path("headers"))) {
      var name = field.path("name").asString("");
      // What browsers make of the request line of HTTP/2.
      if (!name.startsWith(":")) {
        fields.add(new Headers.Field(name, field.path("value").asString("")));
      }
    }
    return new Headers(fields);
  }

  private static Body body(JsonNode content) {
    var text = content.path("text").asString("");
    return content.path("encoding").asString("").equals("base64")
        ? Body.of(Base64.getDecoder().decode(text))
        : text.isEmpty() ? Body.NONE : Body.of(text);
  }

  private static Outcome outcome(JsonNode response) {
    int status = response.path("status").asInt(0);
    if (status < 100) {
      return new Outcome.Failed(
          new TransportFailure(
              kind(response.path("_kind").asString("")),
              Visible.text(response.path("_error").asString("no answer was recorded"))));
    }
    return new Outcome.Answered(
        new HttpResponseData(status, headers(response), body(response.path("content"))));
  }

  private static TransportFailure.Kind kind(String name) {
    for (var kind : TransportFailure.Kind.values()) {
      if (kind.name().equals(name)) {
        return kind;
      }
    }
    return TransportFailure.Kind.OTHER;
  }

  /** Credentials with which a request was served are right ones. */
  private static Headers credentials(List<Exchange> exchanges) {
    return exchanges.stream()
        .filter(each -> each.status() >= 200 && each.status() < 300)
        .flatMap(each -> credentials(each.request()))
        .filter(field -> !field.value().endsWith(" wrong"))
        .findFirst()
        .map(field -> new Headers(List.of(field)))
        .orElse(Headers.NONE);
  }

  private static Stream<Headers.Field> credentials(HttpRequestData request) {
    return Stream.of(TokenHeader.values())
        .flatMap(
            header ->
                request.headers().first(header.header()).stream()
                    .map(value -> new Headers.Field(header.header(), value)));
  }
}
