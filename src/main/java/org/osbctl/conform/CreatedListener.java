package org.osbctl.conform;

import org.osbctl.spec.ServicePlan;

/**
 * Is told of service instances before they are asked for and after they are gone, to remember them.
 */
public interface CreatedListener {
  /** A provision request for this id is about to be sent. */
  void asked(String instanceId, ServicePlan plan);

  /** The broker said that nothing of it is there any more. */
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
