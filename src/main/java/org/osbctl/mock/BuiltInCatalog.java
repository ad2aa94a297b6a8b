package org.osbctl.mock;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.osbctl.spec.Catalog;
import org.osbctl.spec.Json;

/** The catalog a mock serves when it is given none, {@code specs/mock-catalog.json}. */
final class BuiltInCatalog {
  private static final String RESOURCE = "/specs/mock-catalog.json";

  private BuiltInCatalog() {}

  static Catalog load() {
    try (var in = BuiltInCatalog.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is not in the JAR");
      }
      return new Catalog(Json.parse(in.readAllBytes()).node());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
