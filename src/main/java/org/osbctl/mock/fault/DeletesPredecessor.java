package org.osbctl.mock.fault;

import java.net.URI;
import org.osbctl.http.Body;
import org.osbctl.http.HttpRequestData;
import org.osbctl.mock.Interceptor.Next;
import org.osbctl.mock.MockAnswer;
import org.osbctl.mock.MockRequest;
import org.osbctl.operation.Operation.Bind;
import org.osbctl.operation.Operation.Unbind;
import org.osbctl.operation.Requests;
import org.osbctl.operation.Wire;

/** Deletes a binding as soon as it has a successor. */
final class DeletesPredecessor implements Behaviour {
  @Override
  public MockAnswer around(MockRequest request, Next next, Turn turn) {
    var answer = next.proceed(request);
    if (request.operation() instanceof Bind bind
        && turn.isDue(request)
        && turn.isDue(request, answer)) {
      var unused = next.proceed(unbind(request, bind));
    }
    return answer;
  }

  private static MockRequest unbind(MockRequest request, Bind successor) {
    var attributes = request.mock().instance(successor.instanceId()).attributesNow();
    Unbind unbind =
        Requests.unbind(
            successor.instanceId(),
            successor.body().path("predecessor_binding_id").stringValue(""),
            attributes.serviceId(),
            attributes.planId());
    var rendered = Wire.render(unbind.acceptingIncomplete());
    URI uri = request.http().uri().resolve(rendered.target());
    return request.with(
        new HttpRequestData(rendered.method(), uri, request.http().headers(), Body.NONE));
  }
}
