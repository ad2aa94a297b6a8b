package org.osbctl.cli.session;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/**
 * Takes what the command line leaves out from the settings: for options of all commands from all of
 * them, for others from the environment only.
 */
public final class EnvironmentDefaults implements IDefaultValueProvider {
  private final Settings settings;

  /** Takes values from these settings. */
  public EnvironmentDefaults(Settings settings) {
    this.settings = settings;
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option) || !option.longestName().startsWith("--")) {
      return null;
    }
    var key = option.longestName().substring(2);
    // Passwords never become the value of an option, which messages may show.
    if (Settings.isSecret(key) || isChoice(option)) {
      return null;
    }
    var value = value(option, key).map(Settings.Value::text);
    return option.type() == boolean.class
        ? value.map(EnvironmentDefaults::truth).orElse(null)
        : value.orElse(null);
  }

  private Optional<Settings.Value> value(OptionSpec option, String key) {
    return option.scopeType() == ScopeType.INHERIT
        ? settings.value(key)
        : settings.environment(key);
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
}
