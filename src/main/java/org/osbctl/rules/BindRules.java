package org.osbctl.rules;

import static org.osbctl.rules.Judgement.met;
import static org.osbctl.rules.Judgement.notApplicable;
import static org.osbctl.rules.Judgement.violated;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.osbctl.lifecycle.Defect;
import org.osbctl.lifecycle.ResourceState.*;
import org.osbctl.operation.Operation.*;
import org.osbctl.operation.OperationKind;
import org.osbctl.rules.Hindsight.Finding;
import org.osbctl.spec.ErrorCode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Rules of the spec section "Binding". */
final class BindRules {
  private static final List<String> DATA =
      List.of("credentials", "syslog_drain_url", "route_service_url", "volume_mounts", "endpoints");
  private static final Set<String> WHEREABOUTS =
      Set.of("host", "hostname", "hosts", "port", "ports", "uri", "uris", "url", "jdbcUrl");

  private BindRules() {}

  /** The text tells the platform alone not to bind what is not bindable. */
  static final Rule BINDABLE_DECLARED =
      Rule.of(
          "bind.bindable-declared",
          seen -> {
            var defects = seen.situation().defects();
            if (defects.size() != 1 || defects.getFirst().kind() != Defect.Kind.NOT_BINDABLE) {
              return notApplicable("not a bind of a plan that is not bindable");
            }
            if (Answers.accepted(seen)) {
              return new Judgement.Met("a plan that is not declared bindable was bound");
            }
            return Answers.refused(seen) ? met() : notApplicable("neither bound nor refused");
          });

  static final Rule DATA_RETURNED_AT_LEAST_ONCE =
      Rule.of("bind.data-returned-at-least-once", BindRules::dataReturned);

  /** Advice that makes sense only where there are addresses to tell. */
  static final Rule ENDPOINTS_LISTED =
      Rule.of(
          "bind.endpoints-listed",
          seen -> {
            if (!(seen.operation() instanceof Bind) || !Answers.showsBinding(seen)) {
              return notApplicable("no answer with a binding");
            }
            if (seen.json().path("endpoints").isArray()) {
              return met();
            }
            var places =
                Answers.credentials(seen)
                    .filter(c -> c.propertyNames().stream().anyMatch(WHEREABOUTS::contains));
            return places.isPresent()
                ? new Judgement.Violated(
                    "the credentials tell where the service is, and no endpoints do",
                    "endpoints",
                    "none",
                    "/endpoints")
                : notApplicable("no sign of an address to tell");
          });

  static final Rule CREDENTIALS_UNIQUE =
      Rule.of("bind.credentials-unique", BindRules::credentialsUnique);

  static final Rule LOG_DRAIN_URL_RETURNED =
      Rule.of("bind.log-drain-url-returned", Permission.LOG_DRAIN::returned);

  static final Rule ROUTE_SERVICE_DECLARES_PERMISSION =
      Rule.of("bind.route-service-declares-permission", Permission.ROUTE::onlyIfRequired);

  /**
   * A service that is wired up out of band returns none, so only a service that did can be told.
   */
  static final Rule ROUTE_SERVICE_URL_RETURNED =
      Rule.of(
          "bind.route-service-url-returned",
          seen -> {
            if (!(seen.operation() instanceof Bind bind)
                || !Answers.showsBinding(seen)
                || Answers.text(bind.body().path("bind_resource"), "route").isEmpty()) {
              return notApplicable("no route was bound");
            }
            if (Permission.ROUTE.isIn(seen)) {
              return met();
            }
            return seen.soFar().latest(new Fact.ProxiesRoutes(bind.instanceId())).isPresent()
                ? new Judgement.Violated(
                    "another route of the instance got a route_service_url, and this one did not",
                    "route_service_url",
                    "none",
                    "/route_service_url")
                : notApplicable("the service may be wired up out of band");
          });

  static final Rule VOLUME_MOUNTS_RETURNED =
      Rule.of("bind.volume-mounts-returned", Permission.VOLUMES::returned);

  static final Rule OK_ONLY_SYNCHRONOUS =
      Hindsight.rule(
          "bind.200-only-synchronous",
          seen -> ProvisionRules.okOnlySynchronous(seen, OperationKind.BIND));

  static final Rule RUNNING_IS_202 =
      Hindsight.rule("bind.running-is-202", seen -> Unfinished.judge(seen, OperationKind.BIND));

  static final Rule REPEAT_KEEPS_OPERATION =
      Hindsight.rule(
          "bind.repeat-keeps-operation",
          seen -> Unfinished.keepsOperation(seen, OperationKind.BIND));

  static final Rule REQUIRES_APP =
      Hindsight.rule("bind.requires-app", seen -> requiresApp(seen, BindRules::statusOfRefusal));

  static final Rule REQUIRES_APP_HAS_CODE =
      Hindsight.rule(
          "bind.requires-app-has-code", seen -> requiresApp(seen, BindRules::codeOfRefusal));

  static final Rule CREDENTIALS_RETURNED =
      Hindsight.rule("bind.credentials-returned", BindRules::credentialsReturned);

  static final Rule LOG_DRAIN_ONLY_IF_REQUIRED =
      Rule.of("bind.log-drain-only-if-required", seen -> ofBind(seen, Permission.LOG_DRAIN));

  static final Rule ROUTE_ONLY_IF_REQUIRED =
      Rule.of("bind.route-only-if-required", seen -> ofBind(seen, Permission.ROUTE));

  static final Rule VOLUMES_ONLY_IF_REQUIRED =
      Rule.of("bind.volumes-only-if-required", seen -> ofBind(seen, Permission.VOLUMES));

  static List<Rule> all() {
    return List.of(
        BINDABLE_DECLARED,
        DATA_RETURNED_AT_LEAST_ONCE,
        ENDPOINTS_LISTED,
        CREDENTIALS_UNIQUE,
        LOG_DRAIN_URL_RETURNED,
        ROUTE_SERVICE_DECLARES_PERMISSION,
        ROUTE_SERVICE_URL_RETURNED,
        VOLUME_MOUNTS_RETURNED,
        OK_ONLY_SYNCHRONOUS,
        RUNNING_IS_202,
        REPEAT_KEEPS_OPERATION,
        REQUIRES_APP,
        REQUIRES_APP_HAS_CODE,
        CREDENTIALS_RETURNED,
        LOG_DRAIN_ONLY_IF_REQUIRED,
        ROUTE_ONLY_IF_REQUIRED,
        VOLUMES_ONLY_IF_REQUIRED);
  }

  /** Whether bindings of the plan are known to have credentials. */
  static boolean hasCredentials(Observation seen) {
    return seen.soFar().latest(new Fact.PlanHasCredentials(Answers.planOf(seen))).isPresent();
  }

  private static Judgement ofBind(Observation seen, Permission permission) {
    return seen.operation() instanceof Bind
        ? permission.onlyIfRequired(seen)
        : notApplicable("no bind");
  }

  private static boolean hasContent(JsonNode value) {
    return !value.isMissingNode()
        && !value.isNull()
        && !(value.isContainer() && value.isEmpty())
        && !(value.isString() && value.stringValue().isEmpty());
  }

  private static boolean hasData(Observation seen) {
    return DATA.stream().anyMatch(member -> hasContent(seen.json().path(member)));
  }

  /** Data reach the platform with a synchronous answer or a fetch, and with nothing else. */
  private static Judgement dataReturned(Observation seen) {
    if (Answers.showsBinding(seen)) {
      if (hasData(seen)) {
        return met();
      }
      var before =
          seen.soFar().ofResource(seen.operation()).stream().filter(Answers::showsBinding).toList();
      if (before.stream().anyMatch(BindRules::hasData)) {
        return met();
      }
      return isFirstFetch(seen, before) && isToHaveData(seen)
          ? violated(
              "the binding has data that no answer has shown", "the data of the binding", "none")
          : notApplicable("no sign that the binding has data");
    }
    var lost =
        seen.operation() instanceof PollBinding
            && seen.binding() instanceof Creating
            && Answers.state(seen).equals(Optional.of("succeeded"))
            && Answers.offeringOf(seen).filter(o -> !o.bindingsRetrievable()).isPresent()
            && isToHaveData(seen);
    return lost
        ? violated(
            "the binding was made asynchronously and cannot be fetched, so its data is never shown",
            "bindings_retrievable true, or a synchronous answer",
            "neither")
        : notApplicable("not an answer that can have the data of a binding");
  }

  private static boolean isFirstFetch(Observation seen, List<Observation> before) {
    return seen.operation() instanceof FetchBinding
        && before.stream().noneMatch(each -> each.operation() instanceof FetchBinding)
        && Chapter.sinceCreation(seen).isPresent();
  }

  /** Whether an offering or plan is known to have something to tell with its bindings. */
  private static boolean isToHaveData(Observation seen) {
    return hasCredentials(seen)
        || Answers.offeringOf(seen)
            .filter(
                o -> namedApp(seen) && (o.requires("syslog_drain") || o.requires("volume_mount")))
            .isPresent();
  }

  private static boolean namedApp(Observation seen) {
    return seen.soFar().ofResource(seen.operation()).stream()
        .anyMatch(each -> each.operation() instanceof Bind bind && Answers.namesApp(bind));
  }

  private static Judgement credentialsUnique(Observation seen) {
    var credentials = Answers.credentials(seen);
    if (!Answers.showsBinding(seen) || credentials.isEmpty()) {
      return notApplicable("no credentials");
    }
    var same = seen.soFar().latest(new Fact.Credentials(credentials.get()));
    if (same.isPresent() && isOther(seen, same.get())) {
      return new Judgement.Violated(
          "another service binding has the same credentials",
          "credentials of its own",
          "those of another binding",
          "/credentials");
    }
    var others = seen.soFar().latest(new Fact.PlanHasCredentials(Answers.planOf(seen)));
    return others.filter(other -> isOther(seen, other)).isPresent()
        ? met()
        : notApplicable("no other binding to compare with");
  }

  /** Whether two exchanges speak of two bindings, the earlier of which was not deleted since. */
  private static boolean isOther(Observation seen, Observation earlier) {
    if (!(seen.operation() instanceof OfBinding one)
        || !(earlier.operation() instanceof OfBinding other)
        || (one.instanceId().equals(other.instanceId())
            && one.bindingId().equals(other.bindingId()))) {
      return false;
    }
    return seen.soFar().ofInstance(other.instanceId()).stream()
        .filter(each -> each.number() > earlier.number())
        .noneMatch(
            each ->
                each.operation() instanceof Deprovision
                    || (each.operation() instanceof Unbind gone
                        && gone.bindingId().equals(other.bindingId())));
  }

  /**
   * A refusal for want of an application: by the broker's own word, or because naming one helped.
   */
  private static List<Finding> requiresApp(
      Observation seen, Function<Observation, Judgement> judgement) {
    if (!(seen.operation() instanceof Bind bind)) {
      return List.of();
    }
    if (!Answers.namesApp(bind)) {
      return Answers.refused(seen) && Answers.code(seen).equals(Optional.of(ErrorCode.REQUIRES_APP))
          ? List.of(new Finding(seen, judgement.apply(seen)))
          : List.of();
    }
    return Answers.accepted(seen)
        ? Twins.refusedBefore(seen, BindRules::withoutApp, BindRules::mayMissApp).stream()
            .map(earlier -> new Finding(earlier, judgement.apply(earlier)))
            .toList()
        : List.of();
  }

  private static boolean mayMissApp(Observation refused) {
    var code = Answers.code(refused);
    return refused.operation() instanceof Bind bind
        && !Answers.namesApp(bind)
        && (refused.status() == 400 || refused.status() == 422)
        && Answers.isUndisturbed(refused)
        && code.filter(Answers.DEFINED_CODES::contains).isEmpty();
  }

  private static Judgement statusOfRefusal(Observation refused) {
    return refused.status() == 422
        ? met()
        : violated(
            "a bind without app_guid was refused with another status; with app_guid it is accepted",
            "422",
            Integer.toString(refused.status()));
  }

  private static Judgement codeOfRefusal(Observation refused) {
    return Answers.code(refused).equals(Optional.of(ErrorCode.REQUIRES_APP))
        ? met()
        : new Judgement.Violated(
            "a bind without app_guid was refused without the code for it; with app_guid it is"
                + " accepted",
            Answers.quoted(ErrorCode.REQUIRES_APP),
            Answers.code(refused).map(Answers::quoted).orElse("no error code"),
            "/error");
  }

  private static JsonNode withoutApp(JsonNode body) {
    var copy = (ObjectNode) body.deepCopy();
    copy.remove("app_guid");
    if (copy.path("bind_resource") instanceof ObjectNode resource) {
      resource.remove("app_guid");
      if (resource.isEmpty()) {
        copy.remove("bind_resource");
      }
    }
    return copy;
  }

  /**
   * Credentials of the same binding, or of another of the plan, show that the service makes them.
   */
  private static List<Finding> credentialsReturned(Observation seen) {
    if (!Answers.showsBinding(seen)) {
      return List.of();
    }
    if (Answers.credentials(seen).isPresent()) {
      var made = Chapter.sinceCreation(seen).map(Chapter::beginning).filter(BindRules::isMade);
      if (seen.operation() instanceof FetchBinding) {
        return made
            .filter(bind -> Answers.credentials(bind).isEmpty())
            .map(bind -> new Finding(bind, noCredentials("a fetch of this binding shows some")))
            .stream()
            .toList();
      }
      return List.of(new Finding(seen, met()));
    }
    if (isMade(seen) && hasCredentials(seen)) {
      return List.of(new Finding(seen, noCredentials("other bindings of the plan have some")));
    }
    return seen.operation() instanceof Bind && seen.status() == 200 && hasCredentials(seen)
        ? List.of(
            new Finding(
                seen, new Judgement.Met("a repeated bind did not show the credentials again")))
        : List.of();
  }

  private static boolean isMade(Observation seen) {
    return seen.operation() instanceof Bind && seen.status() == 201;
  }

  private static Judgement noCredentials(String why) {
    return new Judgement.Violated(
        "the answer to the bind has no credentials, though " + why,
        "credentials",
        "none",
        "/credentials");
  }
}
