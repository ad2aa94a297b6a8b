package org.osbctl.inventory;

import java.util.StringJoiner;

/**
 * How a database is asked for JSON, in the words of SQL that it has for that.
 *
 * @param object the function that makes an object of names and values
 * @param objectOf the aggregate that makes an object of names and values
 * @param arrayOf the aggregate that makes an array of values
 * @param parsed the expression for the value that a text is, with {@code %s} for the text
 */
record JsonSql(String object, String objectOf, String arrayOf, String parsed) {
  /** Of SQLite. */
  static final JsonSql SQLITE =
      new JsonSql("json_object", "json_group_object", "json_group_array", "json(%s)");

  /** Of PostgreSQL. */
  static final JsonSql POSTGRES =
      new JsonSql("json_build_object", "json_object_agg", "json_agg", "CAST(%s AS JSON)");

  /** An object; arguments are names and expressions in turns. */
  String object(String... members) {
    var arguments = new StringJoiner(", ", object + "(", ")");
    for (int i = 0; i < members.length; i += 2) {
      arguments.add("'" + members[i] + "', " + members[i + 1]);
    }
    return arguments.toString();
  }

  /** An object of what rows say; the argument is a name and a value. */
  String objectOf(String argument) {
    return objectOf + "(" + argument + ")";
  }

  /** An array of what rows say. */
  String arrayOf(String argument) {
    return arrayOf + "(" + argument + ")";
  }

  /** The value that a text is. */
  String parsed(String text) {
    return parsed.formatted(text);
  }

  /** What an aggregate makes of the rows of a query; {@code nothing} where there are none. */
  String selected(String aggregate, String query, String alias, String nothing) {
    var made = "(SELECT CAST(" + aggregate + " AS TEXT) FROM (" + query + ") " + alias + ")";
    return parsed("coalesce(" + made + ", '" + nothing + "')");
  }
}
