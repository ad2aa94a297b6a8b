package org.osbctl.cli.inventory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.osbctl.cli.io.ExitCode;
import org.osbctl.cli.io.FileTrouble;
import org.osbctl.cli.io.Problem;
import org.osbctl.cli.io.ProblemException;
import org.osbctl.cli.session.Session;
import org.osbctl.cli.settings.PrivateFile;
import org.osbctl.inventory.InstanceEntry;
import org.osbctl.inventory.InstanceEntry.BindingEntry;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;

/**
 * Credentials somebody asked to keep, each in a file of its own that only its owner may read, apart
 * from the inventory. Dropped when their binding is.
 */
public final class CredentialStore {
  private final Path folder;

  /** The one in the home of the session. */
  public CredentialStore(Session session) {
    this.folder = session.surroundings().home().resolve("credentials");
  }

  /** Where those of a binding are kept; ids of brokers are no names of files. */
  public Path file(InstanceEntry instance, BindingEntry binding) {
    var key = instance.url() + "\n" + instance.id() + "\n" + binding.id();
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return folder.resolve(HexFormat.of().formatHex(hash, 0, 16) + ".json");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Keeps them. */
  public void save(InstanceEntry instance, BindingEntry binding, JsonNode credentials) {
    var file = file(instance, binding);
    try {
      PrivateFile.put(file, Json.pretty(credentials) + "\n");
    } catch (IOException e) {
      throw trouble(file, "written", e);
    }
  }

  /** Those that are kept of a binding. */
  public Optional<JsonNode> find(InstanceEntry instance, BindingEntry binding) {
    var file = file(instance, binding);
    try {
      var node = Json.parse(Files.readAllBytes(file)).node();
      if (node.isMissingNode()) {
        throw trouble(file, "read", new IOException("it is damaged"));
      }
      return Optional.of(node);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw trouble(file, "read", e);
    }
  }

  /** Drops them. */
  public void drop(InstanceEntry instance, BindingEntry binding) {
    var file = file(instance, binding);
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw trouble(file, "deleted", e);
    }
  }

  /** Drops those of all bindings of an instance. */
  void drop(InstanceEntry instance) {
    instance.bindings().forEach(each -> drop(instance, each));
  }

  private static ProblemException trouble(Path file, String what, IOException e) {
    return new Problem(
            "credentials-trouble",
            "The kept credentials in " + file + " cannot be " + what + ".",
            FileTrouble.reason(e),
            "check the file and its folder")
        .exit(ExitCode.USAGE);
  }
}
