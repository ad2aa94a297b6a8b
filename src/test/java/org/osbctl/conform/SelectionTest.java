package org.osbctl.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osbctl.mock.MockOptions;
import org.osbctl.spec.ApiVersion;
import org.osbctl.spec.Requirements;

class SelectionTest {
  private static final Requirements ALL = Requirements.bundled();

  private static boolean takes(Selection selection, String id) {
    return selection.takes(ALL.get(id), ApiVersion.V2_17);
  }

  @ParameterizedTest
  @CsvSource({
    "provision.created-is-201, true",
    "provision.*, true",
    "*.created-is-201, true",
    "provision, true",
    "#provisioning, true",
    "MUST, true",
    "bind.created-is-201, false",
    "provision.created, false",
    "#binding, false",
    "MAY, false"
  })
  void a_term_fits_by_id_pattern_area_section_or_level(String term, boolean fits) {
    assertEquals(fits, takes(new Selection(List.of(term), List.of()), "provision.created-is-201"));
    assertEquals(!fits, takes(new Selection(List.of(), List.of(term)), "provision.created-is-201"));
  }

  @Test
  void must_takes_in_must_not() {
    var level = ALL.get("update.parameters-kept-without-parameters").level(ApiVersion.V2_17);
    assertEquals("MUST NOT", level.orElseThrow().toString());
    var must = new Selection(List.of("MUST"), List.of());
    assertTrue(takes(must, "update.parameters-kept-without-parameters"));
  }

  @Test
  void a_term_that_fits_nothing_is_found() {
    assertEquals(
        Optional.of("provison.*"),
        new Selection(List.of("bind.*"), List.of("provison.*")).unknown(ALL));
    assertEquals(
        Optional.empty(), new Selection(List.of("MUST", "#binding"), List.of()).unknown(ALL));
  }

  private static RunResult run(String... only) {
    var rig = new Rig();
    rig.with(rig.options().withSelection(new Selection(List.of(only), List.of())));
    try (var broker = rig.mock(MockOptions.Mode.SYNC)) {
      return rig.run(broker.target());
    }
  }

  @Test
  void scenarios_that_can_contribute_nothing_are_not_run() {
    var result = run("catalog.*");
    assertEquals(0, result.instancesCreated());
    assertTrue(result.requests() < 10, () -> result.requests() + " requests");
    assertTrue(result.exercised() > 0);
  }

  @Test
  void only_what_was_selected_is_reported() {
    var result = run("rotate", "unbind");
    var areas =
        result.requirements().stream()
            .map(each -> each.requirement().id().replaceAll("\\..*", ""))
            .collect(Collectors.toSet());
    assertEquals(java.util.Set.of("rotate", "unbind"), areas);
    assertTrue(result.exercised() > 0);
    assertTrue(result.bindingsCreated() > 0);
  }
}
