package org.osbctl.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Header fields in order; names compare without case.
 *
 * <p>Those of an answer are in the order of their names, which are in small letters: {@code
 * java.net.http} keeps no more. Fields of one name are in the order in which they came.
 */
public record Headers(List<Field> fields) {
  /** No header at all. */
  public static final Headers NONE = new Headers(List.of());

  /** One header line. */
  public record Field(String name, String value) {}

  public Headers {
    fields = List.copyOf(fields);
  }

  /** Headers from names and values in turn. */
  public static Headers of(String... namesAndValues) {
    var fields = new ArrayList<Field>();
    for (int i = 0; i + 1 < namesAndValues.length; i += 2) {
      fields.add(new Field(namesAndValues[i], namesAndValues[i + 1]));
    }
    return new Headers(fields);
  }

  /** The first value of a header. */
  public Optional<String> first(String name) {
    for (var field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        return Optional.of(field.value());
      }
    }
    return Optional.empty();
  }

  /** All values of a header, in order. */
  public List<String> all(String name) {
    var values = new ArrayList<String>(1);
    for (var field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        values.add(field.value());
      }
    }
    return List.copyOf(values);
  }

  /** These headers with every line of that name replaced by one, at the end. */
  public Headers with(String name, String value) {
    var changed = new ArrayList<>(without(name).fields);
    changed.add(new Field(name, value));
    return new Headers(changed);
  }

  /** These headers without any line of that name. */
  public Headers without(String name) {
    return new Headers(fields.stream().filter(f -> !f.name().equalsIgnoreCase(name)).toList());
  }

  /** These headers, each replaced where {@code other} has one of the same name. */
  public Headers overriddenBy(Headers other) {
    var result = this;
    for (var field : other.fields) {
      result = result.without(field.name());
    }
    var merged = new ArrayList<>(result.fields);
    merged.addAll(other.fields);
    return new Headers(merged);
  }

  @Override
  public String toString() {
    return fields.stream().map(Field::name).toList().toString();
  }
}
