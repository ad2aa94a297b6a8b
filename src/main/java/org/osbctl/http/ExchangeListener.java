package org.osbctl.http;

/**
 * Hears of every exchange of a transport, right after its end and on the thread that sent it.
 *
 * <p>Threads that share a transport call it at the same time. It must not throw: what it does is no
 * concern of the request.
 */
@FunctionalInterface
public interface ExchangeListener {
  /** The exchange is over, with an answer or without. */
  void sent(Exchange exchange);
}
