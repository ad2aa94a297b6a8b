package org.osbctl.http;

import tools.jackson.databind.node.ObjectNode;

/**
 * An exchange in the forms in which it is shown: the only way from an exchange to a reader.
 *
 * <p>All of them have gone through the redaction, and show the characters that would act on a
 * terminal.
 */
public record Printout(Exchange exchange, Redaction redaction) {
  /** An exchange, whose answer may repeat what was secret in the request. */
  public Printout {
    redaction = redaction.knowing(exchange.request());
  }

  /**
   * The request as a curl command for a POSIX shell, on one line. Credentials are variables to be
   * set by the reader, other secrets are masked.
   */
  public String curl() {
    return new CurlForm(redaction).of(exchange.request());
  }

  /** Request and answer line by line, after {@code >} and {@code <}, ended by a line feed. */
  public String trace() {
    return new TraceForm(redaction).of(exchange);
  }

  /**
   * The exchange as data: {@code method}, {@code url}, {@code status}, {@code ms}, {@code request}
   * and {@code response} with {@code headers} and {@code body}, or {@code failure} in place of
   * status and response. A body is JSON when it was and is short enough, else text; {@code
   * bodyNote} tells what is missing from it.
   */
  public ObjectNode toJson() {
    return new JsonForm(redaction).of(exchange);
  }
}
