package org.osbctl.cli;

import java.util.HashSet;
import java.util.Set;
import org.osbctl.http.Redaction;
import org.osbctl.rules.Judgement;
import org.osbctl.rules.Ruling;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Level;
import org.osbctl.spec.Requirements;

/** Tells of violations seen on the way, each requirement once, in one line. */
final class Complaints {
  private final Output output;
  private final Redaction redaction;
  private final ApiVersion version;
  private final Set<String> told = new HashSet<>();

  Complaints(Output output, Redaction redaction, ApiVersion version) {
    this.output = output;
    this.redaction = redaction;
    this.version = version;
  }

  /** Takes note of what a rule said. */
  void hear(Ruling ruling) {
    if (ruling.judgement() instanceof Judgement.Violated violated) {
      Requirements.bundled()
          .find(ruling.requirement())
          .flatMap(requirement -> requirement.level(version))
          .filter(level -> level.isMust() || level.isShould())
          .filter(level -> told.add(ruling.requirement()))
          .ifPresent(level -> tell(ruling.requirement(), level, violated.because()));
    }
  }

  private void tell(String requirement, Level level, String because) {
    output.warn(
        "the broker violates " + requirement + " (" + level + "): " + redaction.text(because));
  }
}
