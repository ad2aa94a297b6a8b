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
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.Surroundings;
import org.osbctl.cli.io.Surroundings.Terminal;
import org.osbctl.inventory.Actor;
import org.osbctl.inventory.Inventory;
import org.osbctl.inventory.InventoryException;
import org.osbctl.mock.MockBroker;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;

/** The whole command line in this process: streams captured, time made up, a home of its own. */
public final class Osbctl {
  public static final String PASSWORD = "canary-password";

  private final Path home;
  private final MadeUpTime time = new MadeUpTime();
  private final Map<String, String> environment = new TreeMap<>();
  private Terminal terminal = Terminal.NONE;
  private String input = "";

  public Osbctl(Path home) {
    this.home = home;
    environment.put("OSBCTL_HOME", home.toString());
  }

  /** With a scripted broker as the target. */
  public static Osbctl of(Path home, ScriptedBroker broker) {
    return new Osbctl(home).to(broker.url()).as("admin", PASSWORD);
  }

  /** With a mock broker as the target. */
  public static Osbctl of(Path home, MockBroker broker) {
    return new Osbctl(home).to(broker.url()).as("mock", "mock-password");
  }

  public Osbctl to(URI url) {
    return with("SB_BROKER_URL", url.toString());
  }

  public Osbctl as(String username, String password) {
    return with("SB_BROKER_USERNAME", username).with("SB_BROKER_PASSWORD", password);
  }

  /** With an environment variable. */
  public Osbctl with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  public Osbctl without(String variable) {
    environment.remove(variable);
    return this;
  }

  /** With this on standard input. */
  public Osbctl typing(String text) {
    input = text;
    return this;
  }

  /** With all streams at a terminal. */
  public Osbctl atTerminal() {
    terminal = new Terminal(true, true, true);
    return this;
  }

  public MadeUpTime time() {
    return time;
  }

  public Path inventoryFile() {
    return home.resolve("inventory.db");
  }

  /** What the inventory remembers, in words; nothing when it remembers nothing. */
  public String inventory() {
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
  public String inventoryBytes() {
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
  public Surroundings surroundings() {
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

  /** Runs one command line in given surroundings, and returns its exit code. */
  public static int runIn(Surroundings surroundings, String... args) {
    return Main.run(surroundings, args);
  }

  /** Runs one command line. */
  public Ran run(String... args) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int code = Main.run(surroundings(out, err), args);
    return new Ran(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Runs one command line that has to go well. */
  public Ran done(String... args) {
    return run(args).ends(ExitCode.DONE);
  }

  /** What a command line did. */
  public record Ran(int code, String out, String err) {
    public Ran ends(ExitCode expected) {
      assertEquals(expected.code(), code, this::toString);
      return this;
    }

    public Ran printsNothing() {
      assertEquals("", out, this::toString);
      return this;
    }

    public Ran prints(String part) {
      assertTrue(out.contains(part), () -> part + " is not on standard output of " + this);
      return this;
    }

    public Ran says(String part) {
      assertTrue(err.contains(part), () -> part + " is not on standard error of " + this);
      return this;
    }

    public Ran saysNot(String part) {
      assertFalse(err.contains(part), () -> part + " is on standard error of " + this);
      return this;
    }

    public Ran saysNothing() {
      assertEquals("", err, this::toString);
      return this;
    }

    public JsonNode json() {
      return Json.parse(out.getBytes(StandardCharsets.UTF_8)).node();
    }

    /** The value behind a name in a table of fields. */
    public String field(String name) {
      return out.lines()
          .filter(line -> line.startsWith(name + ":"))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst()
          .orElse("");
    }
  }
}
