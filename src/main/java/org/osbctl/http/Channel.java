package org.osbctl.http;

/** Carries requests to a broker. */
interface Channel extends AutoCloseable {
  /**
   * What came of a request.
   *
   * @throws Outgoing.Unsendable when it is none that HTTP can carry
   */
  Outcome carry(HttpRequestData request) throws Outgoing.Unsendable;

  /** This channel for somebody who keeps every answer: see {@link Transport#keeping}. */
  Channel keeping(long bytes);

  /** Ends what is under way. */
  @Override
  void close();
}
