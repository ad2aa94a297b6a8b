package org.osbctl.cli.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Listing;
import org.osbctl.cli.io.Output;
import org.osbctl.cli.session.Session;
import org.osbctl.inventory.Inventory;
import org.osbctl.spec.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
    name = "query",
    description = {
      "Ask a question in SQL. The database itself refuses every change.",
      "Tables: instances, bindings, labels, annotations, operations; docs/inventory.md describes"
          + " them."
    },
    footer = {
      "",
      "Example: osbctl inventory query \"SELECT service, count(*) FROM instances GROUP BY service\""
    })
final class InventoryQueryCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "SQL", description = "The question.")
  private String sql = "";

  InventoryQueryCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    ask(session, sql, "QueryResult");
    return ExitCode.DONE.code();
  }

  /** Prints the answer to a question. */
  static void ask(Session session, String sql, String kind) {
    var table = new Answer(session.output(), kind);
    Inventories.with(session, inventory -> inventory.query(sql, table));
    table.end();
  }

  /** Rows as they come; the first column is the name for other commands. */
  private static final class Answer implements Inventory.Answer {
    private final Output output;
    private final String kind;
    private final List<String> columns = new ArrayList<>();
    private @Nullable Listing listing;

    Answer(Output output, String kind) {
      this.output = output;
      this.kind = kind;
    }

    @Override
    public void columns(List<String> names) {
      columns.addAll(names);
      listing =
          new Listing(
              output,
              kind,
              names.stream().map(each -> each.toUpperCase(Locale.ROOT)).toArray(String[]::new));
    }

    @Override
    public void row(List<@Nullable String> values) {
      if (listing == null) {
        return;
      }
      if (listing.wantsDocuments()) {
        listing.document(Json.text(document(values)));
      } else {
        var cells = values.stream().map(each -> each == null ? "" : each).toArray(String[]::new);
        listing.row(cells[0], cells);
      }
    }

    private JsonNode document(List<@Nullable String> values) {
      var node = Json.object();
      for (int i = 0; i < columns.size(); i++) {
        node.put(columns.get(i), values.get(i));
      }
      return node;
    }

    void end() {
      if (listing != null) {
        listing.end();
      }
    }
  }
}
