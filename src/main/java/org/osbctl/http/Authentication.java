package org.osbctl.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** How requests prove who sends them. */
public sealed interface Authentication {
  /** The headers that carry the proof. */
  Headers headers();

  /** The strings that must never be printed. */
  List<String> secrets();

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

  /** An opaque bearer token. */
  record Bearer(String token) implements Authentication {
    @Override
    public Headers headers() {
      return Headers.of("Authorization", "Bearer " + token);
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
