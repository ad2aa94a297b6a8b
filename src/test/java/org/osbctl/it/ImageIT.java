package org.osbctl.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The runtime image, moved elsewhere and started like any installed command. */
class ImageIT {

  private static final Path BUILT = Path.of(System.getProperty("osbctl.home"));

  @TempDir Path folder;
  private Path image;

  @BeforeEach
  void move_image() throws IOException {
    image = folder.resolve("moved and renamed");
    copy(BUILT, image);
  }

  @Test
  void runs_from_elsewhere_without_java_around() throws Exception {
    var run = run(launcher(), "--version");
    assertEquals(new Run(0, "osbctl", ""), run.firstWord());
  }

  @Test
  void runs_through_links() throws Exception {
    var linked = Files.createDirectory(folder.resolve("bin"));
    Files.createSymbolicLink(linked.resolve("absolute"), launcher());
    Files.createSymbolicLink(linked.resolve("relative"), Path.of("absolute"));
    var run = run(linked.resolve("relative"), "--version");
    assertEquals(new Run(0, "osbctl", ""), run.firstWord());
  }

  @Test
  void runs_from_a_folder_nobody_may_write_to() throws Exception {
    try (var files = Files.walk(image)) {
      for (Path file : files.toList()) {
        assertTrue(file.toFile().setWritable(false));
      }
    }
    var run = run(launcher(), "--version");
    try (var files = Files.walk(image)) {
      for (Path file : files.toList()) {
        assertTrue(file.toFile().setWritable(true));
      }
    }
    assertEquals(new Run(0, "osbctl", ""), run.firstWord());
  }

  @Test
  void passes_arguments_untouched() throws Exception {
    var run = run(launcher(), "no such  command *");
    assertEquals(2, run.code());
    assertEquals("", run.out());
    assertTrue(run.err().contains("'no such  command *'"), run::toString);
  }

  @Test
  void letters_survive_a_locale_that_does_not_know_them() throws Exception {
    var line = "exec \"$0\" \"n$(printf '\\303\\266')\"";
    for (var locale : List.of("LC_ALL", "LANG")) {
      var run = run(List.of("sh", "-c", line, launcher().toString()), Map.of(locale, "POSIX"));
      assertTrue(run.err().contains("'n\u00f6'"), run::toString);
    }
  }

  @Test
  void standard_input_that_is_closed_is_empty() throws Exception {
    var line = "exec \"$0\" catalog lint - <&-";
    var run = run(List.of("sh", "-c", line, launcher().toString()), Map.of());
    assertEquals(2, run.code(), run::toString);
    assertTrue(run.err().startsWith("bad-catalog: "), run::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"help exit-codes", "--version"})
  void result_that_finds_no_room_is_no_success(String words) throws Exception {
    var line = "exec \"$0\" " + words + " >/dev/full";
    var run = run(List.of("sh", "-c", line, launcher().toString()), Map.of());
    assertEquals(2, run.code(), run::toString);
    assertTrue(run.err().startsWith("unwritable-result: "), run::toString);
  }

  @Test
  void other_java_programs_options_are_not_for_us() throws Exception {
    var run =
        run(
            List.of(launcher().toString(), "--version"),
            Map.of("JAVA_TOOL_OPTIONS", "-Dx=y", "JDK_JAVA_OPTIONS", "-XX:+NoSuchFlag"));
    assertEquals(new Run(0, "osbctl", ""), run.firstWord());
  }

  @Test
  void moved_image_uses_its_cache() throws Exception {
    assertTrue(usesCache());
  }

  @Test
  void image_copied_without_times_runs_without_its_cache() throws Exception {
    Files.setLastModifiedTime(jar(), FileTime.fromMillis(1_700_000_000_000L));
    Files.setLastModifiedTime(cache(), FileTime.fromMillis(1_700_000_060_000L));
    // The JVM compares the times itself.
    assertFalse(usesCache());
  }

  @Test
  void image_without_cache_runs_and_says_nothing_of_it() throws Exception {
    Files.delete(cache());
    var run = run(launcher(), "--version");
    assertEquals(new Run(0, "osbctl", ""), run.firstWord());
  }

  @Test
  void damaged_cache_does_no_harm() throws Exception {
    var times = Files.getLastModifiedTime(cache());
    Files.writeString(cache(), "damaged");
    Files.setLastModifiedTime(cache(), times);
    var run = run(launcher(), "--version");
    assertEquals(new Run(0, "osbctl", ""), run.firstWord());
  }

  /** The JVM itself would run the old class: it does not compare the JAR with the cache. */
  @Test
  void changed_jar_runs_its_own_code() throws Exception {
    replaceMain();
    assertEquals(new Run(0, "changed", ""), run(launcher(), "--version"));
  }

  @Test
  void changed_jar_that_looks_old_runs_its_own_code() throws Exception {
    replaceMain();
    Files.setLastModifiedTime(jar(), FileTime.fromMillis(1_500_000_000_000L));
    assertEquals(new Run(0, "changed", ""), run(launcher(), "--version"));
  }

  private Path launcher() {
    return image.resolve("bin/osbctl");
  }

  private Path jar() throws IOException {
    return only("osbctl-*.jar");
  }

  /** The cache of the commands that are over in a moment, {@code --version} among them. */
  private Path cache() throws IOException {
    return only("osbctl-*-quick.aot");
  }

  private Path only(String glob) throws IOException {
    try (var found = Files.newDirectoryStream(image.resolve("lib"), glob)) {
      var all = new ArrayList<Path>();
      found.forEach(all::add);
      assertEquals(1, all.size(), glob);
      return all.getFirst();
    }
  }

  private boolean usesCache() throws Exception {
    var log = folder.resolve("classes.log");
    // Relative to the working directory of the process: the option is split at blanks.
    var run =
        run(
            List.of(launcher().toString(), "--version"),
            Map.of("OSBCTL_JAVA_OPTS", "-Xlog:class+load:file=classes.log"));
    assertEquals(0, run.code(), run::toString);
    return Files.readAllLines(log).stream()
        .filter(line -> line.contains(" org.osbctl.cli.Main "))
        .anyMatch(line -> line.contains("shared objects file"));
  }

  private void replaceMain() throws IOException {
    var source =
        new SimpleJavaFileObject(URI.create("string:///Main.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return """
            package org.osbctl.cli;
            public final class Main {
              public static void main(String[] args) { System.out.print("changed"); }
            }
            """;
          }
        };
    var options = List.of("-d", folder.toString(), "--release", "21", "-proc:none");
    var compiled =
        ToolProvider.getSystemJavaCompiler()
            .getTask(null, null, null, options, null, List.of(source))
            .call();
    assertTrue(compiled);
    try (var zip = FileSystems.newFileSystem(jar())) {
      Files.copy(
          folder.resolve("org/osbctl/cli/Main.class"),
          zip.getPath("org/osbctl/cli/Main.class"),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private record Run(int code, String out, String err) {
    Run firstWord() {
      return new Run(code, out.split(" ", 2)[0], err);
    }
  }

  private Run run(Path command, String... args) throws Exception {
    var words = new ArrayList<>(List.of(command.toString()));
    words.addAll(Arrays.asList(args));
    return run(words, Map.of());
  }

  private Run run(List<String> words, Map<String, String> environment) throws Exception {
    // Enough for the launcher, and no java among it.
    var path = Files.createDirectories(folder.resolve("path"));
    for (var tool : List.of("readlink", "sha256sum")) {
      var script = path.resolve(tool);
      Files.writeString(script, "#!/bin/sh\nexec " + find(tool) + " \"$@\"\n");
      assertTrue(script.toFile().setExecutable(true));
    }
    var out = folder.resolve("out");
    var err = folder.resolve("err");
    var builder =
        new ProcessBuilder(words)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", path.toString());
    builder.environment().putAll(environment);
    int code = builder.start().waitFor();
    return new Run(code, Files.readString(out, UTF_8), Files.readString(err, UTF_8));
  }

  private static Path find(String tool) {
    return Arrays.stream(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)), COPY_ATTRIBUTES);
      }
    }
  }
}
