package org.osbctl.rules.platform;

import static org.osbctl.rules.Judgement.met;
import static org.osbctl.rules.Judgement.notApplicable;
import static org.osbctl.rules.Judgement.violated;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osbctl.http.Body;
import org.osbctl.operation.Operation.WithBody;
import org.osbctl.rules.Judgement;
import org.osbctl.rules.Observation;
import org.osbctl.rules.Rule;
import tools.jackson.databind.JsonNode;

/**
 * Rules of the spec section "Originating Identity" and of the profile's section "Originating
 * Identity Header". Findings never show the identity itself.
 */
final class PlatformIdentityRules {
  static final String HEADER = "X-Broker-API-Originating-Identity";

  private static final Pattern PLATFORM_BLANK_VALUE = Pattern.compile("[^\\s]+ [^\\s]+");

  private PlatformIdentityRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.of("identity.platform-blank-value", PlatformIdentityRules::shape),
        Rule.of("identity.platform-non-empty", PlatformIdentityRules::nonEmpty),
        Rule.of("identity.platform-from-profile", PlatformIdentityRules::fromProfile),
        Rule.of("identity.platform-matches-context", PlatformIdentityRules::matchesContext),
        Rule.of("identity.value-is-base64", PlatformIdentityRules::base64),
        Rule.of("identity.value-is-json-object", PlatformIdentityRules::jsonObject),
        ofProfile(
            "identity.cloudfoundry-user-id",
            Platforms.CLOUD_FOUNDRY,
            (value, wrong) -> strings(value, wrong, "user_id")),
        ofProfile(
            "identity.kubernetes-username-and-uid",
            Platforms.KUBERNETES,
            (value, wrong) -> strings(value, wrong, "username", "uid")),
        ofProfile(
            "identity.kubernetes-groups",
            Platforms.KUBERNETES,
            (value, wrong) ->
                areStrings(value.path("groups"))
                    ? wrong
                    : with(wrong, "groups is no array of strings")),
        ofProfile("identity.kubernetes-extra", Platforms.KUBERNETES, PlatformIdentityRules::extra));
  }

  /** The parts of the header; the value is null when there is only one part. */
  private record Parts(String platform, @Nullable String value) {}

  private static Optional<String> header(Observation seen) {
    return Sent.header(seen, HEADER).map(String::strip);
  }

  private static Optional<Parts> parts(Observation seen) {
    return header(seen)
        .filter(text -> !text.isEmpty())
        .map(
            text -> {
              var parts = text.split("\\s+", 2);
              return new Parts(parts[0], parts.length == 2 ? parts[1] : null);
            });
  }

  private static Optional<byte[]> decoded(Parts parts) {
    var value = parts.value();
    if (value == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Base64.getDecoder().decode(value));
    } catch (IllegalArgumentException e) {
      return urlSafe(value);
    }
  }

  private static Optional<byte[]> urlSafe(String value) {
    try {
      return Optional.of(Base64.getUrlDecoder().decode(value));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The decoded identity of a platform; empty when there is none that can be read. */
  static Optional<JsonNode> identity(Observation seen, String platform) {
    return parts(seen)
        .filter(parts -> parts.platform().equals(platform))
        .flatMap(PlatformIdentityRules::decoded)
        .map(bytes -> Body.of(bytes).json())
        .filter(JsonNode::isObject);
  }

  private static Judgement shape(Observation seen) {
    var text = header(seen).orElse("");
    if (text.isEmpty()) {
      return notApplicable("no originating identity is sent");
    }
    return PLATFORM_BLANK_VALUE.matcher(text).matches()
        ? met()
        : violated(
            "the value of " + HEADER + " is not a platform, one blank and the encoded identity",
            "a platform, one blank and the encoded identity",
            text.split("\\s+").length + " parts");
  }

  private static Judgement nonEmpty(Observation seen) {
    return header(seen)
        .map(
            text ->
                text.isEmpty()
                    ? violated("the value of " + HEADER + " is empty", "a platform", "nothing")
                    : met())
        .orElseGet(() -> notApplicable("no originating identity is sent"));
  }

  /** A platform of its own has a name of its own; only a known one that is misspelt is wrong. */
  private static Judgement fromProfile(Observation seen) {
    return parts(seen)
        .filter(parts -> parts.value() != null)
        .map(parts -> Platforms.nameExact(parts.platform(), "the platform of " + HEADER, null))
        .orElseGet(() -> notApplicable("no originating identity is sent"));
  }

  private static Judgement matchesContext(Observation seen) {
    var context =
        seen.operation() instanceof WithBody request
            ? Sent.text(request.context(), "platform")
            : Optional.<String>empty();
    var sent = parts(seen).filter(parts -> parts.value() != null).map(Parts::platform);
    if (context.isEmpty() || sent.isEmpty()) {
      return notApplicable("the request does not have both");
    }
    return sent.equals(context)
        ? met()
        : violated(
            "the platform of " + HEADER + " is not that of context.platform",
            Sent.quoted(context.get()),
            Sent.quoted(sent.get()));
  }

  private static Judgement base64(Observation seen) {
    var parts = parts(seen).filter(each -> each.value() != null);
    if (parts.isEmpty()) {
      return notApplicable("no identity is sent");
    }
    return decoded(parts.get()).isPresent()
        ? met()
        : violated("the identity in " + HEADER + " is not Base64", "Base64 text", "something else");
  }

  private static Judgement jsonObject(Observation seen) {
    var bytes = parts(seen).flatMap(PlatformIdentityRules::decoded);
    if (bytes.isEmpty()) {
      return notApplicable("no identity is sent that can be decoded");
    }
    var json = Body.of(bytes.get()).json();
    return json.isObject()
        ? met()
        : violated(
            "the identity in " + HEADER + " does not decode to a JSON object",
            "a JSON object",
            json.isMissingNode() ? "no JSON" : "another JSON value");
  }

  private static Rule ofProfile(
      String requirement, String platform, BiFunction<JsonNode, List<String>, List<String>> look) {
    return Rule.of(
        requirement,
        seen -> {
          var identity = identity(seen, platform);
          if (identity.isEmpty()) {
            return notApplicable("no identity of " + platform);
          }
          var wrong = look.apply(identity.get(), List.of());
          return wrong.isEmpty()
              ? met()
              : violated(
                  "the identity lacks what the profile demands for " + platform,
                  "the members of the profile",
                  String.join(", ", wrong));
        });
  }

  private static List<String> with(List<String> wrong, String another) {
    var all = new ArrayList<>(wrong);
    all.add(another);
    return all;
  }

  private static List<String> strings(JsonNode value, List<String> wrong, String... members) {
    var all = wrong;
    for (var member : members) {
      if (!value.path(member).isString()) {
        all = with(all, member + " is no string");
      }
    }
    return all;
  }

  /** Kubernetes itself leaves it out of its user info when there is nothing. */
  private static List<String> extra(JsonNode value, List<String> wrong) {
    var extra = value.path("extra");
    var right = extra.isObject() || extra.isMissingNode();
    for (var entry : extra) {
      right &= areStrings(entry);
    }
    return right ? wrong : with(wrong, "extra is no map to arrays of strings");
  }

  private static boolean areStrings(JsonNode array) {
    var right = array.isArray();
    for (var each : array) {
      right &= each.isString();
    }
    return right;
  }
}
