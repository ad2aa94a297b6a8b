package org.osbctl.selftest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.osbctl.mock.fault.Fault;
import org.osbctl.mock.fault.Faults;
import org.osbctl.spec.Requirements;

/** The matrix of faults and requirements as a document; tests prove that it is as it says. */
public final class SelfTestDocument {
  private SelfTestDocument() {}

  /** The whole document. */
  public static String text() {
    var text = new StringBuilder();
    text.append(
        """
        # Who tests the rules

        Generated from `specs/faults.yaml` and `specs/quirks.yaml`; the tests in
        `src/test/java/org/osbctl/selftest` run the conformance suite against the mock with each of
        them, and fail when a fault is not reported by the requirements it names, or by others, or
        when a quirk is reported at all. A healthy mock is reported in no mode and no version.

        """);
    counts(text);
    requirements(text);
    unreached(text);
    quirks(text);
    return text.toString();
  }

  private static void counts(StringBuilder text) {
    var faults = Faults.bundled().faults();
    var kinds = new ArrayList<String>();
    for (var kind : Fault.Kind.values()) {
      kinds.add(faults.stream().filter(f -> f.kind() == kind).count() + " of kind " + kind.word());
    }
    text.append(faults.size())
        .append(" faults (")
        .append(String.join(", ", kinds))
        .append(") for ")
        .append(byRequirement().size())
        .append(" requirements, and ")
        .append(Faults.bundled().quirks().size())
        .append(" quirks.\n\n");
  }

  private static Map<String, List<Fault>> byRequirement() {
    var found = new TreeMap<String, List<Fault>>();
    for (var fault : Faults.bundled().faults()) {
      fault.violates().forEach(id -> found.computeIfAbsent(id, k -> new ArrayList<>()).add(fault));
    }
    return found;
  }

  private static void requirements(StringBuilder text) {
    text.append(
        """
        ## Requirements and their faults

        | requirement | fault | what the broker does | seen in |
        | --- | --- | --- | --- |
        """);
    var faults = byRequirement();
    for (var requirement : Requirements.bundled().all()) {
      var id = requirement.id();
      for (var fault : faults.getOrDefault(id, List.of())) {
        row(text, "`" + id + "`", "`" + fault.name() + "`", fault.says(), seen(fault));
      }
    }
    text.append('\n');
  }

  private static String seen(Fault fault) {
    var shows = fault.shows();
    return shows.mode().name().toLowerCase(Locale.ROOT)
        + ", "
        + shows.version()
        + shows.plan().map(plan -> ", " + plan).orElse("");
  }

  private static void unreached(StringBuilder text) {
    text.append("## Requirements that no fault makes a run report\n\n");
    text.append("| requirement | why |\n| --- | --- |\n");
    var all = new TreeMap<>(Unreached.BY_ITS_NATURE);
    all.putAll(Unreached.BY_SCENARIOS);
    all.forEach((id, why) -> row(text, "`" + id + "`", why));
    text.append('\n');
  }

  private static void quirks(StringBuilder text) {
    text.append("## Quirks, which no run may report\n\n");
    text.append("| quirk | what the broker does | why it may | versions |\n");
    text.append("| --- | --- | --- | --- |\n");
    for (var quirk : Faults.bundled().quirks()) {
      row(
          text,
          "`" + quirk.name() + "`",
          quirk.says(),
          quirk.because(),
          quirk.versions().toString());
    }
  }

  private static void row(StringBuilder text, String... cells) {
    text.append(
        List.of(cells).stream()
            .map(cell -> cell.replace("|", "\\|"))
            .collect(Collectors.joining(" | ", "| ", " |\n")));
  }
}
