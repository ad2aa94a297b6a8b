package org.osbctl.lifecycle;

import java.util.List;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Catalog;

/**
 * Everything the model needs to know besides the request.
 *
 * @param version the version the request was made for
 * @param catalog the broker's catalog
 * @param defects what is wrong with the request
 * @param instance the service instance the request speaks of, before the request
 * @param binding the service binding the request speaks of, before the request; absent for requests
 *     that speak of none
 * @param asynchronous whether the plan is known to do this operation asynchronously
 * @param othersBusy whether an operation on a binding of the instance is running, other than the
 *     one the request speaks of
 */
public record Situation(
    ApiVersion version,
    Catalog catalog,
    List<Defect> defects,
    ResourceState instance,
    ResourceState binding,
    boolean asynchronous,
    boolean othersBusy) {
  public Situation {
    defects = List.copyOf(defects);
  }

  Situation withoutDefects() {
    return new Situation(version, catalog, List.of(), instance, binding, asynchronous, othersBusy);
  }

  Situation withInstance(ResourceState other) {
    return new Situation(version, catalog, defects, other, binding, asynchronous, othersBusy);
  }

  Situation withBinding(ResourceState other) {
    return new Situation(version, catalog, defects, instance, other, asynchronous, othersBusy);
  }
}
