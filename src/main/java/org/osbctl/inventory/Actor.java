package org.osbctl.inventory;

import org.jspecify.annotations.Nullable;

/**
 * Who changes the inventory; noted with all that is created and done.
 *
 * @param author who runs osbctl, as {@code user@host}
 * @param run what the commands of one job share, or the id of this command alone
 * @param context the context in use, or null
 */
public record Actor(String author, String run, @Nullable String context) {
  /** Nobody in particular. */
  public static final Actor NOBODY = new Actor("", "", null);
}
