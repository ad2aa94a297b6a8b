package org.osbctl.cli.session;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osbctl.cli.io.Output;
import org.osbctl.http.Redaction;
import org.osbctl.rules.Judgement.Violated;
import org.osbctl.rules.Ruling;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Level;
import org.osbctl.spec.Requirements;

/**
 * Tells of violations seen on the way: each requirement once, one line for each cause.
 *
 * <p>Advice that is not followed is told only to those who want to hear more: most who run a
 * command did not write the broker.
 */
final class Complaints {
  private final Output output;
  private final Redaction redaction;
  private final ApiVersion version;
  private final boolean advice;
  private final Set<String> told = new HashSet<>();

  Complaints(Output output, Redaction redaction, ApiVersion version, boolean advice) {
    this.output = output;
    this.redaction = redaction;
    this.version = version;
    this.advice = advice;
  }

  /** Takes note of what the rules said of an exchange. */
  void hear(List<Ruling> rulings) {
    var byCause = new LinkedHashMap<String, List<String>>();
    for (var ruling : rulings) {
      if (ruling.judgement() instanceof Violated violated) {
        level(ruling)
            .filter(level -> told.add(ruling.requirement()))
            .map(level -> ruling.requirement() + " (" + level + ")")
            .ifPresent(
                words ->
                    byCause
                        .computeIfAbsent(violated.because(), cause -> new ArrayList<>())
                        .add(words));
      }
    }
    byCause.forEach(
        (because, violated) ->
            output.warn(
                "the broker violates "
                    + String.join(", ", violated)
                    + ": "
                    + redaction.text(because)));
  }

  private Optional<Level> level(Ruling ruling) {
    return Requirements.bundled()
        .find(ruling.requirement())
        .flatMap(requirement -> requirement.level(version))
        .filter(level -> level.isMust() || (advice && level.isShould()));
  }
}
