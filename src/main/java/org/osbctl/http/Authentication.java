package org.osbctl.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** How requests prove who sends them. */
public sealed interface Authentication
    permits Authentication.None,
        Authentication.Basic,
        Authentication.Bearer,
        IssuedTokens,
        ExaminedTokens {
  /**
   * The headers that carry the proof, as of now.
   *
   * @throws TokenException when a token is needed and there is none to be had
   */
  Headers headers();

  /** The strings that must never be printed, as far as they are known by now. */
  List<String> secrets();

  /**
   * Takes note that a broker refused a request, with 401.
   *
   * @param sent the headers of the request
   * @return whether there are other credentials now, with which to try once more
   */
  default boolean renewed(Headers sent) {
    return false;
  }

  /** Takes note that a broker did not refuse a request. */
  default void accepted(Headers sent) {}

  /** Tells right credentials from wrong ones; to be asked for once and kept. */
  default Credentials credentials() {
    return Credentials.of(headers());
  }

  /** No authentication. */
  record None() implements Authentication {
    @Override
    public Headers headers() {
      return Headers.NONE;
    }

    @Override
    public List<String> secrets() {
      return List.of();
    }
  }

  /** HTTP basic authentication (spec 2.17, "Platform to Service Broker Authentication"). */
  record Basic(String username, String password) implements Authentication {
    @Override
    public Headers headers() {
      return Headers.of("Authorization", "Basic " + encoded());
    }

    private String encoded() {
      var pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public List<String> secrets() {
      return List.of(password, encoded());
    }

    @Override
    public String toString() {
      return "basic";
    }
  }

  /**
   * A token that is there, whoever issued it.
   *
   * @param header how it travels
   */
  record Bearer(String token, TokenHeader header) implements Authentication {
    /** A bearer token. */
    public Bearer(String token) {
      this(token, TokenHeader.BEARER);
    }

    @Override
    public Headers headers() {
      return header.of(token);
    }

    @Override
    public List<String> secrets() {
      return List.of(token);
    }

    @Override
    public String toString() {
      return "bearer";
    }
  }
}
