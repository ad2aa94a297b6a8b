package org.osbctl.cli.session;

import java.util.Locale;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.io.ProblemException;
import org.osbctl.http.Exchange;
import org.osbctl.http.HttpResponseData;
import org.osbctl.http.Outcome;
import org.osbctl.http.Redaction;
import org.osbctl.http.TransportFailure;
import org.osbctl.http.Visible;
import org.osbctl.spec.ErrorCode;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;

/** Puts into words what went wrong between us and a broker, and who is at fault. */
public final class BrokerProblems {
  private static final int EXCERPT = 300;

  private final Redaction redaction;
  private final String whenUnknown;

  BrokerProblems(Redaction redaction) {
    this(redaction, "");
  }

  private BrokerProblems(Redaction redaction, String whenUnknown) {
    this.redaction = redaction;
    this.whenUnknown = whenUnknown;
  }

  /**
   * Problems with something the broker should know.
   *
   * @param remedy what to do when it does not know it, or no longer
   */
  public BrokerProblems whenUnknown(String remedy) {
    return new BrokerProblems(redaction, remedy);
  }

  /** The problem of an exchange that did not bring what was wanted. */
  public ProblemException of(String what, Exchange exchange) {
    return switch (exchange.outcome()) {
      case Outcome.Failed failed -> unanswered(what, exchange, failed.failure());
      case Outcome.Answered answered ->
          new BrokerProblems(redaction.knowing(exchange.request()), whenUnknown)
              .refused(what, exchange, answered.response());
    };
  }

  private ProblemException unanswered(String what, Exchange exchange, TransportFailure failure) {
    var request = exchange.request();
    var place = request.uri().getScheme() + "://" + request.uri().getRawAuthority();
    // What is wrong with a certificate, and what to do about it, differs from one to the other.
    var remedyOfTls =
        failure.kind() == TransportFailure.Kind.TLS ? failure.detail().lastIndexOf("; ") : -1;
    var interrupted = failure.kind() == TransportFailure.Kind.INTERRUPTED;
    return new Problem(
            "cannot-reach-broker",
            what
                + ": "
                + request.method()
                + " "
                + request.uri().getRawPath()
                + " got no answer from "
                + place
                + ".",
            redaction.text(
                remedyOfTls < 0 ? failure.detail() : failure.detail().substring(0, remedyOfTls)),
            remedyOfTls < 0 ? remedy(failure.kind()) : failure.detail().substring(remedyOfTls + 2))
        .exit(interrupted ? ExitCode.INTERRUPTED : ExitCode.UNREACHABLE);
  }

  private static String remedy(TransportFailure.Kind kind) {
    return switch (kind) {
      case UNKNOWN_HOST -> "check the host name in --url";
      case REFUSED, UNREACHABLE -> "start the broker, or name another with --url";
      case TIMEOUT -> "look at the broker, or allow more time with --request-timeout";
      case DISCONNECTED ->
          "look at the broker's log; a proxy in between may also close connections";
      case NOT_HTTP -> "check host and port, and whether the URL has to start with https";
      case PROXY ->
          "check the proxy that the environment names, or except the host from it with NO_PROXY";
      case TOO_LARGE -> "allow larger answers with --max-body";
      case ENDLESS_HEAD ->
          "look at the headers that the broker sends, or a proxy in between: no limit of osbctl's"
              + " makes room for them";
      case OUT_OF_MEMORY ->
          "give osbctl more memory, as with OSBCTL_JAVA_OPTS=-Xmx1g, or have the broker say less";
      case INTERRUPTED, TLS -> "";
      case OTHER -> "run again with --trace to see more";
    };
  }

  private ProblemException refused(String what, Exchange exchange, HttpResponseData response) {
    var request = exchange.request();
    return new Problem(
            code(response),
            what
                + ": "
                + request.method()
                + " "
                + request.uri().getRawPath()
                + " was answered "
                + response.status()
                + ".",
            cause(response),
            remedy(response))
        .exit(ExitCode.REFUSED);
  }

  private static String code(HttpResponseData response) {
    return switch (response.status()) {
      case 401 -> "not-authenticated";
      case 403 -> "not-allowed";
      default ->
          response.status() >= 300 && response.status() < 400 ? "redirected" : "refused-by-broker";
    };
  }

  /** The broker's own words, or what else came instead of them. */
  String cause(HttpResponseData response) {
    var body = response.body().json();
    if (body.isObject()) {
      var error = body.path("error").stringValue("");
      var description = body.path("description").stringValue("");
      var own =
          error.isEmpty()
              ? description
              : description.isEmpty() ? error : error + ": " + description;
      return own.isEmpty() ? "the broker gave no reason" : excerpt(own);
    }
    var location = response.headers().first("Location");
    if (location.isPresent()) {
      return "it points to " + excerpt(location.get()) + "; redirects are not followed";
    }
    if (response.body().isEmpty()) {
      return "the body is empty";
    }
    var type =
        response.headers().first("Content-Type").orElse("unknown type").toLowerCase(Locale.ROOT);
    var text = redaction.body(response.body()).strip().replaceAll("\\s+", " ");
    return "the body is no JSON object ("
        + Visible.excerpt(type, 60)
        + "): "
        + Visible.excerpt(text, 160)
        + (type.startsWith("text/html") ? "; this looks like a proxy, not like a broker" : "");
  }

  /** First what is secret, then the end: half a secret is not recognised. */
  public String excerpt(String text) {
    return Visible.excerpt(redaction.text(text), EXCERPT);
  }

  private String remedy(HttpResponseData response) {
    var error = response.body().json().path("error").stringValue("");
    return switch (error) {
      case ErrorCode.CONCURRENCY_ERROR -> "wait until the other operation is over, then try again";
      case ErrorCode.MAINTENANCE_INFO_CONFLICT ->
          "fetch the catalog again: the plan has a new maintenance_info";
      case ErrorCode.ASYNC_REQUIRED -> "choose --api-version 2.14 or later";
      case ErrorCode.REQUIRES_APP -> "give an application with --app-guid";
      default ->
          switch (response.status()) {
            case 401 -> "check --username and the password, or the token and --token-as";
            case 403 -> "ask for the permission, or use other credentials";
            // A broker that answers in JSON was found.
            case 404 ->
                response.body().json().isObject()
                    ? whenUnknown
                    : "check the path in --url; /v2 is added by osbctl";
            case 410 -> whenUnknown;
            case 412 -> "choose a version the broker speaks with --api-version";
            case 429 -> "try again later";
            default ->
                response.status() >= 500
                    ? "the broker or something in front of it is at fault; see its log"
                    : response.status() >= 300 && response.status() < 400
                        ? "name the right place with --url"
                        : "";
          };
    };
  }

  /**
   * The JSON object a request was answered with; ends the command when there was another status or
   * body.
   */
  public JsonNode body(String what, Exchange exchange) {
    if (exchange.status() != 200) {
      throw of(what, exchange);
    }
    var body = exchange.response().orElseThrow().body();
    if (body.json().isObject()) {
      return body.json();
    }
    var cause =
        switch (body.parsed()) {
          case Json.Parsed.Nothing nothing -> "the body is empty";
          case Json.Parsed.Malformed bad -> "the body is no JSON: " + bad.why();
          case Json.Parsed.Value value -> "the body is JSON, but no object";
        };
    throw unusable(exchange, "answer of a broker", cause);
  }

  /** An answer with status 200 that is of no use all the same. */
  public static ProblemException unusable(Exchange exchange, String wanted, String cause) {
    return new Problem(
            "unusable-answer",
            "What "
                + exchange.request().uri().getRawPath()
                + " was answered with 200 is no "
                + wanted
                + ".",
            cause,
            "the broker is at fault; check that --url names a broker")
        .exit(ExitCode.REFUSED);
  }
}
