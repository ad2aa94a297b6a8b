package org.osbctl.http;

import java.net.URI;

/** A request as it goes out: method, absolute URI, headers, body. Its text form names no secret. */
public record HttpRequestData(String method, URI uri, Headers headers, Body body) {
  /** Path and query as they stand on the request line, still percent-encoded. */
  public String target() {
    var path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }

  @Override
  public String toString() {
    return method + " " + target();
  }
}
