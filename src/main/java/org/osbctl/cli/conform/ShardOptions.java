package org.osbctl.cli.conform;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.io.ProblemException;
import org.osbctl.cli.io.Surroundings;
import org.osbctl.conform.RunPlan;
import picocli.CommandLine.Option;

/** {@code --shard}: which part of the plans a run takes. */
final class ShardOptions {
  private static final Pattern SHARD = Pattern.compile("(\\d{1,4})/(\\d{1,4})");

  @Option(
      names = "--shard",
      paramLabel = "K/N",
      description =
          "Take every Nth plan, from the Kth on; conform report --merge puts the results together."
              + " Default: what JOB_COMPLETION_INDEX and JOB_COMPLETIONS say, else all.")
  private @Nullable String shard;

  /** One of several runs, counted from 1. */
  private record Shard(int index, int count) {}

  /** The part of a plan that is this run's. */
  RunPlan of(RunPlan plan, Surroundings surroundings) {
    return shard(surroundings).map(mine -> plan.shard(mine.index(), mine.count())).orElse(plan);
  }

  /** Whether there are other runs that take the rest. */
  boolean isPart(Surroundings surroundings) {
    return shard(surroundings).filter(each -> each.count() > 1).isPresent();
  }

  private Optional<Shard> shard(Surroundings surroundings) {
    if (shard != null) {
      return Optional.of(parse(shard, "--shard"));
    }
    var index = surroundings.variable("JOB_COMPLETION_INDEX");
    var count = surroundings.variable("JOB_COMPLETIONS");
    if (index.isEmpty() || count.isEmpty()) {
      return Optional.empty();
    }
    try {
      // Kubernetes counts from 0.
      var text = (Integer.parseInt(index.get()) + 1) + "/" + count.get();
      return Optional.of(parse(text, "JOB_COMPLETION_INDEX and JOB_COMPLETIONS"));
    } catch (NumberFormatException e) {
      throw bad(index.get() + " of " + count.get(), "JOB_COMPLETION_INDEX and JOB_COMPLETIONS");
    }
  }

  private static Shard parse(String text, String source) {
    var parts = SHARD.matcher(text);
    if (!parts.matches()) {
      throw bad(text, source);
    }
    var shard = new Shard(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
    if (shard.index() < 1 || shard.index() > shard.count()) {
      throw bad(text, source);
    }
    return shard;
  }

  private static ProblemException bad(String text, String source) {
    return new Problem(
            "bad-shard",
            "'" + text + "' of " + source + " is no shard.",
            "",
            "write it like --shard 1/3: the first of three")
        .exit(ExitCode.USAGE);
  }
}
