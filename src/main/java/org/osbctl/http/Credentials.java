package org.osbctl.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells right credentials from wrong ones. */
public interface Credentials {
  /** Those of a broker that asks for none. */
  Credentials NONE = of(Headers.NONE);

  /** The names of the headers that are wrong or missing in a request; none when all is right. */
  List<String> wrong(Headers sent);

  /** Whether a request has to bring anything. */
  boolean required();

  /** Whether basic authentication is what was agreed on. */
  boolean isBasic();

  /** Credentials that are right when these headers are there, as they are. */
  static Credentials of(Headers right) {
    return new Credentials() {
      @Override
      public List<String> wrong(Headers sent) {
        var wrong = new ArrayList<String>();
        for (var field : right.fields()) {
          if (!sent.first(field.name()).equals(Optional.of(field.value()))) {
            wrong.add(field.name());
          }
        }
        return wrong;
      }

      @Override
      public boolean required() {
        return !right.fields().isEmpty();
      }

      @Override
      public boolean isBasic() {
        return right
            .first("Authorization")
            .filter(value -> value.toLowerCase(Locale.ROOT).startsWith("basic "))
            .isPresent();
      }
    };
  }
}
