package org.osbctl.rules;

import java.util.ArrayList;
import java.util.List;
import org.osbctl.lifecycle.ResourceState.Absent;
import org.osbctl.operation.Operation.*;
import org.osbctl.operation.OperationKind;
import tools.jackson.databind.JsonNode;

/**
 * Something one exchange shows that a later one may have to be compared with, whatever it speaks
 * of.
 */
sealed interface Fact {
  /** Some service instance has a dashboard. */
  record HasDashboard() implements Fact {}

  /** A service instance has this dashboard. */
  record Dashboard(String url) implements Fact {}

  /** Some service binding has these credentials. */
  record Credentials(JsonNode credentials) implements Fact {}

  /** Service bindings of this plan have credentials. */
  record PlanHasCredentials(String planId) implements Fact {}

  /** A route was bound to this service instance and got an address to go through. */
  record ProxiesRoutes(String instanceId) implements Fact {}

  /** A request with this body was carried out or accepted. */
  record Accepted(OperationKind kind, JsonNode body) implements Fact {}

  /** The broker knows how to say that there is nothing to delete. */
  record DeniesUnknown(OperationKind kind) implements Fact {}

  /** What an exchange shows. */
  static List<Fact> of(Observation seen) {
    var facts = new ArrayList<Fact>();
    switch (seen.operation()) {
      case Provision p -> {
        dashboard(seen, facts);
        accepted(seen, p, facts);
      }
      case Update u -> {
        dashboard(seen, facts);
        accepted(seen, u, facts);
      }
      case FetchInstance f -> dashboard(seen, facts);
      case Bind b -> {
        bindingData(seen, facts);
        accepted(seen, b, facts);
      }
      case FetchBinding f -> bindingData(seen, facts);
      case Deprovision d -> denied(seen, seen.instance() instanceof Absent, facts);
      case Unbind u -> denied(seen, seen.binding() instanceof Absent, facts);
      case Poll p -> {}
      case GetCatalog g -> {}
      case Unrecognised u -> {}
    }
    return facts;
  }

  private static void dashboard(Observation seen, List<Fact> facts) {
    if (Answers.accepted(seen)) {
      Answers.text(seen.json(), "dashboard_url")
          .ifPresent(
              url -> {
                facts.add(new HasDashboard());
                facts.add(new Dashboard(url));
              });
    }
  }

  private static void accepted(Observation seen, WithBody request, List<Fact> facts) {
    if (Answers.accepted(seen) && seen.honest()) {
      facts.add(new Accepted(seen.operation().kind(), request.body()));
    }
  }

  private static void bindingData(Observation seen, List<Fact> facts) {
    if (!Answers.showsBinding(seen)) {
      return;
    }
    var credentials = Answers.credentials(seen);
    if (credentials.isPresent()) {
      facts.add(new Credentials(credentials.get()));
      facts.add(new PlanHasCredentials(Answers.planOf(seen)));
    }
    if (seen.operation() instanceof Bind bind
        && Answers.text(bind.body().path("bind_resource"), "route").isPresent()
        && Answers.text(seen.json(), "route_service_url").isPresent()) {
      facts.add(new ProxiesRoutes(bind.instanceId()));
    }
  }

  private static void denied(Observation seen, boolean absent, List<Fact> facts) {
    if (seen.status() == 410 && absent) {
      facts.add(new DeniesUnknown(seen.operation().kind()));
    }
  }
}
