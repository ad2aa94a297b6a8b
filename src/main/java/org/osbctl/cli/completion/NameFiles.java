package org.osbctl.cli.completion;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.osbctl.cli.settings.PrivateFile;

/**
 * The files from which completion scripts take names: lines of kind, name and what it belongs to,
 * separated by tabs.
 *
 * <p>Names come from a broker or from people. Only plain ones are written, of letters, digits and
 * {@code ._-/:=}, which no shell gives a meaning in the middle of a word: others have to be typed.
 * A file that cannot be written stays away; no command fails for that.
 */
public final class NameFiles {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._/:=-]{0,149}");

  /** Shells read a file at each TAB: more lines than this would be felt. */
  private static final int MOST_LINES = 2_000;

  private static final int LONGEST_KEY = 150;

  private final Path folder;

  /**
   * The files below a folder.
   *
   * @param cache the folder for what osbctl can do without
   */
  public NameFiles(Path cache) {
    folder = cache.resolve("completion");
  }

  /** Names to be written together. */
  public static final class Names {
    private final Set<String> lines = new LinkedHashSet<>();

    /** Adds names of one kind. */
    public Names add(String kind, Collection<String> names) {
      names.forEach(name -> add(kind, name));
      return this;
    }

    /**
     * Adds a name, unless it is not plain.
     *
     * @param of what it belongs to; what is empty is left out
     */
    public Names add(String kind, String name, String... of) {
      var all = Stream.concat(Stream.of(name), Stream.of(of).filter(each -> !each.isEmpty()));
      var words = all.toList();
      if (lines.size() < MOST_LINES && words.stream().allMatch(NameFiles::isPlain)) {
        lines.add(kind + "\t" + String.join("\t", words));
      }
      return this;
    }

    private String text() {
      return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }
  }

  /** Whether a name may be offered. */
  public static boolean isPlain(String name) {
    return PLAIN.matcher(name).matches();
  }

  /** A name and what it belongs to; empty when that is not said. */
  public record Name(String name, String of) {}

  /** The names of one kind that are known of a broker; empty when nothing is. */
  public List<Name> names(URI broker, String kind) {
    var key = key(broker.toString());
    var file =
        switch (kind) {
          case "service", "plan", "provision-parameter", "update-parameter", "bind-parameter" ->
              key + ".catalog";
          case "instance", "binding" -> key + ".instances";
          case "context" -> "contexts";
          default -> "words";
        };
    try {
      return Files.readAllLines(folder.resolve(file)).stream()
          .map(line -> line.split("\t", -1))
          .filter(parts -> parts.length > 1 && parts[0].equals(kind) && isPlain(parts[1]))
          .map(parts -> new Name(parts[1], parts.length > 2 ? parts[2] : ""))
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /**
   * Leaves the names of a broker's catalog: services, plans with their service, and beginnings of
   * parameters ({@code provision-parameter}, {@code size:=}) with {@code SERVICE/PLAN}.
   */
  public void catalog(URI broker, Names names) {
    write(key(broker.toString()) + ".catalog", names);
  }

  /**
   * Leaves the names of the instances, with {@code SERVICE/PLAN}, and of the bindings, with their
   * instance, that somebody has at a broker.
   */
  public void instances(URI broker, Names names) {
    write(key(broker.toString()) + ".instances", names);
  }

  /** Leaves the names of contexts, each with its broker's {@link #key}, and which is current. */
  public void contexts(Names names) {
    write("contexts", names);
  }

  /** Leaves names that are the same for all brokers. */
  public void words(Names names) {
    write("words", names);
  }

  /** A broker's URL as a part of a file's name; the scripts make the same of it. */
  public static String key(String url) {
    var key = url.replaceAll("/+$", "").replaceAll("[^A-Za-z0-9.-]", "_");
    return key.substring(0, Math.min(key.length(), LONGEST_KEY));
  }

  private void write(String name, Names names) {
    var file = folder.resolve(name);
    var bytes = names.text().getBytes(StandardCharsets.UTF_8);
    try {
      if (isThere(file, bytes)) {
        return;
      }
      PrivateFile.folder(folder);
      // For its owner only, as temporary files are; moved, so that no shell reads half of it.
      var temporary = Files.createTempFile(folder, ".", ".new");
      try {
        Files.write(temporary, bytes);
        Files.move(
            temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      // Completion offers less; the command did what it was asked to do.
    }
  }

  private static boolean isThere(Path file, byte[] bytes) throws IOException {
    return Files.exists(file)
        && Files.size(file) == bytes.length
        && Arrays.equals(Files.readAllBytes(file), bytes);
  }
}
