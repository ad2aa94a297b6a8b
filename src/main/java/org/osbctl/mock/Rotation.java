package org.osbctl.mock;

import java.time.Instant;
import java.util.Optional;
import org.osbctl.lifecycle.Defect;
import org.osbctl.lifecycle.ResourceState;
import org.osbctl.operation.Operation;
import org.osbctl.operation.Operation.Bind;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Catalog;
import org.osbctl.spec.ServicePlan;
import tools.jackson.databind.node.StringNode;

/** Binds that name a predecessor (spec 2.17, "Binding Rotation"). */
final class Rotation {
  private static final String PREDECESSOR = "predecessor_binding_id";

  private Rotation() {}

  /** A rotation with what it takes over from the predecessor; any other request as it is. */
  static Operation completed(Operation operation, Instance instance, ApiVersion version) {
    if (!(operation instanceof Bind bind) || !bind.body().has(PREDECESSOR)) {
      return operation;
    }
    if (version.before(ApiVersion.V2_17)) {
      return bind.with(PREDECESSOR, org.osbctl.spec.Json.missing());
    }
    var predecessor = predecessor(bind, instance).state().attributesNow();
    var whole = bind;
    if (bind.serviceId().isEmpty()) {
      whole = whole.with("service_id", StringNode.valueOf(predecessor.serviceId()));
    }
    if (bind.planId().isEmpty()) {
      whole = whole.with("plan_id", StringNode.valueOf(predecessor.planId()));
    }
    if (bind.parameters().isMissingNode() && predecessor.parameters().isObject()) {
      whole = whole.with("parameters", predecessor.parameters());
    }
    var resource = predecessor.request().path("bind_resource");
    return bind.body().has("bind_resource") || resource.isMissingNode()
        ? whole
        : whole.with("bind_resource", resource);
  }

  /** What is wrong with the predecessor of a rotation. */
  static Optional<Defect> defect(
      Operation operation, Instance instance, Catalog catalog, Instant now) {
    if (!(operation instanceof Bind bind) || !bind.body().has(PREDECESSOR)) {
      return Optional.empty();
    }
    var predecessor = predecessor(bind, instance);
    if (!(predecessor.state() instanceof ResourceState.Ready)) {
      return invalid("that is no binding of the instance");
    }
    var plan = catalog.plan(predecessor.state().attributesNow().planId());
    if (!plan.map(ServicePlan::bindingRotatable).orElse(false)) {
      return invalid("of a plan that is not binding_rotatable");
    }
    return BindingMembers.expiry(predecessor.members())
            .filter(end -> !now.isBefore(end))
            .isPresent()
        ? invalid("of a binding that has expired")
        : Optional.empty();
  }

  private static Resource predecessor(Bind bind, Instance instance) {
    return instance.binding(bind.body().path(PREDECESSOR).stringValue(""));
  }

  private static Optional<Defect> invalid(String what) {
    return Optional.of(new Defect(Defect.Kind.MEMBER_INVALID, "a " + PREDECESSOR + " " + what));
  }
}
