package org.osbctl.cli.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osbctl.http.Visible;
import org.osbctl.spec.Json;

/**
 * A list on standard output that may be long: printed while it is read, or, where columns have to
 * be aligned, kept as the texts that are printed. As JSON {@code
 * {"apiVersion":"osbctl/v1","kind":KIND,"items":[…]}}, an item a line.
 */
public final class Listing {
  /** A stream takes its time for every piece, however small. */
  private static final int CHUNK = 1 << 16;

  private enum Form {
    ROWS,
    NAMES,
    JSON,
    YAML,
    /** A document a line, whatever the format of results is. */
    LINES
  }

  private final Output output;
  private final Form form;
  private final String kind;
  private final List<String[]> rows = new ArrayList<>();
  private final Map<String, String> seen = new HashMap<>();

  /** What is printed next, in UTF-8, as the documents come. */
  private final ByteArrayOutputStream text = new ByteArrayOutputStream();

  private int count;

  private Listing(Output output, Form form, String kind) {
    this.output = output;
    this.form = form;
    this.kind = kind;
  }

  /**
   * A list in the format of an output.
   *
   * @param kind what the document is called, like {@code ServiceInstances}
   * @param headings those of the columns
   */
  public Listing(Output output, String kind, String... headings) {
    this(
        output,
        switch (output.format()) {
          case table, markdown -> Form.ROWS;
          case name -> Form.NAMES;
          case json -> Form.JSON;
          case yaml -> Form.YAML;
        },
        kind);
    rows.add(headings);
  }

  /** A list of documents, one a line and nothing around them. */
  public static Listing lines(Output output) {
    return new Listing(output, Form.LINES, "");
  }

  /** Whether items are printed with all that is known of them: as documents, not as rows. */
  public boolean wantsDocuments() {
    return form != Form.ROWS && form != Form.NAMES;
  }

  /**
   * Adds an item as people see it.
   *
   * @param name its name for other commands
   * @param cells the form for people
   */
  public void row(String name, String... cells) {
    if (form == Form.NAMES) {
      add(Visible.text(name) + "\n");
      flushWhenLong();
    } else {
      rows.add(kept(cells));
    }
  }

  /**
   * Adds an item as programs see it.
   *
   * @param json a JSON object on one line
   */
  public void document(String json) {
    document(json.getBytes(UTF_8));
  }

  /** The same for a JSON object in UTF-8. */
  public void document(byte[] json) {
    if (form == Form.YAML) {
      var item = Json.object().arrayNode().add(Json.parse(json).node());
      add((count == 0 ? head() + "items:\n" : "") + Output.yaml(item));
    } else if (form == Form.JSON) {
      add(count == 0 ? head() + "\n  " : ",\n  ");
      text.writeBytes(json);
    } else {
      text.writeBytes(json);
      text.write('\n');
    }
    count++;
    flushWhenLong();
  }

  private void add(String more) {
    text.writeBytes(more.getBytes(UTF_8));
  }

  private void flushWhenLong() {
    if (text.size() > CHUNK) {
      flush();
    }
  }

  private void flush() {
    // What acts on a terminal stands in strings only, where JSON escapes it the same way.
    output.text(text.toByteArray());
    text.reset();
  }

  private String head() {
    return form == Form.YAML
        ? "apiVersion: \"osbctl/v1\"\nkind: \"" + kind + "\"\n"
        : "{\"apiVersion\":\"osbctl/v1\",\"kind\":\"" + kind + "\",\"items\":[";
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
  public void end() {
    switch (form) {
      case ROWS -> output.table(rows);
      case NAMES, LINES -> {}
      case JSON -> add((count == 0 ? head() : "\n") + "]}\n");
      case YAML -> add(count == 0 ? head() + "items: []\n" : "");
    }
    flush();
  }
}
