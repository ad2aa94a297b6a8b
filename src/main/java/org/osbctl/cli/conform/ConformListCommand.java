package org.osbctl.cli.conform;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Output.Table;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.session.Session;
import org.osbctl.conform.Catalogue;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Json;
import org.osbctl.spec.Level;
import org.osbctl.spec.Requirement;
import org.osbctl.spec.Requirements;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "list",
    description = "List the requirements on brokers, by default those of the newest version.",
    footer = {"", "Example: osbctl conform list --api-version 2.14 --only bind -o markdown"})
final class ConformListCommand implements Callable<Integer> {
  private final Session session;
  private final Catalogue catalogue = new Catalogue();

  @Mixin private RequirementOptions selection = new RequirementOptions();

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      description = "Only MUST, SHOULD or MAY, the same with NOT included; may be repeated.")
  private java.util.List<String> levels = new ArrayList<>();

  ConformListCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var version = session.version();
    var chosen = selection.selection();
    var table = Table.of("REQUIREMENT", "LEVEL", "JUDGED", "GIST");
    var document = Json.object();
    document.put("apiVersion", "osbctl/v1").put("kind", "RequirementList");
    document.put("specVersion", version.toString());
    var list = document.putArray("requirements");
    var names = new ArrayList<String>();
    checkLevels();
    for (var each : Requirements.bundled().all()) {
      var level = each.level(version);
      if (each.bindsBroker()
          && level.isPresent()
          && chosen.takes(each, version)
          && isWanted(level.get())) {
        var judged = catalogue.silence(each).isEmpty();
        table.row(each.id(), level.get().toString(), judged ? "yes" : "no", each.gist());
        list.add(json(each, level.get(), version));
        names.add(each.id());
      }
    }
    session.output().result(table, () -> document, names);
    session.names().sawWords();
    return ExitCode.DONE.code();
  }

  private void checkLevels() {
    for (var word : levels) {
      if (Level.parse(word).isEmpty()) {
        throw new Problem(
                "bad-level", "'" + word + "' is no level.", "", "choose MUST, SHOULD or MAY")
            .exit(ExitCode.USAGE);
      }
    }
  }

  private boolean isWanted(Level level) {
    return levels.isEmpty()
        || levels.stream()
            .anyMatch(
                word -> level.toString().equals(word) || level.toString().equals(word + " NOT"));
  }

  private ObjectNode json(Requirement requirement, Level level, ApiVersion version) {
    return Json.object()
        .put("id", requirement.id())
        .put("level", level.toString())
        .put("judged", catalogue.silence(requirement).isEmpty())
        .put("subject", requirement.subject())
        .put("section", requirement.section(version))
        .put("link", requirement.link(version))
        .put("gist", requirement.gist());
  }
}
