package org.osbctl.mock.fault;

import java.util.concurrent.atomic.AtomicBoolean;
import org.osbctl.http.HttpRequestData;
import org.osbctl.mock.Interceptor.Next;
import org.osbctl.mock.MockAnswer;
import org.osbctl.mock.MockRequest;

/** Checks credentials until somebody has shown the right ones, and then no more. */
final class AuthenticatedOnce implements Behaviour {
  private final AtomicBoolean known = new AtomicBoolean();

  @Override
  public MockAnswer around(MockRequest request, Next next, Turn turn) {
    var answer = next.proceed(request);
    if (answer.response().status() != 401) {
      known.set(true);
      return answer;
    }
    return known.get() && turn.isDue(request) && turn.isDue(request, answer)
        ? next.proceed(authenticated(request))
        : answer;
  }

  private static MockRequest authenticated(MockRequest request) {
    var http = request.http();
    var headers = RequestEdit.authenticated(http.headers(), request);
    return request.with(new HttpRequestData(http.method(), http.uri(), headers, http.body()));
  }
}
