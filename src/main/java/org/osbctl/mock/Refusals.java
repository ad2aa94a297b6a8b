package org.osbctl.mock;

import java.util.Optional;
import org.osbctl.lifecycle.Answer;
import org.osbctl.lifecycle.Defect;
import org.osbctl.lifecycle.Situation;
import org.osbctl.operation.Operation.Bind;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.ErrorCode;
import org.osbctl.spec.Json;
import tools.jackson.databind.node.ObjectNode;

/** Why this mock refuses a request, beside what the model refuses; and how it says so. */
final class Refusals {
  private Refusals() {}

  /** A version above the newest one this mock is to speak. */
  static Optional<Defect> ofVersion(MockRequest request, ApiVersion newest) {
    var asked = request.http().headers().first("X-Broker-API-Version");
    return asked
        .filter(text -> ApiVersion.parse(text).map(v -> !newest.atLeast(v)).orElse(true))
        .map(
            text ->
                new Defect(
                    Defect.Kind.VERSION_UNSUPPORTED,
                    "X-Broker-API-Version "
                        + text
                        + "; this broker speaks "
                        + ApiVersion.V2_11
                        + " to "
                        + newest));
  }

  /** A binding that needs an application and names none. */
  static Optional<Answer> ofApp(Bind bind, Situation situation, Instance instance) {
    var plan = situation.catalog().plan(instance.own().state().attributesNow().planId());
    var named =
        bind.body().path("app_guid").isString()
            || bind.body().path("bind_resource").path("app_guid").isString();
    return plan.filter(p -> Traits.of(p).requiresApp() && !named)
        .map(p -> Answer.error(422, ErrorCode.REQUIRES_APP));
  }

  /** The body of an answer that refuses. */
  static ObjectNode body(Situation situation, Answer answer) {
    var body = Json.object();
    if (answer.error() != null) {
      body.put("error", answer.error());
    }
    var silent =
        situation.version().before(ApiVersion.V2_14)
            && (answer.status() == 409 || answer.status() == 410);
    return silent ? body : body.put("description", reason(situation, answer));
  }

  private static String reason(Situation situation, Answer answer) {
    if (!situation.defects().isEmpty()) {
      return "Refused because of " + situation.defects().getFirst().what() + ".";
    }
    if (answer.error() != null) {
      return switch (answer.error()) {
        case ErrorCode.ASYNC_REQUIRED ->
            "This Service Plan requires client support for asynchronous service operations.";
        case ErrorCode.CONCURRENCY_ERROR ->
            "Another operation for this Service Instance is in progress.";
        case ErrorCode.REQUIRES_APP ->
            "This Service supports generation of credentials through binding an application only.";
        default -> "Refused: " + answer.error() + ".";
      };
    }
    return switch (answer.status()) {
      case 404 -> "There is no such resource, or no such endpoint.";
      case 409 -> "The id is taken by a resource with other attributes.";
      case 410 -> "The resource is gone.";
      default -> "The request cannot be fulfilled in the present state.";
    };
  }
}
