package org.osbctl.conform;

import java.util.List;
import org.osbctl.spec.Level;
import org.osbctl.spec.Requirement;

/**
 * What a run found out about one requirement.
 *
 * @param requirement which one
 * @param level its level at the version of the run
 * @param verdict the verdict
 * @param seen how many exchanges it spoke of
 * @param reason why it was skipped or blocked; empty for other verdicts
 * @param findings the violations, each once
 * @param notes remarks on choices that the text leaves open
 */
public record RequirementResult(
    Requirement requirement,
    Level level,
    Verdict verdict,
    int seen,
    String reason,
    List<Finding> findings,
    List<String> notes) {
  public RequirementResult {
    findings = List.copyOf(findings);
    notes = List.copyOf(notes);
  }
}
