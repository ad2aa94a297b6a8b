package org.osbctl.cli.mock;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Output.Table;
import org.osbctl.cli.session.Session;
import org.osbctl.mock.fault.Fault;
import org.osbctl.mock.fault.FaultException;
import org.osbctl.mock.fault.Faults;
import org.osbctl.spec.Json;
import org.osbctl.spec.Requirements;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "explain",
    description = "Explain a fault or quirk: what it does, what it violates, how to see it.",
    footer = {"", "Example: osbctl mock faults explain provision-repeat-is-201"})
final class MockFaultsExplainCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "NAME", description = "Name of the fault or quirk.")
  private String name = "";

  MockFaultsExplainCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var fault = find();
    var table =
        Table.fields()
            .row("name", fault.name())
            .row("kind", MockFaultsCommand.kind(fault))
            .row("says", fault.says())
            .field("allowed", fault.because())
            .row("versions", fault.versions().toString());
    for (var id : fault.violates()) {
      table.row("violates", id + ": " + Requirements.bundled().get(id).gist());
    }
    table.field("also", String.join(", ", fault.also()));
    table.field("blocks", fault.blocks() ? "a conformance run cannot judge all" : "");
    table.row("try", serve(fault)).row("", conform(fault));
    session.output().result(table, () -> json(fault), List.of(fault.name()));
    return ExitCode.DONE.code();
  }

  private Fault find() {
    try {
      return Faults.bundled().get(name);
    } catch (FaultException e) {
      throw MockFaultOptions.problem(e);
    }
  }

  private static String mode(Fault fault) {
    return fault.shows().mode().name().toLowerCase(Locale.ROOT);
  }

  private static String serve(Fault fault) {
    return "osbctl mock serve --mode " + mode(fault) + " --fault " + fault.name();
  }

  private static String conform(Fault fault) {
    return "osbctl conform run --api-version "
        + fault.shows().version()
        + fault
            .shows()
            .plan()
            .map(plan -> (plan.contains("/") ? " --plan " : " --service ") + plan)
            .orElse(" --quick");
  }

  static ObjectNode json(Fault fault) {
    var json =
        Json.object()
            .put("name", fault.name())
            .put("kind", MockFaultsCommand.kind(fault))
            .put("says", fault.says());
    if (fault.isQuirk()) {
      json.put("because", fault.because());
    }
    json.put("since", fault.versions().since().toString());
    json.put("until", fault.versions().until().toString());
    var violates = json.putArray("violates");
    fault.violates().forEach(violates::add);
    var also = json.putArray("also");
    fault.also().forEach(also::add);
    json.put("blocks", fault.blocks());
    json.putObject("shows")
        .put("mode", mode(fault))
        .put("version", fault.shows().version().toString());
    fault.shows().plan().ifPresent(plan -> ((ObjectNode) json.path("shows")).put("plan", plan));
    return json;
  }
}
