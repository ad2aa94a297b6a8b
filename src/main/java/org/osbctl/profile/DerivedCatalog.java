package org.osbctl.profile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The catalog that osb-cmdb makes of the catalogs of the brokers behind it (osb-cmdb 718d424,
 * README.md and {@code catalog}): names with a suffix, ids of its own, schemas cut down to what its
 * platform keeps of them, maintenance infos added.
 *
 * <p>The ids of osb-cmdb are those of its Cloud Foundry, which nobody knows before; here they are
 * made of the broker's name and id, and stay.
 */
public final class DerivedCatalog {
  private static final List<String> KEPT_OF_SCHEMAS = List.of("$schema", "type", "properties");

  /** Bindings of osb-cmdb are made synchronously and cannot be fetched; its clients are its own. */
  private static final List<String> LEFT_OUT_OF_OFFERINGS =
      List.of("bindings_retrievable", "dashboard_client", "plans");

  private final String suffix;
  private final Optional<Maintenance> own;
  private final ArrayNode services = Json.object().putArray("services");

  /**
   * A catalog to be derived.
   *
   * @param suffix put behind the names of services
   * @param own the maintenance info of osb-cmdb itself
   */
  public DerivedCatalog(String suffix, Optional<Maintenance> own) {
    this.suffix = suffix;
    this.own = own;
  }

  /**
   * A maintenance info.
   *
   * @param version a semantic version
   * @param description what it is about; empty for nothing
   */
  public record Maintenance(String version, String description) {}

  /** Adds the services of a broker. */
  public void add(String broker, JsonNode catalog) {
    for (var offering : catalog.path("services")) {
      if (offering instanceof ObjectNode object) {
        services.add(offering(broker, object));
      }
    }
  }

  /** The catalog of all brokers that were added. */
  public ObjectNode catalog() {
    var catalog = Json.object();
    catalog.set("services", services.deepCopy());
    return catalog;
  }

  private ObjectNode offering(String broker, ObjectNode offering) {
    var derived = offering.deepCopy();
    LEFT_OUT_OF_OFFERINGS.forEach(derived::remove);
    derived.put("id", id(broker, offering));
    derived.put("name", offering.path("name").asString("") + suffix);
    var plans = derived.putArray("plans");
    for (var plan : offering.path("plans")) {
      if (plan instanceof ObjectNode object) {
        plans.add(plan(broker, object));
      }
    }
    return derived;
  }

  private ObjectNode plan(String broker, ObjectNode plan) {
    var derived = plan.deepCopy();
    derived.put("id", id(broker, plan));
    cutDown(derived.path("schemas"));
    var merged = maintenance(plan.path("maintenance_info"));
    derived.remove("maintenance_info");
    merged.ifPresent(
        each -> {
          var info = derived.putObject("maintenance_info").put("version", each.version());
          if (!each.description().isEmpty()) {
            info.put("description", each.description());
          }
        });
    return derived;
  }

  private static String id(String broker, JsonNode node) {
    var text = broker + "\n" + node.path("id").asString("");
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static void cutDown(JsonNode schemas) {
    for (var place :
        List.of("service_instance/create", "service_instance/update", "service_binding/create")) {
      if (schemas.at("/" + place + "/parameters") instanceof ObjectNode schema) {
        schema.retain(KEPT_OF_SCHEMAS);
      }
    }
  }

  private Optional<Maintenance> maintenance(JsonNode info) {
    var version = info.path("version").asString("");
    if (version.isEmpty()) {
      return own;
    }
    var backing = new Maintenance(version, info.path("description").asString(""));
    return own.isEmpty() ? Optional.of(backing) : Optional.of(sum(backing, own.get()));
  }

  /**
   * Two maintenance infos in one: numbers are added, so that either of them growing is an upgrade;
   * the second one is told in the build, descriptions line by line. What is no semantic version
   * stays as it is.
   */
  static Maintenance sum(Maintenance backing, Maintenance own) {
    var one = Numbers.of(backing.version());
    var other = Numbers.of(own.version());
    if (one.isEmpty() || other.isEmpty()) {
      return backing;
    }
    var build = new ArrayList<String>();
    if (!one.get().build().isEmpty()) {
      build.add(one.get().build());
    }
    build.add("osb-cmdb." + other.get().plain());
    if (!other.get().build().isEmpty()) {
      build.add(other.get().build());
    }
    var descriptions = new ArrayList<String>();
    for (var each : List.of(backing.description(), own.description())) {
      if (!each.isEmpty()) {
        descriptions.add(each);
      }
    }
    return new Maintenance(
        one.get().plus(other.get()) + "+" + String.join(".", build),
        String.join("\n", descriptions));
  }

  /** The parts of a semantic version. */
  private record Numbers(long major, long minor, long patch, String before, String build) {
    static Optional<Numbers> of(String version) {
      if (!org.osbctl.spec.SemanticVersion.isValid(version)) {
        return Optional.empty();
      }
      var build = version.contains("+") ? version.substring(version.indexOf('+') + 1) : "";
      var rest = version.split("\\+", 2)[0];
      var before = rest.contains("-") ? rest.substring(rest.indexOf('-')) : "";
      var numbers = rest.split("-", 2)[0].split("\\.", -1);
      try {
        return Optional.of(
            new Numbers(
                Long.parseLong(numbers[0]),
                Long.parseLong(numbers[1]),
                Long.parseLong(numbers[2]),
                before,
                build));
      } catch (NumberFormatException e) {
        // More digits than anybody counts.
        return Optional.empty();
      }
    }

    String plain() {
      return major + "." + minor + "." + patch + before;
    }

    String plus(Numbers other) {
      return (major + other.major)
          + "."
          + (minor + other.minor)
          + "."
          + (patch + other.patch)
          + before;
    }
  }
}
