package org.osbctl.cli.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osbctl.cli.Osbctl;
import org.osbctl.cli.ScriptedBroker;
import org.osbctl.cli.io.ExitCode;

/** Where user names, passwords and tokens come from, and which counts. */
class CredentialsTest {
  @TempDir Path home;
  private ScriptedBroker broker;
  private Osbctl osbctl;

  @BeforeEach
  void start() {
    broker = ScriptedBroker.start();
    osbctl = new Osbctl(home).to(broker.url());
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  private static String basic(String username, String password) {
    var pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  private void sends(String authorization, String... args) {
    osbctl.done(args);
    assertEquals(authorization, broker.seen().getLast().header("Authorization"));
  }

  private Path file(String text) throws IOException {
    return Files.writeString(home.resolve("secret.txt"), text);
  }

  @Test
  void nothing_given_is_no_authentication() {
    sends("", "catalog");
  }

  @Test
  void variables_of_other_clients_count() {
    osbctl.with("SB_USERNAME", "u3").with("SB_PASSWORD", "p3");
    sends(basic("u3", "p3"), "catalog");
    osbctl.with("SB_BROKER_USERNAME", "u2").with("SB_BROKER_PASSWORD", "p2");
    sends(basic("u2", "p2"), "catalog");
    osbctl.with("OSBCTL_USERNAME", "u1").with("OSBCTL_PASSWORD", "p1");
    sends(basic("u1", "p1"), "catalog");
    sends(basic("u0", "p1"), "catalog", "--username", "u0");
  }

  @Test
  void password_file_counts_more_than_the_environment() throws IOException {
    osbctl.as("u", "from-environment");
    sends(
        basic("u", "pässword"), "catalog", "--password-file", file("pässword\nmore\n").toString());
    osbctl.with("OSBCTL_PASSWORD_FILE", file("own\r\n").toString());
    sends(basic("u", "own"), "catalog");
  }

  @Test
  void password_of_standard_input_is_its_first_line() {
    osbctl.typing("typed\r\nmore\n");
    sends(basic("u", "typed"), "catalog", "--username", "u", "--password-stdin");
  }

  @Test
  void password_and_parameters_share_standard_input() {
    broker.on("PUT", ScriptedBroker.AN_INSTANCE, ScriptedBroker.Reply.of(201, "{}"));
    osbctl.typing("typed\n{\"size\": 3}");
    sends(
        basic("u", "typed"),
        "provision",
        "-s",
        "db",
        "-p",
        "small",
        "-i",
        "x",
        "--username",
        "u",
        "--password-stdin",
        "-c",
        "-");
    assertEquals(3, broker.only("PUT").json().path("parameters").path("size").intValue());
  }

  @Test
  void password_on_the_command_line_works_with_a_warning() {
    osbctl
        .done("catalog", "--username", "u", "--password", "argv-password")
        .says("warning: a password on the command line can be read by others")
        .saysNot("argv-password");
    assertEquals(basic("u", "argv-password"), broker.only("GET").header("Authorization"));
  }

  @Test
  void token_comes_from_a_file_or_the_environment() throws IOException {
    osbctl.with("OSBCTL_TOKEN", "t-env");
    sends("Bearer t-env", "catalog");
    sends("Bearer t-file", "catalog", "--token-file", file("t-file\n").toString());
  }

  @Test
  void kind_can_be_chosen() {
    osbctl.as("u", "p").with("OSBCTL_TOKEN", "t");
    sends("Bearer t", "catalog");
    sends(basic("u", "p"), "catalog", "--auth", "basic");
    sends("", "catalog", "--auth", "none");
  }

  @Test
  void half_of_the_credentials_sends_nothing() {
    osbctl
        .run("catalog", "--username", "u")
        .ends(ExitCode.USAGE)
        .says("no-credentials: The authentication lacks a password.")
        .says("SB_BROKER_PASSWORD, --password-file or --password-stdin");
    osbctl
        .with("SB_BROKER_PASSWORD", "p")
        .run("catalog")
        .ends(ExitCode.USAGE)
        .says("lacks a user name");
    osbctl.run("catalog", "--auth", "bearer").ends(ExitCode.USAGE).says("lacks a token");
    osbctl
        .run("catalog", "--username", "u", "--password-file", home.resolve("none").toString())
        .ends(ExitCode.USAGE)
        .says("unreadable-file:")
        .says("there is no such file");
    assertEquals(0, broker.seen().size());
  }
}
