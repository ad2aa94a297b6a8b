package org.osbctl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osbctl.mock.MockBroker;
import org.osbctl.mock.MockOptions;

/**
 * What commands leave on the disk: for its owner only, and nowhere but where it was meant to be.
 */
class WrittenFilesTest {
  @TempDir Path folder;

  @Test
  void state_is_for_its_owner_only_and_so_are_the_folders_made_for_it() throws IOException {
    var home = folder.resolve("a/home");
    try (var broker = MockBroker.start(MockOptions.defaults().withDelay(Duration.ZERO))) {
      var osbctl = Osbctl.of(home, broker);
      osbctl.done("provision", "-s", "mock-database", "-p", "small", "-i", "db1");
      osbctl.done("bind", "-i", "db1", "-b", "app1");
      osbctl.done("context", "set", "prod", "--url", "http://broker.example");
      osbctl.done("catalog", "--trace=" + home.resolve("trace.txt"));
      osbctl.with("TERM", "dumb").atTerminal().typing("instances\nexit\n").done("shell");
    }
    var modes = new TreeMap<String, String>();
    try (var all = Files.walk(home)) {
      for (var each : all.toList()) {
        var mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(each));
        if (!mode.equals(Files.isDirectory(each) ? "rwx------" : "rw-------")) {
          modes.put(home.relativize(each).toString(), mode);
        }
      }
    }
    assertEquals(new TreeMap<>(), modes);
    for (var each : List.of("inventory.db", "history", "trace.txt")) {
      assertTrue(Files.isRegularFile(home.resolve(each)), each);
    }
  }

  @Test
  void links_that_others_left_are_replaced_and_not_followed() throws IOException {
    var precious = Files.writeString(folder.resolve("precious"), "mine");
    var home = Files.createDirectory(folder.resolve("home"));
    try (var broker = MockBroker.start(MockOptions.defaults().withDelay(Duration.ZERO))) {
      var osbctl = Osbctl.of(home, broker);
      osbctl.done("provision", "-s", "mock-database", "-p", "small", "-i", "db1");
      osbctl.done("bind", "-i", "db1", "-b", "app1");
      var links =
          List.of(
              home.resolve("out/app1/type"),
              home.resolve("evidence/exchanges.har"),
              home.resolve("evidence/exchanges.txt"));
      for (var link : links) {
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, precious);
      }
      osbctl.done("credentials", "-i", "db1", "-b", "app1", "-o", "servicebinding=out");
      osbctl.run("conform", "run", "--quick", "--evidence=" + home.resolve("evidence"));
      for (var link : links) {
        assertTrue(Files.isRegularFile(link, LinkOption.NOFOLLOW_LINKS), link::toString);
        assertFalse(Files.readString(link).isEmpty(), link::toString);
      }
    }
    assertEquals("mine", Files.readString(precious));
  }
}
