package org.osbctl.mock;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.osbctl.operation.Operation.Bind;
import org.osbctl.spec.Json;
import org.osbctl.spec.ServicePlan;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a binding shows in the newest version: what the binder made, and what the offering requires
 * (spec 2.17, "Types of Binding").
 */
final class BindingMembers {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'.0Z'").withZone(ZoneOffset.UTC);

  private BindingMembers() {}

  static ObjectNode of(Bind bind, Optional<ServicePlan> plan, ObjectNode made, Instant now) {
    var members = Json.object();
    plan.map(Traits::of)
        .flatMap(Traits::bindingLifetime)
        .ifPresent(
            lifetime ->
                members
                    .putObject("metadata")
                    .put("expires_at", STAMP.format(now.plus(lifetime)))
                    .put(
                        "renew_before",
                        STAMP.format(now.plus(lifetime.multipliedBy(3).dividedBy(4)))));
    if (plan.map(Traits::of).map(Traits::credentials).orElse(true)) {
      members.setAll(made);
    }
    plan.ifPresent(p -> permitted(members, bind, p));
    return members;
  }

  private static void permitted(ObjectNode members, Bind bind, ServicePlan plan) {
    var id = MockBodies.digest(bind.instanceId() + "/" + bind.bindingId());
    if (plan.offering().requires("syslog_drain")) {
      members.put("syslog_drain_url", "syslog-tls://drain.example.com:6514/" + id);
    }
    var route = bind.body().path("bind_resource").path("route").stringValue("");
    if (plan.offering().requires("route_forwarding")
        && !route.isEmpty()
        && Traits.of(plan).proxiesRoutes()) {
      members.put("route_service_url", "https://proxy.example.com/" + id);
    }
    if (plan.offering().requires("volume_mount")) {
      members
          .putArray("volume_mounts")
          .addObject()
          .put("driver", "mockfs")
          .put("container_dir", "/var/mock/" + id)
          .put("mode", bind.parameters().path("readonly").booleanValue(false) ? "r" : "rw")
          .put("device_type", "shared")
          .putObject("device")
          .put("volume_id", MockBodies.digest(bind.instanceId()))
          .putObject("mount_config")
          .put("share", "/exports/" + MockBodies.digest(bind.instanceId()));
    }
  }

  /** The moment after which a binding is no longer valid. */
  static Optional<Instant> expiry(ObjectNode members) {
    return members
        .path("metadata")
        .path("expires_at")
        .stringValueOpt()
        .map(text -> Instant.parse(text));
  }
}
