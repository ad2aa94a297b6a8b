package org.osbctl.cli.mock;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Output.Table;
import org.osbctl.cli.session.Session;
import org.osbctl.mock.fault.Fault;
import org.osbctl.mock.fault.Fault.Kind;
import org.osbctl.mock.fault.Faults;
import org.osbctl.spec.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "faults",
    description = {
      "List what can be wrong with the mock, and what can be unusual.",
      "A fault violates requirements; a quirk is allowed."
    },
    footer = {
      "",
      "Examples:",
      "  osbctl mock faults --about deprovision",
      "  osbctl mock faults explain deprovision-deletes-nothing"
    })
final class MockFaultsCommand implements Callable<Integer> {
  private final Session session;

  @Option(
      names = "--about",
      paramLabel = "WORD",
      description = "Only those with this in their name or in a requirement they violate.")
  private String about = "";

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "Only this kind: ${COMPLETION-CANDIDATES}; may be repeated.")
  private List<Choice> kinds = new ArrayList<>();

  MockFaultsCommand(Session session) {
    this.session = session;
  }

  /** What to list. */
  enum Choice {
    message,
    state,
    wire,
    quirk;

    private boolean has(Fault fault) {
      return switch (this) {
        case message -> !fault.isQuirk() && fault.kind() == Kind.MESSAGE;
        case state -> !fault.isQuirk() && fault.kind() == Kind.STATE;
        case wire -> !fault.isQuirk() && fault.kind() == Kind.WIRE;
        case quirk -> fault.isQuirk();
      };
    }
  }

  @Override
  public Integer call() {
    var all = Faults.bundled();
    var chosen =
        Stream.concat(all.faults().stream(), all.quirks().stream())
            .filter(fault -> fault.isAbout(about))
            .filter(fault -> kinds.isEmpty() || kinds.stream().anyMatch(kind -> kind.has(fault)))
            .toList();
    var table = Table.of("NAME", "KIND", "WHAT THE BROKER DOES");
    var document = Json.object().put("apiVersion", "osbctl/v1").put("kind", "FaultList");
    var list = document.putArray("faults");
    for (var fault : chosen) {
      table.row(fault.name(), kind(fault), fault.says());
      list.add(MockFaultsExplainCommand.json(fault));
    }
    session.output().result(table, () -> document, chosen.stream().map(Fault::name).toList());
    session.names().sawWords();
    return ExitCode.DONE.code();
  }

  static String kind(Fault fault) {
    return fault.isQuirk() ? "quirk" : fault.kind().word();
  }
}
