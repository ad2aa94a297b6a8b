package org.osbctl.rules;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Looks for a member that has the same value twice; empty and wrong values do not count. */
final class Duplicates {
  private final String member;
  private final String what;
  private final Map<String, String> seen = new HashMap<>();
  private int duplicates;
  private @Nullable String firstAt;
  private @Nullable String first;
  private @Nullable String firstElsewhere;

  /**
   * A look for duplicates.
   *
   * @param member the member that has to be unique
   * @param what what has it, in words
   */
  Duplicates(String member, String what) {
    this.member = member;
    this.what = what;
  }

  /** Looks at one object; values are unique within a scope. */
  void look(String scope, String at, JsonNode node) {
    var value = node.path(member).stringValue("");
    if (value.isEmpty()) {
      return;
    }
    var before = seen.putIfAbsent(scope + "\n" + value, at);
    if (before != null) {
      duplicates++;
      if (firstAt == null) {
        firstAt = at + "/" + member;
        first = value;
        firstElsewhere = before;
      }
    }
  }

  Judgement judgement() {
    var at = firstAt;
    if (at != null) {
      var more = duplicates > 1 ? "; and " + (duplicates - 1) + " more of the kind" : "";
      return new Judgement.Violated(
          "two " + what + " have the " + member + " " + first + more,
          "one " + member + " for each",
          "the " + member + " of " + firstElsewhere,
          at);
    }
    return seen.size() > 1
        ? Judgement.met()
        : Judgement.notApplicable("there are no two " + what + " to compare");
  }
}
