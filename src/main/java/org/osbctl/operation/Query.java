package org.osbctl.operation;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Query parameters in order, decoded. */
public record Query(List<Parameter> parameters) {
  /** No query. */
  public static final Query NONE = new Query(List.of());

  /** One parameter; {@code value} may be empty. */
  public record Parameter(String name, String value) {}

  public Query {
    parameters = List.copyOf(parameters);
  }

  /** Parameters from names and values in turn. */
  public static Query of(String... namesAndValues) {
    var result = NONE;
    for (int i = 0; i + 1 < namesAndValues.length; i += 2) {
      result = result.with(namesAndValues[i], namesAndValues[i + 1]);
    }
    return result;
  }

  /** The first value of a parameter. */
  public Optional<String> first(String name) {
    return parameters.stream().filter(p -> p.name().equals(name)).map(Parameter::value).findFirst();
  }

  /** This query with one value for a parameter, in its old place or at the end. */
  public Query with(String name, String value) {
    var changed = new ArrayList<Parameter>();
    var done = false;
    for (var each : parameters) {
      if (!each.name().equals(name)) {
        changed.add(each);
      } else if (!done) {
        changed.add(new Parameter(name, value));
        done = true;
      }
    }
    if (!done) {
      changed.add(new Parameter(name, value));
    }
    return new Query(changed);
  }

  /** This query without a parameter. */
  public Query without(String name) {
    return new Query(parameters.stream().filter(p -> !p.name().equals(name)).toList());
  }

  /** As it stands behind the question mark, percent-encoded; empty without parameters. */
  String render() {
    var text = new StringBuilder();
    for (var each : parameters) {
      text.append(text.isEmpty() ? "" : "&")
          .append(PercentEncoding.encode(each.name()))
          .append('=')
          .append(PercentEncoding.encode(each.value()));
    }
    return text.toString();
  }

  /** Reads what stands behind the question mark; a broken escape is kept as it is. */
  static Query parse(String raw) {
    if (raw.isEmpty()) {
      return NONE;
    }
    var found = new ArrayList<Parameter>();
    for (var pair : raw.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      var name = equals < 0 ? pair : pair.substring(0, equals);
      var value = equals < 0 ? "" : pair.substring(equals + 1);
      found.add(new Parameter(decode(name), decode(value)));
    }
    return new Query(found);
  }

  private static String decode(String raw) {
    try {
      return URLDecoder.decode(raw, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return raw;
    }
  }
}
