package org.osbctl.http;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Names whose values are secret, whatever they are. */
final class SecretNames {
  /** Of headers that prove who sends them. */
  private static final Set<String> HEADERS =
      Set.of(
          "authorization",
          "proxy-authorization",
          "cookie",
          "set-cookie",
          "x-api-key",
          "x-auth-token",
          "x-subject-token",
          "x-vault-token");

  /** Of members with anything below: credentials of a binding, options of a volume's driver. */
  private static final Set<String> TREES =
      Set.of("credentials", "credential", "creds", "mount_config", "mountconfig");

  /** Somewhere in the name, or alone between its parts: {@code db_pass}, {@code userPwd}. */
  private static final Pattern SECRET =
      Pattern.compile(
          "password|passwd|passphrase|passcode|secret|token|credential|private[_.-]?key"
              + "|api[_.-]?key|access[_.-]?key|account[_.-]?key|signing[_.-]?key"
              + "|connection[_.-]?string|authorization"
              + "|(^|[_.-])(pass|pwd|pw|pin|psk|jwt|sig|auth)([_.-]|$)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern CAMEL_SECRET = Pattern.compile("[a-z0-9](Pass|Pwd|Pw|Pin|Psk|Jwt)$");

  /** Longer ones are data that happens to stand where a name would. */
  private static final int LONGEST = 200;

  /** The same few names come again and again; no more of them than a broker may make us keep. */
  private static final int MOST_KNOWN = 1_000;

  private static final Map<String, Boolean> KNOWN = new ConcurrentHashMap<>();

  private SecretNames() {}

  static boolean isHeader(String name) {
    return HEADERS.contains(name.toLowerCase(Locale.ROOT));
  }

  static boolean isTree(String name) {
    return TREES.contains(name.toLowerCase(Locale.ROOT));
  }

  static boolean isValue(String name) {
    if (name.length() > LONGEST) {
      return false;
    }
    var known = KNOWN.get(name);
    if (known != null) {
      return known;
    }
    boolean secret =
        isTree(name) || SECRET.matcher(name).find() || CAMEL_SECRET.matcher(name).find();
    if (KNOWN.size() < MOST_KNOWN) {
      KNOWN.put(name, secret);
    }
    return secret;
  }
}
