package org.osbctl.cli.io;

import org.osbctl.http.Visible;
import org.osbctl.spec.Json;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something that did not work, as data.
 *
 * @param code words, stable for ever
 * @param what what did not work
 * @param cause the cause as seen; empty when {@code what} says it all
 * @param remedy what to do next; empty when nothing can be said
 */
public record Problem(String code, String what, String cause, String remedy) {
  /** In the form for people. */
  public String text() {
    var text = new StringBuilder(code).append(": ").append(Visible.lines(what));
    if (!cause.isEmpty()) {
      text.append("\n  cause:  ").append(Visible.lines(cause));
    }
    if (!remedy.isEmpty()) {
      text.append("\n  remedy: ").append(Visible.lines(remedy));
    }
    return text.toString();
  }

  /** In the form for programs. */
  ObjectNode json() {
    return Json.object()
        .put("apiVersion", "osbctl/v1")
        .put("kind", "Problem")
        .put("code", code)
        .put("what", what)
        .put("cause", cause)
        .put("remedy", remedy);
  }

  /** To be thrown where a command cannot go on. */
  public ProblemException exit(ExitCode exit) {
    return new ProblemException(this, exit);
  }
}
