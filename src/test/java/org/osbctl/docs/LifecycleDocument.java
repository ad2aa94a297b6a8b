package org.osbctl.docs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.osbctl.lifecycle.Answer;
import org.osbctl.lifecycle.Attributes;
import org.osbctl.lifecycle.Clause;
import org.osbctl.lifecycle.Defect;
import org.osbctl.lifecycle.Ended;
import org.osbctl.lifecycle.Lifecycle;
import org.osbctl.lifecycle.ResourceState;
import org.osbctl.lifecycle.ResourceState.*;
import org.osbctl.lifecycle.Situation;
import org.osbctl.lifecycle.Transition;
import org.osbctl.operation.Operation;
import org.osbctl.operation.Operation.*;
import org.osbctl.operation.OperationKind;
import org.osbctl.operation.Query;
import org.osbctl.operation.Requests;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Catalog;
import org.osbctl.spec.Json;
import org.osbctl.spec.Level;
import org.osbctl.spec.Requirements;
import org.osbctl.spec.ServicePlan;
import tools.jackson.databind.node.StringNode;

/** {@code docs/lifecycle.md}: the model as state machines and tables of allowed answers. */
final class LifecycleDocument {
  private static final Catalog CATALOG =
      new Catalog(
          Json.parse(
                  """
                  {"services": [{"id": "s", "name": "s", "description": "s", "bindable": true,
                    "instances_retrievable": true, "bindings_retrievable": true,
                    "plan_updateable": true, "plans": [
                      {"id": "p", "name": "p", "description": "p"},
                      {"id": "q", "name": "q", "description": "q"}]}]}
                  """
                      .getBytes(java.nio.charset.StandardCharsets.UTF_8))
              .node());

  private final StringBuilder text = new StringBuilder();

  private LifecycleDocument() {}

  static String text() {
    var document = new LifecycleDocument();
    document.write();
    return document.text.toString();
  }

  private void write() {
    text.append(
        """
        # The lifecycle

        What a broker may answer, in which state, to which request: the model that the mock answers by and the judge
        judges by. Generated from `org.osbctl.lifecycle`; a test fails when it is stale, and remakes it when it is run
        with `-Dosbctl.remake=true`.

        The first answer is the one the mock gives. A requirement counts from the version named behind it; `not judged`
        means that the specification does not say what is due.

        """);
    machine("Service instance", OperationKind.PROVISION);
    machine("Service binding", OperationKind.BIND);
    for (var operation : operations().entrySet()) {
      table(operation.getKey(), operation.getValue());
    }
    defects();
  }

  private static Map<String, Operation> operations() {
    var plan = plan();
    var provision = Requests.provision("i", plan).acceptingIncomplete();
    var update =
        Requests.update("i", "s").acceptingIncomplete().with("plan_id", StringNode.valueOf("q"));
    var hints = Query.of("service_id", "s", "plan_id", "p");
    var all = new LinkedHashMap<String, Operation>();
    all.put("Provision, the same attributes", provision);
    all.put("Provision, another plan", provision.with("plan_id", StringNode.valueOf("q")));
    all.put("Fetch instance", new FetchInstance("i", Query.NONE));
    all.put("Update", update);
    all.put("Deprovision", Requests.deprovision("i", "s", "p").acceptingIncomplete());
    all.put("Poll instance", new PollInstance("i", hints));
    var bind = Requests.bind("i", "b", "s", "p").acceptingIncomplete();
    all.put("Bind, the same parameters", bind);
    all.put("Bind, other parameters", bind.with("parameters", Json.object().put("other", true)));
    all.put("Fetch binding", new FetchBinding("i", "b", Query.NONE));
    all.put("Unbind", Requests.unbind("i", "b", "s", "p").acceptingIncomplete());
    all.put("Poll binding", new PollBinding("i", "b", hints));
    return all;
  }

  private static ServicePlan plan() {
    return CATALOG.plan("p").orElseThrow();
  }

  private static Map<String, ResourceState> states(boolean ofBinding) {
    var made = ofBinding ? OperationKind.BIND : OperationKind.PROVISION;
    var unmade = ofBinding ? OperationKind.UNBIND : OperationKind.DEPROVISION;
    var body =
        ofBinding
            ? Requests.bind("i", "b", "s", "p").body()
            : Requests.provision("i", plan()).body();
    var attributes = new Attributes("s", "p", Json.missing(), body);
    var update =
        Requests.update("i", "s").acceptingIncomplete().with("plan_id", StringNode.valueOf("q"));
    var all = new LinkedHashMap<String, ResourceState>();
    all.put("absent", ResourceState.never());
    all.put("absent, deleted before", new Absent(new Ended(unmade, true, true, "op")));
    all.put("being created", new Creating(attributes, "op"));
    all.put("ready", new Ready(attributes, new Ended(made, true, false, null)));
    all.put(
        "ready, created asynchronously", new Ready(attributes, new Ended(made, true, true, "op")));
    if (!ofBinding) {
      all.put("being updated", new Updating(attributes, update, "op"));
      all.put(
          "ready, after a failed update",
          new Ready(attributes, new Ended(OperationKind.UPDATE, false, true, "op")));
    }
    all.put("being deleted", new Deleting(attributes, "op", false));
    all.put("failed to be created", new Failed(attributes, new Ended(made, false, true, "op")));
    all.put("failed to be deleted", new Failed(attributes, new Ended(unmade, false, true, "op")));
    all.put("unknown", new Unknown(attributes, "no answer"));
    return all;
  }

  private void machine(String title, OperationKind made) {
    var ofBinding = made == OperationKind.BIND;
    text.append("## ").append(title).append("\n\n```mermaid\nstateDiagram-v2\n");
    text.append("  [*] --> absent\n");
    var edges = new LinkedHashSet<String>();
    for (var state : states(ofBinding).entrySet()) {
      for (var request : requests(ofBinding).entrySet()) {
        for (var answer : List.of(Answer.of(200), Answer.of(201), Answer.of(202), Answer.of(410))) {
          edge(
              edges,
              state.getValue(),
              next(state.getValue(), request.getValue(), answer),
              request.getKey() + " " + answer);
        }
      }
      if (state.getValue().isBusy()) {
        edge(
            edges,
            state.getValue(),
            Transition.ended(state.getValue(), made, true),
            "poll: succeeded");
        edge(
            edges,
            state.getValue(),
            Transition.ended(state.getValue(), made, false),
            "poll: failed");
      }
    }
    edges.forEach(each -> text.append("  ").append(each).append('\n'));
    text.append("```\n\n");
  }

  private static Map<String, Mutation> requests(boolean ofBinding) {
    var all = new LinkedHashMap<String, Mutation>();
    if (ofBinding) {
      all.put("bind", Requests.bind("i", "b", "s", "p").acceptingIncomplete());
      all.put("unbind", Requests.unbind("i", "b", "s", "p").acceptingIncomplete());
    } else {
      all.put("provision", Requests.provision("i", plan()).acceptingIncomplete());
      all.put("update", Requests.update("i", "s").acceptingIncomplete());
      all.put("deprovision", Requests.deprovision("i", "s", "p").acceptingIncomplete());
    }
    return all;
  }

  /** Only answers that the model prefers, or those it allows beside them, lead anywhere. */
  private static ResourceState next(ResourceState before, Mutation request, Answer answer) {
    var ofBinding = request instanceof OfBinding;
    for (var asynchronous : List.of(true, false)) {
      var expectation = Lifecycle.expect(situation(before, ofBinding, asynchronous), request);
      if (!expectation.preferred().contains(answer)) {
        continue;
      }
      return switch (request) {
        case Provision p -> Transition.created(before, p, answer, "op");
        case Bind b -> Transition.created(before, b, answer, "op");
        case Update u -> Transition.updated(before, u, answer, "op");
        case Deprovision d -> Transition.deleted(before, OperationKind.DEPROVISION, answer, "op");
        case Unbind u -> Transition.deleted(before, OperationKind.UNBIND, answer, "op");
      };
    }
    return before;
  }

  private static void edge(Set<String> edges, ResourceState from, ResourceState to, String label) {
    if (!name(from).equals(name(to))) {
      edges.add(name(from) + " --> " + name(to) + " : " + label);
    }
  }

  private static String name(ResourceState state) {
    return switch (state) {
      case Absent a -> "absent";
      case Creating c -> "creating";
      case Ready r -> "ready";
      case Updating u -> "updating";
      case Deleting d -> "deleting";
      case Failed f -> "failed";
      case Unknown u -> "unknown";
    };
  }

  private static Situation situation(ResourceState state, boolean ofBinding, boolean asynchronous) {
    var instance = ofBinding ? states(false).get("ready") : state;
    var binding = ofBinding ? state : ResourceState.never();
    return new Situation(
        ApiVersion.LATEST, CATALOG, List.of(), instance, binding, asynchronous, false);
  }

  private void table(String title, Operation operation) {
    text.append("## ").append(title).append("\n\n");
    text.append(
        """
        | state | answers, the preferred one first | what the requirements say |
        | --- | --- | --- |
        """);
    var ofBinding = operation.kind().ofBinding();
    for (var state : states(ofBinding).entrySet()) {
      var preferred = new LinkedHashSet<String>();
      var clauses = new LinkedHashSet<String>();
      for (var asynchronous : List.of(false, true)) {
        for (var request : twins(operation)) {
          var expectation =
              Lifecycle.expect(situation(state.getValue(), ofBinding, asynchronous), request);
          expectation.preferred().forEach(answer -> preferred.add(answer.toString()));
          expectation.clauses().forEach(clause -> clauses.add(words(clause)));
        }
      }
      row(state.getKey(), preferred, clauses);
    }
    text.append('\n');
  }

  /** A request that may be answered later, and the same one that may not. */
  private static List<Operation> twins(Operation operation) {
    var twins = new ArrayList<Operation>();
    twins.add(operation);
    if (operation instanceof Mutation mutation) {
      twins.add(mutation.withQuery(mutation.query().without("accepts_incomplete")));
    }
    return twins;
  }

  private void row(String name, Set<String> preferred, Set<String> clauses) {
    text.append("| ")
        .append(name)
        .append(" | ")
        .append(String.join(", ", preferred))
        .append(" | ")
        .append(clauses.isEmpty() ? "not judged" : String.join("<br>", whole(clauses)))
        .append(" |\n");
  }

  /** The clauses without those that another one repeats with a remark. */
  private static List<String> whole(Set<String> clauses) {
    return clauses.stream()
        .filter(each -> clauses.stream().noneMatch(other -> other.startsWith(each + "; ")))
        .toList();
  }

  private static String words(Clause clause) {
    var everything = clause.within().equals("any answer");
    return "`"
        + clause.requirement()
        + "` "
        + since(clause.requirement())
        + ": "
        + (everything ? "" : "of " + clause.within() + " only ")
        + clause.expected()
        + (clause.note() == null ? "" : "; passes, too: " + clause.note());
  }

  private static String since(String id) {
    var requirement = Requirements.bundled().get(id);
    return requirement.levels().entrySet().stream()
        .map(e -> e.getValue().map(Level::toString).orElse("none") + " from " + e.getKey())
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private void defects() {
    text.append(
        """
        ## Requests with a defect

        | defect | request | answer | what the requirements say |
        | --- | --- | --- | --- |
        """);
    for (var kind : Defect.Kind.values()) {
      for (var operation : operations().entrySet()) {
        if (operation.getKey().contains("other") && !(kind == Defect.Kind.CREDENTIALS_WRONG)) {
          continue;
        }
        var situation =
            new Situation(
                ApiVersion.LATEST,
                CATALOG,
                List.of(new Defect(kind, "a defect")),
                ResourceState.never(),
                ResourceState.never(),
                false,
                false);
        if (applies(kind, operation.getValue())) {
          var expectation = Lifecycle.expect(situation, operation.getValue());
          text.append("| ")
              .append(kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '))
              .append(" ");
          row(
              operation.getValue().kind().words(),
              expectation.preferred().stream()
                  .map(Answer::toString)
                  .collect(Collectors.toCollection(LinkedHashSet::new)),
              expectation.clauses().stream()
                  .map(LifecycleDocument::words)
                  .collect(Collectors.toCollection(LinkedHashSet::new)));
        }
      }
    }
  }

  private static boolean applies(Defect.Kind kind, Operation operation) {
    return switch (kind) {
      case CREDENTIALS_WRONG, VERSION_MISSING, VERSION_UNSUPPORTED ->
          operation instanceof Provision;
      case CONTENT_TYPE_WRONG, BODY_MALFORMED, SERVICE_UNKNOWN, PARAMETERS_INVALID ->
          operation instanceof WithBody;
      case MEMBER_MISSING, MEMBER_INVALID, PLAN_UNKNOWN -> operation instanceof Mutation;
      case MAINTENANCE_STALE -> operation instanceof Provision || operation instanceof Update;
      case HINT_MISMATCH -> operation instanceof Deprovision || operation instanceof Unbind;
      case NOT_BINDABLE -> operation instanceof Bind;
      case PLAN_CHANGE_UNSUPPORTED -> operation instanceof Update;
    };
  }
}
