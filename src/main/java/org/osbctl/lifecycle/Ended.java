package org.osbctl.lifecycle;

import org.jspecify.annotations.Nullable;
import org.osbctl.operation.OperationKind;

/**
 * The last operation on a resource, over by now.
 *
 * @param kind which operation it was
 * @param succeeded how it ended
 * @param asynchronous whether it was answered 202 first
 * @param operation the broker's key, null when there was none
 */
public record Ended(
    OperationKind kind, boolean succeeded, boolean asynchronous, @Nullable String operation) {}
