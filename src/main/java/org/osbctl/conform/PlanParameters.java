package org.osbctl.conform;

import java.util.List;
import java.util.Optional;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Json;
import org.osbctl.spec.ParameterSchema;
import org.osbctl.spec.ServicePlan;
import org.osbctl.spec.ServicePlan.SchemaOf;
import tools.jackson.databind.JsonNode;

/**
 * The parameters to send for a plan: given, or made from the schemas the plan publishes.
 *
 * @param provision for a provision request
 * @param update for an update request
 * @param bind for a bind request
 * @param trouble why the plan cannot be provisioned with any of this, and what to do about it
 */
public record PlanParameters(
    Values provision, Values update, Values bind, Optional<String> trouble) {
  private static final int WANTED = 3;

  /**
   * Parameters of one operation.
   *
   * @param valid different ones that the schema allows; the first is the plainest
   * @param invalid some that break one keyword of the schema each
   */
  public record Values(List<JsonNode> valid, List<JsonNode> invalid) {
    /** None: the operation gets no parameters. */
    static final Values NONE = new Values(List.of(), List.of());

    public Values {
      valid = List.copyOf(valid);
      invalid = List.copyOf(invalid);
    }

    /** The first valid ones; missing when there are none, or none are needed. */
    JsonNode first() {
      return valid.isEmpty() || valid.getFirst().isEmpty() ? Json.missing() : valid.getFirst();
    }

    /** Valid ones that are not the first; missing when there are none. */
    JsonNode other() {
      return valid.size() < 2 ? Json.missing() : valid.get(1);
    }
  }

  /**
   * The parameters for a plan.
   *
   * @param given what the user gave to provision with, missing when nothing
   * @param seed makes free text differ from run to run
   */
  static PlanParameters of(ServicePlan plan, JsonNode given, ApiVersion version, long seed) {
    var word = "osbctl" + Long.toString(Math.floorMod(seed, 46_656L), 36);
    if (version.before(ApiVersion.V2_13)) {
      // The catalog of these versions knows no schemas.
      var own = given.isMissingNode() ? Values.NONE : new Values(List.of(given), List.of());
      return new PlanParameters(own, Values.NONE, Values.NONE, Optional.empty());
    }
    var update = values(plan, SchemaOf.UPDATE, Json.missing(), word);
    var bind = values(plan, SchemaOf.BIND, Json.missing(), word);
    var provision = values(plan, SchemaOf.PROVISION, given, word);
    return new PlanParameters(provision, update, bind, trouble(plan, provision, given));
  }

  private static Values values(ServicePlan plan, SchemaOf of, JsonNode given, String word) {
    var schema = plan.schema(of);
    if (schema.isEmpty()) {
      return given.isMissingNode() ? Values.NONE : new Values(List.of(given), List.of());
    }
    var valid = new java.util.ArrayList<JsonNode>();
    if (!given.isMissingNode()) {
      valid.add(given);
    }
    ParameterSamples.of(schema.get(), word, WANTED).stream()
        .filter(each -> !valid.contains(each))
        .forEach(valid::add);
    var base = valid.isEmpty() ? Json.object() : valid.getFirst();
    return new Values(valid, List.copyOf(ParameterViolations.of(schema.get(), base).values()));
  }

  private static Optional<String> trouble(ServicePlan plan, Values provision, JsonNode given) {
    var schema = plan.schema(SchemaOf.PROVISION);
    if (!given.isMissingNode() || schema.isEmpty() || !provision.valid().isEmpty()) {
      return Optional.empty();
    }
    var compiled = ParameterSchema.of(schema.get());
    if (compiled.isEmpty() || compiled.get().violations(Json.object()).isEmpty()) {
      return Optional.empty();
    }
    var missing = compiled.get().violations(Json.object()).stream().limit(3).toList();
    return Optional.of(
        "no parameters could be made that the schema of the plan allows; write them to a file, say"
            + " params.json, beginning with "
            + outline(schema.get())
            + ", and run again with --params "
            + plan.offering().name()
            + "/"
            + plan.name()
            + "=@params.json (the schema says of {}: "
            + String.join("; ", missing.stream().map(Object::toString).toList())
            + ")");
  }

  /** The mandatory members, each with what stands for its value. */
  private static String outline(JsonNode schema) {
    var outline = Json.object();
    var flat = new SchemaDocument(schema).flat(schema, 0);
    flat.path("required").forEach(name -> outline.put(name.stringValue(""), "..."));
    return Json.text(outline);
  }
}
