package org.osbctl.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import org.osbctl.lifecycle.ResourceState.*;
import org.osbctl.operation.Operation;
import org.osbctl.operation.Operation.*;
import org.osbctl.operation.OperationKind;
import org.osbctl.operation.Query;
import org.osbctl.operation.Requests;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Catalog;
import org.osbctl.spec.Json;
import tools.jackson.databind.node.StringNode;

/**
 * Requests, states and situations of one service instance {@code i} and service binding {@code b}.
 */
final class States {
  static final Catalog CATALOG =
      new Catalog(
          Json.parse(
                  """
                  {"services": [{
                    "id": "s", "name": "db", "bindable": true, "plan_updateable": true,
                    "instances_retrievable": true, "bindings_retrievable": true,
                    "plans": [{"id": "p", "name": "small"}, {"id": "q", "name": "large"}]}]}\
                  """
                      .getBytes(UTF_8))
              .node());

  static final Provision PROVISION =
      Requests.provision("i", CATALOG.plan("p").orElseThrow()).acceptingIncomplete();
  static final Update UPDATE =
      Requests.update("i", "s").with("plan_id", StringNode.valueOf("q")).acceptingIncomplete();
  static final Deprovision DEPROVISION = Requests.deprovision("i", "s", "p").acceptingIncomplete();
  static final Bind BIND = Requests.bind("i", "b", "s", "p").acceptingIncomplete();
  static final Unbind UNBIND = Requests.unbind("i", "b", "s", "p").acceptingIncomplete();
  static final FetchInstance FETCH = new FetchInstance("i", Query.NONE);
  static final FetchBinding FETCH_BINDING = new FetchBinding("i", "b", Query.NONE);
  static final PollInstance POLL = new PollInstance("i", Query.NONE);
  static final PollBinding POLL_BINDING = new PollBinding("i", "b", Query.NONE);

  static final Attributes MADE = Attributes.of(PROVISION);
  static final Attributes BOUND = Attributes.of(BIND);

  static final ResourceState NEVER = ResourceState.never();

  private States() {}

  static Ended ended(OperationKind kind, boolean succeeded, boolean asynchronous) {
    return new Ended(kind, succeeded, asynchronous, asynchronous ? "key" : null);
  }

  static ResourceState ready(OperationKind last, boolean succeeded, boolean asynchronous) {
    return new Ready(last.ofBinding() ? BOUND : MADE, ended(last, succeeded, asynchronous));
  }

  /** Every state a service instance can be in. */
  static List<ResourceState> ofInstance() {
    return List.of(
        NEVER,
        new Absent(ended(OperationKind.DEPROVISION, true, false)),
        new Absent(ended(OperationKind.DEPROVISION, true, true)),
        new Creating(MADE, "key"),
        ready(OperationKind.PROVISION, true, false),
        ready(OperationKind.PROVISION, true, true),
        ready(OperationKind.UPDATE, true, true),
        ready(OperationKind.UPDATE, false, true),
        new Updating(MADE, UPDATE, "key"),
        new Deleting(MADE, "key", false),
        new Deleting(MADE, "key", true),
        new Failed(MADE, ended(OperationKind.PROVISION, false, true)),
        new Failed(MADE, ended(OperationKind.DEPROVISION, false, true)),
        new Unknown(MADE, "no answer"));
  }

  /** Every state a service binding can be in. */
  static List<ResourceState> ofBinding() {
    return List.of(
        NEVER,
        new Absent(ended(OperationKind.UNBIND, true, false)),
        new Absent(ended(OperationKind.UNBIND, true, true)),
        new Creating(BOUND, "key"),
        ready(OperationKind.BIND, true, false),
        ready(OperationKind.BIND, true, true),
        new Deleting(BOUND, "key", false),
        new Deleting(BOUND, "key", true),
        new Failed(BOUND, ended(OperationKind.BIND, false, true)),
        new Failed(BOUND, ended(OperationKind.UNBIND, false, true)),
        new Unknown(BOUND, "no answer"));
  }

  /** Every request, with and without accepts_incomplete, the same and other attributes. */
  static List<Operation> requests() {
    var result =
        new java.util.ArrayList<Operation>(List.of(FETCH, FETCH_BINDING, POLL, POLL_BINDING));
    result.add(new GetCatalog());
    result.add(new Unrecognised("POST", "/v2/other", Query.NONE));
    for (var each :
        List.of(
            PROVISION,
            otherPlan(PROVISION),
            otherParameters(PROVISION),
            otherContext(PROVISION),
            UPDATE,
            UPDATE.with("plan_id", Json.missing()),
            DEPROVISION,
            BIND,
            otherPlan(BIND),
            otherParameters(BIND),
            otherContext(BIND),
            UNBIND)) {
      result.add(each);
      result.add(unasked(each));
    }
    return result;
  }

  static WithBody otherPlan(WithBody request) {
    return request.with("plan_id", StringNode.valueOf("q"));
  }

  static WithBody otherParameters(WithBody request) {
    return request.with("parameters", Json.object().put("size", 3));
  }

  static WithBody otherContext(WithBody request) {
    return request.with("context", Json.object().put("platform", "other"));
  }

  static Mutation unasked(Mutation request) {
    return request.withQuery(request.query().without("accepts_incomplete"));
  }

  /** A situation at the latest version in which the plan is not known to be asynchronous. */
  static Situation at(ResourceState instance, ResourceState binding) {
    return at(ApiVersion.LATEST, instance, binding, false);
  }

  static Situation at(
      ApiVersion version, ResourceState instance, ResourceState binding, boolean asynchronous) {
    return new Situation(version, CATALOG, List.of(), instance, binding, asynchronous, false);
  }

  /** The verdicts of a requirement on an answer, silent when no clause names it. */
  static Clause.Verdict verdict(Expectation expectation, String requirement, Answer answer) {
    return expectation.clauses().stream()
        .filter(clause -> clause.requirement().equals(requirement))
        .map(clause -> clause.judge(answer))
        .reduce(Clause.Verdict.SILENT, (one, other) -> one.compareTo(other) > 0 ? one : other);
  }

  static Optional<String> plan(ResourceState state) {
    return Optional.of(state.attributesNow().planId()).filter(id -> !id.isEmpty());
  }
}
