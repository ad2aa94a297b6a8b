package org.osbctl.mock.fault;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osbctl.mock.MockRequest;
import org.osbctl.operation.Operation.OfBinding;
import org.osbctl.operation.Operation.OfInstance;
import org.osbctl.spec.ServicePlan;
import tools.jackson.databind.JsonNode;

/**
 * What stands in double braces in an effect, by name:
 *
 * <ul>
 *   <li>{@code instance_id}, {@code binding_id}: those of the request
 *   <li>{@code service_id}, {@code plan_id}: those of the instance, else of the request if the
 *       catalog has them, else the first of the catalog
 *   <li>{@code other_plan_id}: another plan of the same offering
 *   <li>{@code maintenance_version}: that of the plan
 *   <li>{@code count}: how often the departure has had its turn; {@code random}: eight letters
 * </ul>
 */
record Placeholders(
    MockRequest request, Optional<ServicePlan> plan, long count, RandomGenerator random) {
  private static final Pattern BRACES = Pattern.compile("\\{\\{([a-z_]+)}}");
  private static final List<String> NAMES =
      List.of(
          "instance_id",
          "binding_id",
          "service_id",
          "plan_id",
          "other_plan_id",
          "maintenance_version",
          "count",
          "random");

  /** Refuses a text with a placeholder that nothing can be put in for. */
  static void check(String text) {
    var matcher = BRACES.matcher(text);
    while (matcher.find()) {
      if (!NAMES.contains(matcher.group(1))) {
        throw FaultException.unknown("placeholder", matcher.group(1), NAMES);
      }
    }
  }

  /** A text with its placeholders replaced. */
  String fill(String text) {
    return text.contains("{{")
        ? BRACES.matcher(text).replaceAll(m -> Matcher.quoteReplacement(value(m.group(1))))
        : text;
  }

  /** A tree with the placeholders of its strings replaced. */
  JsonNode fill(JsonNode tree) {
    return BodyEdit.filled(tree, this);
  }

  private String value(String name) {
    return switch (name) {
      case "instance_id" -> request.operation() instanceof OfInstance of ? of.instanceId() : "";
      case "binding_id" -> request.operation() instanceof OfBinding of ? of.bindingId() : "";
      case "service_id" -> plan().map(p -> p.offering().id()).orElse("");
      case "plan_id" -> plan().map(ServicePlan::id).orElse("");
      case "other_plan_id" -> otherPlan();
      case "maintenance_version" -> plan().flatMap(ServicePlan::maintenanceVersion).orElse("");
      case "count" -> Long.toString(count);
      case "random" -> letters();
      default -> throw FaultException.unknown("placeholder", name, NAMES);
    };
  }

  /** What is put in at a request, as things are before it. */
  static Placeholders of(MockRequest request, long count, RandomGenerator random) {
    return new Placeholders(request, plan(request), count, random);
  }

  private static Optional<ServicePlan> plan(MockRequest request) {
    var catalog = request.mock().catalog(request.version());
    if (request.operation() instanceof OfInstance of) {
      var known = catalog.plan(request.mock().instance(of.instanceId()).attributesNow().planId());
      var asked = known.isPresent() ? known : catalog.plan(of.planId().orElse(""));
      if (asked.isPresent()) {
        return asked;
      }
      var offering = catalog.offering(of.serviceId().orElse(""));
      if (offering.isPresent()) {
        return offering.get().plans().stream().findFirst();
      }
    }
    return catalog.offerings().stream().flatMap(o -> o.plans().stream()).findFirst();
  }

  private String otherPlan() {
    return plan()
        .flatMap(
            plan ->
                plan.offering().plans().stream()
                    .filter(each -> !each.id().equals(plan.id()))
                    .findFirst())
        .map(ServicePlan::id)
        .orElse("");
  }

  private String letters() {
    var text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      text.append((char) ('a' + random.nextInt(26)));
    }
    return text.toString();
  }
}
