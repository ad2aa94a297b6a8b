package org.osbctl.cli.conform;

import java.util.ArrayList;
import java.util.List;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.io.ProblemException;
import org.osbctl.conform.Selection;
import org.osbctl.spec.Nearest;
import org.osbctl.spec.Requirement;
import org.osbctl.spec.Requirements;
import picocli.CommandLine.Option;

/** {@code --only} and {@code --skip}: which requirements are judged and reported. */
final class RequirementOptions {
  @Option(
      names = "--only",
      paramLabel = "WHAT",
      split = ",",
      description =
          "Judge these requirements only: an id, a pattern of ids like 'bind.*', a section like"
              + " '#binding', or MUST, SHOULD, MAY; may be repeated.")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--skip",
      paramLabel = "WHAT",
      split = ",",
      description = "Leave these requirements out, named as for --only; may be repeated.")
  private List<String> skip = new ArrayList<>();

  /** The selection; ends the command when a term fits nothing. */
  Selection selection() {
    var selection = new Selection(only, skip);
    var requirements = Requirements.bundled();
    selection
        .unknown(requirements)
        .ifPresent(
            term -> {
              throw unknown(term, requirements);
            });
    return selection;
  }

  /** The problem of a requirement that does not exist. */
  static ProblemException unknown(String term, Requirements requirements) {
    var ids = requirements.all().stream().map(Requirement::id).toList();
    var near = Nearest.several(term, ids);
    return new Problem(
            "no-such-requirement",
            "There is no requirement '" + term + "'.",
            "",
            near.isEmpty()
                ? "see: osbctl conform list"
                : "did you mean " + String.join(", ", near) + "? All: osbctl conform list")
        .exit(ExitCode.USAGE);
  }
}
