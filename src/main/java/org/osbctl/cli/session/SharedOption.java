package org.osbctl.cli.session;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.IGetter;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/**
 * Declares options that every command has. Not by annotations: reading the first of them costs 50
 * ms, and these are read at every start.
 */
final class SharedOption {
  private SharedOption() {}

  /** An option with a value; the setter gets null when there is none. */
  static <T> OptionSpec.Builder of(
      Class<T> type, Consumer<@Nullable T> setter, String label, String... names) {
    return builder(value -> setter.accept(type.cast(value)), names).type(type).paramLabel(label);
  }

  /** An option that is there or not. */
  static OptionSpec.Builder flag(Consumer<Boolean> setter, String... names) {
    return builder(value -> setter.accept(Boolean.TRUE.equals(value)), names)
        .type(boolean.class)
        .arity("0")
        .initialValue(false);
  }

  /** An option that may be repeated. */
  static OptionSpec.Builder list(Consumer<List<String>> setter, String label, String... names) {
    var values =
        new Object() {
          @Nullable Object all;
        };
    return builder(
            value -> {
              values.all = value;
              setter.accept(texts(value));
            },
            names)
        // The parser asks for those it has found so far, to put the next one behind them.
        .getter(
            new IGetter() {
              @Override
              @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
              public <T> @Nullable T get() {
                return (T) values.all;
              }
            })
        .type(List.class)
        .auxiliaryTypes(String.class)
        .paramLabel(label);
  }

  private static List<String> texts(@Nullable Object value) {
    return value instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }

  private static OptionSpec.Builder builder(Consumer<@Nullable Object> setter, String... names) {
    return OptionSpec.builder(names)
        .scopeType(ScopeType.INHERIT)
        .setter(
            new ISetter() {
              @Override
              public <V> @Nullable V set(V value) {
                setter.accept(value);
                return null;
              }
            });
  }
}
