package org.osbctl.conform;

import java.util.Comparator;
import java.util.List;
import org.osbctl.http.Exchange;
import org.osbctl.operation.Operation;
import org.osbctl.operation.Operation.Deprovision;
import org.osbctl.operation.Operation.Unbind;

/**
 * Puts requests that were under way at the same time into an order in which the broker may have
 * handled them, so that the judge, who hears of one after the other, blames none for the order in
 * which the answers came back.
 *
 * <p>What was refused changed nothing, so it goes where the refusal makes sense: a creation that
 * was refused before the one that went through; "gone" before the creation and after the deletion
 * that was carried out; a deletion refused as a matter of concurrency while there was something to
 * delete. A creation answered 201 did the creating, so 200 came later.
 */
final class Race {
  private Race() {}

  /** An operation and how it went. */
  record Runner(Operation operation, Exchange exchange) {}

  /** The same exchanges in an order that a broker may have handled them in. */
  static List<Runner> ordered(List<Runner> runners) {
    var creates = runners.stream().anyMatch(each -> !deletes(each) && isSuccess(each));
    return runners.stream().sorted(Comparator.comparingInt(each -> place(each, creates))).toList();
  }

  private static int place(Runner runner, boolean creates) {
    var status = runner.exchange().status();
    if (!deletes(runner)) {
      return switch (status) {
        case 201 -> 2;
        case 202 -> 3;
        case 200 -> 4;
        default -> 1;
      };
    }
    return switch (status) {
      case 200 -> 6;
      case 202 -> 7;
      case 404, 410 -> creates ? 0 : 8;
      default -> 5;
    };
  }

  private static boolean isSuccess(Runner runner) {
    return runner.exchange().status() >= 200 && runner.exchange().status() < 300;
  }

  private static boolean deletes(Runner runner) {
    return runner.operation() instanceof Deprovision || runner.operation() instanceof Unbind;
  }
}
