package org.osbctl.mock.fault;

import java.net.URI;
import org.osbctl.http.HttpRequestData;
import org.osbctl.mock.MockRequest;

/** Ids in paths. */
final class Ids {
  private Ids() {}

  /** A request for another resource: one segment of the path replaced by another. */
  static MockRequest replaced(MockRequest request, String id, String other) {
    var http = request.http();
    var uri = http.uri().toString().replace("/" + id, "/" + other);
    return request.with(
        new HttpRequestData(http.method(), URI.create(uri), http.headers(), http.body()));
  }
}
