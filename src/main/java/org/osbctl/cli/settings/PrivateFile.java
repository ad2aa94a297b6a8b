package org.osbctl.cli.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** Writes files that only their owner may read: whole or not at all. */
public final class PrivateFile {
  private static final ReentrantLock IN_PROCESS = new ReentrantLock();

  private PrivateFile() {}

  /** Something that is done while no other process does it. */
  public interface Work {
    void run() throws IOException, SettingsException;
  }

  /**
   * Puts a file in place, mode 0600, its missing folders with mode 0700. A reader finds the old
   * file or the new one, also after a crash. A link is followed: who keeps the file elsewhere goes
   * on doing so.
   */
  public static void write(Path file, String text) throws IOException {
    put(Files.isSymbolicLink(file) ? file.toRealPath() : file, text);
  }

  /**
   * Puts a file in place in the same way, but a link that stands there is replaced: for places
   * where others may have left one, to have us write elsewhere.
   */
  public static void put(Path file, String text) throws IOException {
    var place = file.toAbsolutePath();
    var folder = parent(place);
    folder(folder);
    var fresh = Files.createTempFile(folder, ".osbctl", ".new", ownerOnly(place, "rw-"));
    try {
      try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      replace(fresh, place);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /** Makes a folder that only its owner may enter, unless it is there. */
  public static void folder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, ownerOnly(folder, "rwx"));
    }
  }

  /** Does something while holding the lock beside a file. */
  public static void locked(Path file, Work work) throws IOException, SettingsException {
    // The lock of a file keeps other processes out, but not other threads of this one.
    IN_PROCESS.lock();
    try {
      lockedFile(file, work);
    } finally {
      IN_PROCESS.unlock();
    }
  }

  private static void lockedFile(Path file, Work work) throws IOException, SettingsException {
    folder(parent(file.toAbsolutePath()));
    var beside = file.resolveSibling(file.getFileName() + ".lock");
    try (var channel =
            FileChannel.open(
                beside,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                ownerOnly(beside, "rw-"));
        var held = channel.lock()) {
      if (!held.isValid()) {
        throw new IOException("the lock was lost");
      }
      work.run();
    }
  }

  /** Whether somebody beside the owner may read a file; false where files have no modes. */
  public static boolean isOpenToOthers(Path file) throws IOException {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        && !PosixFilePermissions.toString(Files.getPosixFilePermissions(file, new LinkOption[0]))
            .endsWith("------");
  }

  private static Path parent(Path file) throws IOException {
    var parent = file.getParent();
    if (parent == null) {
      throw new IOException(file + " is no file");
    }
    return parent;
  }

  private static void replace(Path fresh, Path place) throws IOException {
    try {
      Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(fresh, place, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path place, String mode) {
    var posix = place.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode + "------"))
        }
        : new FileAttribute<?>[0];
  }
}
