package org.osbctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.osbctl.cli.Main;

/**
 * What the build promises about the JDK that runs the tests and the one that may use the classes.
 */
class BuildTest {

  @Test
  void tests_run_on_the_jdk_that_is_shipped() {
    assertTrue(Runtime.version().feature() >= 25, () -> "Java " + Runtime.version());
  }

  @Test
  void classes_are_for_java_21() throws IOException {
    try (var in = new DataInputStream(Main.class.getResourceAsStream("Main.class"))) {
      assertEquals(0xCAFEBABE, in.readInt());
      assertEquals(0, in.readUnsignedShort(), "minor version: set by preview features");
      assertEquals(65, in.readUnsignedShort());
    }
  }
}
