package org.osbctl.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osbctl.http.Authentication;
import org.osbctl.http.Exchange;
import org.osbctl.http.Headers;
import org.osbctl.http.HttpRequestData;
import org.osbctl.http.Outcome;
import org.osbctl.http.Timing;
import org.osbctl.lifecycle.Known;
import org.osbctl.operation.Operation;
import org.osbctl.operation.Operation.*;
import org.osbctl.operation.Query;
import org.osbctl.operation.Requests;
import org.osbctl.operation.Wire;
import org.osbctl.rules.Judge;
import org.osbctl.rules.Judgement;
import org.osbctl.rules.Ruling;
import org.osbctl.samples.FakeClock;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Json;
import org.osbctl.spec.Requirements;
import org.osbctl.spec.ServicePlan;
import tools.jackson.databind.node.StringNode;

/**
 * What the mock answers is what a judge allows who only sees the answers: the two share the model
 * but not their memory, and the judge does not know how long work takes.
 */
class MockSequencesTest {
  private static final Duration DELAY = Duration.ofSeconds(5);
  private static final Authentication CREDENTIALS = new Authentication.Bearer("t");
  private static final int SEQUENCES = 10_000 / ApiVersion.values().length + 1;

  /** A broker that is reset for every sequence: its catalog is costly to make. */
  private record Broker(
      MockOptions options, FakeClock clock, MockCore core, List<ServicePlan> plans) {
    static Broker of(ApiVersion version, MockOptions options) {
      var clock = new FakeClock();
      var core = new MockCore(options, clock);
      var plans =
          core.catalog(version).offerings().stream().flatMap(o -> o.plans().stream()).toList();
      return new Broker(options, clock, core, plans);
    }
  }

  /** One platform, some requests. */
  private static final class Sequence {
    private final Random random;
    private final ApiVersion version;
    private final Broker broker;
    private final Judge judge;
    private final List<Object> transcript = new ArrayList<>();

    Sequence(long seed, ApiVersion version, Broker broker) {
      this.random = new Random(seed);
      this.version = version;
      this.broker = broker;
      this.judge =
          new Judge(
              new Known(version, broker.core().catalog(version), CREDENTIALS.headers()), List.of());
    }

    /** Sends some requests; gives what the judge says against the answers. */
    List<String> run() {
      var complaints = new ArrayList<String>();
      var plan = any(broker.plans());
      for (int i = 4 + random.nextInt(12); i > 0; i--) {
        if (random.nextInt(3) == 0) {
          broker.clock().forward(random.nextBoolean() ? DELAY : DELAY.dividedBy(2));
          transcript.add("(time passes)");
        }
        judge.judge(send(operation(plan))).stream()
            .filter(this::isComplaint)
            .forEach(ruling -> complaints.add(ruling.requirement() + ": " + ruling.judgement()));
      }
      return complaints;
    }

    private boolean isComplaint(Ruling ruling) {
      return ruling.judgement() instanceof Judgement.Violated
          && Requirements.bundled()
              .get(ruling.requirement())
              .level(version)
              .filter(level -> level.isMust() || level.isShould())
              .isPresent();
    }

    private Exchange send(Operation operation) {
      var rendered = Wire.render(operation);
      var headers = CREDENTIALS.headers().with("X-Broker-API-Version", version.toString());
      var request =
          new HttpRequestData(
              rendered.method(),
              URI.create("http://mock.example.com" + rendered.target()),
              spoilt(headers),
              rendered.body());
      var response = broker.core().answer(MockRequest.of(request, broker.core()));
      var exchange =
          new Exchange(
              broker.clock().instant(),
              request,
              new Outcome.Answered(response),
              new Timing(Duration.ZERO));
      transcript.add(exchange);
      return exchange;
    }

    /** What happened, line by line. */
    String transcript() {
      return transcript.stream().map(Sequence::line).collect(Collectors.joining("\n", "\n", "\n"));
    }

    private static String line(Object event) {
      return event instanceof Exchange seen
          ? seen.request()
              + " "
              + seen.request().body().text()
              + "\n  "
              + seen.status()
              + seen.response().map(r -> " " + r.body().text()).orElse("")
          : event.toString();
    }

    private Headers spoilt(Headers headers) {
      return switch (random.nextInt(60)) {
        case 0 -> headers.without("Authorization");
        case 1 -> headers.without("X-Broker-API-Version");
        case 2 -> headers.with("X-Broker-API-Version", "2.99");
        case 3 -> headers.with("Content-Type", "text/plain");
        default -> headers;
      };
    }

    private <T> T any(List<T> choices) {
      return choices.get(random.nextInt(choices.size()));
    }

    /** A request about one of two instances and two bindings, mostly of the same plan. */
    private Operation operation(ServicePlan usual) {
      var instance = any(List.of("i1", "i1", "i2"));
      var binding = any(List.of("b1", "b2"));
      var plan = random.nextInt(4) == 0 ? any(broker.plans()) : usual;
      var service = plan.offering().id();
      var operation =
          switch (random.nextInt(12)) {
            case 0, 1 -> wished(Requests.provision(instance, plan));
            case 2 -> wished(Requests.update(instance, service));
            case 3 ->
                wished(
                    Requests.update(instance, service)
                        .with("plan_id", StringNode.valueOf(plan.id())));
            case 4, 5 ->
                wished(
                    Requests.bind(instance, binding, service, plan.id())
                        .with("bind_resource", Json.object().put("app_guid", "app")));
            case 6 -> Requests.unbind(instance, binding, service, plan.id());
            case 7 -> Requests.deprovision(instance, service, plan.id());
            case 8 -> new PollInstance(instance, Query.NONE);
            case 9 -> new PollBinding(instance, binding, Query.NONE);
            case 10 -> new FetchInstance(instance, Query.NONE);
            default -> new FetchBinding(instance, binding, Query.NONE);
          };
      return operation instanceof Mutation mutation ? asked(mutation) : operation;
    }

    private WithBody wished(WithBody request) {
      return switch (random.nextInt(8)) {
        case 0 -> request.with("parameters", Json.object().put("size", 3));
        case 1 -> request.with("context", Json.object().put("platform", "other"));
        case 2 -> request.with("maintenance_info", Json.object().put("version", "1.2.3"));
        case 3 -> random.nextInt(3) == 0 ? request.with("service_id", Json.missing()) : request;
        default -> request;
      };
    }

    private Mutation asked(Mutation request) {
      var whole =
          random.nextInt(12) == 0 ? request.withQuery(request.query().without("plan_id")) : request;
      return random.nextInt(3) == 0 ? whole : whole.acceptingIncomplete();
    }
  }

  @ParameterizedTest
  @EnumSource(ApiVersion.class)
  void every_answer_is_one_that_the_judge_allows(ApiVersion version) {
    var brokers =
        Arrays.stream(MockOptions.Mode.values())
            .map(
                mode ->
                    MockOptions.defaults()
                        .withAuthentication(CREDENTIALS)
                        .withMode(mode)
                        .withDelay(DELAY))
            .map(options -> Broker.of(version, options))
            .toList();
    for (int i = 0; i < SEQUENCES; i++) {
      var broker = brokers.get(i % brokers.size());
      broker.core().reset();
      var sequence = new Sequence(31L * version.toString().hashCode() + i, version, broker);
      var complaints = sequence.run();
      assertEquals(List.of(), complaints, () -> complaints + sequence.transcript());
    }
  }
}
