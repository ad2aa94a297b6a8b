package org.osbctl.report;

import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.osbctl.conform.Finding;
import org.osbctl.conform.Heard;
import org.osbctl.conform.RequirementResult;
import org.osbctl.conform.RunResult;
import org.osbctl.http.Exchange;
import org.osbctl.http.Printout;
import org.osbctl.http.Quotes;
import org.osbctl.http.Redaction;
import org.osbctl.report.Report.Entry;
import org.osbctl.report.Report.Found;
import org.osbctl.report.Report.Traffic;
import org.osbctl.report.Report.Violation;
import org.osbctl.rules.Judgement;
import org.osbctl.rules.Ruling;
import org.osbctl.spec.ApiVersion;
import tools.jackson.databind.node.ObjectNode;

/** Makes the report of one run: the door at which secrets stay behind. */
public final class RunReport {
  private final Tool tool;
  private final Redaction redaction;
  private final Gate gate;

  // Taking the secrets out is most of the work: once for each exchange, however often it is told
  // of.
  private final Map<Exchange, ObjectNode> printed =
      Collections.synchronizedMap(new IdentityHashMap<>());
  private final Map<Exchange, Quotes> quoted = Collections.synchronizedMap(new IdentityHashMap<>());

  /** Makes reports that name the tool, mask what the redaction knows, and judge by the gate. */
  public RunReport(Tool tool, Redaction redaction, Gate gate) {
    this.tool = tool;
    this.redaction = redaction;
    this.gate = gate;
  }

  /**
   * The report of a run.
   *
   * @param planless whether the run looked for plans to create instances of, and found none
   * @param staleWaivers waivers that have expired or are no longer needed, in words
   * @param platforms what platforms would say beyond the specification, without secrets
   */
  public Report of(
      RunResult result,
      boolean planless,
      List<String> staleWaivers,
      List<PlatformVerdict> platforms) {
    var told = new HashSet<String>();
    result.requirements().forEach(each -> told.add(each.requirement().id()));
    return new Report(
        tool,
        url(result.target()),
        result.version(),
        platforms.stream().map(PlatformVerdict::profile).toList(),
        result.startedAt(),
        result.duration(),
        result.interrupted(),
        planless,
        result.requests(),
        result.instancesCreated(),
        result.bindingsCreated(),
        texts(result.leftBehind()),
        texts(result.blockers()),
        texts(staleWaivers),
        gate,
        result.judgeable(),
        result.requirements().stream().map(each -> entry(each, result)).toList(),
        new LazyList<>(
            () -> result.exchanges().stream().map(each -> traffic(each, told::contains)).toList()),
        platforms);
  }

  private String url(URI target) {
    var userInfo = target.getRawUserInfo();
    var text = target.toString();
    return redaction.text(userInfo == null ? text : text.replace(userInfo + "@", ""));
  }

  private List<String> texts(List<String> texts) {
    return texts.stream().map(redaction::text).toList();
  }

  /** The beginning of the report of a run that has yet to end. */
  ObjectNode head(URI target, ApiVersion version, Instant startedAt) {
    return JsonReport.head(tool, url(target), version, List.of(), startedAt);
  }

  private Entry entry(RequirementResult result, RunResult run) {
    var requirement = result.requirement();
    return new Entry(
        requirement.id(),
        result.level(),
        requirement.section(run.version()),
        requirement.link(run.version()),
        requirement.subject(),
        requirement.gist(),
        requirement.hint(),
        result.verdict(),
        result.seen(),
        redaction.text(result.reason()),
        texts(result.notes()),
        result.findings().stream().map(this::found).toList());
  }

  private Found found(Finding finding) {
    var quotes = quotes(finding.seen().exchange());
    var violation = finding.violation();
    var pointer = violation.pointer();
    var printout = new Printout(finding.seen().exchange(), redaction);
    return new Found(
        quotes.sentence(violation.because()),
        redaction.text(violation.expected()),
        quotes.sentence(violation.actual()),
        pointer == null ? null : redaction.text(pointer),
        finding.times(),
        finding.seen().number(),
        quotes.said(),
        printed(printout),
        printout.curl());
  }

  private Quotes quotes(Exchange exchange) {
    return quoted.computeIfAbsent(exchange, each -> new Quotes(each, redaction));
  }

  private ObjectNode printed(Printout printout) {
    return printed.computeIfAbsent(printout.exchange(), each -> printout.toJson());
  }

  private Violation violation(Ruling ruling) {
    var quotes = quotes(ruling.about().exchange());
    var violated = (Judgement.Violated) ruling.judgement();
    return new Violation(
        ruling.requirement(),
        ruling.about().number(),
        quotes.sentence(violated.because()),
        redaction.text(violated.expected()),
        quotes.sentence(violated.actual()));
  }

  /**
   * An exchange as reports tell it.
   *
   * @param told says whose violations are told
   */
  Traffic traffic(Heard heard, Predicate<String> told) {
    var violations =
        heard.violations().stream()
            .filter(each -> told.test(each.requirement()))
            .map(this::violation)
            .toList();
    var exchange = printed(new Printout(heard.exchange(), redaction));
    return new Traffic(
        heard.number(), redaction.text(heard.lane()), heard.scenario(), violations, exchange);
  }
}
