package org.osbctl.lifecycle;

import org.jspecify.annotations.Nullable;

/**
 * What counts of an answer when the model looks at it.
 *
 * @param status the HTTP status
 * @param error the member {@code error} of the body, null when there is none
 * @param state the member {@code state} of a poll's body, null when there is none
 */
public record Answer(int status, @Nullable String error, @Nullable String state) {
  /** A status alone. */
  public static Answer of(int status) {
    return new Answer(status, null, null);
  }

  /** A status with an error code. */
  public static Answer error(int status, String error) {
    return new Answer(status, error, null);
  }

  /** A poll's answer. */
  public static Answer state(String state) {
    return new Answer(200, null, state);
  }

  /** Whether the broker says the request was carried out or accepted. */
  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  @Override
  public String toString() {
    return status + (error == null ? "" : " " + error) + (state == null ? "" : " " + state);
  }
}
