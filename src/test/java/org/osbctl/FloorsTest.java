package org.osbctl;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the floors of the design: a package imports only from floors below it.
 *
 * <p>Packages on one floor do not import each other either. That is why {@code mock} cannot lean on
 * {@code conform}, which it is used to check, and why {@code rules} never send anything through
 * {@code client}. What two packages of a floor need sinks to a floor below.
 */
class FloorsTest {

  private static final String ROOT = "org.osbctl";

  private static final Map<String, Integer> FLOORS =
      Map.ofEntries(
          Map.entry("spec", 1),
          Map.entry("http", 2),
          Map.entry("operation", 3),
          Map.entry("lifecycle", 4),
          Map.entry("client", 5),
          Map.entry("rules", 5),
          Map.entry("profile", 5),
          Map.entry("inventory", 5),
          Map.entry("conform", 6),
          Map.entry("mock", 6),
          Map.entry("proxy", 6),
          Map.entry("report", 7),
          Map.entry("junit", 7),
          Map.entry("cli", 8));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  static Stream<String> packages() {
    return FLOORS.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("packages")
  void package_imports_only_from_floors_below(String name) {
    int floor = FLOORS.get(name);
    noClasses()
        .that()
        .resideInAPackage(ROOT + "." + name + "..")
        .should()
        .dependOnClassesThat(
            describe(
                "reside beside or above it",
                (JavaClass other) -> {
                  String theirs = floorPackage(other.getPackageName());
                  return !theirs.equals(name) && FLOORS.getOrDefault(theirs, 0) >= floor;
                }))
        // A package may still have to be written.
        .allowEmptyShould(true)
        .because("it is on floor " + floor)
        .check(CLASSES);
  }

  @Test
  void every_package_has_a_floor() {
    Set<String> found =
        CLASSES.stream()
            .map(type -> floorPackage(type.getPackageName()))
            .collect(toCollection(TreeSet::new));
    found.removeAll(FLOORS.keySet());
    assertEquals(Set.of(), found, "packages without a floor");
  }

  @Test
  void groups_of_commands_do_not_go_round_in_circles() {
    slices()
        .matching(ROOT + ".cli.(*)..")
        .should()
        .beFreeOfCycles()
        .because("each can then be read with nothing but those below it")
        .check(CLASSES);
  }

  @Test
  void no_group_of_commands_knows_the_program() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".cli.*..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".cli")
        .because("the program wires the groups; a session hands them what they need of it")
        .check(CLASSES);
  }

  @Test
  void model_does_no_input_or_output() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + ".spec..", ROOT + ".lifecycle..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net.http..", "java.nio.file..", "java.nio.channels..")
        .allowEmptyShould(true)
        .because("judge, mock and client share it; bundled resources are all it reads")
        .check(CLASSES);
  }

  @Test
  void every_package_is_null_marked() {
    Set<String> unmarked =
        CLASSES.stream()
            .map(JavaClass::getPackage)
            .filter(found -> !isNullMarked(found))
            .map(JavaPackage::getName)
            .collect(toCollection(TreeSet::new));
    assertEquals(Set.of(), unmarked, "packages without @NullMarked in package-info.java");
  }

  private static boolean isNullMarked(JavaPackage found) {
    return found
        .tryGetPackageInfo()
        .map(info -> info.isAnnotatedWith(NullMarked.class))
        .orElse(false);
  }

  /** The package directly below the root: {@code cli} for {@code org.osbctl.cli.shell}. */
  private static String floorPackage(String packageName) {
    if (!packageName.startsWith(ROOT + ".")) {
      return "";
    }
    return packageName.substring(ROOT.length() + 1).split("\\.", 2)[0];
  }
}
