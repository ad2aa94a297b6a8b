package org.osbctl.conform;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.osbctl.http.Authentication;
import org.osbctl.http.TokenHeader;
import org.osbctl.spec.Json;

/**
 * Tokens that a broker has to refuse: nobody issued them, somebody has changed them, or their time
 * is over.
 */
final class WrongTokens {
  /** It looks like one, and nobody has ever issued it. */
  private static final String GARBAGE = "osbctl-was-never-issued-this-token-0123456789";

  /** {@code {"alg":"none"}}: a signature that a careless library takes for granted (RFC 8725). */
  private static final String UNSIGNED = encoded("{\"alg\":\"none\",\"typ\":\"JWT\"}");

  /** 1970-01-02. */
  private static final long LONG_OVER = 86_400;

  private WrongTokens() {}

  /**
   * Ways to prove nothing.
   *
   * @param right the token that the broker accepts
   * @param expired one it accepted once, if there is any
   */
  static List<Authentication> of(String right, TokenHeader header, Optional<String> expired) {
    var tokens = new ArrayList<String>();
    tokens.add(GARBAGE);
    tokens.add(right + "x");
    tokens.addAll(ofJwt(right.split("\\.", -1)));
    expired.ifPresent(tokens::add);
    var all = new ArrayList<Authentication>();
    tokens.forEach(token -> all.add(new Authentication.Bearer(token, header)));
    all.add(new Authentication.Basic("osbctl", "wrong-scheme"));
    return all;
  }

  /** Who reads a JWT without looking at its signature takes these (RFC 7519). */
  private static List<String> ofJwt(String... parts) {
    if (parts.length != 3 || !parts[0].startsWith("eyJ")) {
      return List.of();
    }
    var tokens = new ArrayList<String>();
    tokens.add(UNSIGNED + "." + parts[1] + ".");
    try {
      var claims = Json.parse(Base64.getUrlDecoder().decode(parts[1])).node();
      if (claims.isObject()) {
        var past = (tools.jackson.databind.node.ObjectNode) claims.deepCopy();
        past.put("exp", LONG_OVER);
        tokens.add(parts[0] + "." + encoded(Json.text(past)) + "." + parts[2]);
      }
    } catch (IllegalArgumentException e) {
      // No JWT after all.
    }
    return tokens;
  }

  private static String encoded(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
