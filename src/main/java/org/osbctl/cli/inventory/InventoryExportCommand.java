package org.osbctl.cli.inventory;

import java.util.concurrent.Callable;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Listing;
import org.osbctl.cli.session.Session;
import org.osbctl.inventory.Filter;
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
    var listing = Listing.lines(session.output());
    Inventories.with(session, inventory -> inventory.documents(Filter.ALL, listing::document));
    listing.end();
    return ExitCode.DONE.code();
  }
}
