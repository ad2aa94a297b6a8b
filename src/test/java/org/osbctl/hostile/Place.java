package org.osbctl.hostile;

import org.osbctl.hostile.Wire.Request;

/** The requests that are answered with hostility; all others are answered honestly. */
public enum Place {
  CATALOG,
  PROVISION,
  BIND,
  POLL;

  boolean isMeant(Request request) {
    return this == of(request);
  }

  private static Place of(Request request) {
    var path = request.path();
    if (path.endsWith("/last_operation")) {
      return POLL;
    }
    if (path.endsWith("/v2/catalog")) {
      return CATALOG;
    }
    return path.contains("/service_bindings/") ? BIND : PROVISION;
  }
}
