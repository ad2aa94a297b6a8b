package org.osbctl.conform;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osbctl.rules.RuleBook;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Catalog;
import org.osbctl.spec.Json;
import org.osbctl.spec.Requirement;

/** What the conformance suite knows of a requirement before any run. */
public final class Catalogue {
  private static final String SCHEMA =
      "{\"properties\": {\"size\": {\"type\": \"integer\", \"minimum\": 1, \"maximum\": 9}}}";

  /** All rules at once, when somebody asks: a command line has this without wanting it. */
  private static final class Judgeable {
    private static final Set<String> IDS = Tally.judgeable(RuleBook.standard());
  }

  /** Whether some rule judges it. */
  public boolean judges(Requirement requirement) {
    return Judgeable.IDS.contains(requirement.id());
  }

  /** Why it is not judged; empty when it is. */
  public Optional<String> silence(Requirement requirement) {
    if (!requirement.bindsBroker()) {
      return Optional.of("it binds platforms, and a conformance run tests brokers");
    }
    if (requirement.unseen() != null) {
      return Optional.of(requirement.unseen());
    }
    return judges(requirement) ? Optional.empty() : Optional.of("no rule judges it yet");
  }

  /** Whether any exchange may be about it, whichever scenario makes it. */
  public boolean isGeneral(Requirement requirement) {
    return Suite.isGeneral(requirement.id());
  }

  /** The scenarios that send something for it in particular. */
  public List<String> scenarios(Requirement requirement, ApiVersion version) {
    var names =
        new LinkedHashSet<>(
            Suite.names(Suite.ofBroker(version, Selection.ALL).stream(), requirement.id()));
    for (var yes : List.of(true, false)) {
      var scenarios = Suite.of(anyLane(yes, version), version, Selection.ALL);
      names.addAll(Suite.names(scenarios.stream(), requirement.id()));
    }
    return new ArrayList<>(names);
  }

  /** A plan that has everything, or else nothing, so that every scenario is in one of the two. */
  private static LanePlan anyLane(boolean yes, ApiVersion version) {
    var text =
        """
        {"services": [{"id": "any", "name": "any", "bindable": true, "instances_retrievable": true,
          "bindings_retrievable": true, "plan_updateable": %s, "allow_context_updates": true,
          "plans": [
            {"id": "one", "name": "one", "binding_rotatable": true, "bindable": %s,
              "maintenance_info": {"version": "1.0.0"},
              "schemas": {
                "service_instance": {"create": {"parameters": %s}, "update": {"parameters": %s}},
                "service_binding": {"create": {"parameters": %s}}}},
            {"id": "two", "name": "two"}]}]}
        """
            .formatted(yes, yes, SCHEMA, SCHEMA, SCHEMA);
    var json = Json.parse(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)).node();
    var plans = new Catalog(json).offerings().getFirst().plans();
    var parameters = PlanParameters.of(plans.getFirst(), Json.missing(), version, 0);
    return new LanePlan(plans.getFirst(), Optional.of(plans.get(1)), parameters, 0, 0);
  }
}
