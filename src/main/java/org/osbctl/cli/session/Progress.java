package org.osbctl.cli.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osbctl.cli.io.Output;
import org.osbctl.cli.io.Surroundings;
import org.osbctl.http.Exchange;
import org.osbctl.http.HttpResponseData;
import org.osbctl.http.Redaction;
import org.osbctl.http.Visible;
import org.osbctl.lifecycle.Tracker;

/**
 * Shows how an operation gets on: one line for each change; on a terminal one line that moves, with
 * the time that has passed, of which the last state stays.
 */
public final class Progress implements AutoCloseable {
  private static final String DOTS = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
  private static final String STROKES = "|/-\\";
  private static final int FRAME_MILLIS = 120;

  /** A broker may have much to say, and lines that look like ours. */
  private static final int MOST_SAID = 300;

  private final Output output;
  private final Redaction redaction;
  private final Clock clock;
  private final String frames;
  private final Instant begun;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile String last = "";

  /** Shown on the output of a session, from now on. */
  public Progress(Session session) {
    this.output = session.output();
    this.redaction = session.redaction();
    this.clock = session.surroundings().clock();
    this.begun = clock.instant();
    this.frames = isUnicode(session.surroundings()) ? DOTS : STROKES;
  }

  private static boolean isUnicode(Surroundings surroundings) {
    return surroundings
        .variable("LC_ALL")
        .or(() -> surroundings.variable("LC_CTYPE"))
        .or(() -> surroundings.variable("LANG"))
        .filter(name -> name.toUpperCase(Locale.ROOT).replace("-", "").contains("UTF8"))
        .isPresent();
  }

  /**
   * Takes note of the answer to a poll.
   *
   * @param words what goes on: {@code Provisioning "db1"}
   */
  public void polled(String words, Exchange poll) {
    var said = poll.response().map(Progress::said).orElse("no answer");
    show(words + ": " + Visible.excerpt(redaction.text(said), MOST_SAID));
  }

  /** Shows a line, unless it is the one before. */
  public void show(String line) {
    if (line.equals(last)) {
      return;
    }
    var first = last.isEmpty();
    last = line;
    if (!output.animated()) {
      output.info(line);
    } else if (first) {
      Thread.ofVirtual().start(this::move);
    }
  }

  private void move() {
    try {
      for (int i = 0; !over.await(FRAME_MILLIS, TimeUnit.MILLISECONDS); i++) {
        draw(frames.charAt(i % frames.length()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void draw(char frame) {
    if (over.getCount() > 0) {
      var passed = Duration.between(begun, clock.instant());
      output.passing(frame + " " + time(passed) + "  " + last);
    }
  }

  private static String time(Duration passed) {
    return passed.toMinutes() == 0
        ? passed.toSeconds() + " s"
        : String.format(Locale.ROOT, "%d:%02d", passed.toMinutes(), passed.toSecondsPart());
  }

  /** It is over: what was seen last stays. */
  @Override
  public synchronized void close() {
    over.countDown();
    output.clear();
    if (output.animated() && !last.isEmpty()) {
      output.info(last);
    }
  }

  private static String said(HttpResponseData response) {
    var answer = Tracker.answer(response);
    var state = answer.state() == null ? "answer " + answer.status() : answer.state();
    var description = response.body().json().path("description").stringValue("");
    return description.isEmpty() ? state : state + " (" + description + ")";
  }
}
