package org.osbctl.rules;

import static org.osbctl.rules.Judgement.met;
import static org.osbctl.rules.Judgement.notApplicable;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Rules of the spec section "Binding Metadata Object" that compare its stamps. */
final class BindingMetadataRules {
  private static final Pattern STAMP =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z");

  private BindingMetadataRules() {}

  static final Rule RENEW_BEFORE_NOT_AFTER_EXPIRY =
      Rule.of(
          "bind.renew-before-not-after-expiry",
          seen -> {
            var renew = stamp(seen, "renew_before");
            var expires = stamp(seen, "expires_at");
            if (renew.isEmpty() || expires.isEmpty()) {
              return notApplicable("not both stamps");
            }
            if (renew.get().isAfter(expires.get())) {
              return new Judgement.Violated(
                  "the binding is to be renewed after it has expired",
                  "not later than " + expires.get(),
                  renew.get().toString(),
                  "/metadata/renew_before");
            }
            return renew.equals(expires)
                ? new Judgement.Met("renew_before is expires_at, which leaves no time to renew")
                : met();
          });

  static List<Rule> all() {
    return List.of(RENEW_BEFORE_NOT_AFTER_EXPIRY);
  }

  /** A stamp of an answer that shows a binding; empty when it cannot be read. */
  static Optional<Instant> stamp(Observation seen, String member) {
    return Answers.showsBinding(seen)
        ? parse(seen.json().path("metadata").path(member).stringValue(""))
        : Optional.empty();
  }

  private static Optional<Instant> parse(String text) {
    if (!STAMP.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      int fraction = text.indexOf('.');
      var seconds = fraction < 0 ? text : text.substring(0, fraction) + "Z";
      var instant = Instant.parse(seconds);
      if (fraction < 0) {
        return Optional.of(instant);
      }
      var digits = (text.substring(fraction + 1, text.length() - 1) + "000000000").substring(0, 9);
      return Optional.of(instant.plusNanos(Long.parseLong(digits)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
