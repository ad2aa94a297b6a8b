package org.osbctl.mock;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.osbctl.http.Body;
import org.osbctl.http.Headers;
import org.osbctl.http.HttpResponseData;
import org.osbctl.operation.Operation.GetCatalog;

/**
 * Answers 304 to those who know the catalog already (RFC 7232; spec 2.17, "Catalog Management").
 */
final class ConditionalCatalog implements Interceptor {
  @Override
  public MockAnswer around(MockRequest request, Next next) {
    var answer = next.proceed(request);
    if (!(request.operation() instanceof GetCatalog) || answer.response().status() != 200) {
      return answer;
    }
    return isKnown(request.http().headers(), answer.response().headers())
        ? answer.with(notModified(answer.response()))
        : answer;
  }

  private static boolean isKnown(Headers asked, Headers answered) {
    var tags = asked.all("If-None-Match");
    if (!tags.isEmpty()) {
      var tag = answered.first("ETag").orElse("");
      for (var line : tags) {
        for (var each : line.split(",", -1)) {
          var known = each.strip();
          if (known.equals("*") || known.equals(tag) || known.equals("W/" + tag)) {
            return true;
          }
        }
      }
      return false;
    }
    var since = asked.first("If-Modified-Since").flatMap(ConditionalCatalog::instant);
    if (since.isEmpty()) {
      return false;
    }
    var modified = answered.first("Last-Modified").flatMap(ConditionalCatalog::instant);
    return modified.isPresent() && !modified.get().isAfter(since.get());
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static HttpResponseData notModified(HttpResponseData full) {
    return new HttpResponseData(304, full.headers().without("Content-Type"), Body.NONE);
  }
}
