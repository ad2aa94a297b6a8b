package org.osbctl.cli;

/**
 * The version of this build. A constant: to read it from a resource, the JVM would have to open the
 * JAR.
 */
final class Version {
  static final String VERSION = "${project.version}";

  private Version() {}
}
