package org.osbctl.hostile;

import java.io.IOException;
import java.util.Set;
import org.osbctl.hostile.HostileBroker.Answer;
import org.osbctl.hostile.Wire.Request;

/**
 * One way of answering that no broker should have.
 *
 * @param name words with dashes, for the names of tests
 * @param sort what a client can make of it
 * @param places the answers it fits to
 * @param script what goes over the wire in place of an answer; then the connection is closed
 */
public record Hostility(String name, Sort sort, Set<Place> places, Script script) {
  /** What a client can make of it. */
  public enum Sort {
    /** The answer does not end before the deadline: exit 3. */
    LATE,
    /** There is no answer, only noise or the end: exit 3. */
    NO_ANSWER,
    /** There is an answer, but what it says cannot be used: exit 1. */
    NO_USE,
    /** The answer is no: exit 1, and nothing was created. */
    REFUSAL,
    /** An operation that is never known to have ended: exit 4. */
    ENDLESS,
    /** Ugly, and nothing to give up for: exit 0. */
    HARMLESS
  }

  /** Sends what it likes. */
  @FunctionalInterface
  interface Script {
    void play(Wire wire, Request request, Answer honest) throws IOException, InterruptedException;
  }

  @Override
  public String toString() {
    return name;
  }
}
