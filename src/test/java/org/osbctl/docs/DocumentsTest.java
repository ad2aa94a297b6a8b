package org.osbctl.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.osbctl.selftest.SelfTestDocument;

/** Generated documents are fresh; {@code -Dosbctl.remake=true} makes them so. */
class DocumentsTest {
  @Test
  void the_lifecycle_is_documented_as_it_is() throws IOException {
    isFresh(Path.of("docs", "lifecycle.md"), LifecycleDocument.text());
  }

  @Test
  void the_proof_of_the_rules_is_documented_as_it_is() throws IOException {
    isFresh(Path.of("docs", "self-test.md"), SelfTestDocument.text());
  }

  @Test
  void the_platforms_are_documented_as_they_are() throws IOException {
    isFresh(Path.of("docs", "profiles.md"), ProfilesDocument.text());
  }

  private static void isFresh(Path file, String text) throws IOException {
    if (Boolean.getBoolean("osbctl.remake")) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text);
    }
    assertEquals(
        text, Files.readString(file), file + " is stale; remake it with -Dosbctl.remake=true");
  }
}
