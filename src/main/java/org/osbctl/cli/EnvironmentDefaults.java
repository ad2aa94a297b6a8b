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
    if (isChoice(option)) {
      return null;
    }
    var value = value(name);
    return option.type() == boolean.class
        ? value.map(EnvironmentDefaults::truth).orElse(null)
        : value.orElse(null);
  }

  private Optional<String> value(String name) {
    return own(name)
        .or(
            () ->
                COMMON.getOrDefault(name, List.of()).stream()
                    .flatMap(v -> surroundings.variable(v).stream())
                    .findFirst());
  }

  /** What switches an option on or off; anything else is left for the parser to complain about. */
  private static String truth(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "1", "yes", "on" -> "true";
      case "0", "no", "off" -> "false";
      default -> value;
    };
  }

  /** A binding in the environment must not turn a question about its instance into another. */
  private static boolean isChoice(OptionSpec option) {
    return option.longestName().equals("--binding")
        && List.of("wait", "last-operation").contains(option.command().name());
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
