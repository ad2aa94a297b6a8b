package org.osbctl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.osbctl.cli.Osbctl.Ran;
import org.osbctl.hostile.HostileBroker;
import org.osbctl.hostile.Hostilities;
import org.osbctl.hostile.Hostility;
import org.osbctl.hostile.Place;

/**
 * Whatever a broker sends: the exit code is right, the message is readable, nothing is given away,
 * and what may be left at the broker is written down.
 */
@Execution(ExecutionMode.CONCURRENT)
class HostileBrokersTest {
  private static final String SHORT = "--request-timeout=250ms";
  private static final String LONG = "--request-timeout=20s";
  private static final String MUCH = "--max-body=20000000";

  @TempDir Path home;

  private static Stream<Hostility> at(Place place) {
    return Hostilities.all().stream().filter(each -> each.places().contains(place));
  }

  static Stream<Hostility> catalogs() {
    return at(Place.CATALOG);
  }

  static Stream<Hostility> provisions() {
    return at(Place.PROVISION);
  }

  static Stream<Hostility> bindings() {
    return at(Place.BIND);
  }

  static Stream<Hostility> polls() {
    return at(Place.POLL);
  }

  @Test
  void there_are_more_than_a_hundred_of_them() {
    var names = new HashSet<String>();
    Hostilities.all().forEach(each -> assertTrue(names.add(each.name()), each.name()));
    assertTrue(names.size() > 150, () -> names.size() + " hostilities");
  }

  @ParameterizedTest
  @MethodSource("catalogs")
  void catalog_survives(Hostility hostility) {
    survives(hostility, Place.CATALOG, "catalog");
  }

  @ParameterizedTest
  @MethodSource("provisions")
  void provision_survives(Hostility hostility) {
    survives(hostility, Place.PROVISION, "provision", "-s", "db", "-p", "small", "-i", "db1");
  }

  @ParameterizedTest
  @MethodSource("polls")
  void wait_survives(Hostility hostility) {
    survives(hostility, Place.POLL, "provision", "-s", "db", "-p", "small", "-i", "db1");
  }

  @ParameterizedTest
  @MethodSource("bindings")
  void bind_survives(Hostility hostility) {
    survives(hostility, Place.BIND, "bind", "-i", "db1", "-b", "app1");
  }

  private void survives(Hostility hostility, Place place, String... command) {
    try (var broker = HostileBroker.start(hostility, place)) {
      var osbctl = new Osbctl(home).to(broker.url()).as("admin", HostileBroker.PASSWORD);
      if (place == Place.BIND) {
        osbctl.done("provision", "-s", "db", "-p", "small", "-i", "db1");
      }
      var words = new ArrayList<>(List.of(command));
      words.addAll(List.of(hostility.sort() == Hostility.Sort.LATE ? SHORT : LONG, MUCH));
      var ran = osbctl.run(words.toArray(String[]::new));
      assertEquals(exit(hostility), ran.code(), () -> shortened(ran));
      speaksWell(ran);
      var recorded = osbctl.inventory();
      for (var instance : broker.instances()) {
        assertTrue(recorded.contains(instance), () -> "no record of " + instance + shortened(ran));
      }
    }
  }

  private static int exit(Hostility hostility) {
    return switch (hostility.sort()) {
      case LATE, NO_ANSWER -> 3;
      case NO_USE, REFUSAL -> 1;
      case ENDLESS -> 4;
      case HARMLESS -> 0;
    };
  }

  private static void speaksWell(Ran ran) {
    for (var text : List.of(ran.out(), ran.err())) {
      assertFalse(text.contains(HostileBroker.PASSWORD), "the password is shown");
      assertFalse(text.contains("\tat "), () -> "a stack trace: " + shortened(ran));
      assertFalse(text.contains("Exception"), () -> "an exception: " + shortened(ran));
      var raw = text.codePoints().filter(HostileBrokersTest::isRaw).mapToObj(Integer::toHexString);
      assertEquals(List.of(), raw.distinct().toList(), () -> "raw letters: " + shortened(ran));
    }
    if (ran.code() != 0) {
      assertTrue(ran.err().contains("\n  cause:  "), () -> "no cause: " + shortened(ran));
    }
  }

  /** Letters that do something to a terminal, or hide, or turn the line around. */
  static boolean isRaw(int letter) {
    return switch (Character.getType(letter)) {
      case Character.CONTROL -> letter != '\n';
      case Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  private static String shortened(Ran ran) {
    var all = ran.toString();
    return all.length() > 2_000 ? all.substring(0, 2_000) + "…" : all;
  }
}
