package org.osbctl.mock.fault;

import org.osbctl.mock.Interceptor.Next;
import org.osbctl.mock.MockAnswer;
import org.osbctl.mock.MockRequest;

/** A departure that has to remember something. Safe for use by several threads. */
@FunctionalInterface
interface Behaviour {
  /**
   * Answers a request; sees all of them, also those that are not its occasion.
   *
   * @param turn tells whether it is
   */
  MockAnswer around(MockRequest request, Next next, Turn turn);

  /** Tells whether a departure has its turn. */
  interface Turn {
    /** Whether the request is an occasion; to be asked once. */
    boolean isDue(MockRequest request);

    /** Whether the answer is one, too; then the turn counts. */
    boolean isDue(MockRequest request, MockAnswer answer);
  }
}
