package org.osbctl.http;

/** An answer as it came in: status, headers, body. Its text form names no secret. */
public record HttpResponseData(int status, Headers headers, Body body) {
  @Override
  public String toString() {
    return status + ", " + body;
  }
}
