package org.osbctl.mock.fault;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osbctl.mock.Interceptor.Next;
import org.osbctl.mock.MockAnswer;
import org.osbctl.mock.MockRequest;
import org.osbctl.operation.Operation.OfInstance;

/** Answers with what it answered about the resource before, if that was another one. */
final class MixedUp implements Behaviour {
  private final Map<String, Given> last = new ConcurrentHashMap<>();

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
    var before = last.put(of.kind().words(), given);
    return before == null || before.path().equals(given.path())
        ? answer
        : answer.with(before.answer().response());
  }
}
