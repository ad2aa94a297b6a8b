package org.osbctl.mock;

import org.osbctl.lifecycle.Attributes;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes what stands behind service instances and service bindings.
 *
 * <p>Every method is called once when an operation starts, under the lock of the instance, and may
 * take its time. A failure becomes a failed operation if it is asynchronous, else status 500;
 * either way its reason is what the platform reads. Deletions may be asked for what was never made
 * or is half made, and must then succeed. What it was made from is in the attributes: offering,
 * plan, parameters, the whole request.
 */
public interface Binder extends AutoCloseable {
  /** How something went. */
  sealed interface Work {
    /** Well, and without anything to tell. */
    static Work done() {
      return new Done(org.osbctl.spec.Json.object());
    }

    /**
     * Well.
     *
     * @param members of a new binding, what it is to show: {@code credentials}, {@code endpoints}
     */
    record Done(ObjectNode members) implements Work {}

    /**
     * Not well.
     *
     * @param reason why, in words for the platform's users
     */
    record Failed(String reason) implements Work {}
  }

  /** Makes what a new service instance needs. */
  default Work createInstance(String instanceId, Attributes attributes) {
    return Work.done();
  }

  /** Changes what a service instance has. */
  default Work updateInstance(String instanceId, Attributes attributes) {
    return Work.done();
  }

  /** Deletes what a service instance had; its bindings were deleted before. */
  default Work deleteInstance(String instanceId, Attributes attributes) {
    return Work.done();
  }

  /** Makes what a new service binding shows. */
  Work createBinding(String instanceId, String bindingId, Attributes attributes);

  /** Deletes what a service binding had. */
  default Work deleteBinding(String instanceId, String bindingId, Attributes attributes) {
    return Work.done();
  }

  /** Ends its work when the mock ends. */
  @Override
  default void close() {}
}
