package org.osbctl.rules;

import static org.osbctl.rules.Judgement.met;
import static org.osbctl.rules.Judgement.notApplicable;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Rules of the spec section "Binding Metadata Object". */
final class BindingMetadataRules {
  private static final Pattern STAMP =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z");

  private BindingMetadataRules() {}

  static final Rule EXPIRES_AT_FORMAT =
      Rule.of("bind.expires-at-format", seen -> format(seen, "expires_at"));

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

  static final Rule RENEW_BEFORE_FORMAT =
      Rule.of("bind.renew-before-format", seen -> format(seen, "renew_before"));

  static List<Rule> all() {
    return List.of(EXPIRES_AT_FORMAT, RENEW_BEFORE_NOT_AFTER_EXPIRY, RENEW_BEFORE_FORMAT);
  }

  /** The pattern has two digits of a second's fraction in 2.16 and one in 2.17: any number passes. */
  private static Judgement format(Observation seen, String member) {
    var value = seen.json().path("metadata").path(member);
    if (!Answers.showsBinding(seen) || value.isMissingNode() || value.isNull()) {
      return notApplicable("no " + member);
    }
    var text = value.stringValue("");
    if (parse(text).isEmpty()) {
      return new Judgement.Violated(
          member + " is not a date and time in UTC as the specification writes it",
          "yyyy-mm-ddThh:mm:ss.sZ",
          value.isString() ? Answers.quoted(text) : "no string",
          Answers.pointer("metadata", member));
    }
    return text.indexOf('.') > 0 ? met() : new Judgement.Met(member + " has no fraction of a second");
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
