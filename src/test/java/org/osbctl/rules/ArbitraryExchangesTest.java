package org.osbctl.rules;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.osbctl.http.Headers;
import org.osbctl.lifecycle.Known;
import org.osbctl.rules.platform.PlatformJudge;
import org.osbctl.samples.RandomExchanges;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Catalog;
import org.osbctl.spec.Json;

/**
 * No exchange makes a rule throw, whatever is in it and whatever went before.
 *
 * <p>{@code -Dosbctl.fuzz=1000000} makes it a long walk.
 */
class ArbitraryExchangesTest {
  private static final int CONVERSATION = 60;
  private static final Catalog CATALOG =
      new Catalog(
          Json.parse(
                  """
                  {"services": [{"id": "s", "name": "s", "description": "d", "bindable": true,
                    "instances_retrievable": true, "bindings_retrievable": true,
                    "plan_updateable": true, "plans": [
                      {"id": "p", "name": "p", "description": "d"},
                      {"id": "q", "name": "q", "description": "d"}]}]}
                  """
                      .getBytes(StandardCharsets.UTF_8))
              .node());

  @Test
  void no_rule_throws() {
    int count = Integer.getInteger("osbctl.fuzz", 2_400);
    var judged = new HashSet<String>();
    for (int seed = 0; seed < Math.ceilDiv(count, CONVERSATION); seed++) {
      converse(seed, judged);
    }
    // A walk that passes most rules by would prove little.
    assertTrue(judged.size() > 100, () -> judged.size() + " requirements were judged");
  }

  private static void converse(int seed, Set<String> judged) {
    var versions = ApiVersion.values();
    var known = new Known(versions[seed % versions.length], CATALOG, Headers.NONE);
    var broker = new Judge(known, RuleBook.standard());
    var platform = new PlatformJudge(known);
    var exchanges = new RandomExchanges(known.version().toString(), new Random(seed));
    for (int i = 0; i < CONVERSATION; i++) {
      var exchange = exchanges.next();
      try {
        for (var ruling : broker.judge(exchange)) {
          if (!(ruling.judgement() instanceof Judgement.NotApplicable)) {
            judged.add(ruling.requirement());
          }
        }
        platform.judge(exchange);
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError("seed " + seed + ", exchange " + i + ": " + exchange, e);
      }
    }
    platform.finish();
  }
}
