package org.osbctl.conform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osbctl.operation.Operation;
import org.osbctl.operation.Operation.Bind;
import org.osbctl.operation.Operation.Provision;
import org.osbctl.spec.Catalog;
import org.osbctl.spec.Json;
import org.osbctl.spec.ServicePlan;

/**
 * What a lane asked the broker for, in right requests and in wrong ones: all of it may be there.
 */
final class Asked {
  private final Run run;
  private final Map<String, Made> made = new LinkedHashMap<>();

  Asked(Run run) {
    this.run = run;
  }

  /** An instance, and the bindings of it. */
  record Made(String instanceId, ServicePlan plan, List<String> bindings) {}

  /**
   * Takes note of what a request asks for, before it is sent.
   *
   * @param instead the plan to name when what was made of a wrong request has to be deleted
   */
  void remember(Operation operation, Catalog catalog, Optional<ServicePlan> instead) {
    switch (operation) {
      case Provision p -> {
        var plan =
            catalog.plan(p.planId().orElse("")).or(() -> instead).orElseGet(() -> unknown(p));
        if (made.putIfAbsent(p.instanceId(), new Made(p.instanceId(), plan, new ArrayList<>()))
            == null) {
          run.asked(p.instanceId(), plan);
        }
      }
      case Bind b -> {
        var instance = made.get(b.instanceId());
        if (instance != null && !instance.bindings().contains(b.bindingId())) {
          instance.bindings().add(b.bindingId());
          run.askedForBinding(b.instanceId(), b.bindingId());
        }
      }
      default -> {}
    }
  }

  /** Whatever a request asks for from a broker without plans: it may create something even so. */
  private static ServicePlan unknown(Provision provision) {
    var offering = Json.object().put("id", provision.serviceId().orElse(""));
    offering.putArray("plans").addObject().put("id", provision.planId().orElse(""));
    var catalog = Json.object();
    catalog.putArray("services").add(offering);
    return new Catalog(catalog).offerings().getFirst().plans().getFirst();
  }

  /** All of it, oldest first. */
  List<Made> made() {
    return List.copyOf(made.values());
  }
}
