package org.osbctl.cli;

import java.util.concurrent.Callable;
import org.osbctl.inventory.Filter;
import org.osbctl.spec.Json;
import picocli.CommandLine.Command;

@Command(
    name = "export",
    description = "Print all that is known of all instances, one JSON document a line.",
    footer = {"", "Example: osbctl inventory export > inventory.ndjson"})
final class InventoryExportCommand implements Callable<Integer> {
  private final Session session;

  InventoryExportCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var out = session.output().out();
    Inventories.with(
        session,
        inventory ->
            inventory.records(
                Filter.ALL,
                found -> out.append(Json.text(InstancesCommand.document(found))).append('\n')));
    out.flush();
    return ExitCode.DONE.code();
  }
}
