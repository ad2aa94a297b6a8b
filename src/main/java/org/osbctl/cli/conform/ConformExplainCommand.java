package org.osbctl.cli.conform;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Output.Table;
import org.osbctl.cli.session.Session;
import org.osbctl.conform.Catalogue;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Json;
import org.osbctl.spec.Requirement;
import org.osbctl.spec.Requirements;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "explain",
    description =
        "Explain a requirement: where the text says it, how it is judged, how to meet it.",
    footer = {"", "Example: osbctl conform explain provision.created-is-201"})
final class ConformExplainCommand implements Callable<Integer> {
  private final Session session;
  private final Catalogue catalogue = new Catalogue();

  @Parameters(paramLabel = "ID", description = "Id of the requirement, as reports show it.")
  private String id = "";

  ConformExplainCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var requirements = Requirements.bundled();
    var requirement =
        requirements.find(id).orElseThrow(() -> RequirementOptions.unknown(id, requirements));
    var version = nearest(requirement, session.version());
    var scenarios = catalogue.scenarios(requirement, version);
    var judged = catalogue.silence(requirement);
    var sent = judged.isPresent() ? "" : sent(requirement, scenarios);
    var table =
        Table.fields()
            .row("id", requirement.id())
            .row("gist", requirement.gist())
            .row("level", String.join(", ", levels(requirement)))
            .row("text", requirement.link(version))
            .row("subject", requirement.subject())
            .row("judged", judged.map(why -> "no: " + why).orElse("yes"))
            .field("sent by", sent)
            .field("hint", requirement.hint())
            .field("ambiguity", requirement.ambiguity() == null ? "" : requirement.ambiguity());
    session
        .output()
        .result(table, () -> json(requirement, version, scenarios), List.of(requirement.id()));
    return ExitCode.DONE.code();
  }

  private String sent(Requirement requirement, List<String> scenarios) {
    if (!scenarios.isEmpty()) {
      return String.join(", ", scenarios);
    }
    return catalogue.isGeneral(requirement)
        ? "any scenario"
        : "no scenario in particular; judged wherever it shows";
  }

  /** The version asked for, or the last one before it that states the requirement. */
  private static ApiVersion nearest(Requirement requirement, ApiVersion wanted) {
    var last = wanted;
    for (var version : ApiVersion.values()) {
      if (requirement.level(version).isPresent()
          && (!version.atLeast(wanted) || requirement.level(wanted).isEmpty())) {
        last = version;
      }
    }
    return requirement.level(wanted).isPresent() ? wanted : last;
  }

  /** The level by version, as long as it stays: {@code 2.11-2.13 SHOULD, 2.14-2.17 MUST}. */
  private static List<String> levels(Requirement requirement) {
    var spans = new ArrayList<String>();
    var versions = ApiVersion.values();
    for (int i = 0; i < versions.length; ) {
      var level = requirement.level(versions[i]);
      int end = i;
      while (end + 1 < versions.length && requirement.level(versions[end + 1]).equals(level)) {
        end++;
      }
      var span = end == i ? versions[i].toString() : versions[i] + "-" + versions[end];
      level.ifPresent(word -> spans.add(span + " " + word));
      i = end + 1;
    }
    return spans;
  }

  private tools.jackson.databind.JsonNode json(
      Requirement requirement, ApiVersion version, List<String> scenarios) {
    var json = Json.object();
    json.put("apiVersion", "osbctl/v1").put("kind", "Requirement").put("id", requirement.id());
    var levels = json.putObject("levels");
    for (var each : ApiVersion.values()) {
      requirement.level(each).ifPresent(level -> levels.put(each.toString(), level.toString()));
    }
    json.put("section", requirement.section(version)).put("link", requirement.link(version));
    json.put("subject", requirement.subject()).put("gist", requirement.gist());
    json.put("hint", requirement.hint());
    json.put("judged", catalogue.silence(requirement).isEmpty());
    catalogue.silence(requirement).ifPresent(why -> json.put("reason", why));
    if (requirement.ambiguity() != null) {
      json.put("ambiguity", requirement.ambiguity());
    }
    var list = json.putArray("scenarios");
    scenarios.forEach(list::add);
    return json;
  }
}
