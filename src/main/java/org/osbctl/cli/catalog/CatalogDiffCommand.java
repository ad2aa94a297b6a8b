package org.osbctl.cli.catalog;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Output.Table;
import org.osbctl.cli.session.Session;
import org.osbctl.http.Redaction;
import org.osbctl.spec.CatalogDiff;
import org.osbctl.spec.CatalogDiff.Weight;
import org.osbctl.spec.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
    name = "diff",
    description = {
      "Say which changes of a catalog are unsafe for existing service instances and bindings.",
      "Exit code 1: there are such changes."
    },
    footer = {
      "",
      "Examples:",
      "  osbctl catalog -o json > released.json; osbctl catalog diff released.json",
      "  osbctl catalog diff old.yaml new.yaml"
    })
final class CatalogDiffCommand implements Callable<Integer> {
  private static final Redaction SHAPES = new Redaction(List.of());

  private final Session session;

  @Parameters(index = "0", paramLabel = "OLD", description = "The catalog as it was, or - .")
  private String old = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "NEW",
      description = "The catalog as it is. Default: the broker's.")
  private @Nullable String now;

  CatalogDiffCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var before = CatalogSource.read(session, old);
    var changes = CatalogDiff.of(before, CatalogSource.read(session, now));
    var table = Table.of("CHANGE", "WHERE", "WHAT", "WHY IT MATTERS");
    for (var each : changes) {
      table.row(
          word(each.weight()), SHAPES.text(each.path()), SHAPES.text(each.what()), each.why());
    }
    session
        .output()
        .result(
            changes.isEmpty() ? Table.fields() : table,
            () -> json(changes),
            changes.stream().map(each -> SHAPES.text(each.path())).toList());
    long unsafe = changes.stream().filter(each -> each.weight() == Weight.UNSAFE).count();
    session
        .output()
        .info(
            changes.isEmpty()
                ? "nothing has changed that matters"
                : unsafe + " unsafe changes, " + (changes.size() - unsafe) + " others");
    return unsafe == 0 ? ExitCode.DONE.code() : ExitCode.REFUSED.code();
  }

  private static String word(Weight weight) {
    return weight.name().toLowerCase(Locale.ROOT);
  }

  private static JsonNode json(List<CatalogDiff.Change> changes) {
    var document = Json.object().put("apiVersion", "osbctl/v1").put("kind", "CatalogDiff");
    var list = document.putArray("changes");
    for (var each : changes) {
      list.addObject()
          .put("weight", word(each.weight()))
          .put("path", SHAPES.text(each.path()))
          .put("what", SHAPES.text(each.what()))
          .put("why", SHAPES.text(each.why()));
    }
    return document;
  }
}
