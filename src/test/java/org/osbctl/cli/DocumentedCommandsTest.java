package org.osbctl.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command line in README and docs/ is one that osbctl understands, to the last option. */
class DocumentedCommandsTest {
  /** In a block of code: osbctl and what follows. */
  private static final Pattern LINE = Pattern.compile("^(?:[A-Z_]+=\\S+ )*osbctl (.+)");

  /** The same within a sentence or a table. */
  private static final Pattern INLINE = Pattern.compile("`(?:[A-Z_]+=\\S+ )*osbctl ([^`]+)`");

  private static final Pattern WORD =
      Pattern.compile("'([^']*)'|\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s'\"]+)");

  private static final Pattern END = Pattern.compile("\\s+#.*|\\s+(?:[|>&;]|2>).*");

  @TempDir Path home;

  static Stream<String> commands() throws IOException {
    try (var docs = Files.list(Path.of("docs"))) {
      return Stream.concat(Stream.of(Path.of("README.md")), docs)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .flatMap(DocumentedCommandsTest::commands)
          .distinct()
          .toList()
          .stream();
    }
  }

  private static Stream<String> commands(Path file) {
    try {
      var found = new ArrayList<String>();
      var inBlock = false;
      for (var line : Files.readString(file).replace("\\\n", " ").lines().toList()) {
        inBlock ^= line.startsWith("```");
        (inBlock ? LINE : INLINE).matcher(line).results().forEach(each -> found.add(each.group(1)));
      }
      return found.stream()
          .map(each -> END.matcher(each.replace("\\|", "|")).replaceFirst("").strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void is_understood(String command) {
    var words = new ArrayList<String>();
    WORD.matcher(command).results().forEach(word -> words.add(value(word)));
    var end = words.indexOf("--");
    words.add(end < 0 ? words.size() : end, "--help");
    var ran = new Osbctl(home).run(words.toArray(String[]::new));
    assertTrue(ran.code() == 0 && ran.err().isEmpty(), () -> "osbctl " + command + "\n" + ran);
  }

  private static String value(MatchResult word) {
    return List.of(1, 2, 3).stream()
        .map(word::group)
        .filter(group -> group != null)
        .findFirst()
        .orElseThrow();
  }
}
