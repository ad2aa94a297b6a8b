package org.osbctl.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What became of a catalog, seen by who has service instances of it (spec 2.17, "Catalog
 * Management": plans with instances should stay).
 */
public final class CatalogDiff {
  private final List<Change> changes = new ArrayList<>();

  private CatalogDiff() {}

  /** How much a change matters. */
  public enum Weight {
    /** Existing service instances or bindings, or requests that worked so far, may break. */
    UNSAFE,
    /** Nothing breaks, but somebody will notice. */
    NOTICE
  }

  /**
   * A change.
   *
   * @param path where in the catalogs, by names: {@code db/small/bindable}; not fit to print as it
   *     is
   * @param what what became of it
   * @param why what that means for those who use it; empty when that is plain
   */
  public record Change(Weight weight, String path, String what, String why) {}

  /** The changes from one catalog to another, in the order of the old one, then of the new one. */
  public static List<Change> of(JsonNode before, JsonNode after) {
    var diff = new CatalogDiff();
    diff.catalogs(before, after);
    return List.copyOf(diff.changes);
  }

  /** A plan and the offering it belongs to. */
  private record Plan(JsonNode offering, JsonNode node) {}

  private void catalogs(JsonNode before, JsonNode after) {
    var oldOfferings = byId(before.path("services"));
    var newOfferings = byId(after.path("services"));
    var oldPlans = plans(before);
    var newPlans = plans(after);
    oldOfferings.forEach(
        (id, old) -> {
          var now = newOfferings.get(id);
          if (now == null) {
            unsafe(name(old), "is gone", "its instances can no longer be updated or bound");
          } else {
            offering(old, now);
          }
        });
    oldPlans.forEach(
        (id, old) -> {
          var now = newPlans.get(id);
          var path = name(old.offering()) + "/" + name(old.node());
          if (now == null) {
            if (newOfferings.containsKey(old.offering().path("id").asString(""))) {
              unsafe(path, "is gone", "its instances can no longer be updated or bound");
            }
          } else if (!id(now.offering()).equals(id(old.offering()))) {
            unsafe(
                path,
                "moved to the offering " + name(now.offering()),
                "platforms know a plan by its offering, and refuse the catalog or orphan"
                    + " instances");
          } else {
            plan(path, old, now);
          }
        });
    newOfferings.forEach(
        (id, now) -> {
          if (!oldOfferings.containsKey(id)) {
            notice(name(now), "is new", "");
          }
        });
    newPlans.forEach(
        (id, now) -> {
          if (!oldPlans.containsKey(id) && oldOfferings.containsKey(id(now.offering()))) {
            notice(name(now.offering()) + "/" + name(now.node()), "is new", "");
          }
        });
  }

  private static Map<String, JsonNode> byId(JsonNode list) {
    var byId = new LinkedHashMap<String, JsonNode>();
    list.forEach(each -> byId.putIfAbsent(id(each), each));
    return byId;
  }

  private static Map<String, Plan> plans(JsonNode catalog) {
    var plans = new LinkedHashMap<String, Plan>();
    for (var offering : catalog.path("services")) {
      for (var plan : offering.path("plans")) {
        plans.putIfAbsent(id(plan), new Plan(offering, plan));
      }
    }
    return plans;
  }

  private static String id(JsonNode node) {
    return node.path("id").asString("");
  }

  private static String name(JsonNode node) {
    return node.path("name").asString(id(node));
  }

  private void offering(JsonNode old, JsonNode now) {
    var path = name(old);
    renamed(path, old, now);
    lost(path, "instances_retrievable", old, now, "instances can no longer be fetched");
    lost(
        path,
        "bindings_retrievable",
        old,
        now,
        "bindings can no longer be fetched, nor made" + " asynchronously");
    lost(path, "allow_context_updates", old, now, "platforms no longer tell of changed context");
    for (var need : now.path("requires")) {
      if (old.path("requires").valueStream().noneMatch(need::equals)) {
        unsafe(path, "requires " + need.asString(""), "platforms without it refuse the catalog");
      }
    }
    // A catalog that was printed has its secrets masked.
    for (var member : List.of("id", "redirect_uri")) {
      if (old.path("dashboard_client")
          .path(member)
          .equals(now.path("dashboard_client").path(member))) {
        continue;
      }
      notice(path, "has another dashboard_client", "platforms register it anew");
    }
  }

  private void plan(String path, Plan old, Plan now) {
    renamed(path, old.node(), now.node());
    flag(path, "bindable", old, now, "instances can no longer be bound");
    flag(path, "plan_updateable", old, now, "instances can no longer leave the plan");
    boolean wasFree = old.node().path("free").asBoolean(true);
    boolean isFree = now.node().path("free").asBoolean(true);
    if (wasFree != isFree) {
      notice(path, isFree ? "is free now" : "costs something now", "");
    }
    maintenance(path, old.node().path("maintenance_info"), now.node().path("maintenance_info"));
    if (!old.node()
        .path("maximum_polling_duration")
        .equals(now.node().path("maximum_polling_duration"))) {
      notice(path, "has another maximum_polling_duration", "platforms give up at another time");
    }
    lost(path, "binding_rotatable", old.node(), now.node(), "bindings can no longer be rotated");
    for (var of :
        List.of("service_instance/create", "service_instance/update", "service_binding/create")) {
      var pointer = "/schemas/" + of + "/parameters";
      new SchemaDiff(path + "/" + of).compare(old.node().at(pointer), now.node().at(pointer), "");
    }
  }

  private void renamed(String path, JsonNode old, JsonNode now) {
    if (!old.path("name").equals(now.path("name"))) {
      notice(path, "is called " + name(now) + " now", "scripts that name it find it no longer");
    }
  }

  /** A flag of the offering that may be cut off from what plans say. */
  private void lost(String path, String flag, JsonNode old, JsonNode now, String why) {
    if (old.path(flag).asBoolean(false) && !now.path(flag).asBoolean(false)) {
      unsafe(path, "is no longer " + flag, why);
    }
  }

  private void flag(String path, String flag, Plan old, Plan now, String why) {
    boolean before = effective(old, flag);
    boolean after = effective(now, flag);
    if (before && !after) {
      unsafe(path, "is no longer " + flag, why);
    } else if (!before && after) {
      notice(path, "is " + flag + " now", "");
    }
  }

  private static boolean effective(Plan plan, String flag) {
    var own = plan.node().path(flag);
    return (own.isBoolean() ? own : plan.offering().path(flag)).asBoolean(false);
  }

  private void maintenance(String path, JsonNode old, JsonNode now) {
    var before = old.path("version").asString("");
    var after = now.path("version").asString("");
    if (before.equals(after)) {
      return;
    }
    if (after.isEmpty()) {
      unsafe(
          path,
          "has no maintenance_info any more",
          "requests that name version " + before + " are refused");
    } else {
      notice(
          path,
          "has maintenance version " + after + (before.isEmpty() ? "" : " instead of " + before),
          "platforms offer an upgrade of existing instances");
    }
  }

  private void unsafe(String path, String what, String why) {
    changes.add(new Change(Weight.UNSAFE, path, what, why));
  }

  private void notice(String path, String what, String why) {
    changes.add(new Change(Weight.NOTICE, path, what, why));
  }

  /** What a schema no longer allows. */
  private final class SchemaDiff {
    private static final String NARROWED = "parameters that were right are refused";
    private static final int DEEPEST = 20;
    private final String path;

    SchemaDiff(String path) {
      this.path = path;
    }

    void compare(JsonNode old, JsonNode now, String at) {
      if (old.equals(now) || at.chars().filter(c -> c == '/').count() > DEEPEST) {
        return;
      }
      if (!old.isObject() || !now.isObject()) {
        if (at.isEmpty() && now.isObject()) {
          notice(path, "has a schema now", "parameters that it does not allow are refused");
        }
        return;
      }
      var where = path + at;
      types(old.path("type"), now.path("type"), where);
      for (var name : now.path("required")) {
        if (old.path("required").valueStream().noneMatch(name::equals)) {
          unsafe(where, "requires " + name.asString("") + " now", NARROWED);
        }
      }
      values(old, now, where);
      limits(old, now, where);
      boolean wasOpen = old.path("additionalProperties").asBoolean(true);
      boolean isOpen = now.path("additionalProperties").asBoolean(true);
      if (wasOpen && !isOpen) {
        unsafe(where, "allows no further properties any more", NARROWED);
      }
      old.path("properties")
          .forEachEntry(
              (name, schema) -> {
                var later = now.path("properties").path(name);
                if (!later.isMissingNode()) {
                  compare(schema, later, at + "/" + name);
                } else if (!isOpen) {
                  unsafe(where + "/" + name, "is gone", NARROWED);
                } else {
                  notice(where + "/" + name, "is gone", "the broker may ignore it");
                }
              });
      compare(old.path("items"), now.path("items"), at + "/[]");
    }

    private void types(JsonNode old, JsonNode now, String where) {
      if (now.isMissingNode() || old.equals(now)) {
        return;
      }
      var allowed = now.isArray() ? now.valueStream().toList() : List.of(now);
      var before = old.isArray() ? old.valueStream().toList() : List.of(old);
      if (old.isMissingNode() || !allowed.containsAll(before)) {
        unsafe(where, "has another type", NARROWED);
      }
    }

    private void values(JsonNode old, JsonNode now, String where) {
      if (!now.path("enum").isArray()) {
        return;
      }
      if (!old.path("enum").isArray()) {
        unsafe(where, "has a list of values now", NARROWED);
        return;
      }
      for (var value : old.path("enum")) {
        if (now.path("enum").valueStream().noneMatch(value::equals)) {
          unsafe(where, "no longer allows " + Json.text(value), NARROWED);
        }
      }
    }

    private void limits(JsonNode old, JsonNode now, String where) {
      for (var word : List.of("minimum", "minLength", "minItems", "minProperties")) {
        if (now.path(word).isNumber()
            && (!old.path(word).isNumber()
                || now.path(word).decimalValue().compareTo(old.path(word).decimalValue()) > 0)) {
          unsafe(where, "has a higher " + word, NARROWED);
        }
      }
      for (var word : List.of("maximum", "maxLength", "maxItems", "maxProperties")) {
        if (now.path(word).isNumber()
            && (!old.path(word).isNumber()
                || now.path(word).decimalValue().compareTo(old.path(word).decimalValue()) < 0)) {
          unsafe(where, "has a lower " + word, NARROWED);
        }
      }
      if (now.has("pattern") && !now.path("pattern").equals(old.path("pattern"))) {
        unsafe(where, "has another pattern", NARROWED);
      }
    }
  }
}
