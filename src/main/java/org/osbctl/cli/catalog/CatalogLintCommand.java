package org.osbctl.cli.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Output.Table;
import org.osbctl.cli.session.Session;
import org.osbctl.http.Redaction;
import org.osbctl.profile.CatalogFinding;
import org.osbctl.profile.CatalogLint;
import org.osbctl.profile.CatalogRule.Severity;
import org.osbctl.profile.Profile;
import org.osbctl.spec.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "lint",
    description = {
      "Say whether platforms would take a catalog: that of a broker, of a file, or of standard"
          + " input.",
      "Without --profile: all shipped platforms whose rules are known. Exit code 1: one would"
          + " refuse it."
    },
    footer = {
      "",
      "Examples:",
      "  osbctl catalog lint --profile cloudfoundry",
      "  osbctl catalog lint my-catalog.yaml",
      "  curl -s http://localhost:8080/v2/catalog | osbctl catalog lint -"
    })
final class CatalogLintCommand implements Callable<Integer> {
  /** In what is printed no secret of ours can be: no broker has been talked to, or only its say. */
  private static final Redaction SHAPES = new Redaction(List.of());

  private final Session session;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE|-",
      description = "The catalog, JSON or YAML. Default: the broker's.")
  private @Nullable String source;

  CatalogLintCommand(Session session) {
    this.session = session;
  }

  /** What a platform says of the catalog. */
  private record Opinion(Profile profile, List<CatalogFinding> findings) {
    boolean accepts() {
      return findings.stream().noneMatch(each -> each.rule().severity() == Severity.REJECTS);
    }
  }

  @Override
  public Integer call() {
    var profiles = session.profilesWithCatalogRules();
    var catalog = CatalogSource.read(session, source);
    var opinions = new ArrayList<Opinion>();
    for (var profile : profiles) {
      opinions.add(new Opinion(profile, CatalogLint.findings(profile.catalogRules(), catalog)));
    }
    var table = Table.of("PLATFORM", "VERDICT", "PATH", "RULE", "THE PLATFORM SAYS", "REMEDY");
    var names = new ArrayList<String>();
    for (var opinion : opinions) {
      for (var finding : opinion.findings()) {
        var rule = finding.rule();
        names.add(rule.id());
        table.row(
            opinion.profile().id(),
            rule.severity().word() + (rule.verified() ? "" : ", unverified"),
            finding.path().isEmpty() ? "(the catalog)" : SHAPES.text(finding.path()),
            rule.id(),
            SHAPES.text(finding.message()),
            rule.remedy());
      }
    }
    session.output().result(names.isEmpty() ? Table.fields() : table, () -> json(opinions), names);
    opinions.forEach(this::conclude);
    return opinions.stream().allMatch(Opinion::accepts)
        ? ExitCode.DONE.code()
        : ExitCode.REFUSED.code();
  }

  private void conclude(Opinion opinion) {
    var all = opinion.findings();
    long rejects = all.stream().filter(each -> each.rule().severity() == Severity.REJECTS).count();
    var words = opinion.accepts() ? " takes the catalog" : " refuses the catalog";
    session
        .output()
        .info(
            opinion.profile().title()
                + words
                + (all.isEmpty()
                    ? ""
                    : ": " + rejects + " reasons to refuse, " + (all.size() - rejects) + " notes"));
  }

  private static JsonNode json(List<Opinion> opinions) {
    var document = Json.object().put("apiVersion", "osbctl/v1").put("kind", "CatalogLint");
    var platforms = document.putArray("platforms");
    for (var opinion : opinions) {
      var platform =
          platforms
              .addObject()
              .put("profile", opinion.profile().id())
              .put("accepted", opinion.accepts());
      var findings = platform.putArray("findings");
      opinion.findings().forEach(each -> findings.add(json(each)));
    }
    return document;
  }

  private static ObjectNode json(CatalogFinding finding) {
    var rule = finding.rule();
    return Json.object()
        .put("rule", rule.id())
        .put("says", rule.says())
        .put("severity", rule.severity().word())
        .put("verified", rule.verified())
        .put("path", SHAPES.text(finding.path()))
        .put("message", SHAPES.text(finding.message()))
        .put("remedy", rule.remedy())
        .put("source", rule.source());
  }
}
