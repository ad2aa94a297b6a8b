package org.osbctl.rules;

import org.osbctl.spec.ApiVersion;

/** Right answers to every request, by name. */
final class AnswerBodies {
  private AnswerBodies() {}

  /** A request, and how it is answered. */
  record Answer(String request, int status, String body) {}

  static Answer answer(String name) {
    return switch (name) {
      case "catalog" -> new Answer(Dialogue.CATALOG, 200, Samples.CATALOG);
      case "provisioned" -> new Answer(Dialogue.PROVISION, 201, "{}");
      case "provision" -> new Answer(Dialogue.PROVISION, 202, Samples.PROVISION);
      case "update" -> new Answer(Dialogue.UPDATE, 200, Samples.PROVISION);
      case "update accepted" -> new Answer(Dialogue.UPDATE, 202, Samples.PROVISION);
      case "fetched instance" -> new Answer(Dialogue.FETCH, 200, Samples.FETCHED_INSTANCE);
      case "poll" -> new Answer(Dialogue.POLL, 200, Samples.POLL);
      case "failed poll" -> new Answer(Dialogue.POLL, 200, Samples.FAILED);
      case "poll binding" -> new Answer(Dialogue.POLL_BINDING, 200, Samples.POLL);
      case "bind" -> new Answer(Dialogue.BIND, 201, Samples.BIND);
      case "bind accepted" -> new Answer(Dialogue.BIND, 202, Samples.OPERATION);
      case "fetched binding" -> new Answer(Dialogue.FETCH_BINDING, 200, Samples.BIND);
      case "deprovision" -> new Answer(Dialogue.DEPROVISION, 200, "{}");
      case "deprovision accepted" -> new Answer(Dialogue.DEPROVISION, 202, Samples.OPERATION);
      case "unbind" -> new Answer(Dialogue.UNBIND, 200, "{}");
      case "unbind accepted" -> new Answer(Dialogue.UNBIND, 202, Samples.OPERATION);
      case "error" -> new Answer(Dialogue.PROVISION, 422, Samples.ERROR);
      case "update error" -> new Answer(Dialogue.UPDATE, 500, Samples.FAILED);
      case "conflict" -> new Answer(Dialogue.BIND, 409, "{\"description\": \"Taken.\"}");
      case "gone" -> new Answer(Dialogue.UNBIND, 410, "{}");
      default -> throw new IllegalArgumentException(name);
    };
  }

  static boolean within(ApiVersion version, String first, String last) {
    return version.atLeast(ApiVersion.parse(first).orElseThrow())
        && ApiVersion.parse(last).orElseThrow().atLeast(version);
  }
}
