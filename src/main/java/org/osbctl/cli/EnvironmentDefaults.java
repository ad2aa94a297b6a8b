package org.osbctl.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Takes what the command line leaves out from the environment: {@code OSBCTL_} and the long name of
 * the option, and the names that other clients of this field have made common.
 */
final class EnvironmentDefaults implements IDefaultValueProvider {
  private static final Map<String, List<String>> COMMON =
      Map.of(
          "--url", List.of("SB_BROKER_URL", "SB_HOST"),
          "--username", List.of("SB_BROKER_USERNAME", "SB_USERNAME"),
          "--api-version", List.of("SB_BROKER_API_VERSION"),
          "--insecure", List.of("SB_SKIP_SSL_VERIFY"),
          "--instance", List.of("SB_INSTANCE"),
          "--binding", List.of("SB_BINDING"));

  private final Surroundings surroundings;

  EnvironmentDefaults(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option) || isSecret(option.longestName())) {
      return null;
    }
    var name = option.longestName();
    return own(name)
        .or(
            () ->
                COMMON.getOrDefault(name, List.of()).stream()
                    .flatMap(v -> surroundings.variable(v).stream())
                    .findFirst())
        .orElse(null);
  }

  /** Passwords never become the value of an option, which messages may show. */
  private static boolean isSecret(String name) {
    return name.equals("--password");
  }

  private Optional<String> own(String option) {
    return option.startsWith("--")
        ? surroundings.variable(
            "OSBCTL_" + option.substring(2).toUpperCase(Locale.ROOT).replace('-', '_'))
        : Optional.empty();
  }
}
