package org.osbctl.mock.strict;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.osbctl.http.Exchange;
import org.osbctl.http.HttpRequestData;
import org.osbctl.http.Outcome;
import org.osbctl.http.Redaction;
import org.osbctl.http.Timing;
import org.osbctl.lifecycle.Known;
import org.osbctl.mock.ControlRoute;
import org.osbctl.mock.Interceptor;
import org.osbctl.mock.MockAnswer;
import org.osbctl.mock.MockOptions;
import org.osbctl.mock.MockRequest;
import org.osbctl.rules.platform.PlatformFinding;
import org.osbctl.rules.platform.PlatformJudge;
import org.osbctl.spec.Json;

/**
 * Judges whoever calls a mock by what the specification asks of platforms.
 *
 * <p>It answers nothing itself. It remembers a bounded number of findings, the latest, and counts
 * them all; of each requirement only the first few are told to the listener, for a platform that
 * does something wrong mostly does it with every request.
 */
public final class StrictInterceptor implements Interceptor {
  private static final int REMEMBERED = 1_000;
  private static final int TOLD = 3;

  private final Known known;
  private final Redaction redaction;
  private final Consumer<StrictFinding> listener;
  private final Deque<StrictFinding> findings = new ArrayDeque<>();
  private final Map<String, Long> counts = new LinkedHashMap<>();
  private PlatformJudge judge;

  /**
   * A judge of those who call a mock.
   *
   * @param options the mock's: its newest version, its catalog, its credentials
   * @param listener is told of findings, on the threads of the mock, one at a time
   */
  public StrictInterceptor(MockOptions options, Consumer<StrictFinding> listener) {
    var authentication = options.authentication();
    this.known = new Known(options.newest(), options.catalog(), authentication.credentials());
    this.redaction = Redaction.of(authentication, List.of());
    this.listener = listener;
    this.judge = new PlatformJudge(known);
  }

  @Override
  public MockAnswer around(MockRequest request, Next next) {
    var clock = request.mock().clock();
    Instant at = clock.instant();
    var answer = next.proceed(request);
    // By the mock's clock, too: what was put forward meanwhile has passed for the platform.
    var took = Duration.between(at, clock.instant());
    var exchange =
        new Exchange(at, request.http(), new Outcome.Answered(answer.response()), new Timing(took));
    synchronized (this) {
      note(judge.judge(exchange), at);
    }
    return answer;
  }

  /**
   * Takes note of what the platform has left undone, because nothing more will ever come from it.
   */
  public synchronized void finish(Clock clock) {
    note(judge.finish(), clock.instant());
  }

  private void note(List<PlatformFinding> found, Instant at) {
    for (var each : found) {
      var finding = StrictFinding.of(each, at, redaction);
      findings.addLast(finding);
      if (findings.size() > REMEMBERED) {
        findings.removeFirst();
      }
      if (counts.merge(finding.requirement(), 1L, Long::sum) <= TOLD) {
        listener.accept(finding);
      }
    }
  }

  /** The findings that are remembered, in their order. */
  public synchronized List<StrictFinding> findings() {
    return List.copyOf(findings);
  }

  /** How often each requirement was violated, by its id. */
  public synchronized Map<String, Long> counts() {
    return Map.copyOf(counts);
  }

  /** The findings stay: who resets the mock between two tests still wants to know. */
  @Override
  public synchronized void reset() {
    judge = new PlatformJudge(known);
  }

  @Override
  public List<ControlRoute> controls() {
    return List.of(
        new ControlRoute("GET", "findings", "what platforms did wrong", request -> list()),
        new ControlRoute("DELETE", "findings", "forget what platforms did wrong", this::forget));
  }

  private MockAnswer list() {
    var body = Json.object();
    List<StrictFinding> all;
    synchronized (this) {
      all = new ArrayList<>(findings);
      var numbers = body.putObject("counts");
      counts.forEach(numbers::put);
    }
    var list = body.putArray("findings");
    all.forEach(each -> list.add(each.json()));
    return MockAnswer.json(200, body);
  }

  private synchronized MockAnswer forget(HttpRequestData request) {
    findings.clear();
    counts.clear();
    return list();
  }
}
