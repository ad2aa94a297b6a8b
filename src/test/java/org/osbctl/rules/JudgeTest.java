package org.osbctl.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.osbctl.rules.Exchanges.*;
import static org.osbctl.rules.Exchanges.Said.*;

import org.junit.jupiter.api.Test;
import org.osbctl.http.Headers;
import org.osbctl.lifecycle.Known;
import org.osbctl.lifecycle.ResourceState;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Catalog;

/** What the judge remembers, and what it learns of the past. */
class JudgeTest {
  private static final String REPEAT = "provision.repeat-while-running-is-202";
  private static final String RUNNING = "{'state':'in progress'}";
  private static final String DONE = "{'state':'succeeded'}";

  /** Provisioned asynchronously, and asked for once more as if it had ended since. */
  private static Exchanges repeated() {
    return latest()
        .then(provision(), 202, "{'operation':'make'}")
        .then(provision(), 200, "{'operation':'make'}");
  }

  @Test
  void poll_in_progress_tells_what_was_running_all_the_time() {
    var talk = repeated();
    assertEquals(NOTHING, talk.says(REPEAT));
    assertEquals(VIOLATED, talk.then(poll("make"), 200, RUNNING).saysLast(REPEAT));
  }

  @Test
  void poll_that_ends_tells_nothing_of_what_was_before() {
    assertEquals(NOTHING, repeated().then(poll("make"), 200, DONE).says(REPEAT));
    assertEquals(NOTHING, repeated().then(fetch(), 200, "{}").says(REPEAT));
  }

  @Test
  void work_that_a_poll_saw_end_was_not_running() {
    var talk =
        repeated()
            .then(poll("make"), 200, DONE)
            .then(update("{'service_id':'db','plan_id':'large'}"), 202, "{'operation':'move'}")
            .then(poll("move"), 200, RUNNING);
    assertEquals(NOTHING, talk.says(REPEAT));
  }

  @Test
  void what_is_told_from_elsewhere_is_known() {
    var told = latest().bound().judge();
    var judge =
        new Judge(new Known(ApiVersion.LATEST, Catalog.EMPTY, Headers.NONE), RelationRules.all());
    judge.assume("i", told.instance("i"));
    judge.assume("i", "b", told.binding("i", "b"));
    assertInstanceOf(ResourceState.Ready.class, judge.instance("i"));
    assertInstanceOf(ResourceState.Ready.class, judge.binding("i", "b"));
  }
}
