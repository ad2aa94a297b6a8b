package org.osbctl.docs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.osbctl.profile.BodyRule;
import org.osbctl.profile.CatalogRule;
import org.osbctl.profile.Polling;
import org.osbctl.profile.Profile;
import org.osbctl.profile.Profiles;
import tools.jackson.databind.JsonNode;

/** What is known of platforms, as a document. */
final class ProfilesDocument {
  private final StringBuilder text = new StringBuilder();

  private ProfilesDocument() {}

  static String text() {
    var document = new ProfilesDocument();
    document.line("# Platforms");
    document.line("");
    document.line(
        "How platforms call brokers, and what they take from them: the data behind `--profile`, of"
            + " `specs/profiles/`. Read from the sources that are named; nothing was measured on a"
            + " running platform. What no source says for certain informs and never fails a"
            + " broker.");
    document.line("");
    document.line(
        "<!-- Made by ProfilesDocument from specs/profiles; DocumentsTest remakes it. -->");
    for (var name : Profiles.SHIPPED) {
      document.profile(Profiles.load(name));
    }
    return document.text.toString();
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private void profile(Profile profile) {
    line("");
    line("## " + profile.id() + ": " + profile.title());
    line("");
    line("Speaks version " + profile.version() + ".");
    line("");
    line("Sources:");
    line("");
    profile.tree().path("sources").forEach(each -> line("- " + each.asString()));
    settings(profile);
    if (profile.isExtension()) {
      line("");
      line(
          "Otherwise as "
              + profile.tree().path("extends").asString()
              + ", with its rules for catalogs and its reading of answers.");
    } else {
      rules(profile.catalogRules());
      answers(profile);
      profile.polling().ifPresent(this::polling);
    }
    bodies(profile.answers().bodies());
    notes(profile.tree().path("notes"), profile.isExtension() ? parentNotes(profile) : 0);
  }

  /** Lists are replaced by who extends a profile; one that has none of its own has its parent's. */
  private static int parentNotes(Profile profile) {
    var parent = Profiles.load(profile.tree().path("extends").asString()).tree().path("notes");
    return parent.equals(profile.tree().path("notes")) ? parent.size() : 0;
  }

  private void settings(Profile profile) {
    if (profile.settings().isEmpty()) {
      return;
    }
    table("`--set`", "what it is", "short", "default");
    profile
        .tree()
        .path("settings")
        .forEachEntry(
            (name, setting) ->
                row(
                    "`" + name + "`",
                    setting.path("says").asString(""),
                    said(setting),
                    setting.has("default") ? "`" + json(setting.path("default")) + "`" : ""));
  }

  private static String said(JsonNode setting) {
    var all = new ArrayList<String>();
    setting.path("option").stringValueOpt().ifPresent(name -> all.add("`--" + name + "`"));
    setting.path("variable").stringValueOpt().ifPresent(name -> all.add("`" + name + "`"));
    return String.join(", ", all);
  }

  private static String json(JsonNode node) {
    return node.isString() ? node.stringValue() : node.toString();
  }

  private void rules(List<CatalogRule> rules) {
    if (rules.isEmpty()) {
      return;
    }
    table("rule", "says", "otherwise", "covered", "source");
    for (var rule : rules) {
      row(
          rule.id(),
          rule.says(),
          rule.isChecked() ? rule.severity().word() + (rule.verified() ? "" : ", unverified") : "",
          rule.isChecked() ? "yes" : "no: " + rule.why(),
          rule.source());
    }
  }

  private void answers(Profile profile) {
    var rows = profile.answers().rows();
    if (rows.isEmpty()) {
      return;
    }
    line("");
    line("What it makes of answers; the first row that speaks of one counts.");
    table("answer to", "status", "body", "is", "clean-up", "source");
    for (var row : rows) {
      row(
          String.join(", ", row.operations())
              + (row.unless().isEmpty() ? "" : " without `" + row.unless() + "`"),
          String.join(", ", row.statuses())
              + (row.errors().isEmpty() ? "" : " " + String.join(", ", row.errors())),
          row.body(),
          row.outcome().words(),
          row.mitigates() ? "yes" : "",
          row.source());
    }
    var credentials = profile.tree().path("credentials");
    if (!credentials.isMissingNode()) {
      line("");
      line(
          "Credentials: names like `%s`, at most %s characters; at most %s bytes in all (%s)."
              .formatted(
                  credentials.path("keys").asString(),
                  credentials.path("longestKey").asString(),
                  credentials.path("largest").asString(),
                  credentials.path("source").asString()));
    }
  }

  private void bodies(List<BodyRule> rules) {
    if (rules.isEmpty()) {
      return;
    }
    line("");
    line("What it asks of the bodies of answers:");
    table("rule", "says", "answers to", "where", "otherwise", "source");
    for (var rule : rules) {
      row(
          rule.id(),
          rule.says(),
          String.join(", ", rule.operations()),
          "`" + rule.at() + "`",
          rule.severity().word(),
          rule.source());
    }
  }

  /** How it polls, in a sentence. */
  private void polling(Polling polling) {
    line("");
    line(
        "Polls %s, then every %s%s, for %s%s; Retry-After %s (%s). The client does so with `--interval platform`."
            .formatted(
                polling.first().isZero()
                    ? "directly after the 202"
                    : "after " + words(polling.first()),
                words(polling.interval()),
                polling.growth() == 1
                    ? ""
                    : ", each pause %.0f times as long, up to %s"
                        .formatted(polling.growth(), words(polling.longest())),
                words(polling.maximum()),
                polling.planMaximum() ? " or the plan's maximum_polling_duration" : "",
                polling
                    .retryAfter()
                    .map(
                        each ->
                            "counts from "
                                + words(each.shortest())
                                + " to "
                                + words(each.longest()))
                    .orElse("is not read"),
                polling.source()));
  }

  private static String words(Duration time) {
    return time.toDays() > 1
        ? time.toDays() + " days"
        : time.toHours() > 1
            ? time.toHours() + " h"
            : time.toMinutes() > 1 ? time.toMinutes() + " minutes" : time.toSeconds() + " s";
  }

  private void notes(JsonNode notes, int inherited) {
    if (notes.isEmpty() || inherited > 0) {
      return;
    }
    table("what else is known", "covered", "source");
    for (var note : notes) {
      row(
          note.path("says").asString()
              + (note.path("verified").asBoolean(true) ? "" : " (unverified)"),
          note.path("covered").asBoolean(false) ? "yes" : "no",
          note.path("source").asString());
    }
  }

  private void table(String... headings) {
    line("");
    row(headings);
    line("| --- ".repeat(headings.length) + "|");
  }

  private void row(String... cells) {
    for (var cell : cells) {
      text.append("| ").append(cell.replace("|", "\\|")).append(' ');
    }
    line("|");
  }
}
