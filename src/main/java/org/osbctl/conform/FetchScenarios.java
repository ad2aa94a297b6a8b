package org.osbctl.conform;

import java.util.List;
import org.osbctl.operation.Operation.FetchInstance;
import org.osbctl.operation.Query;
import org.osbctl.spec.ApiVersion;

/** Fetches of instances that are there; those of others belong to what made them so. */
final class FetchScenarios {
  private FetchScenarios() {}

  static List<Scenario> of(LanePlan lane, ApiVersion version) {
    return version.atLeast(ApiVersion.V2_14) && lane.plan().offering().instancesRetrievable()
        ? List.of(
            new Scenario(
                "fetch instance",
                List.of("fetch-instance.*", "provision.creates-resource", "metadata.*"),
                FetchScenarios::fetch))
        : List.of();
  }

  private static void fetch(Drive drive) throws Blocked {
    var id = drive.shared(ProvisionScenarios.FIRST).instanceId();
    drive.send(drive.fetch(id));
    drive.send(new FetchInstance(id, Query.NONE));
    drive.send(drive.fetch(id), Broken.unsupportedVersion());
    drive.send(drive.fetch(drive.newId()));
  }
}
