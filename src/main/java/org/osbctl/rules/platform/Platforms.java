package org.osbctl.rules.platform;

import static org.osbctl.rules.Judgement.met;
import static org.osbctl.rules.Judgement.notApplicable;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osbctl.rules.Judgement;

/** The platforms of the profile. */
final class Platforms {
  static final String CLOUD_FOUNDRY = "cloudfoundry";
  static final String KUBERNETES = "kubernetes";

  private static final Set<String> CLOUD_FOUNDRY_TOO = Set.of("cloudfoundry", "cf");
  private static final Set<String> KUBERNETES_TOO = Set.of("kubernetes", "k8s", "kube");

  private Platforms() {}

  /** The profile's name of a platform that a name can only mean; empty for any other. */
  static Optional<String> meant(String name) {
    var letters = name.toLowerCase(Locale.ROOT).replaceAll("[\\s_.-]+", "");
    if (CLOUD_FOUNDRY_TOO.contains(letters)) {
      return Optional.of(CLOUD_FOUNDRY);
    }
    return KUBERNETES_TOO.contains(letters) ? Optional.of(KUBERNETES) : Optional.empty();
  }

  /** Whether a known platform is called what the profile calls it. */
  static Judgement nameExact(String name, String what, @Nullable String pointer) {
    return meant(name)
        .map(
            right ->
                right.equals(name)
                    ? met()
                    : new Judgement.Violated(
                        what + " is not the name in the profile",
                        Sent.quoted(right),
                        Sent.quoted(name),
                        pointer))
        .orElseGet(() -> notApplicable("no platform of the profile"));
  }
}
