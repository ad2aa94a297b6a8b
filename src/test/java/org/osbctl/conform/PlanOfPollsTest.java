package org.osbctl.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.osbctl.mock.Interceptor;
import org.osbctl.mock.MockAnswer;
import org.osbctl.mock.MockBroker;
import org.osbctl.mock.MockOptions;
import org.osbctl.mock.MockRequest;
import org.osbctl.operation.Operation.FetchInstance;
import org.osbctl.operation.Operation.PollInstance;
import org.osbctl.operation.Operation.Update;
import org.osbctl.spec.Json;

class PlanOfPollsTest {
  private final Rig rig = new Rig();
  private final AtomicReference<MockBroker> broker = new AtomicReference<>();

  /**
   * Ends every update when the instance is fetched meanwhile, and refuses polls for an update that
   * name another plan than that of before.
   */
  private final class Strict implements Interceptor {
    private final Map<String, String> before = new ConcurrentHashMap<>();
    private final AtomicInteger ended = new AtomicInteger();

    @Override
    public MockAnswer around(MockRequest request, Next next) {
      return switch (request.operation()) {
        case Update update -> {
          var plan = request.mock().instance(update.instanceId()).attributesNow().planId();
          var answer = next.proceed(request);
          if (answer.response().status() == 202) {
            var key = answer.response().body().json().path("operation").stringValue("");
            before.putIfAbsent(key, plan);
          }
          yield answer;
        }
        case FetchInstance fetch -> {
          if (request.mock().instance(fetch.instanceId()).isBusy()) {
            broker.get().advance(Duration.ofMinutes(1));
            ended.incrementAndGet();
          }
          yield next.proceed(request);
        }
        case PollInstance poll -> {
          var due = before.get(poll.query().first("operation").orElse(""));
          yield due == null || poll.planId().filter(due::equals).isPresent()
              ? next.proceed(request)
              : MockAnswer.json(400, Json.object().put("description", "Not the plan of before."));
        }
        default -> next.proceed(request);
      };
    }
  }

  @Test
  void polls_for_an_update_name_the_plan_of_before_also_when_it_is_known_to_have_ended() {
    var strict = new Strict();
    var options =
        MockOptions.defaults()
            .withMode(MockOptions.Mode.ASYNC)
            .withDelay(Duration.ofSeconds(30))
            .withInterceptor(strict);
    try (var mock = rig.mock(options)) {
      broker.set(mock);
      var all = rig.options();
      var one =
          new RunOptions(
              false, List.of("mock-cluster"), List.of(), false, Map.of(), 1, all.waiting());
      assertEquals(Map.of(), Rig.wrong(rig.with(one.withSeed(7)).run(mock.target())));
      assertTrue(strict.ended.get() > 0, "no update ended in between");
    }
  }
}
