package org.osbctl.mock;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osbctl.http.Body;
import org.osbctl.http.Headers;
import org.osbctl.http.HttpRequestData;
import org.osbctl.http.HttpResponseData;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Catalog;

/** A catalog as platforms of every version get it. */
final class ServedCatalog {
  private final Catalog whole;
  private final String since;
  private final Map<ApiVersion, At> versions = new ConcurrentHashMap<>();

  /**
   * A catalog to serve.
   *
   * @param since when it came into being
   */
  ServedCatalog(Catalog whole, Instant since) {
    this.whole = whole;
    this.since = DateTimeFormatter.RFC_1123_DATE_TIME.format(since.atZone(ZoneOffset.UTC));
  }

  At at(ApiVersion version) {
    return versions.computeIfAbsent(version, this::make);
  }

  private At make(ApiVersion version) {
    var catalog = CatalogMembers.at(version, whole);
    var body = Body.of(catalog.json());
    var headers =
        Headers.of(
            "Content-Type",
            "application/json",
            "ETag",
            "\"" + MockBodies.digest(body.text()) + "\"",
            "Last-Modified",
            since,
            "Vary",
            "X-Broker-API-Version");
    return new At(catalog, new HttpResponseData(200, headers, body));
  }

  /** The catalog of one version, and the answer that carries it. */
  record At(Catalog catalog, HttpResponseData response) {
    HttpResponseData response(HttpRequestData request) {
      var identity = request.headers().first(MockBodies.REQUEST_IDENTITY);
      return identity.isPresent()
          ? new HttpResponseData(
              response.status(),
              response.headers().with(MockBodies.REQUEST_IDENTITY, identity.get()),
              response.body())
          : response;
    }
  }
}
