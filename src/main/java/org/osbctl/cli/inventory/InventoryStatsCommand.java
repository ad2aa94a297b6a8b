package org.osbctl.cli.inventory;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "stats",
    description = "Count instances and operations, and those that failed.",
    footer = {"", "Example: osbctl inventory stats --by day"})
final class InventoryStatsCommand implements Callable<Integer> {
  private static final Map<By, String> COLUMNS =
      Map.of(
          By.service, "service",
          By.plan, "service || '/' || plan",
          By.organization, "coalesce(organization, '')",
          By.owner, "created_by",
          By.kind, "kind",
          By.day, "substr(started_at, 1, 10)");

  /** What to count by. */
  enum By {
    service,
    plan,
    organization,
    owner,
    kind,
    day
  }

  private final Session session;

  @Option(
      names = "--by",
      paramLabel = "WHAT",
      description = "service, plan, organization, owner, kind or day. Default: service.")
  private @Nullable By by;

  InventoryStatsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var chosen = by == null ? By.service : by;
    InventoryQueryCommand.ask(
        session,
        """
        SELECT %1$s AS %2$s, count(*) AS operations,
          sum(CASE WHEN outcome = 'failed' THEN 1 ELSE 0 END) AS failed,
          sum(CASE WHEN outcome IS NULL THEN 1 ELSE 0 END) AS under_way,
          count(DISTINCT CASE WHEN EXISTS (SELECT 1 FROM instances i WHERE i.broker = o.broker
            AND i.id = o.instance_id) THEN broker || instance_id END) AS instances
        FROM operations o GROUP BY %1$s ORDER BY 1
        """
            .formatted(COLUMNS.get(chosen), chosen),
        "InventoryStats");
    return ExitCode.DONE.code();
  }
}
