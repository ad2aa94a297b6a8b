package org.osbctl.conform;

import java.util.List;
import org.osbctl.operation.Operation.PollInstance;
import org.osbctl.operation.Query;

/** Polls of an operation that has ended; those of running ones are part of each operation. */
final class PollScenarios {
  private PollScenarios() {}

  static List<Scenario> of(LanePlan lane) {
    return List.of(
        new Scenario("poll after the end", List.of("poll-instance.*"), PollScenarios::afterEnd));
  }

  private static void afterEnd(Drive drive) throws Blocked {
    var request = drive.shared(ProvisionScenarios.FIRST);
    var key = drive.instance(request.instanceId()).operationKey();
    drive.poll(request, key);
    drive.poll(request, key);
    drive.poll(request, null);
    drive.send(new PollInstance(request.instanceId(), Query.NONE));
  }
}
