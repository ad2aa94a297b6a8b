package org.osbctl.mock;

import java.util.List;

/**
 * Stands around the model's answer: may change the request, the answer, both, or answer itself.
 *
 * <p>The model knows nothing of those who stand around it. Many threads call an interceptor at the
 * same time.
 */
@FunctionalInterface
public interface Interceptor {
  /** Answers a request, in most cases by asking {@code next} and bending its answer. */
  MockAnswer around(MockRequest request, Next next);

  /** What it adds to the control API; the paths exist only while it stands there. */
  default List<ControlRoute> controls() {
    return List.of();
  }

  /** Forgets the instances it remembers: the mock has just done so. */
  default void reset() {}

  /** The rest of the way to the model. */
  @FunctionalInterface
  interface Next {
    /** The answer of those that stand nearer to the model, and of the model in the end. */
    MockAnswer proceed(MockRequest request);
  }

  /** A way past interceptors, the first one outermost. */
  static Next chain(List<Interceptor> interceptors, Next model) {
    var way = model;
    for (var interceptor : interceptors.reversed()) {
      var inner = way;
      way = request -> interceptor.around(request, inner);
    }
    return way;
  }
}
