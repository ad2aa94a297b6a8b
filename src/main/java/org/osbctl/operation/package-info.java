/**
 * The ten operations of the Open Service Broker API, rendered to HTTP and parsed back.
 *
 * <p>An operation keeps its query and body as they are, right or wrong, so that a broken request
 * can be sent on purpose and a platform's request can be judged.
 */
@NullMarked
package org.osbctl.operation;

import org.jspecify.annotations.NullMarked;
