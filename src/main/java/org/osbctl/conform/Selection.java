package org.osbctl.conform;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Level;
import org.osbctl.spec.Requirement;
import org.osbctl.spec.Requirements;

/**
 * Which requirements a run judges and reports.
 *
 * <p>A term is an id ({@code provision.created-is-201}), a pattern of ids with {@code *}, an area
 * ({@code provision}), an anchor of the text ({@code #provisioning}, {@code profile#…}), or a level
 * ({@code MUST} takes in MUST NOT).
 *
 * @param only terms of which one has to fit; empty takes all
 * @param skip terms of which none may fit
 */
public record Selection(List<String> only, List<String> skip) {
  /** Everything. */
  public static final Selection ALL = new Selection(List.of(), List.of());

  public Selection {
    only = List.copyOf(only);
    skip = List.copyOf(skip);
  }

  /** Whether a requirement is judged at a version. */
  public boolean takes(Requirement requirement, ApiVersion version) {
    return (only.isEmpty() || only.stream().anyMatch(term -> fits(term, requirement, version)))
        && skip.stream().noneMatch(term -> fits(term, requirement, version));
  }

  /** The first term that fits no requirement of any version; it may be misspelt. */
  public Optional<String> unknown(Requirements requirements) {
    return Stream.concat(only.stream(), skip.stream())
        .filter(term -> requirements.all().stream().noneMatch(each -> fitsEver(term, each)))
        .findFirst();
  }

  private static boolean fitsEver(String term, Requirement requirement) {
    return Stream.of(ApiVersion.values()).anyMatch(version -> fits(term, requirement, version));
  }

  private static boolean fits(String term, Requirement requirement, ApiVersion version) {
    if (isLevel(term)) {
      return requirement.level(version).filter(level -> sameStrength(term, level)).isPresent();
    }
    if (term.indexOf('#') >= 0) {
      var section = requirement.section(version);
      return section.equals(term.startsWith("#") ? term.substring(1) : term);
    }
    return matches(term, requirement.id()) || requirement.id().startsWith(term + ".");
  }

  private static boolean isLevel(String term) {
    return Stream.of(Level.values()).anyMatch(level -> level.toString().equals(term));
  }

  private static boolean sameStrength(String term, Level level) {
    return level.toString().equals(term) || level.toString().equals(term + " NOT");
  }

  /** Whether a pattern with {@code *} fits an id. */
  static boolean matches(String pattern, String id) {
    if (pattern.indexOf('*') < 0) {
      return pattern.equals(id);
    }
    var parts = Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).toList();
    return id.matches(String.join(".*", parts));
  }
}
