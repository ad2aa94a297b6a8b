package org.osbctl.rules.platform;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osbctl.client.BrokerClient;
import org.osbctl.client.Caller;
import org.osbctl.client.OperationOutcome;
import org.osbctl.client.OperationRunner;
import org.osbctl.client.OperationRunner.Waiting;
import org.osbctl.client.Poller;
import org.osbctl.client.WaitLimits;
import org.osbctl.http.Exchange;
import org.osbctl.http.Headers;
import org.osbctl.http.Timing;
import org.osbctl.http.Transport;
import org.osbctl.http.TransportOptions;
import org.osbctl.lifecycle.Known;
import org.osbctl.mock.MockBroker;
import org.osbctl.operation.Operation.Bind;
import org.osbctl.operation.Operation.FetchBinding;
import org.osbctl.operation.Operation.FetchInstance;
import org.osbctl.operation.Operation.GetCatalog;
import org.osbctl.operation.Operation.Mutation;
import org.osbctl.operation.Operation.Unbind;
import org.osbctl.operation.Query;
import org.osbctl.operation.Requests;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Catalog;
import org.osbctl.spec.Json;
import org.osbctl.spec.ServicePlan;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * Our own client as a platform that does all that a platform does, in the order of a careful one.
 */
public final class OwnPlatform implements AutoCloseable {
  private static final String IDENTITY =
      "cloudfoundry " + Talk.base64("{'user_id':'683ea748-3092-4ff4-b656-39cacc4d5360'}");

  /** A clock on which time passes only when somebody waits. */
  public static final class PassingTime extends Clock {
    private volatile Instant now = Instant.parse("2030-01-01T00:00:00Z");

    void pass(Duration duration) {
      now = now.plus(duration);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private final Transport transport;
  private final List<PlatformFinding> findings = Collections.synchronizedList(new ArrayList<>());
  private final ApiVersion version;
  private final BrokerClient client;
  private final OperationRunner runner;
  private final PlatformJudge judge;

  public OwnPlatform(MockBroker broker, ApiVersion version, PassingTime time) {
    this.version = version;
    transport = new Transport(TransportOptions.DEFAULT, time);
    var target = broker.target();
    judge =
        new PlatformJudge(
            new Known(ApiVersion.LATEST, Catalog.EMPTY, target.authentication().headers()));
    var caller =
        new Caller(
            version, Optional.of(IDENTITY), new Caller.RequestIdentity.Fresh(), Headers.NONE);
    client =
        new BrokerClient(
            transport, target, caller, each -> findings.addAll(judge.judge(inNoTime(each))));
    runner = new OperationRunner(client, new Poller(client, time, time::pass));
  }

  /** The clock of the test stands still while a request is under way. */
  private static Exchange inNoTime(Exchange each) {
    return new Exchange(each.at(), each.request(), each.outcome(), new Timing(Duration.ZERO));
  }

  List<PlatformFinding> findings() {
    return findings;
  }

  PlatformJudge judge() {
    return judge;
  }

  /** Goes through the life of an instance of each offering. */
  public void liveEverywhere() {
    for (var offering : catalog().offerings()) {
      var plans = offering.plans();
      live(plans.getFirst(), plans.getLast());
    }
  }

  Catalog catalog() {
    var answer = client.send(new GetCatalog()).response().orElseThrow();
    return new Catalog(answer.body().json());
  }

  void live(ServicePlan plan, ServicePlan other) {
    var id = UUID.randomUUID().toString();
    done(
        Requests.provision(id, plan)
            .acceptingIncomplete()
            .with("organization_guid", StringNode.valueOf("org-guid"))
            .with("space_guid", StringNode.valueOf("space-guid"))
            .with("context", context(true)),
        plan);
    fetch(id, plan);
    bind(id, plan);
    if (!other.id().equals(plan.id())) {
      var update =
          Requests.update(id, plan.offering().id())
              .acceptingIncomplete()
              .with("plan_id", StringNode.valueOf(other.id()))
              .with("context", context(true))
              .with("previous_values", Json.object().put("plan_id", plan.id()));
      done(update, plan);
      fetch(id, other);
      bind(id, other);
    }
    done(Requests.deprovision(id, other.offering().id(), other.id()).acceptingIncomplete(), other);
  }

  private void bind(String instanceId, ServicePlan plan) {
    if (!plan.bindable()) {
      return;
    }
    var id = UUID.randomUUID().toString();
    Bind bind =
        Requests.bind(instanceId, id, plan.offering().id(), plan.id())
            .with("bind_resource", Json.object().put("app_guid", UUID.randomUUID().toString()));
    if (version.atLeast(ApiVersion.V2_13)) {
      bind = bind.with("context", context(false));
    }
    Unbind unbind = Requests.unbind(instanceId, id, plan.offering().id(), plan.id());
    var asynchronous = version.atLeast(ApiVersion.V2_14);
    done(asynchronous ? bind.acceptingIncomplete() : bind, plan);
    if (asynchronous && plan.offering().bindingsRetrievable()) {
      client.send(new FetchBinding(instanceId, id, hints(plan)));
    }
    done(asynchronous ? unbind.acceptingIncomplete() : unbind, plan);
  }

  private void fetch(String id, ServicePlan plan) {
    if (version.atLeast(ApiVersion.V2_14) && plan.offering().instancesRetrievable()) {
      client.send(new FetchInstance(id, hints(plan)));
    }
  }

  private Query hints(ServicePlan plan) {
    return version.atLeast(ApiVersion.V2_16)
        ? Query.of("service_id", plan.offering().id(), "plan_id", plan.id())
        : Query.NONE;
  }

  private JsonNode context(boolean ofInstance) {
    if (version.before(ApiVersion.V2_12)) {
      return Json.missing();
    }
    var context =
        Json.object()
            .put("platform", "cloudfoundry")
            .put("organization_guid", "org-guid")
            .put("space_guid", "space-guid");
    if (version.atLeast(ApiVersion.V2_15)) {
      context.put("organization_name", "org").put("space_name", "space");
      if (ofInstance) {
        context.put("instance_name", "db1");
      }
    }
    return context;
  }

  private void done(Mutation request, ServicePlan plan) {
    var limits = WaitLimits.DEFAULT.atMost(plan.maximumPollingDuration());
    var waiting =
        new Waiting(
            plan.offering().id(), plan.id(), limits, true, first -> {}, (poll, pause) -> {});
    assertInstanceOf(OperationOutcome.Done.class, runner.run(request, waiting));
  }

  @Override
  public void close() {
    transport.close();
  }
}
