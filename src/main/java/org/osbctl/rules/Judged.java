package org.osbctl.rules;

import java.util.List;

/**
 * An exchange and all that was ruled when it was heard.
 *
 * @param seen the exchange in its context
 * @param rulings what the rules said; those in hindsight are about earlier exchanges
 */
public record Judged(Observation seen, List<Ruling> rulings) {
  public Judged {
    rulings = List.copyOf(rulings);
  }
}
