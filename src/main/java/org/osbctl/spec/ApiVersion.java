package org.osbctl.spec;

import java.util.Optional;

/** A version of the Open Service Broker API that this tool knows, oldest first. */
public enum ApiVersion {
  V2_11(11),
  V2_12(12),
  V2_13(13),
  V2_14(14),
  V2_15(15),
  V2_16(16),
  V2_17(17);

  private final String text;

  ApiVersion(int minor) {
    this.text = "2." + minor;
  }

  /** The newest version, used unless another is asked for. */
  public static final ApiVersion LATEST = V2_17;

  /** The version written as {@code MAJOR.MINOR}, or empty when it is none we know. */
  public static Optional<ApiVersion> parse(String text) {
    for (var version : values()) {
      if (version.text.equals(text)) {
        return Optional.of(version);
      }
    }
    return Optional.empty();
  }

  /** Whether this version is {@code other} or newer. */
  public boolean atLeast(ApiVersion other) {
    return compareTo(other) >= 0;
  }

  /** Whether this version is older than {@code other}. */
  public boolean before(ApiVersion other) {
    return compareTo(other) < 0;
  }

  /** As it travels in {@code X-Broker-API-Version}: {@code 2.17}. */
  @Override
  public String toString() {
    return text;
  }
}
