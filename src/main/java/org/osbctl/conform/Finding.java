package org.osbctl.conform;

import org.osbctl.rules.Judgement;
import org.osbctl.rules.Observation;

/**
 * A violation and the exchange that shows it.
 *
 * @param violation what is wrong
 * @param seen where it was seen
 * @param times how often the same was seen in this run
 */
public record Finding(Judgement.Violated violation, Observation seen, int times) {}
