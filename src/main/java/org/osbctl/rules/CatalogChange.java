package org.osbctl.rules;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What became of the ids between two fetches of a catalog. Everything in a catalog may change but
 * the ids of what is still there, and only the name tells that something is still there: where one
 * name had one id and has another one now, and neither id belongs to another name, the id changed.
 */
final class CatalogChange {
  private final Map<String, Entry> before = new HashMap<>();
  private final Map<String, Entry> after = new HashMap<>();
  private final Set<String> idsBefore = new HashSet<>();
  private final Set<String> idsAfter = new HashSet<>();

  /** Something with a name; {@code id} is null when several have the name. */
  private record Entry(@Nullable String id, String pointer) {}

  private CatalogChange() {}

  /** Judges the later catalog. */
  static Judgement of(JsonNode earlier, JsonNode later) {
    var offerings = new CatalogChange();
    CatalogNodes.offerings(
        earlier, (at, o) -> note(offerings.before, offerings.idsBefore, "", at, o));
    CatalogNodes.offerings(later, (at, o) -> note(offerings.after, offerings.idsAfter, "", at, o));
    var plans = new CatalogChange();
    plansOf(earlier, plans.before, plans.idsBefore);
    plansOf(later, plans.after, plans.idsAfter);
    var judgement = offerings.judgement("offering");
    return judgement instanceof Judgement.Violated
        ? judgement
        : worse(judgement, plans.judgement("plan"));
  }

  private static Judgement worse(Judgement offerings, Judgement plans) {
    return plans instanceof Judgement.NotApplicable ? offerings : plans;
  }

  /** Plan names count within their offering, which is known by its id. */
  private static void plansOf(JsonNode catalog, Map<String, Entry> byName, Set<String> ids) {
    CatalogNodes.offerings(
        catalog,
        (at, offering) -> {
          var id = offering.path("id").stringValue("");
          CatalogNodes.plans(
              at, offering, (planAt, plan) -> note(byName, ids, id + "\n", planAt, plan));
        });
  }

  private static void note(
      Map<String, Entry> byName, Set<String> ids, String scope, String at, JsonNode node) {
    var name = node.path("name").stringValue("");
    var id = node.path("id").stringValue("");
    if (!id.isEmpty()) {
      ids.add(id);
    }
    if (!name.isEmpty() && !id.isEmpty()) {
      byName.merge(scope + name, new Entry(id, at), (one, other) -> new Entry(null, one.pointer()));
    }
  }

  private Judgement judgement(String what) {
    int compared = 0;
    for (var entry : after.entrySet()) {
      var old = before.get(entry.getKey());
      var now = entry.getValue();
      if (old == null || old.id() == null || now.id() == null) {
        continue;
      }
      compared++;
      if (!old.id().equals(now.id())
          && !idsAfter.contains(old.id())
          && !idsBefore.contains(now.id())) {
        var name = entry.getKey().substring(entry.getKey().indexOf('\n') + 1);
        return new Judgement.Violated(
            "the " + what + " " + name + " has another id than in the fetch before",
            "id " + old.id(),
            "id " + now.id(),
            now.pointer() + "/id");
      }
    }
    return compared > 0
        ? Judgement.met()
        : Judgement.notApplicable("nothing was in the fetch before that is in this one");
  }
}
