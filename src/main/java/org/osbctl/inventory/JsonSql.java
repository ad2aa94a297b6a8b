package org.osbctl.inventory;

import java.util.StringJoiner;

/**
 * How a database is asked for JSON, in the words of SQL that it has for that.
 *
 * @param object the function that makes an object of names and values
 * @param objectOf the aggregate that makes an object of names and values
 * @param arrayOf the aggregate that makes an array of values
 * @param parsed the expression for the value that a text is, with {@code %s} for the text
 * @param nextMember how it writes what leads from one member to the value of the next, with {@code
 *     %s} for the name
 */
record JsonSql(String object, String objectOf, String arrayOf, String parsed, String nextMember) {
  /** Of SQLite. */
  static final JsonSql SQLITE =
      new JsonSql("json_object", "json_group_object", "json_group_array", "json(%s)", ",\"%s\":");

  /** Of PostgreSQL. */
  static final JsonSql POSTGRES =
      new JsonSql(
          "json_build_object", "json_object_agg", "json_agg", "CAST(%s AS JSON)", ", \"%s\" : ");

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

  /** The text between the members before one and its value, as the database writes objects. */
  String nextMember(String name) {
    return nextMember.formatted(name);
  }
}
