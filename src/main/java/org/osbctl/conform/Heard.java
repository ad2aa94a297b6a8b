package org.osbctl.conform;

import java.util.List;
import org.osbctl.http.Exchange;
import org.osbctl.rules.Judged;
import org.osbctl.rules.Judgement;
import org.osbctl.rules.Ruling;

/**
 * One exchange of a run: who sent it, and what was ruled.
 *
 * @param lane the plan it was sent for, {@code OFFERING/PLAN}; empty for those of no plan
 * @param scenario the name of the scenario it is part of; {@code catalog} before and after them,
 *     {@code clean-up} when what was created is deleted
 * @param judged the exchange in its context, and the rulings
 */
public record Heard(String lane, String scenario, Judged judged) {
  /** The scenario of the first and the last exchange of a run. */
  static final String CATALOG = "catalog";

  /** The scenario of deletes at the end of a lane. */
  static final String CLEAN_UP = "clean-up";

  /** Its place in the run, from 0. */
  public int number() {
    return judged.seen().number();
  }

  /** What was on the wire. */
  public Exchange exchange() {
    return judged.seen().exchange();
  }

  /** The violations it shows, its own and those of earlier exchanges that it throws light on. */
  public List<Ruling> violations() {
    return judged.rulings().stream()
        .filter(each -> each.judgement() instanceof Judgement.Violated)
        .toList();
  }

  /** The ids of the requirements it is a good example of. */
  public List<String> met() {
    return judged.rulings().stream()
        .filter(each -> each.judgement() instanceof Judgement.Met)
        .map(Ruling::requirement)
        .toList();
  }
}
