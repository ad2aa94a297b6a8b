package org.osbctl.inventory;

import org.osbctl.inventory.InstanceEntry.LastOperation.State;

/**
 * An instance as lists show it, of which there may be very many.
 *
 * @param broker the broker's URL
 * @param name the name its owner gave it
 * @param offering the offering's name
 * @param plan the plan's name
 * @param last the kind of the last operation
 * @param state how far that is
 * @param bindings how many bindings it has
 * @param createdAt when it was asked for, ISO 8601 in UTC
 * @param author who asked for it, {@code user@host}
 */
public record InstanceSummary(
    String broker,
    String name,
    String offering,
    String plan,
    String last,
    State state,
    int bindings,
    String createdAt,
    String author) {}
