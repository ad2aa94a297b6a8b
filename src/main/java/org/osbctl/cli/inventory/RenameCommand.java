package org.osbctl.cli.inventory;

import java.util.concurrent.Callable;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.session.Session;
import org.osbctl.inventory.InventoryException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "rename",
    description = "Give a service instance another name. The broker is not told.",
    footer = {"", "Example: osbctl rename db1 orders-db"})
final class RenameCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "NAME", description = "Its name.")
  private String name = "";

  @Parameters(index = "1", paramLabel = "NEW-NAME", description = "Its name from now on.")
  private String other = "";

  RenameCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var entry = InstanceOption.named(session, name);
    try {
      if (!session.inventory().rename(entry.url(), name, other)) {
        throw new Problem(
                "name-taken",
                "There is a service instance \"" + other + "\" already.",
                "",
                "choose another name")
            .exit(ExitCode.USAGE);
      }
    } catch (InventoryException e) {
      throw Inventories.problem(e);
    }
    session.output().info("\"" + name + "\" is now \"" + other + "\"");
    return ExitCode.DONE.code();
  }
}
