package org.osbctl.rules.platform;

import static org.osbctl.rules.Judgement.met;
import static org.osbctl.rules.Judgement.notApplicable;
import static org.osbctl.rules.Judgement.violated;

import java.util.List;
import org.osbctl.lifecycle.ResourceState.Updating;
import org.osbctl.operation.Operation.Mutation;
import org.osbctl.operation.Operation.PollBinding;
import org.osbctl.operation.Operation.PollInstance;
import org.osbctl.rules.Judgement;
import org.osbctl.rules.Observation;
import org.osbctl.spec.ApiVersion;

/** What polls say: which resource and operation they ask for, and with which parameters. */
final class PollContents {
  private PollContents() {}

  static Judgement instanceKnown(Observation seen) {
    return seen.operation() instanceof PollInstance && seen.version().atLeast(ApiVersion.V2_14)
        ? Acquaintance.requested(seen, "poll")
        : notApplicable("no poll of a service instance");
  }

  static Judgement bindingsInstanceKnown(Observation seen) {
    return seen.operation() instanceof PollBinding
        ? Acquaintance.requested(seen, "poll")
        : notApplicable("no poll of a service binding");
  }

  static Judgement bindingKnown(Observation seen) {
    return seen.operation() instanceof PollBinding
        ? Acquaintance.bindingRequested(seen, "poll")
        : notApplicable("no poll of a service binding");
  }

  static Judgement offeringRight(Observation seen) {
    return right(seen, "service_id", List.of(seen.instance().attributesNow().serviceId()));
  }

  static Judgement planRight(Observation seen) {
    return changesPlan(seen)
        ? notApplicable("the plan is being changed")
        : right(seen, "plan_id", Plans.ever(seen));
  }

  private static Judgement right(Observation seen, String name, List<String> right) {
    var sent = seen.operation().query().first(name);
    if (sent.isEmpty()) {
      return notApplicable(name + " is not sent");
    }
    if (sent.get().isEmpty()
        || seen.version().before(ApiVersion.V2_14)
        || right.isEmpty()
        || right.contains("")) {
      return sent.get().isEmpty()
          ? Sent.nonEmptyParameter(seen, name)
          : seen.version().before(ApiVersion.V2_14)
              ? met()
              : notApplicable("nothing is known of the service instance");
    }
    return right.contains(sent.get())
        ? met()
        : violated(
            name + " of the poll is not that of the service instance",
            Sent.quoted(right.getFirst()),
            Sent.quoted(sent.get()));
  }

  private static boolean changesPlan(Observation seen) {
    return seen.instance() instanceof Updating updating
        && !updating.before().planId().isEmpty()
        && !updating.after().planId().equals(updating.before().planId());
  }

  static Judgement oldPlan(Observation seen) {
    var sent = seen.operation().query().first("plan_id").filter(id -> !id.isEmpty());
    if (!(seen.instance() instanceof Updating updating) || !changesPlan(seen) || sent.isEmpty()) {
      return notApplicable("no poll with a plan while the plan is being changed");
    }
    return sent.get().equals(updating.before().planId())
        ? met()
        : violated(
            "plan_id of the poll is not the plan before the change",
            Sent.quoted(updating.before().planId()),
            Sent.quoted(sent.get()));
  }

  static Judgement operationSentBack(Observation seen) {
    var course = Course.before(seen);
    var sent = seen.operation().query().first("operation").orElse(null);
    if (sent != null && sent.isEmpty()) {
      return notApplicable("an empty operation is judged by itself");
    }
    var open = course.open();
    var keys = Course.keys(open);
    if (!keys.isEmpty()) {
      if (sent == null) {
        return keys.size() == open.size()
            ? violated(
                "the poll lacks the operation that was received with 202",
                "operation=" + Sent.quoted(keys.getLast()),
                "no operation")
            : notApplicable("one of the operations has no key");
      }
      return keys.contains(sent)
          ? met()
          : violated(
              "the operation of the poll is not the one that was received with 202",
              Sent.quoted(keys.getLast()),
              Sent.quoted(sent));
    }
    var earlier =
        Course.keys(
            course.exchanges().stream()
                .filter(each -> each.operation() instanceof Mutation)
                .toList());
    return sent == null || earlier.isEmpty() || !open.isEmpty()
        ? notApplicable("no operation was received")
        : earlier.contains(sent)
            ? met()
            : violated(
                "the operation of the poll was never received",
                Sent.quoted(earlier.getLast()),
                Sent.quoted(sent));
  }

  static Judgement hintsSent(Observation seen) {
    var missing =
        List.of("service_id", "plan_id").stream()
            .filter(name -> seen.operation().query().first(name).isEmpty())
            .toList();
    return missing.isEmpty()
        ? met()
        : violated(
            "the poll lacks " + String.join(" and ", missing),
            "service_id and plan_id",
            "no " + String.join(", no ", missing));
  }
}
