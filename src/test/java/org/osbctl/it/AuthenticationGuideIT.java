package org.osbctl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osbctl.http.ExaminedTokens;
import org.osbctl.mock.MockBroker;
import org.osbctl.mock.MockOptions;
import org.osbctl.samples.TokenServer;

/**
 * Every command of the guide to authentication, at a server of tokens in place of the one it names.
 * The mock behind a Keystone is started in {@link KeystoneIT}.
 */
@Timeout(120)
class AuthenticationGuideIT {
  private static final Path GUIDE = Path.of("docs/authentication.md");

  @TempDir Path folder;

  @Test
  void commands_work_one_after_the_other() throws Exception {
    try (var server = new TokenServer(Clock.systemUTC());
        var broker =
            MockBroker.start(
                MockOptions.defaults()
                    .withAuthentication(new ExaminedTokens(server::isValid, server.authUrl())))) {
      var osbctl = installed(server);
      var commands = commands();
      assertEquals(4, commands.size(), commands::toString);
      for (var command : commands) {
        passes(osbctl, here(command, broker.url(), server));
      }
      passes(osbctl, "osbctl catalog --context prod");
      var said = osbctl.shell("cat contexts.yaml config.yaml 2> /dev/null; true").out();
      assertFalse(said.contains(TokenServer.SECRET), said);
    }
  }

  private static List<String> commands() throws IOException {
    return Files.readAllLines(GUIDE).stream()
        .filter(line -> line.startsWith("osbctl context ") || line.startsWith("osbctl catalog "))
        .toList();
  }

  /** With the secrets where the guide says, and a program in the place of pass. */
  private Installed installed(TokenServer server) throws IOException {
    var pass = folder.resolve("pass");
    Files.writeString(pass, "#!/bin/sh\n[ \"$*\" = 'show osbctl/prod' ] && cat secret\n");
    Files.setPosixFilePermissions(pass, PosixFilePermissions.fromString("rwx------"));
    Files.writeString(folder.resolve("secret"), TokenServer.SECRET);
    return new Installed(folder, URI.create("http://127.0.0.1:9"))
        .with("XDG_CONFIG_HOME", folder.toString())
        .with("OSBCTL_CLIENT_SECRET", TokenServer.SECRET)
        .with("OS_AUTH_URL", server.authUrl().toString())
        .with("OS_USERNAME", TokenServer.USER)
        .with("OS_USER_DOMAIN_NAME", "Default")
        .with("OS_PASSWORD", TokenServer.PASSWORD)
        .with("OS_PROJECT_NAME", "demo")
        .with("OS_PROJECT_DOMAIN_NAME", "Default");
  }

  /** The command with the servers that are here in place of those of the guide. */
  private static String here(String command, URI broker, TokenServer server) {
    var url = command.contains("--auth keystone") ? " --url " + broker : "";
    return command
            .replace("https://broker.example.com", broker.toString())
            .replace("https://uaa.example.com/oauth/token", server.tokenUrl().toString())
            .replace("client-id=osbctl", "client-id='" + TokenServer.CLIENT + "'")
            .replace("--client-id osbctl", "--client-id '" + TokenServer.CLIENT + "'")
            .replace("command:pass", "command:./pass")
        + url;
  }

  private static void passes(Installed osbctl, String command) throws Exception {
    var alone = "unset SB_BROKER_URL SB_BROKER_USERNAME SB_BROKER_PASSWORD; ";
    var withoutSecret = command.contains("--context") ? "unset OSBCTL_CLIENT_SECRET; " : "";
    var ran = osbctl.shell(alone + withoutSecret + command);
    assertEquals(0, ran.code(), () -> command + ": " + ran);
    assertFalse((ran.out() + ran.err()).contains(TokenServer.SECRET), command);
  }
}
