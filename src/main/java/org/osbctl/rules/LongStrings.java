package org.osbctl.rules;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Looks for strings that are too long to be shown. Metadata and parameter schemas are left out: the
 * first has members that are meant to be long, the second is not shown.
 */
final class LongStrings {
  private static final Set<String> LEFT_OUT = Set.of("metadata", "schemas");

  private final int longest;
  private int strings;
  private int tooLong;
  private @Nullable String firstAt;
  private int firstLength;

  LongStrings(int longest) {
    this.longest = longest;
  }

  Judgement judge(JsonNode catalog) {
    visit(catalog.path("services"), "/services");
    var at = firstAt;
    if (at != null) {
      var more = tooLong > 1 ? "; and " + (tooLong - 1) + " more of the kind" : "";
      return new Judgement.Violated(
          "a string has " + firstLength + " characters, at most " + longest + " are advised" + more,
          "at most " + longest + " characters",
          firstLength + " characters",
          at);
    }
    return strings > 0 ? Judgement.met() : Judgement.notApplicable("the catalog has no strings");
  }

  private void visit(JsonNode node, String at) {
    if (node.isString()) {
      look(node.asString(), at);
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        visit(node.get(i), at + "/" + i);
      }
    } else if (node.isObject()) {
      node.forEachEntry(
          (name, child) -> {
            if (!LEFT_OUT.contains(name)) {
              visit(child, at + "/" + name.replace("~", "~0").replace("/", "~1"));
            }
          });
    }
  }

  private void look(String text, String at) {
    strings++;
    if (text.length() > longest && text.codePointCount(0, text.length()) > longest) {
      tooLong++;
      if (firstAt == null) {
        firstAt = at;
        firstLength = text.codePointCount(0, text.length());
      }
    }
  }
}
