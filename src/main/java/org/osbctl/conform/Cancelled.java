package org.osbctl.conform;

/** The run is to end now; what was created is still deleted. */
final class Cancelled extends RuntimeException {
  private static final long serialVersionUID = 1;

  Cancelled() {
    super("cancelled", null, false, false);
  }
}
