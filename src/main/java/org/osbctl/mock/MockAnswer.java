package org.osbctl.mock;

import org.osbctl.http.Body;
import org.osbctl.http.Headers;
import org.osbctl.http.HttpResponseData;
import tools.jackson.databind.JsonNode;

/**
 * What a mock answers, and what happens to it below HTTP.
 *
 * @param response the answer as it is meant
 * @param effect what is done to it on its way
 */
public record MockAnswer(HttpResponseData response, WireEffect effect) {
  /** An answer that arrives as it is meant. */
  public static MockAnswer of(HttpResponseData response) {
    return new MockAnswer(response, WireEffect.NONE);
  }

  /** An answer with a JSON body. */
  public static MockAnswer json(int status, JsonNode body) {
    return of(
        new HttpResponseData(
            status, Headers.of("Content-Type", "application/json"), Body.of(body)));
  }

  /** This answer with another meaning and the same effect. */
  public MockAnswer with(HttpResponseData other) {
    return new MockAnswer(other, effect);
  }

  /** This answer with one effect more. */
  public MockAnswer with(WireEffect more) {
    return new MockAnswer(response, effect.andThen(more));
  }
}
