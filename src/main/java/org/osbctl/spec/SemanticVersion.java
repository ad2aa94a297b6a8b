package org.osbctl.spec;

/**
 * The form of version that {@code maintenance_info.version} has: {@code 1.2.3-pre.1+build.5}
 * (semver 2.0.0, "Backus–Naur Form Grammar for Valid SemVer Versions").
 */
public final class SemanticVersion {
  private SemanticVersion() {}

  /** Whether a text is a semantic version 2.0. */
  public static boolean isValid(String text) {
    int plus = text.indexOf('+');
    if (plus >= 0 && !areIdentifiers(text.substring(plus + 1), true)) {
      return false;
    }
    var rest = plus < 0 ? text : text.substring(0, plus);
    int minus = rest.indexOf('-');
    if (minus >= 0 && !areIdentifiers(rest.substring(minus + 1), false)) {
      return false;
    }
    var core = (minus < 0 ? rest : rest.substring(0, minus)).split("\\.", -1);
    return core.length == 3 && isNumber(core[0]) && isNumber(core[1]) && isNumber(core[2]);
  }

  private static boolean areIdentifiers(String text, boolean leadingZeros) {
    for (var each : text.split("\\.", -1)) {
      if (each.isEmpty() || !each.chars().allMatch(SemanticVersion::isIdentifierCharacter)) {
        return false;
      }
      if (!leadingZeros && isDigits(each) && !isNumber(each)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isIdentifierCharacter(int c) {
    return c == '-' || isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && isDigits(text) && (text.length() == 1 || text.charAt(0) != '0');
  }

  private static boolean isDigits(String text) {
    return text.chars().allMatch(SemanticVersion::isDigit);
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
