package org.osbctl.rules;

/**
 * A judgement and what it is about.
 *
 * @param requirement the id of the requirement
 * @param judgement what was found
 * @param about the exchange it was found in
 */
public record Ruling(String requirement, Judgement judgement, Observation about) {}
