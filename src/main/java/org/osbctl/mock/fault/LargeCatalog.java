package org.osbctl.mock.fault;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.osbctl.http.Body;
import org.osbctl.http.HttpResponseData;
import org.osbctl.mock.Interceptor.Next;
import org.osbctl.mock.MockAnswer;
import org.osbctl.mock.MockRequest;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A catalog to which a hundred offerings of ten plans are added. */
final class LargeCatalog implements Behaviour {
  private static final int OFFERINGS = 100;
  private static final int PLANS = 10;

  @Override
  public MockAnswer around(MockRequest request, Next next, Turn turn) {
    var answer = next.proceed(request);
    if (!turn.isDue(request) || !turn.isDue(request, answer)) {
      return answer;
    }
    var plain = answer.response();
    var catalog = plain.body().json().deepCopy();
    if (catalog.path("services") instanceof ArrayNode services) {
      for (int i = 1; i <= OFFERINGS; i++) {
        add(services.addObject(), i);
      }
    }
    return answer.with(
        new HttpResponseData(plain.status(), plain.headers(), Body.of(catalog)));
  }

  private static void add(ObjectNode offering, int number) {
    var name = "mock-service-" + number;
    offering
        .put("id", id(name))
        .put("name", name)
        .put("description", "Service " + number + " of " + OFFERINGS + ".")
        .put("bindable", false);
    var plans = offering.putArray("plans");
    for (int i = 1; i <= PLANS; i++) {
      plans
          .addObject()
          .put("id", id(name + "/" + i))
          .put("name", "plan-" + i)
          .put("description", "Plan " + i + " of " + PLANS + ".")
          .put("free", true);
    }
  }

  private static String id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
