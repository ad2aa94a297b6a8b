package org.osbctl.cli.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Names;
import org.osbctl.cli.io.Output.Table;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.io.ProblemException;
import org.osbctl.cli.session.Confirmation;
import org.osbctl.cli.session.PollOptions;
import org.osbctl.cli.session.Session;
import org.osbctl.inventory.InstanceEntry;
import org.osbctl.inventory.InventoryException;
import org.osbctl.spec.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "cleanup",
    description = {
      "Delete what osbctl has created at the broker and remembers: service bindings first, then"
          + " service instances, several at once.",
      "What osbctl did not make, such as adopted instances, is left alone."
    },
    footer = {
      "",
      "Examples:",
      "  osbctl cleanup --all --dry-run",
      "  osbctl cleanup --run \"$CI_JOB_ID\" --yes        after: export OSBCTL_RUN=$CI_JOB_ID",
      "  osbctl cleanup --older-than 12h --yes"
    })
final class CleanupCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private FilterOptions filter;
  @Mixin private PollOptions poll;

  @Option(names = "--all", description = "All that osbctl has created at this broker.")
  private boolean all;

  @Option(
      names = {"-n", "--dry-run"},
      description = "Say what would be deleted, and stop.")
  private boolean dryRun;

  @Option(
      names = {"-y", "--yes", "--force"},
      description = "Do not ask.")
  private boolean yes;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "How many instances to work on at the same time. Default: 4.")
  private int jobs = 4;

  CleanupCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    check();
    var entries = chosen();
    if (dryRun || entries.isEmpty()) {
      print(entries, dryRun ? "would be deleted" : "");
      session.output().info(entries.isEmpty() ? "nothing is there to clean up" : count(entries));
      return ExitCode.DONE.code();
    }
    Confirmation.ask(session, yes, "Deleting " + count(entries) + " at " + session.brokerKey());
    session.onInterrupt("interrupted; what is left is still remembered: osbctl instances");
    var sweep = new Sweep(session, poll.limits(session));
    sweepAll(sweep, entries);
    session.onInterrupt(null);
    var left = chosen();
    print(entries, "deleted", left);
    if (!left.isEmpty()) {
      session
          .output()
          .info(
              "say it again later; what the broker does not have any more is taken out with:"
                  + " osbctl forget -i "
                  + Names.word(left.getFirst().name()));
    }
    return (left.isEmpty() ? ExitCode.DONE : ExitCode.LEFT_BEHIND).code();
  }

  private void check() {
    if (jobs < 1) {
      throw new Problem("wrong-usage", "--jobs has to be 1 or more.", "", "").exit(ExitCode.USAGE);
    }
    if (!all && !filter.choose()) {
      throw new Problem(
              "nothing-chosen",
              "Nothing is named to clean up.",
              "",
              "say --all, or choose with --run, --older-than, --owner or --label; --dry-run shows"
                  + " what that means")
          .exit(ExitCode.USAGE);
    }
  }

  private List<InstanceEntry> chosen() {
    var broker = session.brokerKey();
    try {
      return session
          .inventory()
          .entries(
              all ? filter.ofAllRuns(session, broker, true) : filter.filter(session, broker, true));
    } catch (InventoryException e) {
      throw Inventories.problem(e);
    }
  }

  /** All at once, but no more than wanted send requests at a time. */
  private void sweepAll(Sweep sweep, List<InstanceEntry> entries) {
    var turns = new Semaphore(jobs);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var done = new ArrayList<Future<?>>();
      for (var entry : entries) {
        done.add(
            threads.submit(
                () -> {
                  turns.acquire();
                  try {
                    sweep.delete(entry);
                  } finally {
                    turns.release();
                  }
                  return null;
                }));
      }
      for (var each : done) {
        each.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem("interrupted", "The clean-up was interrupted.", "", "say it again")
          .exit(ExitCode.INTERRUPTED);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof ProblemException problem
          ? problem
          : new IllegalStateException("a clean-up broke", e.getCause());
    }
  }

  private static String count(List<InstanceEntry> entries) {
    int bindings = entries.stream().mapToInt(each -> each.bindings().size()).sum();
    return entries.size() + " service instances and " + bindings + " service bindings";
  }

  private void print(List<InstanceEntry> entries, String result) {
    print(entries, result, List.of());
  }

  private void print(List<InstanceEntry> entries, String result, List<InstanceEntry> left) {
    var table = Table.of("NAME", "SERVICE", "PLAN", "BINDINGS", "RESULT");
    var document = Json.object().put("apiVersion", "osbctl/v1").put("kind", "Cleanup");
    var list = document.putArray("instances");
    for (var entry : entries) {
      var outcome = isAmong(entry, left) ? "still there" : result;
      table.row(
          entry.name(),
          entry.offering(),
          entry.plan(),
          Integer.toString(entry.bindings().size()),
          outcome);
      list.addObject()
          .put("name", entry.name())
          .put("id", entry.id())
          .put("bindings", entry.bindings().size())
          .put("result", outcome);
    }
    session
        .output()
        .result(table, () -> document, entries.stream().map(InstanceEntry::name).toList());
  }

  private static boolean isAmong(InstanceEntry entry, List<InstanceEntry> left) {
    return left.stream().anyMatch(each -> each.id().equals(entry.id()));
  }
}
