package org.osbctl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.osbctl.cli.Surroundings.Terminal;
import org.osbctl.inventory.Actor;
import org.osbctl.inventory.Inventory;
import org.osbctl.inventory.InventoryException;
import org.osbctl.mock.MockBroker;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;

/** The whole command line in this process: streams captured, time made up, a home of its own. */
final class Osbctl {
  static final String PASSWORD = "canary-password";

  private final Path home;
  private final MadeUpTime time = new MadeUpTime();
  private final Map<String, String> environment = new TreeMap<>();
  private Terminal terminal = Terminal.NONE;
  private String input = "";

  Osbctl(Path home) {
    this.home = home;
    environment.put("OSBCTL_HOME", home.toString());
  }

  /** With a scripted broker as the target. */
  static Osbctl of(Path home, ScriptedBroker broker) {
    return new Osbctl(home).to(broker.url()).as("admin", PASSWORD);
  }

  /** With a mock broker as the target. */
  static Osbctl of(Path home, MockBroker broker) {
    return new Osbctl(home).to(broker.url()).as("mock", "mock-password");
  }

  Osbctl to(URI url) {
    return with("SB_BROKER_URL", url.toString());
  }

  Osbctl as(String username, String password) {
    return with("SB_BROKER_USERNAME", username).with("SB_BROKER_PASSWORD", password);
  }

  /** With an environment variable. */
  Osbctl with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Osbctl without(String variable) {
    environment.remove(variable);
    return this;
  }

  /** With this on standard input. */
  Osbctl typing(String text) {
    input = text;
    return this;
  }

  /** With all streams at a terminal. */
  Osbctl atTerminal() {
    terminal = new Terminal(true, true, true);
    return this;
  }

  MadeUpTime time() {
    return time;
  }

  Path inventoryFile() {
    return home.resolve("inventory.db");
  }

  /** What the inventory remembers, in words; nothing when it remembers nothing. */
  String inventory() {
    try (var inventory = Inventory.inFile(inventoryFile(), Actor.NOBODY, time)) {
      var text = new StringBuilder();
      for (var entry : inventory.all()) {
        text.append("\"name\" : \"").append(entry.name()).append("\" ").append(entry).append('\n');
      }
      return text.toString();
    } catch (InventoryException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All bytes of the inventory's files, as text: what was ever written there. */
  String inventoryBytes() {
    var text = new StringBuilder();
    try (var files = Files.newDirectoryStream(home, "inventory*")) {
      for (var file : files) {
        text.append(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** What a command would see, with streams nobody reads. */
  Surroundings surroundings() {
    return surroundings(new ByteArrayOutputStream(), new ByteArrayOutputStream());
  }

  private Surroundings surroundings(ByteArrayOutputStream out, ByteArrayOutputStream err) {
    return new Surroundings(
        Map.copyOf(environment),
        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
        new PrintStream(out, false, StandardCharsets.UTF_8),
        new PrintStream(err, false, StandardCharsets.UTF_8),
        terminal,
        home,
        time,
        time);
  }

  /** Runs one command line. */
  Ran run(String... args) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int code = Main.run(surroundings(out, err), args);
    return new Ran(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Runs one command line that has to go well. */
  Ran done(String... args) {
    return run(args).ends(ExitCode.DONE);
  }

  /** What a command line did. */
  record Ran(int code, String out, String err) {
    Ran ends(ExitCode expected) {
      assertEquals(expected.code(), code, this::toString);
      return this;
    }

    Ran printsNothing() {
      assertEquals("", out, this::toString);
      return this;
    }

    Ran prints(String part) {
      assertTrue(out.contains(part), () -> part + " is not on standard output of " + this);
      return this;
    }

    Ran says(String part) {
      assertTrue(err.contains(part), () -> part + " is not on standard error of " + this);
      return this;
    }

    Ran saysNot(String part) {
      assertFalse(err.contains(part), () -> part + " is on standard error of " + this);
      return this;
    }

    Ran saysNothing() {
      assertEquals("", err, this::toString);
      return this;
    }

    JsonNode json() {
      return Json.parse(out.getBytes(StandardCharsets.UTF_8)).node();
    }

    /** The value behind a name in a table of fields. */
    String field(String name) {
      return out.lines()
          .filter(line -> line.startsWith(name + ":"))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst()
          .orElse("");
    }
  }
}
