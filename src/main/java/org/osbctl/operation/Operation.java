package org.osbctl.operation;

import java.util.Optional;
import java.util.Set;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request of the Open Service Broker API, right or wrong.
 *
 * <p>The typed reads ({@code serviceId()} …) never throw: a member that is absent or of a wrong
 * type reads as empty. Bodies are JSON trees that must not be changed.
 */
public sealed interface Operation {
  /** Which operation it is. */
  OperationKind kind();

  /** The query parameters. */
  Query query();

  /** Something that speaks of one service instance. */
  sealed interface OfInstance extends Operation {
    /** The id in the path, decoded. */
    String instanceId();

    /** The offering's id, from the body or the query. */
    default Optional<String> serviceId() {
      return member("service_id");
    }

    /** The plan's id, from the body or the query. */
    default Optional<String> planId() {
      return member("plan_id");
    }

    private Optional<String> member(String name) {
      return this instanceof WithBody b
          ? b.body().path(name).stringValueOpt()
          : query().first(name);
    }
  }

  /** Something that speaks of one service binding. */
  sealed interface OfBinding extends OfInstance {
    /** The id in the path, decoded. */
    String bindingId();
  }

  /** A request with a JSON body; a missing node when it had none that could be read. */
  sealed interface WithBody extends Mutation {
    /** The members of all request bodies, in any version; 2.11 lists the flag among them. */
    Set<String> MEMBERS =
        Set.of(
            "accepts_incomplete",
            "app_guid",
            "bind_resource",
            "context",
            "maintenance_info",
            "organization_guid",
            "parameters",
            "plan_id",
            "predecessor_binding_id",
            "previous_values",
            "service_id",
            "space_guid");

    JsonNode body();

    /** The same request with another body. */
    WithBody withBody(JsonNode body);

    /** The configuration parameters, a missing node when there are none. */
    default JsonNode parameters() {
      return body().path("parameters");
    }

    /** The contextual data, a missing node when there is none. */
    default JsonNode context() {
      return body().path("context");
    }

    /** The same request with a member set; a missing node takes the member away. */
    WithBody with(String member, JsonNode value);
  }

  /** A request that may change a resource, and may be allowed to take its time. */
  sealed interface Mutation extends OfInstance {
    /** Whether the caller allows an asynchronous answer. */
    default boolean acceptsIncomplete() {
      return query().first("accepts_incomplete").filter("true"::equals).isPresent();
    }

    /** The same request, allowing an asynchronous answer. */
    Mutation acceptingIncomplete();

    /** The same request with another query. */
    Mutation withQuery(Query query);
  }

  /** A question for the state of the last operation. */
  sealed interface Poll extends OfInstance {
    /** The broker's opaque key of the operation. */
    default Optional<String> operation() {
      return query().first("operation");
    }
  }

  private static JsonNode changed(JsonNode body, String member, JsonNode value) {
    ObjectNode changed = body.isObject() ? (ObjectNode) body.deepCopy() : Json.object();
    if (value.isMissingNode()) {
      changed.remove(member);
    } else {
      changed.set(member, value);
    }
    return changed;
  }

  /** {@code GET /v2/catalog}. */
  record GetCatalog(Query query) implements Operation {
    public GetCatalog() {
      this(Query.NONE);
    }

    @Override
    public OperationKind kind() {
      return OperationKind.GET_CATALOG;
    }
  }

  /** {@code PUT /v2/service_instances/:instance_id}. */
  record Provision(String instanceId, Query query, JsonNode body) implements WithBody {
    @Override
    public OperationKind kind() {
      return OperationKind.PROVISION;
    }

    @Override
    public Provision withBody(JsonNode changed) {
      return new Provision(instanceId, query, changed);
    }

    @Override
    public Provision acceptingIncomplete() {
      return withQuery(query.with("accepts_incomplete", "true"));
    }

    @Override
    public Provision with(String member, JsonNode value) {
      return withBody(changed(body, member, value));
    }

    @Override
    public Provision withQuery(Query changed) {
      return new Provision(instanceId, changed, body);
    }
  }

  /** {@code PATCH /v2/service_instances/:instance_id}. */
  record Update(String instanceId, Query query, JsonNode body) implements WithBody {
    @Override
    public OperationKind kind() {
      return OperationKind.UPDATE;
    }

    @Override
    public Update withBody(JsonNode changed) {
      return new Update(instanceId, query, changed);
    }

    @Override
    public Update acceptingIncomplete() {
      return withQuery(query.with("accepts_incomplete", "true"));
    }

    @Override
    public Update with(String member, JsonNode value) {
      return withBody(changed(body, member, value));
    }

    @Override
    public Update withQuery(Query changed) {
      return new Update(instanceId, changed, body);
    }
  }

  /** {@code GET /v2/service_instances/:instance_id}; since 2.14. */
  record FetchInstance(String instanceId, Query query) implements OfInstance {
    @Override
    public OperationKind kind() {
      return OperationKind.FETCH_INSTANCE;
    }
  }

  /** {@code DELETE /v2/service_instances/:instance_id}. */
  record Deprovision(String instanceId, Query query) implements Mutation {
    @Override
    public OperationKind kind() {
      return OperationKind.DEPROVISION;
    }

    @Override
    public Deprovision acceptingIncomplete() {
      return withQuery(query.with("accepts_incomplete", "true"));
    }

    @Override
    public Deprovision withQuery(Query changed) {
      return new Deprovision(instanceId, changed);
    }
  }

  /** {@code PUT /v2/service_instances/:instance_id/service_bindings/:binding_id}. */
  record Bind(String instanceId, String bindingId, Query query, JsonNode body)
      implements WithBody, OfBinding {
    @Override
    public OperationKind kind() {
      return OperationKind.BIND;
    }

    @Override
    public Bind withBody(JsonNode changed) {
      return new Bind(instanceId, bindingId, query, changed);
    }

    @Override
    public Bind acceptingIncomplete() {
      return withQuery(query.with("accepts_incomplete", "true"));
    }

    @Override
    public Bind with(String member, JsonNode value) {
      return withBody(changed(body, member, value));
    }

    @Override
    public Bind withQuery(Query changed) {
      return new Bind(instanceId, bindingId, changed, body);
    }
  }

  /** {@code GET /v2/service_instances/:instance_id/service_bindings/:binding_id}; since 2.14. */
  record FetchBinding(String instanceId, String bindingId, Query query) implements OfBinding {
    @Override
    public OperationKind kind() {
      return OperationKind.FETCH_BINDING;
    }
  }

  /** {@code DELETE /v2/service_instances/:instance_id/service_bindings/:binding_id}. */
  record Unbind(String instanceId, String bindingId, Query query) implements Mutation, OfBinding {
    @Override
    public OperationKind kind() {
      return OperationKind.UNBIND;
    }

    @Override
    public Unbind acceptingIncomplete() {
      return withQuery(query.with("accepts_incomplete", "true"));
    }

    @Override
    public Unbind withQuery(Query changed) {
      return new Unbind(instanceId, bindingId, changed);
    }
  }

  /** {@code GET /v2/service_instances/:instance_id/last_operation}. */
  record PollInstance(String instanceId, Query query) implements Poll {
    @Override
    public OperationKind kind() {
      return OperationKind.POLL_INSTANCE;
    }
  }

  /** {@code GET …/service_bindings/:binding_id/last_operation}; since 2.14. */
  record PollBinding(String instanceId, String bindingId, Query query) implements Poll, OfBinding {
    @Override
    public OperationKind kind() {
      return OperationKind.POLL_BINDING;
    }
  }

  /**
   * A request of no known operation: its method and its path behind the base URL, still encoded.
   */
  record Unrecognised(String method, String path, Query query) implements Operation {
    @Override
    public OperationKind kind() {
      return OperationKind.UNRECOGNISED;
    }
  }
}
