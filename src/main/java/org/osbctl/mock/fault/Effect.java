package org.osbctl.mock.fault;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.osbctl.http.Body;
import org.osbctl.http.Headers;
import org.osbctl.http.HttpResponseData;
import org.osbctl.mock.MockAnswer;
import org.osbctl.spec.Json;

/**
 * What a departure does.
 *
 * @param request changes of the request before the model hears of it
 * @param unheard whether the model does not hear of the request at all
 * @param status the status instead of the model's
 * @param header changes of the headers of the answer
 * @param body changes of the body of the answer
 * @param delay how long the answer is kept back
 * @param wire what happens below HTTP
 * @param behaviour what needs a memory of its own, instead of all this
 */
record Effect(
    Optional<RequestEdit> request,
    boolean unheard,
    OptionalInt status,
    HeaderEdit header,
    BodyEdit body,
    Optional<Duration> delay,
    Optional<WireFault> wire,
    Optional<BehaviourName> behaviour) {

  /** The answer bent, all but the delay. */
  MockAnswer bend(MockAnswer answer, Placeholders values) {
    var plain = answer.response();
    int now = status.orElse(plain.status());
    var bent =
        answer.with(
            new HttpResponseData(
                now,
                header.apply(headers(plain.headers(), now), values),
                body.apply(fitting(plain, now), values)));
    return wire.map(fault -> bent.with(fault.effect())).orElse(bent);
  }

  /** A success that turns into a refusal has the body of one, and the other way round. */
  private static Body fitting(HttpResponseData answer, int status) {
    if (isSuccess(answer.status()) == isSuccess(status)) {
      return answer.body();
    }
    return isSuccess(status)
        ? Body.of(Json.object())
        : Body.of(Json.object().put("description", "The request cannot be fulfilled."));
  }

  private static Headers headers(Headers headers, int status) {
    return status == 304 ? headers.without("Content-Type") : headers;
  }

  private static boolean isSuccess(int status) {
    return status < 400;
  }
}
