package org.osbctl.mock;

import org.osbctl.http.HttpRequestData;
import org.osbctl.operation.Operation;
import org.osbctl.operation.Wire;
import org.osbctl.spec.ApiVersion;

/**
 * A request on its way through a mock.
 *
 * @param http the request as it came, or as an interceptor changed it
 * @param operation what it asks for
 * @param mock the mock it came to
 */
public record MockRequest(HttpRequestData http, Operation operation, MockState mock) {
  static MockRequest of(HttpRequestData http, MockState mock) {
    return new MockRequest(http, Wire.parse(http.method(), http.target(), http.body()), mock);
  }

  /** Another request in its place: other headers, another path, another body. */
  public MockRequest with(HttpRequestData other) {
    return of(other, mock);
  }

  /** The version it was made for; the newest when it names none that is known. */
  public ApiVersion version() {
    return http.headers()
        .first("X-Broker-API-Version")
        .flatMap(ApiVersion::parse)
        .orElse(ApiVersion.LATEST);
  }
}
