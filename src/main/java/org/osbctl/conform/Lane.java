package org.osbctl.conform;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.osbctl.client.BrokerClient;
import org.osbctl.http.Exchange;

/** One lane of a run: its scenarios in order, and the clean-up after them. */
final class Lane implements Callable<List<String>> {
  private static final int MOST_SCENARIOS = 1_000;

  private final Runner.Setting setting;
  private final int number;
  private final @Nullable LanePlan plan;
  private final List<Scenario> scenarios;
  private final BrokerClient client;
  private volatile String scenario = "";
  private volatile Endurance endurance = new Endurance();
  private boolean failed;

  /**
   * A lane.
   *
   * @param number its place in the run
   * @param plan what it works on; null for scenarios that belong to no plan
   */
  Lane(Runner.Setting setting, int number, @Nullable LanePlan plan, List<Scenario> scenarios) {
    this.setting = setting;
    this.number = number;
    this.plan = plan;
    this.scenarios = scenarios;
    this.client =
        new BrokerClient(setting.transport(), setting.target(), setting.caller(), this::hear);
  }

  @Nullable LanePlan plan() {
    return plan;
  }

  private void hear(Exchange exchange) {
    endurance.hear(exchange);
    failed |= setting.ear().hear(plan == null ? "" : plan.name(), scenario, exchange);
    var most = setting.options().maxFailures();
    if (most > 0 && setting.tally().failures() >= most) {
      setting.run().stop();
    }
  }

  /** Drives all scenarios; says what stays behind. */
  @Override
  public List<String> call() {
    var name = plan == null ? "" : plan.name();
    var drive =
        new Drive(
            client,
            this::hear,
            Waiting.of(
                client,
                setting.clock(),
                setting.waiting(),
                setting.judge(),
                setting.run(),
                endurance),
            setting.judge(),
            setting.run(),
            endurance,
            plan,
            new Ids(setting.options().seed(), name));
    List<String> left;
    try {
      drive(drive, name);
    } catch (Cancelled e) {
      // What was created is deleted all the same.
    } finally {
      left = cleanUp(drive);
    }
    return left;
  }

  private void drive(Drive drive, String name) {
    for (int i = 0; i < scenarios.size() && !isToKeep(); i++) {
      var next = scenarios.get(i);
      setting.run().checkCancelled();
      scenario = next.name();
      try {
        next.script().drive(drive);
      } catch (Blocked e) {
        blocked(i, name, e);
      } catch (Endurance.Enough e) {
        blocked(i, name, new Blocked(e.why()));
        for (int rest = i + 1; rest < scenarios.size(); rest++) {
          blocked(rest, name, Blocked.again(e.why()));
        }
        return;
      }
    }
  }

  private void blocked(int place, String name, Blocked why) {
    var next = scenarios.get(place);
    var what = name.isEmpty() ? next.name() : name + ": " + next.name();
    setting.tally().blocked(number * MOST_SCENARIOS + place, next, what, why);
  }

  private boolean isToKeep() {
    return failed && setting.options().keepOnFailure();
  }

  private List<String> cleanUp(Drive drive) {
    scenario = Heard.CLEAN_UP;
    // Whatever went before: what was created is worth another try.
    var fresh = new Endurance();
    endurance = fresh;
    var waiting =
        Waiting.forCleaning(
            client, setting.clock(), setting.waiting(), setting.judge(), setting.run());
    var cleanUp =
        new CleanUp(
            client,
            waiting,
            setting.judge(),
            setting.run(),
            fresh,
            plan == null ? "no plan" : plan.name());
    return isToKeep() ? cleanUp.keep(drive.made()) : cleanUp.of(drive.made());
  }
}
