package org.osbctl.samples;

import java.util.Random;
import org.osbctl.operation.Operation;
import org.osbctl.operation.Operation.*;
import org.osbctl.operation.OperationKind;
import org.osbctl.operation.Query;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;

/** Operations with awkward ids, queries and bodies; the same ones for the same seed. */
public final class RandomOperations {
  private static final String[] PARAMETERS = {
    "accepts_incomplete", "service_id", "plan_id", "operation"
  };
  private static final String[] MEMBERS = {
    "service_id", "plan_id", "parameters", "context", "maintenance_info", "previous_values"
  };

  private final Random random;
  private final RandomJson values;

  public RandomOperations(Random random) {
    this.random = random;
    this.values = new RandomJson(random);
  }

  /** An operation of any kind that has a route. */
  public Operation next() {
    var kinds = OperationKind.values();
    return of(kinds[random.nextInt(kinds.length - 1)]);
  }

  private Operation of(OperationKind kind) {
    var instance = values.text();
    var binding = values.text();
    return switch (kind) {
      case GET_CATALOG, UNRECOGNISED -> new GetCatalog(query());
      case PROVISION -> new Provision(instance, query(), body());
      case UPDATE -> new Update(instance, query(), body());
      case FETCH_INSTANCE -> new FetchInstance(instance, query());
      case DEPROVISION -> new Deprovision(instance, query());
      case BIND -> new Bind(instance, binding, query(), body());
      case FETCH_BINDING -> new FetchBinding(instance, binding, query());
      case UNBIND -> new Unbind(instance, binding, query());
      case POLL_INSTANCE -> new PollInstance(instance, query());
      case POLL_BINDING -> new PollBinding(instance, binding, query());
    };
  }

  /** Up to five parameters, often with known names, some of them twice. */
  public Query query() {
    var query = Query.NONE;
    for (int i = random.nextInt(6); i > 0; i--) {
      var name =
          random.nextBoolean() ? PARAMETERS[random.nextInt(PARAMETERS.length)] : values.text();
      var value = random.nextInt(5) == 0 ? "" : values.text();
      var all = new java.util.ArrayList<>(query.parameters());
      all.add(new Query.Parameter(name, value));
      query = new Query(all);
    }
    return query;
  }

  /** A body: none, an object with known members, or any JSON. */
  public JsonNode body() {
    return switch (random.nextInt(4)) {
      case 0 -> Json.missing();
      case 1 -> values.value(4);
      default -> values.object(MEMBERS);
    };
  }
}
