package org.osbctl.spec;

import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A view of one service plan, with what it inherits from its offering (spec 2.17, "Service Plan
 * Object").
 */
public final class ServicePlan {
  private static final int LONGEST_IDS = 8_000;

  private final ServiceOffering offering;
  private final JsonNode json;

  ServicePlan(ServiceOffering offering, JsonNode json) {
    this.offering = offering;
    this.json = json;
  }

  /** The tree as the broker sent it. */
  public JsonNode json() {
    return json;
  }

  /** The offering this plan belongs to. */
  public ServiceOffering offering() {
    return offering;
  }

  /** The id; empty when the broker gave none. */
  public String id() {
    return json.path("id").stringValue("");
  }

  /** Whether a request can name it: a URL of more than eight thousand letters reaches no server. */
  public boolean isNameable() {
    return id().length() + offering.id().length() <= LONGEST_IDS;
  }

  /** The name; empty when the broker gave none. */
  public String name() {
    return json.path("name").stringValue("");
  }

  /** The description; empty when the broker gave none. */
  public String description() {
    return json.path("description").stringValue("");
  }

  /** Whether instances cost nothing; a plan that does not say so is free. */
  public boolean free() {
    return json.path("free").booleanValue(true);
  }

  /** Whether instances can be bound: the plan's word, else the offering's. */
  public boolean bindable() {
    return json.path("bindable").booleanValue(offering.json().path("bindable").booleanValue(false));
  }

  /**
   * Whether an instance can move to another plan: the plan's word (since 2.15), else the
   * offering's.
   */
  public boolean planUpdateable() {
    return json.path("plan_updateable")
        .booleanValue(offering.json().path("plan_updateable").booleanValue(false));
  }

  /** Whether a binding can have a successor; since 2.17. */
  public boolean bindingRotatable() {
    return json.path("binding_rotatable").booleanValue(false);
  }

  /** How long the broker wants to be polled at most; since 2.15. */
  public Optional<Duration> maximumPollingDuration() {
    var seconds = json.path("maximum_polling_duration");
    return seconds.isIntegralNumber() && seconds.canConvertToLong() && seconds.longValue() > 0
        ? Optional.of(Duration.ofSeconds(seconds.longValue()))
        : Optional.empty();
  }

  /** The version of the plan's maintenance info; since 2.15. */
  public Optional<String> maintenanceVersion() {
    return json.path("maintenance_info").path("version").stringValueOpt();
  }

  /**
   * The JSON Schema of the parameters of an operation; since 2.13.
   *
   * @param of which of the three operations that take parameters
   */
  public Optional<JsonNode> schema(SchemaOf of) {
    var schema = json.path("schemas").path(of.object).path(of.action).path("parameters");
    return schema.isObject() ? Optional.of(schema) : Optional.empty();
  }

  /** The operations a plan can publish a parameter schema for. */
  public enum SchemaOf {
    PROVISION("service_instance", "create"),
    UPDATE("service_instance", "update"),
    BIND("service_binding", "create");

    private final String object;
    private final String action;

    SchemaOf(String object, String action) {
      this.object = object;
      this.action = action;
    }
  }
}
