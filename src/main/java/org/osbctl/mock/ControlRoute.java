package org.osbctl.mock;

import org.osbctl.http.HttpRequestData;

/**
 * One thing that can be done through the control API.
 *
 * @param method the HTTP method
 * @param name the path behind {@code /_mock/}
 * @param what what it does, in words for a list
 * @param handler does it
 */
public record ControlRoute(String method, String name, String what, Handler handler) {
  /** Does what a route promises. */
  @FunctionalInterface
  public interface Handler {
    /** The answer to an authorised request. */
    MockAnswer answer(HttpRequestData request);
  }
}
