package org.osbctl.mock;

import org.osbctl.lifecycle.ResourceState;
import org.osbctl.lifecycle.ResourceState.*;
import org.osbctl.spec.Json;
import tools.jackson.databind.node.ObjectNode;

/** Instances and bindings as data to be looked at; still with their secrets. */
final class StateForm {
  private StateForm() {}

  static ObjectNode of(String id, Instance instance) {
    var form = of("instance_id", id, instance.own());
    var bindings = form.putArray("bindings");
    instance.bindings().forEach((key, each) -> bindings.add(of("binding_id", key, each)));
    return form;
  }

  private static ObjectNode of(String member, String id, Resource resource) {
    var state = resource.state();
    var form = Json.object().put(member, id).put("state", word(state));
    var key = state.operationKey();
    if (key != null) {
      form.put("operation", key);
    }
    if (resource.due() != null) {
      form.put("due", resource.due().toString());
    }
    if (resource.failure() != null) {
      form.put("failure", resource.failure());
    }
    if (resource.isAbsent()) {
      return form;
    }
    var attributes = state.attributesNow();
    form.put("service_id", attributes.serviceId()).put("plan_id", attributes.planId());
    if (attributes.parameters().isObject()) {
      form.set("parameters", attributes.parameters());
    }
    form.setAll(resource.members());
    return form;
  }

  private static String word(ResourceState state) {
    return switch (state) {
      case Absent a -> "deleted";
      case Creating c -> "creating";
      case Ready r -> "ready";
      case Updating u -> "updating";
      case Deleting d -> "deleting";
      case Failed f -> "failed";
      case Unknown u -> "unknown";
    };
  }
}
