package org.osbctl.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.osbctl.http.Visible;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;

/**
 * A list on standard output that may be long: printed while it is read, or, where columns have to
 * be aligned, kept as the texts that are printed. As JSON {@code
 * {"apiVersion":"osbctl/v1","kind":KIND,"items":[…]}}, an item a line.
 */
final class Listing {
  /** A stream takes its time for every piece, however small. */
  private static final int CHUNK = 1 << 16;

  private final Output output;
  private final String kind;
  private final List<String[]> rows = new ArrayList<>();
  private final Map<String, String> seen = new HashMap<>();
  private final StringBuilder text = new StringBuilder();
  private int count;

  Listing(Output output, String kind, String... headings) {
    this.output = output;
    this.kind = kind;
    rows.add(headings);
  }

  /** Whether items are printed with all that is known of them. */
  boolean wantsDocuments() {
    return output.format() == OutputFormat.json || output.format() == OutputFormat.yaml;
  }

  /**
   * Adds an item.
   *
   * @param name its name for other commands
   * @param document the form for programs, made only when it is wanted
   * @param cells the form for people
   */
  void row(String name, Supplier<JsonNode> document, String... cells) {
    switch (output.format()) {
      case table, markdown -> rows.add(kept(cells));
      case name -> text.append(Visible.text(name)).append('\n');
      case json -> {
        text.append(count == 0 ? head() : ",\n  ");
        text.append(Visible.lines(Json.text(document.get())));
      }
      case yaml -> {
        if (count == 0) {
          text.append("apiVersion: \"osbctl/v1\"\nkind: \"").append(kind).append("\"\nitems:\n");
        }
        text.append(Output.yaml(Json.object().arrayNode().add(document.get())));
      }
    }
    count++;
    if (text.length() > CHUNK) {
      flush();
    }
  }

  private void flush() {
    output.out().append(text);
    text.setLength(0);
  }

  private String head() {
    return "{\"apiVersion\":\"osbctl/v1\",\"kind\":\"" + kind + "\",\"items\":[\n  ";
  }

  /** Most columns say the same in most rows: each text is kept once. */
  private String[] kept(String... cells) {
    var copy = new String[cells.length];
    for (int i = 0; i < cells.length; i++) {
      var cell = Visible.text(cells[i]);
      // Names are all different, and stand in front.
      copy[i] = i == 0 ? cell : seen.computeIfAbsent(cell, same -> same);
    }
    return copy;
  }

  /** Ends the list. Not called when there was trouble: what is missing must not look whole. */
  void end() {
    switch (output.format()) {
      case table, markdown -> output.table(rows);
      case name -> {}
      case json -> text.append(count == 0 ? head().strip() : "\n").append("]}\n");
      case yaml -> {
        if (count == 0) {
          text.append("apiVersion: \"osbctl/v1\"\nkind: \"").append(kind).append("\"\nitems: []\n");
        }
      }
    }
    flush();
    output.out().flush();
  }
}
