package org.osbctl.mock.fault;

import org.osbctl.http.HttpResponseData;
import org.osbctl.mock.Interceptor.Next;
import org.osbctl.mock.MockAnswer;
import org.osbctl.mock.MockRequest;
import org.osbctl.operation.Operation.OfInstance;

/** Answers with what it answered about the resource before, if that was another one. */
final class MixedUp implements Behaviour {
  private final Memory<Given> last = new Memory<>();

  private record Given(String path, MockAnswer answer) {}

  @Override
  public MockAnswer around(MockRequest request, Next next, Turn turn) {
    var answer = next.proceed(request);
    if (!(request.operation() instanceof OfInstance of)
        || !turn.isDue(request)
        || !turn.isDue(request, answer)) {
      return answer;
    }
    var given = new Given(request.http().uri().getRawPath(), answer);
    var before = last.exchange(of.kind().words(), given);
    return before.path().equals(given.path())
        ? answer
        : answer.with(
            new HttpResponseData(
                answer.response().status(),
                answer.response().headers(),
                before.answer().response().body()));
  }
}
