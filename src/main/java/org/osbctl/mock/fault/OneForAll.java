package org.osbctl.mock.fault;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.osbctl.mock.Interceptor.Next;
import org.osbctl.mock.MockAnswer;
import org.osbctl.mock.MockRequest;
import org.osbctl.operation.Operation.OfInstance;

/** All service instances are one: the first that was asked for when it was this one's turn. */
final class OneForAll implements Behaviour {
  private final AtomicReference<@Nullable String> theOne = new AtomicReference<>();

  @Override
  public MockAnswer around(MockRequest request, Next next, Turn turn) {
    if (!(request.operation() instanceof OfInstance of)) {
      return next.proceed(request);
    }
    var known = theOne.get();
    if (known == null) {
      var answer = next.proceed(request);
      if (answer.response().status() < 300 && turn.isDue(request)) {
        theOne.compareAndSet(null, of.instanceId());
      }
      return answer;
    }
    if (of.instanceId().equals(known) || !turn.isDue(request)) {
      return next.proceed(request);
    }
    var answer = next.proceed(Ids.replaced(request, of.instanceId(), known));
    var unused = turn.isDue(request, answer);
    return answer;
  }
}
