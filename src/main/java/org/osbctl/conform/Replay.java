package org.osbctl.conform;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osbctl.client.BrokerClient;
import org.osbctl.client.Poller;
import org.osbctl.client.Sleeper;
import org.osbctl.http.Body;
import org.osbctl.http.Exchange;
import org.osbctl.http.Headers;
import org.osbctl.http.HttpRequestData;
import org.osbctl.http.TokenHeader;
import org.osbctl.lifecycle.Known;
import org.osbctl.lifecycle.ResourceState;
import org.osbctl.operation.Operation.Bind;
import org.osbctl.operation.Operation.GetCatalog;
import org.osbctl.operation.Operation.Mutation;
import org.osbctl.operation.Operation.Provision;
import org.osbctl.operation.Requests;
import org.osbctl.operation.Wire;
import org.osbctl.rules.Judge;
import org.osbctl.rules.Judgement;
import org.osbctl.rules.RuleBook;
import org.osbctl.spec.Catalog;
import org.osbctl.spec.ServicePlan;

/**
 * Sends the requests that led to a violation once more, with new ids, and judges what comes back.
 *
 * <p>Operations are waited for where the recording waited; requests that were under way at the same
 * time go one after the other. What was created is deleted.
 */
public final class Replay {
  private static final Pattern ID =
      Pattern.compile("\\b\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}\\b");
  private static final Pattern OPERATION = Pattern.compile("([?&])operation=[^&]*");
  private static final int MOST_POLLS = 600;
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final BrokerClient client;
  private final CreatedListener created;
  private final Sleeper sleeper;
  private final Judge judge;
  private final Map<String, String> ids = new LinkedHashMap<>();
  private final Map<String, Provision> instances = new LinkedHashMap<>();
  private final Map<String, List<String>> bindings = new LinkedHashMap<>();
  private String operation = "";

  /** A replay of one violation at the broker of a client. */
  public Replay(BrokerClient client, CreatedListener created, Sleeper sleeper) {
    this.client = client;
    this.created = created;
    this.sleeper = sleeper;
    this.judge =
        new Judge(
            new Known(
                client.caller().version(),
                Catalog.EMPTY,
                client.target().authentication().credentials()),
            RuleBook.standard());
  }

  /**
   * A request that was recorded.
   *
   * @param method its method
   * @param pathAndQuery from {@code /v2} on
   * @param headers those it had, masked ones among them
   * @param status the status of its answer then, 0 when there was none
   */
  public record Step(String method, String pathAndQuery, Headers headers, Body body, int status) {
    private boolean isPoll() {
      return pathAndQuery.contains("/last_operation");
    }
  }

  /**
   * How a replay went.
   *
   * @param last the exchange of the last step
   * @param because how the requirement is violated now; empty when it is not
   * @param leftBehind what could not be deleted, in words
   */
  public record Replayed(Exchange last, String because, List<String> leftBehind) {}

  /**
   * Sends the steps, of which the last one violated a requirement.
   *
   * @throws InterruptedException when the process is told to stop
   */
  public Replayed of(List<Step> steps, String requirement) throws InterruptedException {
    judge.judge(client.send(new GetCatalog()));
    var because = "";
    var left = new ArrayList<String>();
    Exchange last;
    try {
      for (int i = 0; i + 1 < steps.size(); i++) {
        var next = steps.get(i + 1);
        if (!steps.get(i).isPoll() || !next.isPoll()) {
          advance(steps.get(i), next.isPoll());
        }
      }
      last = send(steps.getLast());
      because = judged(last, requirement);
    } finally {
      left.addAll(cleanUp());
    }
    return new Replayed(last, because, List.copyOf(left));
  }

  /** A step on the way: what it started is over before the next one, if it was so then. */
  private void advance(Step step, boolean polledNext) throws InterruptedException {
    var exchange = send(step);
    judge.judge(exchange);
    if (step.isPoll()) {
      for (int i = 0; i < MOST_POLLS && isInProgress(exchange); i++) {
        sleeper.sleep(PAUSE);
        exchange = send(step);
        judge.judge(exchange);
      }
    } else if (exchange.status() == 202 && step.status() != 202 && !polledNext) {
      await(exchange);
    }
  }

  private static boolean isInProgress(Exchange poll) {
    return poll.response()
        .map(response -> response.body().json().path("state").asString(""))
        .filter("in progress"::equals)
        .isPresent();
  }

  /** Waits for an operation by polls that were not recorded. */
  private void await(Exchange started) throws InterruptedException {
    var request = started.request();
    if (Wire.parse(request.method(), request.target(), request.body())
        instanceof Mutation mutation) {
      var provision = instances.get(mutation.instanceId());
      var poll =
          Poller.poll(
              mutation,
              provision == null ? "" : provision.serviceId().orElse(""),
              provision == null ? "" : provision.planId().orElse(""),
              operation.isEmpty() ? null : operation);
      for (int i = 0; i < MOST_POLLS; i++) {
        var exchange = client.send(poll);
        judge.judge(exchange);
        if (!isInProgress(exchange)) {
          return;
        }
        sleeper.sleep(PAUSE);
      }
    }
  }

  private String judged(Exchange exchange, String requirement) {
    return judge.judge(exchange).stream()
        .filter(each -> each.requirement().equals(requirement))
        .filter(each -> each.judgement() instanceof Judgement.Violated)
        .map(each -> ((Judgement.Violated) each.judgement()).because())
        .findFirst()
        .orElse("");
  }

  private Exchange send(Step step) {
    var target = fresh(step.pathAndQuery());
    if (step.isPoll()) {
      target =
          OPERATION
              .matcher(target)
              .replaceFirst(
                  match ->
                      operation.isEmpty()
                          ? Matcher.quoteReplacement(match.group())
                          : Matcher.quoteReplacement(
                              match.group(1)
                                  + "operation="
                                  + URLEncoder.encode(operation, StandardCharsets.UTF_8)
                                      .replace("+", "%20")));
    }
    var body = step.body().isEmpty() ? Body.NONE : Body.of(fresh(step.body().text()));
    var request =
        new HttpRequestData(
            step.method(), client.target().resolve(target), headers(step.headers()), body);
    remember(request);
    var exchange = client.send(request);
    exchange
        .response()
        .filter(response -> response.status() == 202)
        .ifPresent(response -> operation = response.body().json().path("operation").asString(""));
    return exchange;
  }

  /** With our own credentials where there were any. */
  private Headers headers(Headers recorded) {
    var bare = recorded;
    for (var header : TokenHeader.values()) {
      bare = bare.without(header.header());
    }
    return bare.fields().size() == recorded.fields().size()
        ? recorded
        : bare.overriddenBy(client.target().authentication().headers());
  }

  /** The same text with an id of our own for each id in it. */
  private String fresh(String text) {
    return ID.matcher(text)
        .replaceAll(
            match ->
                isOfCatalog(match.group())
                    ? match.group()
                    : ids.computeIfAbsent(match.group(), id -> UUID.randomUUID().toString()));
  }

  private boolean isOfCatalog(String id) {
    var catalog = judge.known().catalog();
    return catalog.plan(id).isPresent()
        || catalog.offerings().stream().anyMatch(offering -> offering.id().equals(id));
  }

  private void remember(HttpRequestData request) {
    switch (Wire.parse(request.method(), request.target(), request.body())) {
      case Provision provision -> {
        var plan = judge.known().catalog().plan(provision.planId().orElse("")).or(this::anyPlan);
        if (plan.isPresent() && instances.putIfAbsent(provision.instanceId(), provision) == null) {
          created.asked(provision.instanceId(), plan.get());
        }
      }
      case Bind bind -> {
        var known = bindings.computeIfAbsent(bind.instanceId(), id -> new ArrayList<>());
        if (!known.contains(bind.bindingId())) {
          known.add(bind.bindingId());
          created.askedForBinding(bind.instanceId(), bind.bindingId());
        }
      }
      default -> {}
    }
  }

  private Optional<ServicePlan> anyPlan() {
    return judge.known().catalog().offerings().stream()
        .flatMap(offering -> offering.plans().stream())
        .findFirst();
  }

  private List<String> cleanUp() throws InterruptedException {
    var left = new ArrayList<String>();
    for (var each : instances.values()) {
      var id = each.instanceId();
      var offering = each.serviceId().orElse("");
      var plan = judge.instance(id).attributesNow().planId();
      var planId = plan.isEmpty() ? each.planId().orElse("") : plan;
      for (var binding : bindings.getOrDefault(id, List.of())) {
        if (!(judge.binding(id, binding) instanceof ResourceState.Absent)) {
          delete(Requests.unbind(id, binding, offering, planId).acceptingIncomplete());
        }
      }
      if (!(judge.instance(id) instanceof ResourceState.Absent)) {
        delete(Requests.deprovision(id, offering, planId).acceptingIncomplete());
      }
      if (judge.instance(id) instanceof ResourceState.Absent) {
        created.gone(id);
      } else {
        left.add("service instance " + id);
      }
    }
    return left;
  }

  private void delete(Mutation request) throws InterruptedException {
    operation = "";
    var exchange = client.send(request);
    judge.judge(exchange);
    if (exchange.status() == 202) {
      operation =
          exchange
              .response()
              .map(response -> response.body().json().path("operation").asString(""))
              .orElse("");
      await(exchange);
    }
  }
}
