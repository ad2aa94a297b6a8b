package org.osbctl.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;

/**
 * Credentials of a service binding as environment variables: {@code {"uri": …, "db": {"name": …}}}
 * is {@code URI} and {@code DB_NAME}; the whole is JSON in {@code OSB_CREDENTIALS}.
 */
final class CredentialVariables {
  private CredentialVariables() {}

  /** The variables. */
  static Map<String, String> of(JsonNode credentials) {
    var variables = new LinkedHashMap<String, String>();
    add(variables, "", credentials);
    // Last: no member of the credentials can stand in its place.
    variables.put("OSB_CREDENTIALS", credentials.isObject() ? Json.text(credentials) : "{}");
    return variables;
  }

  private static void add(Map<String, String> variables, String before, JsonNode object) {
    object.forEachEntry(
        (name, value) -> {
          var variable = before + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
          if (value.isObject()) {
            add(variables, variable + "_", value);
          } else if (isHarmless(variable) && !value.isNull()) {
            variables.put(variable, value.isString() ? value.stringValue() : Json.text(value));
          }
        });
  }

  /** A broker must not choose which programs or libraries a command loads. */
  private static boolean isHarmless(String variable) {
    return variable.matches("[A-Z_][A-Z0-9_]*")
        && !variable.matches(
            "PATH|HOME|SHELL|IFS|ENV|BASH_.*|LD_.*|DYLD_.*|PS[0-9]|PROMPT_COMMAND|OSBCTL_.*"
                + "|JAVA_.*|JDK_.*|NODE_OPTIONS|PYTHON.*|PERL.*|RUBY.*|GIT_.*|EDITOR|PAGER|LC_.*|LANG"
                + "|TMPDIR|CDPATH|GLOBIGNORE|SHELLOPTS|BASHOPTS");
  }
}
