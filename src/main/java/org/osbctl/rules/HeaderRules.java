package org.osbctl.rules;

import static org.osbctl.rules.Answers.quoted;
import static org.osbctl.rules.Judgement.met;
import static org.osbctl.rules.Judgement.notApplicable;
import static org.osbctl.rules.Judgement.violated;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.osbctl.operation.Operation.GetCatalog;
import org.osbctl.operation.Operation.Mutation;
import org.osbctl.operation.Operation.Unrecognised;
import org.osbctl.spec.Json;

/**
 * Rules of the spec sections "Headers", "… Authentication", "URL Properties" and "Content Type".
 */
final class HeaderRules {
  private static final String REQUEST_IDENTITY = "X-Broker-API-Request-Identity";
  private static final Pattern LOOPBACK = Pattern.compile("127(\\.\\d+){3}");
  private static final Pattern UNRESERVED = Pattern.compile("[A-Za-z0-9._~-]*");
  private static final Set<Integer> DEFINED_STATUSES =
      Set.of(200, 201, 202, 400, 401, 404, 409, 410, 412, 422);

  private HeaderRules() {}

  static final Rule REQUEST_IDENTITY_ECHOED =
      Rule.of(
          "request-identity.echoed",
          seen -> {
            var sent = seen.exchange().request().headers().first(REQUEST_IDENTITY);
            if (sent.isEmpty() || seen.response().isEmpty()) {
              return notApplicable("no answer to a request with an identity");
            }
            var back = seen.response().get().headers().all(REQUEST_IDENTITY);
            return back.stream().anyMatch(value -> value.strip().equals(sent.get().strip()))
                ? met()
                : violated(
                    "the answer does not carry the identity of the request",
                    REQUEST_IDENTITY + ": " + sent.get(),
                    back.isEmpty() ? "no such header" : quoted(back.getFirst()));
          });

  static final Rule TLS_AND_AUTHENTICATION =
      Rule.of(
          "auth.tls-and-authentication",
          seen -> {
            var uri = seen.exchange().request().uri();
            if (seen.response().isEmpty() || isLoopback(uri)) {
              return notApplicable("no answer, or the broker is on this machine");
            }
            if (!isTls(uri)) {
              return violated("the broker is reached without TLS", "https", "http");
            }
            return seen.known().credentials().required()
                ? met()
                : notApplicable(
                    "authentication by a client certificate does not show in a request");
          });

  static final Rule TLS_REQUIRED =
      Rule.of(
          "auth.tls-required",
          seen -> {
            var uri = seen.exchange().request().uri();
            if (seen.response().isEmpty() || isLoopback(uri)) {
              return notApplicable("no answer, or the broker is on this machine");
            }
            return isTls(uri)
                ? met()
                : violated("the broker serves its API without TLS", "https", "http");
          });

  static final Rule UNRESERVED_CHARACTERS =
      Rule.of("url.ids-unreserved-characters", HeaderRules::unreservedCharacters);

  static final Rule RESPONSE_IS_JSON =
      Rule.of(
          "content-type.response-is-json",
          seen -> {
            var response = seen.response();
            if (response.isEmpty()
                || response.get().body().parsed() instanceof Json.Parsed.Nothing
                || seen.operation() instanceof Unrecognised
                || !DEFINED_STATUSES.contains(seen.status())) {
              return notApplicable("no answer of the specification with a body");
            }
            var type = response.get().headers().first("Content-Type");
            return type.filter(HeaderRules::isJson).isPresent()
                ? met()
                : violated(
                    "the body is not labelled as JSON",
                    "Content-Type: application/json",
                    type.map(Answers::quoted).orElse("no Content-Type"));
          });

  /** Whether every platform reads the same in a body. */
  static final Rule READ_ALIKE =
      Rule.of(
          "content-type.json-is-read-alike",
          seen -> {
            if (!Bodies.judged(seen)
                || !(seen.response().orElseThrow().body().parsed()
                    instanceof Json.Parsed.Value json)) {
              return notApplicable("no JSON of the broker's own");
            }
            return json.oddities().stream()
                .findFirst()
                .map(
                    odd ->
                        violated(
                            "platforms may not read the same: " + odd.words(),
                            "JSON that every parser reads alike",
                            "by the parser, " + odd.consequence()))
                .orElseGet(Judgement::met);
          });

  static List<Rule> all() {
    return List.of(
        REQUEST_IDENTITY_ECHOED,
        TLS_AND_AUTHENTICATION,
        TLS_REQUIRED,
        UNRESERVED_CHARACTERS,
        RESPONSE_IS_JSON,
        READ_ALIKE);
  }

  private static Judgement unreservedCharacters(Observation seen) {
    if (seen.operation() instanceof GetCatalog && seen.status() == 200) {
      return catalogIds(seen);
    }
    if (seen.operation() instanceof Mutation && seen.status() == 202) {
      return Answers.operationKey(seen)
          .map(key -> unreserved("the operation", key, "/operation"))
          .orElseGet(() -> notApplicable("no operation in the answer"));
    }
    return notApplicable("an answer without ids of the broker's choice");
  }

  private static Judgement catalogIds(Observation seen) {
    Judgement judgement = notApplicable("no id in the catalog");
    int offering = 0;
    for (var service : seen.json().path("services")) {
      var place = "/services/" + offering++;
      var id = Answers.text(service, "id");
      if (id.isPresent()) {
        judgement = unreserved("the id of an offering", id.get(), place + "/id");
      }
      int plan = 0;
      for (var each : service.path("plans")) {
        var planPlace = place + "/plans/" + plan++ + "/id";
        var planId = Answers.text(each, "id");
        if (planId.isPresent() && !(judgement instanceof Judgement.Violated)) {
          judgement = unreserved("the id of a plan", planId.get(), planPlace);
        }
      }
      if (judgement instanceof Judgement.Violated) {
        return judgement;
      }
    }
    return judgement;
  }

  private static Judgement unreserved(String what, String value, String pointer) {
    return UNRESERVED.matcher(value).matches()
        ? met()
        : new Judgement.Violated(
            what + " has to be percent-encoded in a URL",
            "letters, digits, hyphen, period, underscore and tilde only",
            quoted(value),
            pointer);
  }

  private static boolean isJson(String contentType) {
    int end = contentType.indexOf(';');
    var type = end < 0 ? contentType : contentType.substring(0, end);
    return type.strip().equalsIgnoreCase("application/json");
  }

  private static boolean isTls(URI uri) {
    return "https".equalsIgnoreCase(uri.getScheme());
  }

  private static boolean isLoopback(URI uri) {
    var host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || LOOPBACK.matcher(host).matches()
        || host.equals("[::1]")
        || host.equals("::1")
        || host.equals("[0:0:0:0:0:0:0:1]");
  }
}
