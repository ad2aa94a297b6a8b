package org.osbctl.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.osbctl.http.HttpRequestData;
import org.osbctl.lifecycle.Defect.Kind;
import org.osbctl.operation.Operation;
import org.osbctl.operation.Operation.*;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Json;
import org.osbctl.spec.ParameterSchema;
import org.osbctl.spec.ServicePlan;
import org.osbctl.spec.ServicePlan.SchemaOf;
import tools.jackson.databind.JsonNode;

/** Finds what is wrong with a request, in the order in which most brokers look. */
public final class Defects {
  private static final Pattern JSON =
      Pattern.compile("\\s*application/json\\s*(;.*)?", Pattern.CASE_INSENSITIVE);

  private final Known known;
  private final List<Defect> found = new ArrayList<>();

  private Defects(Known known) {
    this.known = known;
  }

  /**
   * What is wrong with a request.
   *
   * @param instance what is known of the service instance it speaks of
   */
  public static List<Defect> of(
      HttpRequestData request, Operation operation, Known known, ResourceState instance) {
    var defects = new Defects(known);
    defects.checkHeaders(request);
    switch (operation) {
      case Provision p -> defects.checkProvision(request, p);
      case Update u -> defects.checkUpdate(request, u, instance);
      case Bind b -> defects.checkBind(request, b, instance);
      case Deprovision d -> defects.checkHints(d, instance);
      case Unbind u -> defects.checkHints(u, instance);
      case GetCatalog g -> {}
      case FetchInstance f -> {}
      case FetchBinding f -> {}
      case Poll p -> {}
      case Unrecognised u -> {}
    }
    return List.copyOf(defects.found);
  }

  private void add(Kind kind, String what) {
    found.add(new Defect(kind, what));
  }

  private void checkHeaders(HttpRequestData request) {
    for (var name : known.credentials().wrong(request.headers())) {
      add(Kind.CREDENTIALS_WRONG, "wrong or missing " + name);
    }
    var version = request.headers().first("X-Broker-API-Version");
    if (version.isEmpty()) {
      add(Kind.VERSION_MISSING, "no X-Broker-API-Version");
    } else if (ApiVersion.parse(version.get()).isEmpty()) {
      add(Kind.VERSION_UNSUPPORTED, "X-Broker-API-Version " + version.get());
    }
  }

  private void checkProvision(HttpRequestData request, Provision operation) {
    if (!checkBody(request, operation)) {
      return;
    }
    requireString(operation.body(), "service_id");
    requireString(operation.body(), "plan_id");
    optionalObject(operation.body(), "context");
    optionalObject(operation.body(), "parameters");
    optionalObject(operation.body(), "maintenance_info");
    if (found.isEmpty()) {
      checkPlan(operation).ifPresent(plan -> checkWishes(operation, plan, SchemaOf.PROVISION));
    }
  }

  private void checkUpdate(HttpRequestData request, Update operation, ResourceState instance) {
    if (!checkBody(request, operation)) {
      return;
    }
    requireString(operation.body(), "service_id");
    if (operation.body().has("plan_id")) {
      requireString(operation.body(), "plan_id");
    }
    optionalObject(operation.body(), "context");
    optionalObject(operation.body(), "parameters");
    optionalObject(operation.body(), "previous_values");
    optionalObject(operation.body(), "maintenance_info");
    if (!found.isEmpty()) {
      return;
    }
    var attributes = instance.attributesNow();
    if (!attributes.serviceId().isEmpty()
        && !operation.serviceId().orElse("").equals(attributes.serviceId())) {
      add(Kind.HINT_MISMATCH, "service_id of another service offering");
      return;
    }
    var current = known.catalog().plan(attributes.planId());
    if (operation.planId().isPresent()) {
      var target = checkPlan(operation);
      if (target.isPresent()
          && current.isPresent()
          && !operation.planId().get().equals(attributes.planId())
          && !current.get().planUpdateable()) {
        add(Kind.PLAN_CHANGE_UNSUPPORTED, "plan change of a plan that is not plan_updateable");
        return;
      }
      target.ifPresent(
          plan -> {
            if (!isMaintenanceOf(current, operation)) {
              checkMaintenance(operation, plan);
            }
            checkParameters(operation, plan, SchemaOf.UPDATE);
          });
    } else {
      checkOffering(operation);
      current.ifPresent(plan -> checkWishes(operation, plan, SchemaOf.UPDATE));
    }
  }

  private void checkBind(HttpRequestData request, Bind operation, ResourceState instance) {
    if (!checkBody(request, operation)) {
      return;
    }
    if (!operation.body().has("predecessor_binding_id")) {
      requireString(operation.body(), "service_id");
      requireString(operation.body(), "plan_id");
    }
    optionalObject(operation.body(), "context");
    optionalObject(operation.body(), "parameters");
    optionalObject(operation.body(), "bind_resource");
    if (!found.isEmpty() || operation.planId().isEmpty()) {
      return;
    }
    var plan = checkPlan(operation);
    if (plan.isPresent() && !plan.get().bindable()) {
      add(Kind.NOT_BINDABLE, "binding of a plan that is not bindable");
      return;
    }
    plan.ifPresent(p -> checkWishes(operation, p, SchemaOf.BIND));
    checkMatch(operation, instance);
  }

  private void checkHints(Mutation operation, ResourceState instance) {
    for (var name : List.of("service_id", "plan_id")) {
      if (operation.query().first(name).filter(value -> !value.isEmpty()).isEmpty()) {
        add(Kind.MEMBER_MISSING, "no query parameter " + name);
      }
    }
    if (found.isEmpty()) {
      checkMatch(operation, instance);
    }
  }

  private void checkMatch(OfInstance operation, ResourceState instance) {
    var attributes = instance.attributesNow();
    // During a plan change either plan will do.
    var later = instance instanceof ResourceState.Updating running ? running.after() : attributes;
    if (!attributes.planId().isEmpty()
        && !names(operation, attributes)
        && !names(operation, later)) {
      add(Kind.HINT_MISMATCH, "service_id or plan_id of another service instance");
    }
  }

  private static boolean names(OfInstance operation, Attributes attributes) {
    return operation.serviceId().orElse("").equals(attributes.serviceId())
        && operation.planId().orElse("").equals(attributes.planId());
  }

  private boolean checkBody(HttpRequestData request, WithBody operation) {
    var type = request.headers().first("Content-Type");
    if (type.isPresent() && !JSON.matcher(type.get()).matches()) {
      add(Kind.CONTENT_TYPE_WRONG, "Content-Type " + type.get());
    }
    if (!(request.body().parsed() instanceof Json.Parsed.Value value) || !value.node().isObject()) {
      add(Kind.BODY_MALFORMED, "a body that is no JSON object");
      return false;
    }
    return operation.body().isObject();
  }

  private void requireString(JsonNode body, String member) {
    var value = body.path(member);
    if (value.isMissingNode()) {
      add(Kind.MEMBER_MISSING, "no member " + member);
    } else if (value.stringValue("").isEmpty()) {
      add(Kind.MEMBER_INVALID, "member " + member + " that is no non-empty string");
    }
  }

  private void optionalObject(JsonNode body, String member) {
    var value = body.path(member);
    if (!value.isMissingNode() && !value.isNull() && !value.isObject()) {
      add(Kind.MEMBER_INVALID, "member " + member + " that is no object");
    }
  }

  private void checkOffering(WithBody operation) {
    if (!known.catalog().offerings().isEmpty()
        && known.catalog().offering(operation.serviceId().orElse("")).isEmpty()) {
      add(Kind.SERVICE_UNKNOWN, "service_id that is not in the catalog");
    }
  }

  private Optional<ServicePlan> checkPlan(WithBody operation) {
    if (known.catalog().offerings().isEmpty()) {
      return Optional.empty();
    }
    checkOffering(operation);
    if (!found.isEmpty()) {
      return Optional.empty();
    }
    var plan =
        known.catalog().plan(operation.serviceId().orElse(""), operation.planId().orElse(""));
    if (plan.isEmpty()) {
      add(Kind.PLAN_UNKNOWN, "plan_id that is not a plan of the offering");
    }
    return plan;
  }

  private void checkWishes(WithBody operation, ServicePlan plan, SchemaOf schemaOf) {
    checkMaintenance(operation, plan);
    checkParameters(operation, plan, schemaOf);
  }

  private static Optional<String> maintenance(WithBody operation) {
    return operation.body().path("maintenance_info").path("version").stringValueOpt();
  }

  /** With a plan change it is open whose version counts: that of either plan will do. */
  private static boolean isMaintenanceOf(Optional<ServicePlan> current, Update operation) {
    return maintenance(operation).isPresent()
        && current.flatMap(ServicePlan::maintenanceVersion).equals(maintenance(operation));
  }

  private void checkMaintenance(WithBody operation, ServicePlan plan) {
    var wanted = maintenance(operation);
    var current = plan.maintenanceVersion();
    if (known.version().atLeast(ApiVersion.V2_15)
        && !(operation instanceof Bind)
        && wanted.isPresent()
        && current.isPresent()
        && !wanted.equals(current)) {
      add(Kind.MAINTENANCE_STALE, "maintenance_info.version that is not the catalog's");
    }
  }

  private void checkParameters(WithBody operation, ServicePlan plan, SchemaOf schemaOf) {
    var parameters = operation.parameters().isObject() ? operation.parameters() : Json.object();
    if (!operation.parameters().isObject() && operation instanceof Update) {
      return;
    }
    plan.schema(schemaOf)
        .flatMap(ParameterSchema::of)
        .flatMap(schema -> schema.violations(parameters).stream().findFirst())
        .ifPresent(violation -> add(Kind.PARAMETERS_INVALID, violation.toString()));
  }
}
