package org.osbctl.it;

import org.junit.jupiter.api.Test;

class ImageIT {
  @Test
  void t() {}
}
