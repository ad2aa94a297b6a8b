package org.osbctl.rules.platform;

import static org.osbctl.rules.Judgement.met;
import static org.osbctl.rules.Judgement.notApplicable;
import static org.osbctl.rules.Judgement.violated;

import java.util.List;
import org.osbctl.operation.Operation.FetchBinding;
import org.osbctl.operation.Operation.FetchInstance;
import org.osbctl.rules.Judgement;
import org.osbctl.rules.Observation;
import org.osbctl.rules.Rule;

/** Rules of the spec sections "Fetching a Service Instance" and "Fetching a Service Binding". */
final class PlatformFetchRules {
  private PlatformFetchRules() {}

  static List<Rule> ofInstances() {
    return List.of(
        Rule.of("fetch-instance.only-when-retrievable", PlatformFetchRules::retrievable),
        Rule.of(
            "fetch-instance.instance-known",
            seen ->
                seen.operation() instanceof FetchInstance
                    ? Acquaintance.requested(seen, "fetch")
                    : notApplicable("no fetch of a service instance")),
        Rule.of(
            "fetch-instance.offering-id-non-empty",
            seen ->
                seen.operation() instanceof FetchInstance
                    ? Sent.nonEmptyParameter(seen, "service_id")
                    : notApplicable("no fetch of a service instance")),
        Rule.of(
            "fetch-instance.plan-id-non-empty",
            seen ->
                seen.operation() instanceof FetchInstance
                    ? Sent.nonEmptyParameter(seen, "plan_id")
                    : notApplicable("no fetch of a service instance")));
  }

  static List<Rule> ofBindings() {
    return List.of(
        Rule.of(
            "fetch-binding.instance-known",
            seen ->
                seen.operation() instanceof FetchBinding
                    ? Acquaintance.requested(seen, "fetch")
                    : notApplicable("no fetch of a service binding")),
        Rule.of(
            "fetch-binding.binding-known",
            seen ->
                seen.operation() instanceof FetchBinding
                    ? Acquaintance.bindingRequested(seen, "fetch")
                    : notApplicable("no fetch of a service binding")),
        Rule.of(
            "fetch-binding.offering-id-non-empty",
            seen ->
                seen.operation() instanceof FetchBinding
                    ? Sent.nonEmptyParameter(seen, "service_id")
                    : notApplicable("no fetch of a service binding")),
        Rule.of(
            "fetch-binding.plan-id-non-empty",
            seen ->
                seen.operation() instanceof FetchBinding
                    ? Sent.nonEmptyParameter(seen, "plan_id")
                    : notApplicable("no fetch of a service binding")));
  }

  private static Judgement retrievable(Observation seen) {
    if (!(seen.operation() instanceof FetchInstance fetch)) {
      return notApplicable("no fetch of a service instance");
    }
    var known = seen.instance().attributesNow().serviceId();
    var id = known.isEmpty() ? fetch.serviceId().orElse("") : known;
    var offering = seen.catalog().offering(id);
    if (offering.isEmpty()) {
      return notApplicable("the offering is not known");
    }
    return offering.get().instancesRetrievable()
        ? met()
        : violated(
            "a service instance is fetched whose offering is not instances_retrievable",
            "no fetch",
            "a fetch");
  }
}
