package org.osbctl.rules.platform;

import static org.osbctl.rules.Judgement.met;
import static org.osbctl.rules.Judgement.notApplicable;
import static org.osbctl.rules.Judgement.violated;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.osbctl.http.HttpRequestData;
import org.osbctl.operation.Operation.OfBinding;
import org.osbctl.operation.Operation.OfInstance;
import org.osbctl.rules.Judgement;
import org.osbctl.rules.Observation;
import org.osbctl.rules.Rule;

/**
 * Rules of the spec sections "API Version Header", "Request Identity", "Platform to Service Broker
 * Authentication", "URL Properties" and "Content Type".
 */
final class PlatformHeaderRules {
  static final String VERSION = "X-Broker-API-Version";
  static final String REQUEST_IDENTITY = "X-Broker-API-Request-Identity";

  private static final Pattern MAJOR_MINOR = Pattern.compile("[0-9]{1,9}\\.[0-9]{1,9}");
  private static final Pattern GUID =
      Pattern.compile(
          "\\{?[0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{12}\\}?");
  private static final Pattern ENCODED = Pattern.compile("(?:[A-Za-z0-9._~-]|%[0-9a-fA-F]{2})*+");
  private static final List<String> URL_PROPERTIES = List.of("service_id", "plan_id", "operation");

  private PlatformHeaderRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.of("version.header-sent", PlatformHeaderRules::versionSent),
        Rule.of("version.header-is-major-minor", PlatformHeaderRules::versionShape),
        Rule.of("request-identity.sent-always", PlatformHeaderRules::requestIdentitySent),
        Rule.of("request-identity.single-value", PlatformHeaderRules::requestIdentitySingle),
        Rule.of("request-identity.non-empty", PlatformHeaderRules::requestIdentityNonEmpty),
        Rule.of("request-identity.is-guid", PlatformHeaderRules::requestIdentityGuid),
        Rule.of("auth.basic-credentials-sent", PlatformHeaderRules::basicCredentials),
        Rule.of("url.other-characters-encoded", PlatformHeaderRules::percentEncoded),
        Rule.of("content-type.request-is-json", PlatformHeaderRules::contentType));
  }

  private static Judgement versionSent(Observation seen) {
    if (!Sent.toApi(seen)) {
      return notApplicable("no request to the API");
    }
    return Sent.header(seen, VERSION).isPresent()
        ? met()
        : violated("the header " + VERSION + " is missing", "a version such as 2.17", "no header");
  }

  private static Judgement versionShape(Observation seen) {
    var version = Sent.header(seen, VERSION);
    if (!Sent.toApi(seen) || version.isEmpty()) {
      return notApplicable("no version is sent");
    }
    return MAJOR_MINOR.matcher(version.get()).matches()
        ? met()
        : violated(
            "the value of " + VERSION + " is not MAJOR.MINOR",
            "a version such as 2.17",
            Sent.quoted(version.get()));
  }

  /** Another caller of the same broker may do without it. */
  private static Judgement requestIdentitySent(Observation seen) {
    if (!Sent.toApi(seen)) {
      return notApplicable("no request to the API");
    }
    if (Sent.header(seen, REQUEST_IDENTITY).isPresent()) {
      return met();
    }
    var caller = caller(seen.exchange().request());
    var supported =
        seen.soFar().all().stream()
            .anyMatch(
                each ->
                    Sent.header(each, REQUEST_IDENTITY).isPresent()
                        && caller(each.exchange().request()).equals(caller));
    return supported
        ? violated(
            "the header " + REQUEST_IDENTITY + " is missing, though it was sent before",
            "the header on every request",
            "no header")
        : notApplicable("the platform has not shown that it supports request identity");
  }

  /** What tells one caller from another: its software and the version it speaks. */
  static List<String> caller(HttpRequestData request) {
    return List.of(
        request.headers().first("User-Agent").orElse(""),
        request.headers().first(VERSION).orElse(""));
  }

  private static Judgement requestIdentitySingle(Observation seen) {
    var lines = seen.exchange().request().headers().all(REQUEST_IDENTITY).size();
    if (lines == 0) {
      return notApplicable("no request identity is sent");
    }
    return lines == 1
        ? met()
        : violated(
            "the header " + REQUEST_IDENTITY + " is sent more than once",
            "one header line",
            lines + " lines");
  }

  private static Judgement requestIdentityNonEmpty(Observation seen) {
    return Sent.header(seen, REQUEST_IDENTITY)
        .map(
            value ->
                value.isBlank()
                    ? violated(
                        "the value of " + REQUEST_IDENTITY + " is empty",
                        "a value, or no such header",
                        "nothing")
                    : met())
        .orElseGet(() -> notApplicable("no request identity is sent"));
  }

  private static Judgement requestIdentityGuid(Observation seen) {
    var value = Sent.header(seen, REQUEST_IDENTITY).map(String::strip).orElse("");
    if (value.isEmpty()) {
      return notApplicable("no request identity is sent");
    }
    return GUID.matcher(value).matches()
        ? met()
        : violated(
            "the value of " + REQUEST_IDENTITY + " is no GUID", "a GUID", Sent.quoted(value));
  }

  /** What else may be agreed on shows in what the broker wants to see. */
  private static Judgement basicCredentials(Observation seen) {
    if (!Sent.toApi(seen) || !seen.known().credentials().isBasic()) {
      return notApplicable("no basic authentication was agreed on");
    }
    var sent = Sent.header(seen, "Authorization");
    if (sent.isEmpty()) {
      return violated(
          "the request has no credentials", "an Authorization header of kind Basic", "no header");
    }
    return isBasic(sent.get()) && hasPair(sent.get())
        ? met()
        : violated(
            "the Authorization header has no basic credentials",
            "Basic and the Base64 of a user name, a colon and a password",
            isBasic(sent.get()) ? "Basic and something else" : "another kind");
  }

  private static boolean isBasic(String authorization) {
    return authorization.toLowerCase(Locale.ROOT).startsWith("basic ");
  }

  private static boolean hasPair(String authorization) {
    try {
      var pair = Base64.getDecoder().decode(authorization.substring("basic ".length()).strip());
      return new String(pair, StandardCharsets.UTF_8).contains(":");
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Judgement percentEncoded(Observation seen) {
    if (!(seen.operation() instanceof OfInstance of)) {
      return notApplicable("no id or operation is sent");
    }
    var request = seen.exchange().request();
    var used = false;
    for (var raw : rawProperties(request, of)) {
      if (!ENCODED.matcher(raw).matches()) {
        return violated(
            "an id or operation in the URL has characters that are not percent-encoded",
            "everything but letters, digits and - . _ ~ encoded",
            Sent.quoted(raw));
      }
      used |= raw.indexOf('%') >= 0;
    }
    return used ? met() : notApplicable("nothing in the URL needs to be encoded");
  }

  private static List<String> rawProperties(HttpRequestData request, OfInstance of) {
    var target = request.target();
    int mark = target.indexOf('?');
    var path = mark < 0 ? target : target.substring(0, mark);
    int start = path.indexOf("/v2/service_instances/");
    var segments =
        start < 0 ? new String[0] : path.substring(start + "/v2/".length()).split("/", -1);
    var found = new ArrayList<String>();
    if (segments.length > 1) {
      found.add(segments[1]);
    }
    if (of instanceof OfBinding && segments.length > 3) {
      found.add(segments[3]);
    }
    if (mark >= 0) {
      Arrays.stream(target.substring(mark + 1).split("&", -1))
          .map(pair -> pair.split("=", 2))
          .filter(pair -> pair.length == 2 && URL_PROPERTIES.contains(pair[0]))
          .forEach(pair -> found.add(pair[1]));
    }
    return found;
  }

  private static Judgement contentType(Observation seen) {
    if (!Sent.toApi(seen) || seen.exchange().request().body().isEmpty()) {
      return notApplicable("the request has no body");
    }
    var type = Sent.header(seen, "Content-Type").orElse("");
    var essence = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return essence.equals("application/json")
        ? met()
        : violated(
            "the body of the request is not labelled as JSON",
            "Content-Type: application/json",
            type.isEmpty() ? "no header" : Sent.quoted(type));
  }
}
