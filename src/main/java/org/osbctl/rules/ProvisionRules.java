package org.osbctl.rules;

import static org.osbctl.rules.Judgement.met;
import static org.osbctl.rules.Judgement.notApplicable;
import static org.osbctl.rules.Judgement.violated;

import java.time.Duration;
import java.util.List;
import org.osbctl.lifecycle.ResourceState.Ready;
import org.osbctl.operation.Operation.*;
import org.osbctl.operation.OperationKind;
import org.osbctl.rules.Hindsight.Finding;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Rules of the spec section "Provisioning". */
final class ProvisionRules {
  private static final String DASHBOARD = "dashboard_url";

  /** How long a broker may take to show what it has just made. */
  private static final Duration SETTLING = Duration.ofSeconds(1);

  static final Twins MAINTENANCE =
      new Twins(
          ProvisionRules::withVersionOnly,
          Twins.MAINTENANCE_CODES,
          "members of maintenance_info besides version");

  private ProvisionRules() {}

  static final Rule CREATES_RESOURCE =
      Rule.of("provision.creates-resource", ProvisionRules::createsResource);

  static final Rule MAINTENANCE_VERSION_COUNTS =
      Hindsight.rule(
          "provision.maintenance-info-only-version-counts",
          seen -> ofKind(MAINTENANCE.judge(seen), OperationKind.PROVISION));

  static final Rule OK_ONLY_SYNCHRONOUS =
      Hindsight.rule(
          "provision.200-only-synchronous",
          seen -> okOnlySynchronous(seen, OperationKind.PROVISION));

  static final Rule RUNNING_IS_202 =
      Hindsight.rule(
          "provision.running-is-202", seen -> Unfinished.judge(seen, OperationKind.PROVISION));

  static final Rule REPEAT_KEEPS_OPERATION =
      Hindsight.rule(
          "provision.repeat-keeps-operation",
          seen -> Unfinished.keepsOperation(seen, OperationKind.PROVISION));

  /** Seen by comparison only: what tells two instances apart has to differ. */
  static final Rule DASHBOARD_IDENTIFIES_INSTANCE =
      Rule.of(
          "provision.dashboard-url-identifies-instance",
          seen ->
              seen.operation() instanceof Provision || seen.operation() instanceof FetchInstance
                  ? identifies(seen)
                  : notApplicable("not an answer about an instance"));

  static final Rule DASHBOARD_IN_FIRST_ANSWER =
      Rule.of("provision.dashboard-url-in-first-answer", ProvisionRules::dashboardInFirstAnswer);

  static List<Rule> all() {
    return List.of(
        CREATES_RESOURCE,
        MAINTENANCE_VERSION_COUNTS,
        OK_ONLY_SYNCHRONOUS,
        RUNNING_IS_202,
        REPEAT_KEEPS_OPERATION,
        DASHBOARD_IDENTIFIES_INSTANCE,
        DASHBOARD_IN_FIRST_ANSWER);
  }

  /** The broker knows the instance it confirmed to have made, and it is what was asked for. */
  private static Judgement createsResource(Observation seen) {
    var asks =
        (seen.operation() instanceof FetchInstance && Answers.retrievable(seen))
            || seen.operation() instanceof Bind
            || seen.operation() instanceof Deprovision;
    var made = Chapter.ofInstance(seen);
    if (!asks
        || !seen.honest()
        || !(seen.instance() instanceof Ready)
        || made.isEmpty()
        || !made.get().updatesOnly()) {
      return notApplicable("not a request for an instance that was made and left alone");
    }
    if (seen.status() == 404 || seen.status() == 410) {
      return isSettled(seen)
          ? violated(
              "the instance was made, and now the broker does not know it",
              "an answer about the instance",
              Integer.toString(seen.status()))
          : notApplicable("the instance was made just now");
    }
    if (!Answers.accepted(seen)) {
      return notApplicable("the answer does not tell whether the broker knows the instance");
    }
    return seen.operation() instanceof FetchInstance && !made.get().touched()
        ? isAsOrdered(seen, made.get().beginning())
        : met();
  }

  /** A fetch may lag behind: then it is the second one that counts. */
  private static boolean isSettled(Observation seen) {
    if (!(seen.operation() instanceof FetchInstance)) {
      return true;
    }
    var last =
        seen.soFar().ofInstanceAlone(((FetchInstance) seen.operation()).instanceId()).getLast();
    return Answers.between(last, seen).compareTo(SETTLING) >= 0
        || (last.operation() instanceof FetchInstance && last.status() == 404);
  }

  private static Judgement isAsOrdered(Observation seen, Observation made) {
    if (made.operation() instanceof Provision order) {
      for (var member : List.of("service_id", "plan_id")) {
        var ordered = Answers.text(order.body(), member);
        var shown = Answers.text(seen.json(), member);
        if (ordered.isPresent() && shown.isPresent() && !ordered.equals(shown)) {
          return new Judgement.Violated(
              "the instance is not what was asked for: it has another " + member,
              Answers.quoted(ordered.get()),
              Answers.quoted(shown.get()),
              Answers.pointer(member));
        }
      }
    }
    return met();
  }

  /** 200 speaks of something that is there; a poll that says "in progress" says that it is not. */
  static List<Finding> okOnlySynchronous(Observation seen, OperationKind kind) {
    if (seen.operation().kind() == kind) {
      return seen.status() == 200 && Answers.resource(seen) instanceof Ready
          ? List.of(new Finding(seen, met()))
          : List.of();
    }
    return Unfinished.judge(seen, kind).stream().filter(f -> f.about().status() == 200).toList();
  }

  /** Two instances that are there at once do not have the same dashboard. */
  static Judgement identifies(Observation seen) {
    var url = Answers.text(seen.json(), DASHBOARD);
    if (!Answers.accepted(seen) || url.isEmpty()) {
      return notApplicable("no dashboard");
    }
    var same = seen.soFar().latest(new Fact.Dashboard(url.get()));
    if (same.isPresent() && isOther(seen, same.get())) {
      return new Judgement.Violated(
          "another service instance has the same dashboard",
          "a URL that tells the instance",
          Answers.quoted(url.get()),
          Answers.pointer(DASHBOARD));
    }
    return seen.soFar()
            .latest(new Fact.HasDashboard())
            .filter(other -> isOther(seen, other))
            .isPresent()
        ? met()
        : notApplicable("no other instance with a dashboard to compare with");
  }

  /** Whether two exchanges speak of two instances, the earlier of which was not deleted since. */
  private static boolean isOther(Observation seen, Observation earlier) {
    if (!(seen.operation() instanceof OfInstance one)
        || !(earlier.operation() instanceof OfInstance other)
        || one.instanceId().equals(other.instanceId())) {
      return false;
    }
    return seen.soFar().ofInstanceAlone(other.instanceId()).stream()
        .noneMatch(
            each -> each.number() > earlier.number() && each.operation() instanceof Deprovision);
  }

  private static Judgement dashboardInFirstAnswer(Observation seen) {
    var shows =
        (seen.operation() instanceof FetchInstance || seen.operation() instanceof Provision)
            && seen.status() == 200
            && seen.instance() instanceof Ready
            && Answers.text(seen.json(), DASHBOARD).isPresent();
    var made = Chapter.sinceCreation(seen).filter(chapter -> chapter.beginning().json().isObject());
    if (!shows || made.isEmpty()) {
      return notApplicable("no dashboard of an instance whose first answer was seen");
    }
    if (Answers.has(made.get().beginning().json(), DASHBOARD)) {
      return met();
    }
    return made.get().touched()
        ? notApplicable("the dashboard may be due to a later request")
        : new Judgement.Violated(
            "the instance has a dashboard that the first answer to the provision did not tell of",
            DASHBOARD + " in the " + made.get().beginning().status(),
            "no " + DASHBOARD,
            Answers.pointer(DASHBOARD));
  }

  private static List<Finding> ofKind(List<Finding> findings, OperationKind kind) {
    return findings.stream().filter(f -> f.about().operation().kind() == kind).toList();
  }

  /** A body whose maintenance info is nothing but a version. */
  private static JsonNode withVersionOnly(JsonNode body) {
    var info = body.path("maintenance_info");
    if (!info.isObject() || !info.has("version")) {
      return body;
    }
    var copy = (ObjectNode) body.deepCopy();
    copy.set("maintenance_info", Twins.copyWithout(info, name -> !name.equals("version")));
    return copy;
  }
}
