package org.osbctl.inventory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.osbctl.inventory.InstanceEntry.BindingEntry;
import org.osbctl.inventory.InstanceEntry.LastOperation;
import org.osbctl.spec.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The inventory in one JSON file: {@code
 * {"apiVersion":"osbctl/v1","kind":"Inventory","instances":[…]}}.
 *
 * <p>Every change takes the lock beside the file, writes a new file and puts it in place of the old
 * one, so that readers always find a whole one and several processes do not lose each other's
 * changes.
 */
public final class Inventory {
  private static final ReentrantLock IN_PROCESS = new ReentrantLock();

  private final Path file;

  public Inventory(Path file) {
    this.file = file;
  }

  /** All entries of all brokers. */
  public List<InstanceEntry> all() throws InventoryException {
    return read();
  }

  /** All entries of one broker. */
  public List<InstanceEntry> of(String url) throws InventoryException {
    return read().stream().filter(each -> each.url().equals(url)).toList();
  }

  /** The entry with a name at a broker. */
  public Optional<InstanceEntry> find(String url, String name) throws InventoryException {
    return of(url).stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /** Adds an entry, or replaces the one of the same broker and name. */
  public void put(InstanceEntry entry) throws InventoryException {
    change(
        entries -> {
          var changed = new ArrayList<>(without(entries, entry.url(), entry.name()));
          changed.add(entry);
          return changed;
        });
  }

  /** Changes the entry with a name, if there is one. */
  public void update(String url, String name, UnaryOperator<InstanceEntry> edit)
      throws InventoryException {
    change(
        entries ->
            entries.stream()
                .map(
                    each ->
                        each.url().equals(url) && each.name().equals(name)
                            ? edit.apply(each)
                            : each)
                .toList());
  }

  /** Forgets an entry. */
  public void remove(String url, String name) throws InventoryException {
    change(entries -> without(entries, url, name));
  }

  private static List<InstanceEntry> without(List<InstanceEntry> entries, String url, String name) {
    return entries.stream()
        .filter(each -> !each.url().equals(url) || !each.name().equals(name))
        .toList();
  }

  private void change(UnaryOperator<List<InstanceEntry>> edit) throws InventoryException {
    // The lock file keeps other processes out, but not other threads of this one.
    IN_PROCESS.lock();
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (var lock = lockFile();
          var held = lock.lock()) {
        if (!held.isValid()) {
          throw new IOException("the lock was lost");
        }
        write(edit.apply(read()));
      }
    } catch (IOException e) {
      throw new InventoryException(file, reason(e), e);
    } finally {
      IN_PROCESS.unlock();
    }
  }

  private FileChannel lockFile() throws IOException {
    return FileChannel.open(
        file.resolveSibling(file.getFileName() + ".lock"),
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE);
  }

  private List<InstanceEntry> read() throws InventoryException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new InventoryException(file, reason(e), e);
    }
    var parsed = Json.parse(bytes);
    if (!parsed.node().path("instances").isArray()) {
      throw new InventoryException(
          file,
          parsed instanceof Json.Parsed.Malformed bad
              ? "it is damaged: " + bad.why()
              : "it is no inventory");
    }
    var entries = new ArrayList<InstanceEntry>();
    for (var node : parsed.node().path("instances")) {
      entries.add(entry(node));
    }
    return entries;
  }

  private void write(List<InstanceEntry> entries) throws IOException {
    var document = Json.object().put("apiVersion", "osbctl/v1").put("kind", "Inventory");
    var list = document.putArray("instances");
    entries.forEach(each -> list.add(json(each)));
    var bytes = ByteBuffer.wrap(Json.pretty(document).getBytes(StandardCharsets.UTF_8));
    var fresh =
        Files.createTempFile(file.toAbsolutePath().getParent(), ".inventory", ".json", ownerOnly());
    try {
      try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      replace(fresh);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private void replace(Path fresh) throws IOException {
    try {
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private java.nio.file.attribute.FileAttribute<?>[] ownerOnly() {
    var posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new java.nio.file.attribute.FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new java.nio.file.attribute.FileAttribute<?>[0];
  }

  private static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException denied -> "permission denied";
      case FileAlreadyExistsException taken -> taken.getFile() + " is no folder";
      case FileSystemException f when f.getReason() != null -> f.getReason();
      default -> String.valueOf(e.getMessage());
    };
  }

  private static ObjectNode json(InstanceEntry entry) {
    var node =
        Json.object()
            .put("url", entry.url())
            .put("name", entry.name())
            .put("id", entry.id())
            .put("serviceId", entry.serviceId())
            .put("offering", entry.offering())
            .put("planId", entry.planId())
            .put("plan", entry.plan());
    node.set("last", json(entry.last()));
    var bindings = node.putArray("bindings");
    for (var binding : entry.bindings()) {
      bindings
          .addObject()
          .put("name", binding.name())
          .put("id", binding.id())
          .set("last", json(binding.last()));
    }
    return node;
  }

  private static ObjectNode json(LastOperation last) {
    return Json.object()
        .put("kind", last.kind())
        .put("operation", last.operation())
        .put("planId", last.planId())
        .put("nextPlanId", last.nextPlanId())
        .put("nextPlan", last.nextPlan())
        .put("over", last.over());
  }

  private InstanceEntry entry(JsonNode node) throws InventoryException {
    var bindings = new ArrayList<BindingEntry>();
    for (var each : Json.elements(node.path("bindings"))) {
      bindings.add(new BindingEntry(required(each, "name"), required(each, "id"), last(each)));
    }
    return new InstanceEntry(
        required(node, "url"),
        required(node, "name"),
        required(node, "id"),
        text(node, "serviceId"),
        text(node, "offering"),
        text(node, "planId"),
        text(node, "plan"),
        last(node),
        bindings);
  }

  /** What an entry cannot do without; writing it back without it would lose what there is. */
  private String required(JsonNode node, String member) throws InventoryException {
    var value = text(node, member);
    if (value.isEmpty()) {
      throw new InventoryException(file, "it is damaged: an entry has no " + member);
    }
    return value;
  }

  private static LastOperation last(JsonNode node) {
    var last = node.path("last");
    return new LastOperation(
        text(last, "kind"),
        optional(last, "operation"),
        text(last, "planId"),
        optional(last, "nextPlanId"),
        optional(last, "nextPlan"),
        last.path("over").booleanValue(false));
  }

  private static String text(JsonNode node, String member) {
    return node.path(member).stringValue("");
  }

  private static @Nullable String optional(JsonNode node, String member) {
    return node.path(member).isString() ? node.path(member).stringValue() : null;
  }
}
