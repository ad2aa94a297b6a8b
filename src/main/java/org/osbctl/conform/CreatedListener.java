package org.osbctl.conform;

import org.osbctl.spec.ServicePlan;

/**
 * Is told of service instances and bindings before they are asked for, and of instances after they
 * are gone, to remember them.
 */
public interface CreatedListener {
  /** A provision request for this id is about to be sent. */
  void asked(String instanceId, ServicePlan plan);

  /** A bind request for these ids is about to be sent. */
  default void askedForBinding(String instanceId, String bindingId) {}

  /** The broker said that nothing of it, and of its bindings, is there any more. */
  void gone(String instanceId);

  /** Remembers nothing. */
  static CreatedListener none() {
    return new CreatedListener() {
      @Override
      public void asked(String instanceId, ServicePlan plan) {}

      @Override
      public void gone(String instanceId) {}
    };
  }
}
