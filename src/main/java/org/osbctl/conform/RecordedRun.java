package org.osbctl.conform;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.osbctl.client.Sleeper;
import org.osbctl.http.Exchange;
import org.osbctl.http.Headers;
import org.osbctl.lifecycle.Attributes;
import org.osbctl.lifecycle.Known;
import org.osbctl.lifecycle.ResourceState;
import org.osbctl.rules.Judge;
import org.osbctl.rules.RuleBook;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Catalog;
import org.osbctl.spec.Requirements;

/** Judges traffic that was recorded, by the rules that judge a run, with no broker at all. */
public final class RecordedRun {
  private static final Pattern API = Pattern.compile("^(.*?)/v2/(catalog|service_instances)\\b.*");

  private RecordedRun() {}

  /** Whether an exchange is one with a broker. */
  public static boolean isWithBroker(Exchange exchange) {
    return API.matcher(exchange.request().uri().toString()).matches();
  }

  /**
   * The result of traffic with one broker.
   *
   * @param exchanges at least one, in the order in which the broker may have handled them
   * @param version the version to judge by
   * @param credentials the headers of right credentials
   * @param complete whether nothing was sent before them; else what they speak of first may have
   *     any past
   * @param selection what to judge
   */
  public static RunResult of(
      List<Exchange> exchanges,
      ApiVersion version,
      Headers credentials,
      boolean complete,
      Selection selection) {
    var rules = RuleBook.standard();
    var known = new Known(version, Catalog.EMPTY, credentials);
    var judge =
        complete
            ? new Judge(known, rules)
            : new Judge(
                known,
                rules,
                new ResourceState.Unknown(Attributes.UNKNOWN, "nobody has recorded its past"));
    var tally = new Tally(Requirements.bundled(), version, rules);
    tally.select(selection);
    var run = new Run(CreatedListener.none(), Sleeper.REAL);
    for (var exchange : exchanges) {
      var heard = new Heard("", "recorded", judge.hear(exchange));
      tally.add(heard);
      run.noteAnswer(heard.judged().seen().operation(), exchange);
    }
    var first = exchanges.getFirst();
    var last = exchanges.getLast();
    var duration = Duration.between(first.at(), last.at().plus(last.timing().total()));
    return tally.result(
        base(first), first.at(), duration.isNegative() ? Duration.ZERO : duration, List.of(), run);
  }

  private static URI base(Exchange exchange) {
    var matcher = API.matcher(exchange.request().uri().toString());
    return matcher.matches() ? URI.create(matcher.group(1)) : exchange.request().uri();
  }
}
