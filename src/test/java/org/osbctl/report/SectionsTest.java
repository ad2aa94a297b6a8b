package org.osbctl.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Requirements;

class SectionsTest {
  @ParameterizedTest
  @EnumSource(ApiVersion.class)
  void every_section_is_a_chapter_or_stands_in_one(ApiVersion version) {
    for (var requirement : Requirements.bundled().all()) {
      if (requirement.level(version).isPresent()) {
        var chapter = Sections.chapter(requirement.section(version));
        assertEquals(chapter, Sections.chapter(chapter), "chapters do not stand in chapters");
        assertFalse(chapter.matches(".*-objects?"), chapter + " is part of a message");
        assertTrue(Sections.title(chapter).length() <= 30, chapter + " is too long for its column");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "provisioning, Provisioning",
    "fetching-a-service-instance, Fetching a service instance",
    "api-version-header, API version header",
    "url-properties, URL properties",
    "polling-last-operation-for-service-bindings, Polling service bindings",
    "profile#cloud-foundry-1, Cloud Foundry",
    "profile#kubernetes-context-object, Kubernetes context object",
  })
  void titles_are_made_of_anchors(String anchor, String title) {
    assertEquals(title, Sections.title(anchor));
  }

  @Test
  void chapters_keep_the_order_of_the_specification() {
    var chapters =
        Sections.of(
            Runs.report(
                Runs.run(
                    Runs.passed("unbind.unknown-is-410"),
                    Runs.passed("bind.created-is-201"),
                    Runs.passed("catalog.plan-name-cli-friendly"))));
    assertEquals(
        List.of("Catalog management", "Binding", "Unbinding"),
        chapters.stream().map(Sections.Chapter::title).toList());
  }
}
