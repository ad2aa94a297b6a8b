package org.osbctl.cli.mock;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.osbctl.http.Authentication;
import org.osbctl.http.ExaminedTokens;
import org.osbctl.http.IssuedTokens;
import org.osbctl.http.Shell;
import org.osbctl.http.TokenHeader;
import org.osbctl.spec.Json;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one needs to talk to a mock.
 *
 * @param url where it listens
 * @param authentication what requests have to bring
 * @param certificates the files of certificates, if it speaks TLS
 * @param adminToken the token of the control API, if it is on
 */
record MockAccess(
    URI url,
    Authentication authentication,
    Optional<MockCertificates> certificates,
    Optional<String> adminToken) {

  /** As variables that clients read, ours and others. */
  Map<String, String> environment() {
    var variables = new LinkedHashMap<String, String>();
    variables.put("SB_BROKER_URL", url.toString());
    switch (authentication) {
      case Authentication.Basic basic -> {
        variables.put("SB_BROKER_USERNAME", basic.username());
        variables.put("SB_BROKER_PASSWORD", basic.password());
      }
      case Authentication.Bearer bearer -> {
        variables.put("OSBCTL_TOKEN", bearer.token());
        if (bearer.header() != TokenHeader.BEARER) {
          variables.put("OSBCTL_TOKEN_AS", "x-auth-token");
        }
      }
      // Whoever may ask the Keystone has its variables already.
      case ExaminedTokens examined -> {
        variables.put("OSBCTL_AUTH", "keystone");
        variables.put("OSBCTL_OS_AUTH_URL", examined.issuer().toString());
      }
      case IssuedTokens issued -> {}
      case Authentication.None none -> {}
    }
    certificates.ifPresent(
        files -> {
          variables.put("OSBCTL_CACERT", files.ca().toString());
          files.client().ifPresent(file -> variables.put("OSBCTL_CERT", file.toString()));
        });
    adminToken.ifPresent(token -> variables.put("OSBCTL_MOCK_ADMIN_TOKEN", token));
    return variables;
  }

  /** On one line, to be pasted into a POSIX shell. */
  String line() {
    return environment().entrySet().stream()
        .map(each -> each.getKey() + "=" + Shell.quoted(each.getValue()))
        .collect(Collectors.joining(" ", "export ", ""));
  }

  /** For programs. */
  ObjectNode json() {
    var document =
        Json.object()
            .put("apiVersion", "osbctl/v1")
            .put("kind", "MockBroker")
            .put("url", url.toString());
    switch (authentication) {
      case Authentication.Basic basic ->
          document.put("username", basic.username()).put("password", basic.password());
      case Authentication.Bearer bearer -> document.put("token", bearer.token());
      case ExaminedTokens examined ->
          document.put("auth", "keystone").put("authUrl", examined.issuer().toString());
      case IssuedTokens issued -> {}
      case Authentication.None none -> {}
    }
    certificates.ifPresent(
        files -> {
          document.put("caCertificate", files.ca().toString());
          files.client().ifPresent(file -> document.put("clientCertificate", file.toString()));
        });
    adminToken.ifPresent(token -> document.put("adminToken", token));
    return document;
  }
}
