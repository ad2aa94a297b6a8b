package org.osbctl.report;

import java.util.regex.Pattern;

/** Writes texts of others into GitHub flavoured Markdown, where as code nothing has a meaning. */
public final class Markdown {
  /** Links also without brackets, pictures, mentions, numbers of issues, emphasis, HTML. */
  private static final Pattern MEANS_SOMETHING =
      Pattern.compile("[\\[\\]<>`*~@&\\\\]|://|www\\.|(?<![A-Za-z0-9])[_#]|_(?![A-Za-z0-9])");

  private Markdown() {}

  /** A text on one line as code: fenced by more backticks than it has in a row. */
  static String code(String text) {
    if (text.isBlank()) {
      return "(nothing)";
    }
    var fence = "`";
    while (text.contains(fence)) {
      fence += "`";
    }
    var room = fence.length() > 1 || text.startsWith(" ") || text.endsWith(" ") ? " " : "";
    return fence + room + text + room + fence;
  }

  /** A text on one line as the cell of a table: as it is, or as code where it would be more. */
  public static String cell(String text) {
    // Bars end a cell inside of code, too.
    return (MEANS_SOMETHING.matcher(text).find() ? code(text) : text).replace("|", "\\|");
  }
}
