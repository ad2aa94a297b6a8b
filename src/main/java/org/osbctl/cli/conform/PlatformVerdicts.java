package org.osbctl.cli.conform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.osbctl.conform.Heard;
import org.osbctl.conform.RunResult;
import org.osbctl.http.Redaction;
import org.osbctl.operation.Operation.GetCatalog;
import org.osbctl.operation.Operation.OfInstance;
import org.osbctl.profile.BodyRule;
import org.osbctl.profile.CatalogFinding;
import org.osbctl.profile.CatalogLint;
import org.osbctl.profile.CatalogRule.Severity;
import org.osbctl.profile.Profile;
import org.osbctl.report.PlatformVerdict;
import org.osbctl.report.PlatformVerdict.Note;
import org.osbctl.rules.Observation;
import org.osbctl.spec.Json;
import org.osbctl.spec.ServiceOffering;
import tools.jackson.databind.JsonNode;

/** What platforms would say of what was seen in a conformance run. */
final class PlatformVerdicts {
  private final RunResult result;
  private final Redaction redaction;

  PlatformVerdicts(RunResult result, Redaction redaction) {
    this.result = result;
    this.redaction = redaction;
  }

  List<PlatformVerdict> of(List<Profile> profiles) {
    return profiles.stream().map(this::of).toList();
  }

  private PlatformVerdict of(Profile profile) {
    var notes = new ArrayList<Note>();
    catalog(profile, notes);
    answers(profile, notes);
    return new PlatformVerdict(
        profile.id(),
        profile.title(),
        notes.stream().noneMatch(each -> each.severity().equals(Severity.REJECTS.word())),
        notes);
  }

  private void catalog(Profile profile, List<Note> notes) {
    for (var heard : result.exchanges()) {
      var seen = heard.judged().seen();
      if (seen.operation() instanceof GetCatalog && seen.status() == 200) {
        CatalogLint.findings(profile.catalogRules(), seen.json())
            .forEach(each -> notes.add(note(each, heard.number())));
        return;
      }
    }
  }

  private Note note(CatalogFinding finding, int number) {
    var rule = finding.rule();
    return new Note(
        rule.id(),
        rule.severity().word(),
        rule.verified(),
        redaction.text(finding.path()),
        redaction.text(finding.message()),
        rule.remedy(),
        1,
        number);
  }

  /** Only of honest requests: what is refused on purpose says nothing. */
  private void answers(Profile profile, List<Note> notes) {
    var table = profile.answers();
    var told = new LinkedHashMap<String, Note>();
    for (var heard : result.exchanges()) {
      var seen = heard.judged().seen();
      var response = seen.response();
      if (response.isPresent() && seen.honest() && asks(profile, seen)) {
        table
            .objections(seen.operation().kind(), response.get(), offering(seen))
            .forEach(each -> told.merge(each, note(each, heard), (one, more) -> again(one)));
        table
            .broken(seen.operation().kind(), response.get(), offering(seen))
            .forEach(each -> told.merge(each.id(), note(each, heard), (one, more) -> again(one)));
      }
    }
    notes.addAll(told.values());
  }

  /** What it never allows is never answered to it. */
  private static boolean asks(Profile profile, Observation seen) {
    return seen.status() != 202 || profile.acceptsIncomplete(seen.operation().kind());
  }

  private static Note again(Note note) {
    return new Note(
        note.rule(),
        note.severity(),
        note.verified(),
        note.where(),
        note.says(),
        note.remedy(),
        note.times() + 1,
        note.number());
  }

  private Note note(BodyRule rule, Heard heard) {
    return new Note(
        rule.id(),
        rule.severity().word(),
        true,
        redaction.text(heard.exchange().request().toString()),
        rule.says(),
        rule.remedy(),
        1,
        heard.number());
  }

  private Note note(String objection, Heard heard) {
    return new Note(
        "answer",
        Severity.REJECTS.word(),
        true,
        redaction.text(heard.exchange().request().toString()),
        objection,
        "",
        1,
        heard.number());
  }

  private static JsonNode offering(Observation seen) {
    return seen.operation() instanceof OfInstance of
        ? of.serviceId()
            .flatMap(seen.catalog()::offering)
            .map(ServiceOffering::json)
            .orElseGet(Json::missing)
        : Json.missing();
  }
}
