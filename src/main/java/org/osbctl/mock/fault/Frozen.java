package org.osbctl.mock.fault;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osbctl.mock.Interceptor.Next;
import org.osbctl.mock.MockAnswer;
import org.osbctl.mock.MockRequest;

/** Answers once and for all: the first answer of a kind comes again and again. */
final class Frozen implements Behaviour {
  private final Scope scope;
  private final Map<String, MockAnswer> first = new ConcurrentHashMap<>();

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
    var known = first.putIfAbsent(key, answer);
    return known == null ? answer : answer.with(known.response());
  }
}
