package org.osbctl.mock.fault;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.osbctl.http.HttpRequestData;
import org.osbctl.mock.ControlRoute;
import org.osbctl.mock.Interceptor;
import org.osbctl.mock.MockAnswer;
import org.osbctl.mock.MockRequest;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;

/** The faults and quirks of one mock, which can be changed while it runs. */
public final class FaultInterceptor implements Interceptor {
  private final Faults faults;
  private final RandomGenerator random;
  private final Delays delays;
  private volatile List<ArmedFault> armed;

  /**
   * An interceptor.
   *
   * @param seed where there is chance, the same one makes the same faults
   */
  public FaultInterceptor(List<FaultSelection> selections, long seed, Delays delays) {
    this.faults = Faults.bundled();
    this.random = new Locked(new SplittableRandom(seed));
    this.delays = delays;
    this.armed = arm(selections);
  }

  /** An interceptor with a seed of its own. */
  public FaultInterceptor(List<FaultSelection> selections) {
    this(selections, ThreadLocalRandom.current().nextLong(), Delays.REAL);
  }

  private List<ArmedFault> arm(List<FaultSelection> selections) {
    return selections.stream().map(selection -> new ArmedFault(selection, random, delays)).toList();
  }

  @Override
  public MockAnswer around(MockRequest request, Next next) {
    var now = armed;
    return now.isEmpty()
        ? next.proceed(request)
        : Interceptor.chain(List.copyOf(now), next).proceed(request);
  }

  /**
   * How often the faults that are on have departed from the model, by the way they were asked for.
   */
  public Map<String, Long> turns() {
    var turns = new LinkedHashMap<String, Long>();
    armed.forEach(each -> turns.merge(each.selection().toString(), each.turns(), Long::sum));
    return turns;
  }

  @Override
  public List<ControlRoute> controls() {
    return List.of(
        new ControlRoute("GET", "faults", "the faults that are on, with their turns", this::list),
        new ControlRoute("PUT", "faults", "these on, all others off: [\"NAME\"]", this::replace),
        new ControlRoute(
            "POST",
            "faults",
            "some on or off: {\"on\":[\"NAME\"],\"off\":[\"NAME\"]}",
            this::change));
  }

  private MockAnswer list(HttpRequestData request) {
    return listed();
  }

  private MockAnswer listed() {
    var body = Json.object();
    var list = body.putArray("faults");
    for (var each : armed) {
      list.addObject()
          .put("name", each.selection().toString())
          .put("kind", each.selection().fault().kind().word())
          .put("says", each.selection().fault().says())
          .put("turns", each.turns());
    }
    return MockAnswer.json(200, body);
  }

  private MockAnswer replace(HttpRequestData request) {
    var body = request.body().json();
    if (!body.isArray()) {
      return refusal("The body is no array of names.");
    }
    try {
      armed = arm(selections(body));
      return listed();
    } catch (FaultException e) {
      return refusal(e.getMessage());
    }
  }

  private synchronized MockAnswer change(HttpRequestData request) {
    var body = request.body().json();
    if (!body.path("on").isArray() && !body.path("off").isArray()) {
      return refusal("The body has no array \"on\" and none \"off\".");
    }
    try {
      var off = selections(body.path("off")).stream().map(FaultSelection::fault).toList();
      var left = new ArrayList<>(armed);
      left.removeIf(each -> off.contains(each.selection().fault()));
      left.addAll(arm(selections(body.path("on"))));
      armed = List.copyOf(left);
      return listed();
    } catch (FaultException e) {
      return refusal(e.getMessage());
    }
  }

  private List<FaultSelection> selections(JsonNode names) {
    return names.valueStream().map(name -> faults.select(name.asString(""))).toList();
  }

  private static MockAnswer refusal(@org.jspecify.annotations.Nullable String words) {
    return MockAnswer.json(400, Json.object().put("description", words));
  }

  /** Random numbers for several threads. */
  private record Locked(SplittableRandom source) implements RandomGenerator {
    @Override
    public synchronized long nextLong() {
      return source.nextLong();
    }
  }
}
