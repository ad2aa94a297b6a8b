package org.osbctl.cli.broker;

import java.util.List;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Output.Table;
import org.osbctl.cli.session.Session;
import org.osbctl.inventory.InstanceEntry;
import org.osbctl.inventory.InstanceEntry.BindingEntry;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;

/** A service binding as a result; its credentials only when somebody asked to see them. */
final class BindingView {
  private final Session session;
  private final InstanceEntry instance;
  private final BindingEntry binding;
  private final String state;
  private final JsonNode answer;
  private final boolean show;

  BindingView(
      Session session,
      InstanceEntry instance,
      BindingEntry binding,
      String state,
      JsonNode answer,
      boolean show) {
    this.session = session;
    this.instance = instance;
    this.binding = binding;
    this.state = state;
    this.answer = show ? answer : session.redaction().json(answer);
    this.show = show;
  }

  /** Prints it; the exit code of a command that has nothing to complain about. */
  int print() {
    var table =
        Table.fields()
            .row("name:", binding.name())
            .row("id:", binding.id())
            .row("instance:", instance.name())
            .row("state:", state);
    answer
        .path("credentials")
        .forEachEntry(
            (key, value) ->
                table.row(
                    "credentials." + key + ":",
                    value.isString() ? value.stringValue() : Json.text(value)));
    table.field("expires:", answer.path("metadata").path("expires_at").stringValue(""));
    var document =
        Json.object()
            .put("apiVersion", "osbctl/v1")
            .put("kind", "ServiceBinding")
            .put("name", binding.name())
            .put("id", binding.id())
            .put("instance", instance.name())
            .put("instanceId", instance.id())
            .put("state", state);
    document.set("answer", answer.isMissingNode() ? Json.object() : answer);
    session.output().result(table, () -> document, List.of(binding.name()));
    if (!show && answer.path("credentials").isObject()) {
      session.output().info("credentials are hidden; --show prints them");
    }
    return ExitCode.DONE.code();
  }
}
