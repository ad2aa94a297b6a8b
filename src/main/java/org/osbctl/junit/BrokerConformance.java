package org.osbctl.junit;

import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.osbctl.client.Caller;
import org.osbctl.client.Sleeper;
import org.osbctl.client.WaitLimits;
import org.osbctl.conform.CreatedListener;
import org.osbctl.conform.Finding;
import org.osbctl.conform.Planner;
import org.osbctl.conform.RequirementResult;
import org.osbctl.conform.RunOptions;
import org.osbctl.conform.RunResult;
import org.osbctl.conform.Runner;
import org.osbctl.conform.Selection;
import org.osbctl.conform.Verdict;
import org.osbctl.conform.WaiverReader;
import org.osbctl.conform.Waivers;
import org.osbctl.http.Authentication;
import org.osbctl.http.Outcome;
import org.osbctl.http.Printout;
import org.osbctl.http.Quotes;
import org.osbctl.http.Redaction;
import org.osbctl.http.Target;
import org.osbctl.http.Transport;
import org.osbctl.http.TransportFailure;
import org.osbctl.http.TransportOptions;
import org.osbctl.http.Visible;
import org.osbctl.spec.ApiVersion;

/**
 * The conformance suite inside the tests of a broker: one dynamic test for each requirement,
 * grouped by the section of the specification that states it.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicNode> broker_conforms() {
 *   return BrokerConformance.of(url).withBasic("admin", "secret").tests();
 * }
 * }</pre>
 *
 * <p>What nothing was seen of is aborted with the reason, and so is what a waiver accepts. Whatever
 * the run creates it deletes; a test of its own fails when that does not work, and is the only one
 * when the broker does not answer.
 */
public final class BrokerConformance {
  private final Target target;
  private final ApiVersion version;
  private final RunOptions options;
  private final Waivers waivers;
  private final boolean strict;

  private BrokerConformance(
      Target target, ApiVersion version, RunOptions options, Waivers waivers, boolean strict) {
    this.target = target;
    this.version = version;
    this.options = options;
    this.waivers = waivers;
    this.strict = strict;
  }

  /**
   * The suite for a broker that asks for no credentials, by the latest version, with one plan of
   * each offering.
   *
   * @param url the base URL, what stands before {@code /v2}
   */
  public static BrokerConformance of(URI url) {
    var options =
        new RunOptions(false, List.of(), List.of(), false, Map.of(), 4, WaitLimits.DEFAULT);
    return new BrokerConformance(
        new Target(url, new Authentication.None()),
        ApiVersion.LATEST,
        options,
        Waivers.NONE,
        false);
  }

  /** This suite with basic authentication. */
  public BrokerConformance withBasic(String username, String password) {
    return with(new Authentication.Basic(username, password));
  }

  /** This suite with a bearer token. */
  public BrokerConformance withBearer(String token) {
    return with(new Authentication.Bearer(token));
  }

  private BrokerConformance with(Authentication authentication) {
    return new BrokerConformance(
        new Target(target.baseUrl(), authentication), version, options, waivers, strict);
  }

  /** This suite, judging by another version. */
  public BrokerConformance withVersion(ApiVersion other) {
    return new BrokerConformance(target, other, options, waivers, strict);
  }

  /** This suite, sending only what creates nothing. */
  public BrokerConformance quick() {
    return withOptions(true, options.plans(), options.selection());
  }

  /** This suite with these plans only: names, ids or {@code OFFERING/PLAN}. */
  public BrokerConformance withPlans(String... plans) {
    return withOptions(options.quick(), List.of(plans), options.selection());
  }

  /** This suite with these requirements only: ids, patterns with {@code *}, or levels. */
  public BrokerConformance only(String... terms) {
    return withOptions(options.quick(), options.plans(), new Selection(List.of(terms), List.of()));
  }

  private BrokerConformance withOptions(boolean quick, List<String> plans, Selection selection) {
    var changed =
        new RunOptions(
            quick,
            options.offerings(),
            plans,
            options.allPlans(),
            options.parameters(),
            options.jobs(),
            options.waiting(),
            selection,
            options.maxFailures(),
            options.keepOnFailure(),
            options.seed());
    return new BrokerConformance(target, version, changed, waivers, strict);
  }

  /**
   * This suite with violations that are accepted for a while.
   *
   * @param yaml a file of waivers, as {@code osbctl conform baseline} writes it
   */
  public BrokerConformance withWaivers(String yaml) {
    return new BrokerConformance(target, version, options, WaiverReader.read(yaml), strict);
  }

  /** This suite, in which violations of SHOULD fail, too. */
  public BrokerConformance strict() {
    return new BrokerConformance(target, version, options, waivers, true);
  }

  /** Runs the suite; the tests tell what came out. */
  public Stream<DynamicNode> tests() {
    var clock = Clock.systemUTC();
    try (var transport = new Transport(TransportOptions.DEFAULT, clock)) {
      var runner =
          new Runner(
              transport,
              target,
              Caller.of(version),
              clock,
              Sleeper.REAL,
              heard -> {},
              CreatedListener.none());
      return runner.fetchCatalog().outcome() instanceof Outcome.Failed failed
          ? Stream.of(unanswered(failed.failure()))
          : tests(run(runner, clock));
    }
  }

  /** Who does not answer at all is not judged. */
  private DynamicNode unanswered(TransportFailure failure) {
    var words = "GET /v2/catalog got no answer from " + target.baseUrl() + ": " + failure.detail();
    var redaction = Redaction.of(target.authentication(), List.of());
    return DynamicTest.dynamicTest(
        "run", () -> Assertions.fail(Visible.lines(redaction.text(words))));
  }

  private Stream<DynamicNode> tests(RunResult result) {
    var redaction = Redaction.of(target.authentication(), List.of());
    var sections = new LinkedHashMap<String, List<DynamicNode>>();
    for (var each : result.requirements()) {
      sections
          .computeIfAbsent(each.requirement().section(version), section -> new ArrayList<>())
          .add(DynamicTest.dynamicTest(each.requirement().id(), () -> tell(each, redaction)));
    }
    var all = new ArrayList<DynamicNode>();
    all.add(DynamicTest.dynamicTest("run", () -> tellRun(result, redaction)));
    sections.forEach(
        (section, tests) -> all.add(DynamicContainer.dynamicContainer(section, tests)));
    return all.stream();
  }

  private RunResult run(Runner runner, Clock clock) {
    var plan = Planner.plan(runner.catalog(), options, version);
    var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return waivers.apply(runner.run(plan, options), today, true).result();
  }

  /** What is wrong without being a matter of one requirement. */
  private static void tellRun(RunResult result, Redaction redaction) {
    var wrong = new ArrayList<String>();
    result.leftBehind().forEach(each -> wrong.add("left behind: " + each));
    result.blockers().forEach(each -> wrong.add("could not go on: " + each));
    if (result.exercised() == 0) {
      wrong.add("nothing was seen that a requirement speaks of");
    }
    if (!wrong.isEmpty()) {
      Assertions.fail(Visible.lines(redaction.text(String.join("\n", wrong))));
    }
  }

  private void tell(RequirementResult result, Redaction redaction) {
    var reason = Visible.lines(redaction.text(result.reason()));
    switch (result.verdict()) {
      case FAILED -> Assertions.fail(violations(result, redaction));
      case WARNED -> {
        if (strict) {
          Assertions.fail(violations(result, redaction));
        }
      }
      case BLOCKED -> Assertions.fail("could not be judged: " + reason);
      case SKIPPED, WAIVED -> Assumptions.abort(word(result.verdict()) + reason);
      case PASSED, INFO -> {}
    }
  }

  private static String word(Verdict verdict) {
    return verdict == Verdict.WAIVED ? "waived " : "";
  }

  private String violations(RequirementResult result, Redaction redaction) {
    var text = new StringBuilder(result.level() + ": " + result.requirement().gist());
    result.findings().forEach(each -> add(text, each, redaction));
    if (!result.requirement().hint().isEmpty()) {
      text.append("\nfix: ").append(result.requirement().hint());
    }
    return text.append("\ntext: ").append(result.requirement().link(version)).toString();
  }

  private static void add(StringBuilder text, Finding finding, Redaction redaction) {
    var exchange = finding.seen().exchange();
    var quotes = new Quotes(exchange, redaction);
    text.append("\n- ").append(Visible.lines(quotes.sentence(finding.violation().because())));
    text.append("\n  repeat: ").append(new Printout(exchange, redaction).curl());
  }
}
