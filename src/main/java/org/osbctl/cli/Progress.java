package org.osbctl.cli;

import org.osbctl.http.Exchange;
import org.osbctl.http.HttpResponseData;
import org.osbctl.http.Redaction;
import org.osbctl.lifecycle.Tracker;

/** Shows how an operation gets on: one line for each change. */
final class Progress {
  private final Output output;
  private final Redaction redaction;
  private String last = "";

  Progress(Session session) {
    this.output = session.output();
    this.redaction = session.redaction();
  }

  /**
   * Takes note of the answer to a poll.
   *
   * @param words what goes on: {@code Provisioning "db1"}
   */
  void polled(String words, Exchange poll) {
    var said = poll.response().map(Progress::said).orElse("no answer");
    show(words + ": " + redaction.text(said));
  }

  /** Shows a line, unless it is the one before. */
  void show(String line) {
    if (!line.equals(last)) {
      output.info(line);
      last = line;
    }
  }

  private static String said(HttpResponseData response) {
    var answer = Tracker.answer(response);
    var state = answer.state() == null ? "answer " + answer.status() : answer.state();
    var description = response.body().json().path("description").stringValue("");
    return description.isEmpty() ? state : state + " (" + description + ")";
  }
}
