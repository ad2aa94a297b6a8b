package org.osbctl.mock.fault;

import org.osbctl.http.HttpResponseData;
import org.osbctl.mock.Interceptor.Next;
import org.osbctl.mock.MockAnswer;
import org.osbctl.mock.MockRequest;

/** Answers once and for all: the first body of a kind comes again and again. */
final class Frozen implements Behaviour {
  private final Scope scope;
  private final Memory<MockAnswer> first = new Memory<>();

  Frozen(Scope scope) {
    this.scope = scope;
  }

  /** What one answer counts for. */
  enum Scope {
    /** For every resource. */
    ALL,
    /** For the resource it is about. */
    RESOURCE
  }

  @Override
  public MockAnswer around(MockRequest request, Next next, Turn turn) {
    var answer = next.proceed(request);
    if (!turn.isDue(request) || !turn.isDue(request, answer)) {
      return answer;
    }
    var kind = request.operation().kind().words();
    var key = scope == Scope.ALL ? kind : kind + " " + request.http().uri().getRawPath();
    var known = first.get(key, () -> answer);
    return answer.with(again(known.response(), answer.response()));
  }

  /** What was said before, with the headers of now. */
  private static HttpResponseData again(HttpResponseData before, HttpResponseData now) {
    return new HttpResponseData(now.status(), now.headers(), before.body());
  }
}
