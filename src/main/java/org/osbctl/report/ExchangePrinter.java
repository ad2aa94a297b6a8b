package org.osbctl.report;

import org.osbctl.http.Exchange;
import tools.jackson.databind.node.ObjectNode;

/** Writes an exchange down without its secrets. */
interface ExchangePrinter {
  /** A command line that repeats the request. */
  String curl(Exchange exchange);

  /** Request and answer, as JSON. */
  ObjectNode json(Exchange exchange);
}
