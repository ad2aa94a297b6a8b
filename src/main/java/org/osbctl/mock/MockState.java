package org.osbctl.mock;

import java.time.Clock;
import org.osbctl.http.Authentication;
import org.osbctl.lifecycle.ResourceState;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Catalog;

/** What can be seen of a mock from inside. */
public interface MockState {
  /** The catalog as a platform of a version sees it. */
  Catalog catalog(ApiVersion version);

  /** What requests have to bring. */
  Authentication authentication();

  /** The mock's time, which can run ahead of the real one. */
  Clock clock();

  /** A service instance as it is now. */
  ResourceState instance(String instanceId);

  /** A service binding as it is now. */
  ResourceState binding(String instanceId, String bindingId);
}
