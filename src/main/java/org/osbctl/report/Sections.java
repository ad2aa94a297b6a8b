package org.osbctl.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osbctl.report.Report.Entry;

/** The table of contents of the specification, by the anchors that requirements name. */
final class Sections {
  private static final String PROFILE = "profile#";
  private static final String PROFILE_CHAPTER = "platform-profiles";

  /** The chapter of each section that stands below another heading. */
  private static final Map<String, String> CHAPTERS =
      Stream.of(
              below("changes", "change-policy", "change-policy-for-minor-versions"),
              below("headers", "api-version-header", "originating-identity", "request-identity"),
              below("service-broker-errors", "error-codes"),
              below(
                  "catalog-management",
                  "service-objects",
                  "service-object",
                  "service-offering-object",
                  "plan-object",
                  "service-plan-object",
                  "dashboard-client-object",
                  "schema-object",
                  "schemas-object",
                  "input-parameters-object",
                  "input-parameters-schema-object",
                  "maintenance-info-object"),
              below(
                  "synchronous-and-asynchronous-operations",
                  "synchronous-operations",
                  "asynchronous-operations"),
              below(
                  "updating-a-service-instance",
                  "previous-values-object",
                  "service-instance-metadata"),
              below(
                  "binding",
                  "binding-rotation",
                  "types-of-binding",
                  "route-services",
                  "volume-services",
                  "bind-resource-object",
                  "binding-metadata-object",
                  "volume-mounts-object",
                  "volume-mount-object",
                  "device-object",
                  "endpoint-object"))
          .flatMap(Function.identity())
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  /** Headings that are too long for a column. */
  private static final Map<String, String> SHORT =
      Map.of(
          "change-policy-for-minor-versions", "Change policy",
          "platform-to-service-broker-authentication", "Authentication",
          "synchronous-and-asynchronous-operations", "Sync and async operations",
          "polling-last-operation-for-service-instances", "Polling service instances",
          "polling-last-operation-for-service-bindings", "Polling service bindings");

  private Sections() {}

  private static Stream<Map.Entry<String, String>> below(String chapter, String... sections) {
    return Stream.of(sections).map(section -> Map.entry(section, chapter));
  }

  /** A chapter of the specification and what a run found out about it. */
  record Chapter(String title, SequencedMap<String, List<Entry>> sections) {
    /** The requirements of all its sections, in order. */
    List<Entry> requirements() {
      return sections.values().stream().flatMap(List::stream).toList();
    }
  }

  /** The chapters that a run speaks of, in the order of the specification; sections by title. */
  static List<Chapter> of(Report report) {
    var chapters = new LinkedHashMap<String, Chapter>();
    for (var each : report.requirements()) {
      var anchor = each.section();
      chapters
          .computeIfAbsent(
              chapter(anchor), chapter -> new Chapter(title(chapter), new LinkedHashMap<>()))
          .sections()
          .computeIfAbsent(title(anchor), section -> new ArrayList<>())
          .add(each);
    }
    return List.copyOf(chapters.values());
  }

  /** The anchor of the chapter a section stands in: its own when it is a chapter. */
  static String chapter(String anchor) {
    return anchor.startsWith(PROFILE) ? PROFILE_CHAPTER : CHAPTERS.getOrDefault(anchor, anchor);
  }

  /** The heading of a section, made of the words of its anchor. */
  static String title(String anchor) {
    var own = anchor.startsWith(PROFILE) ? anchor.substring(PROFILE.length()) : anchor;
    if (SHORT.containsKey(own)) {
      return SHORT.get(own);
    }
    // A heading that stands twice has a number at the end of its second anchor.
    var words = own.replaceFirst("-\\d+$", "").replace('-', ' ');
    return (Character.toUpperCase(words.charAt(0)) + words.substring(1))
        .replaceAll("\\b[Aa]pi\\b", "API")
        .replaceAll("\\b[Uu]rl\\b", "URL")
        .replaceAll("\\b[Cc]loud foundry\\b", "Cloud Foundry")
        .replaceAll("\\bkubernetes\\b", "Kubernetes");
  }
}
