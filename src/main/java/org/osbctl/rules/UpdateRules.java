package org.osbctl.rules;

import static org.osbctl.rules.Judgement.met;
import static org.osbctl.rules.Judgement.notApplicable;

import java.util.List;
import java.util.Optional;
import org.osbctl.lifecycle.Defect;
import org.osbctl.lifecycle.ResourceState.Ready;
import org.osbctl.operation.Operation.*;
import org.osbctl.operation.OperationKind;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;

/** Rules of the spec sections "Updating a Service Instance" and "Service Instance Metadata". */
final class UpdateRules {
  private static final String DASHBOARD = "dashboard_url";

  private UpdateRules() {}

  static final Rule UNSUPPORTED_PLAN_CHANGE_EXPLAINED =
      Rule.of(
          "update.unsupported-plan-change-explained",
          seen -> {
            var defects = seen.situation().defects();
            return defects.size() == 1
                    && defects.getFirst().kind() == Defect.Kind.PLAN_CHANGE_UNSUPPORTED
                    && Answers.refused(seen)
                ? described(seen, "the refusal of the plan change does not say why")
                : notApplicable("no plan change was refused for not being supported");
          });

  /** Until 2.13. */
  static final Rule REFUSAL_HAS_DESCRIPTION =
      Rule.of(
          "update.refusal-has-description",
          seen ->
              seen.operation() instanceof Update && seen.status() == 422
                  ? described(seen, "the refusal of the update does not say why")
                  : notApplicable("no refusal of an update"));

  static final Rule PLAN_KEPT = Rule.of("update.plan-kept-without-plan-id", UpdateRules::planKept);

  static final Rule MAINTENANCE_VERSION_COUNTS =
      Hindsight.rule(
          "update.maintenance-info-only-version-counts",
          seen ->
              ProvisionRules.MAINTENANCE.judge(seen).stream()
                  .filter(finding -> finding.about().operation() instanceof Update)
                  .toList());

  static final Rule PARAMETERS_KEPT =
      Rule.of("update.parameters-kept-without-parameters", UpdateRules::parametersKept);

  static final Rule RUNNING_IS_202 =
      Hindsight.rule("update.running-is-202", seen -> Unfinished.judge(seen, OperationKind.UPDATE));

  static final Rule REPEAT_KEEPS_OPERATION =
      Hindsight.rule(
          "update.repeat-keeps-operation",
          seen -> Unfinished.keepsOperation(seen, OperationKind.UPDATE));

  /** From 2.16 on this binds a broker that fails, too. */
  static final Rule FAILURE_CHANGES_NOTHING =
      Rule.of(
          "update.failure-changes-nothing",
          seen ->
              Refusals.updateChangesNothing(
                  seen,
                  each ->
                      Answers.refused(each)
                          || (seen.version().atLeast(ApiVersion.V2_16) && Answers.broken(each))));

  static final Rule DASHBOARD_IDENTIFIES_INSTANCE =
      Rule.of(
          "update.dashboard-url-identifies-instance",
          seen ->
              seen.operation() instanceof Update
                  ? ProvisionRules.identifies(seen)
                  : notApplicable("no update"));

  static final Rule DASHBOARD_IN_FIRST_ANSWER =
      Rule.of("update.dashboard-url-in-first-answer", UpdateRules::dashboardInFirstAnswer);

  static final Rule ATTRIBUTE_CHANGES_FETCHABLE =
      Rule.of("metadata.attribute-changes-fetchable", UpdateRules::attributeChangesFetchable);

  static List<Rule> all() {
    return List.of(
        UNSUPPORTED_PLAN_CHANGE_EXPLAINED,
        REFUSAL_HAS_DESCRIPTION,
        PLAN_KEPT,
        MAINTENANCE_VERSION_COUNTS,
        PARAMETERS_KEPT,
        RUNNING_IS_202,
        REPEAT_KEEPS_OPERATION,
        FAILURE_CHANGES_NOTHING,
        DASHBOARD_IDENTIFIES_INSTANCE,
        DASHBOARD_IN_FIRST_ANSWER,
        ATTRIBUTE_CHANGES_FETCHABLE);
  }

  private static Judgement described(Observation seen, String because) {
    return Answers.text(seen.json(), "description").isPresent()
        ? met()
        : new Judgement.Violated(because, "a description", "none", "/description");
  }

  private static Judgement planKept(Observation seen) {
    var chapter = Chapter.sinceLook(seen).filter(Chapter::updatesOnly);
    if (!Refusals.isFetched(seen) || chapter.isEmpty()) {
      return notApplicable("not the fetch of an instance at rest that was only updated");
    }
    var before = Refusals.planAt(chapter.get().beginning());
    var now = Answers.text(seen.json(), "plan_id");
    var silent = chapter.get().updates(each -> Answers.accepted(each) && !asksForPlan(each));
    if (before.isEmpty()
        || now.isEmpty()
        || silent.isEmpty()
        || silent.size() < chapter.get().mutations().size()) {
      return notApplicable("the plan was not shown, or something else may have changed it");
    }
    return now.equals(before) || now.get().equals(seen.instance().attributesNow().planId())
        ? met()
        : new Judgement.Violated(
            "the plan of the instance changed by an update without plan_id",
            "plan " + Answers.quoted(before.get()),
            "plan " + Answers.quoted(now.get()),
            "/plan_id");
  }

  private static boolean asksForPlan(Observation update) {
    return update.operation() instanceof Update u && u.body().has("plan_id");
  }

  /**
   * Only parameters the platform has sent are compared; a broker may add others and change them.
   */
  private static Judgement parametersKept(Observation seen) {
    var chapter = Chapter.sinceLook(seen).filter(Chapter::updatesOnly);
    if (!Refusals.isFetched(seen)
        || chapter.isEmpty()
        || !(chapter.get().beginning().operation() instanceof FetchInstance)) {
      return notApplicable("not a fetch of an instance at rest that was fetched before");
    }
    var silent =
        chapter
            .get()
            .updates(
                each ->
                    Answers.accepted(each)
                        && !asksForPlan(each)
                        && Refusals.wishes(each).isMissingNode());
    if (silent.isEmpty() || silent.size() < chapter.get().mutations().size()) {
      return notApplicable("no update without parameters, or something else may have changed them");
    }
    var before = chapter.get().beginning().json().path("parameters");
    var now = seen.json().path("parameters");
    Judgement judgement = notApplicable("the fetch shows no parameters that were sent");
    var sent = seen.instance().attributesNow().parameters();
    for (var name : sent.propertyNames()) {
      if (!before.has(name)) {
        continue;
      }
      if (!before.path(name).equals(now.path(name)) && !sent.path(name).equals(now.path(name))) {
        return new Judgement.Violated(
            "a parameter of the instance changed by an update without parameters",
            "the value from before",
            now.has(name) ? "another value" : "no value",
            Answers.pointer("parameters", name));
      }
      judgement = met();
    }
    return judgement;
  }

  /** The dashboard did not change by itself before, so it is the update that changed it. */
  private static Judgement dashboardInFirstAnswer(Observation seen) {
    var now = Answers.text(seen.json(), DASHBOARD);
    var chapter = Chapter.sinceLook(seen).filter(Chapter::updatesOnly);
    if (!Refusals.isFetched(seen) || now.isEmpty() || chapter.isEmpty()) {
      return notApplicable("not the fetch of an instance with a dashboard");
    }
    var updates = chapter.get().mutations();
    if (updates.size() != 1 || !Answers.accepted(updates.getFirst())) {
      return notApplicable("not one update since the instance was last looked at");
    }
    var told = Answers.text(updates.getFirst().json(), DASHBOARD);
    var before = Answers.text(chapter.get().beginning().json(), DASHBOARD);
    if (now.equals(told)) {
      return met();
    }
    if (told.isPresent()
        || before.isEmpty()
        || now.equals(before)
        || !isStable(chapter.get(), before)) {
      return notApplicable("the update did not certainly change the dashboard");
    }
    return new Judgement.Violated(
        "the update changed the dashboard, and its answer did not tell",
        DASHBOARD + " in the " + updates.getFirst().status(),
        "no " + DASHBOARD,
        Answers.pointer(DASHBOARD));
  }

  /** Whether the look before that one showed the same dashboard. */
  private static boolean isStable(Chapter chapter, Optional<String> url) {
    return Chapter.sinceLook(chapter.beginning())
        .map(Chapter::beginning)
        .filter(look -> Answers.text(look.json(), DASHBOARD).equals(url))
        .isPresent();
  }

  /** An attribute that was told to change still has its old value. */
  private static Judgement attributeChangesFetchable(Observation seen) {
    var shown = attributes(seen);
    var updated = seen.instance() instanceof Ready ready && ready.last().succeeded();
    if (!Refusals.isFetched(seen) || !updated || shown.isEmpty()) {
      return notApplicable("not a fetch that shows attributes");
    }
    var chapter = Chapter.sinceLook(seen).filter(Chapter::updatesOnly);
    var changes = chapter.map(c -> c.updates(Answers::accepted)).orElse(List.of());
    if (changes.isEmpty() || changes.size() != chapter.get().mutations().size()) {
      return notApplicable("no update since the instance was last looked at");
    }
    var before = attributes(chapter.get().beginning());
    Judgement judgement = notApplicable("no attribute changed");
    for (var change : attributes(changes.getLast()).properties()) {
      var old = before.path(change.getKey());
      var now = shown.path(change.getKey());
      if (old.isMissingNode() || old.equals(change.getValue())) {
        continue;
      }
      if (now.equals(old)) {
        return new Judgement.Violated(
            "an attribute still has its old value after the update that changed it",
            "the value in the answer to the update",
            "the value from before",
            Answers.pointer("metadata", "attributes", change.getKey()));
      }
      judgement = met();
    }
    return judgement;
  }

  private static JsonNode attributes(Observation seen) {
    var attributes = seen.json().path("metadata").path("attributes");
    return attributes.isObject() ? attributes : Json.object();
  }
}
