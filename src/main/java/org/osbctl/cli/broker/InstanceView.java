package org.osbctl.cli.broker;

import java.util.List;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Output.Table;
import org.osbctl.cli.session.Session;
import org.osbctl.inventory.InstanceEntry;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;

/** A service instance as a result: what we know and what the broker said. */
final class InstanceView {
  private final Session session;
  private final InstanceEntry entry;
  private final String state;
  private final JsonNode answer;

  InstanceView(Session session, InstanceEntry entry, String state, JsonNode answer) {
    this.session = session;
    this.entry = entry;
    this.state = state;
    this.answer = session.redaction().json(answer);
  }

  static InstanceView of(Session session, InstanceEntry entry, Undertaking.Result result) {
    return new InstanceView(
        session,
        entry,
        result.end() == Undertaking.End.DONE ? "succeeded" : "in progress",
        result.first().response().map(r -> r.body().json()).orElseGet(Json::missing));
  }

  /** Prints it; the exit code of a command that has nothing to complain about. */
  int print() {
    var table =
        Table.fields()
            .row("name:", entry.name())
            .row("id:", entry.id())
            .row("service:", entry.offering())
            .row("plan:", entry.plan())
            .row("state:", state)
            .field("dashboard:", answer.path("dashboard_url").stringValue(""))
            .field(
                "parameters:",
                answer.path("parameters").isObject() ? Json.text(answer.path("parameters")) : "");
    var document =
        Json.object()
            .put("apiVersion", "osbctl/v1")
            .put("kind", "ServiceInstance")
            .put("name", entry.name())
            .put("id", entry.id())
            .put("service", entry.offering())
            .put("serviceId", entry.serviceId())
            .put("plan", entry.plan())
            .put("planId", entry.planId())
            .put("state", state);
    document.set("answer", answer.isMissingNode() ? Json.object() : answer);
    session.output().result(table, () -> document, List.of(entry.name()));
    return ExitCode.DONE.code();
  }
}
