// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.structure;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.dtbind.diag.Message;
import org.junit.jupiter.api.Test;

/** Checks the rules of docs/ARCHITECTURE.md on the classes of all modules. */
class ArchitectureTest {

  private static final String[] PARSER = {
    "org.dtbind.source..",
    "org.dtbind.diag..",
    "org.dtbind.dts..",
    "org.dtbind.tree..",
    "org.dtbind.check..",
    "org.dtbind.dtb..",
    "org.dtbind.compile.."
  };

  private static final String[] OVERLAYS = {
    "org.dtbind.spec..",
    "org.dtbind.linux..",
    "org.dtbind.overlay..",
    "org.dtbind.export..",
    "org.dtbind.simulate.."
  };

  private static final String[] BINDER = {
    "org.dtbind.kernel..",
    "org.dtbind.device..",
    "org.dtbind.gpio..",
    "org.dtbind.change..",
    "org.dtbind.bind..",
    "org.dtbind.declaration..",
    "org.dtbind.aggregator..",
    "org.dtbind.iommu..",
    "org.dtbind.doctor..",
    "org.dtbind.explain.."
  };

  private static final String[] SANDBOX = {"org.dtbind.sandbox.."};

  private static final String[] CLI = {
    "org.dtbind.view..", "org.dtbind.picture..", "org.dtbind.dtc..", "org.dtbind.cli.."
  };

  private static final int MAX_LINES_OF_METHOD = 50;
  private static final int MAX_CYCLE_SIZE = 3;

  private static final JavaClasses CLASSES = ProgramClasses.ALL;

  @Test
  void importCoversAllPackages() {
    assertThat(CLASSES.size()).isGreaterThan(250);
    for (String[] module : new String[][] {PARSER, OVERLAYS, BINDER, SANDBOX, CLI}) {
      for (String name : module) {
        String start = name.replace("..", "");
        assertThat(CLASSES.stream().anyMatch(c -> c.getPackageName().startsWith(start)))
            .as(name)
            .isTrue();
      }
    }
  }

  @Test
  void modulesDependInOneDirection() {
    assertIndependent(PARSER, OVERLAYS, BINDER, SANDBOX, CLI);
    assertIndependent(OVERLAYS, BINDER, SANDBOX, CLI);
    assertIndependent(BINDER, SANDBOX, CLI);
    assertIndependent(SANDBOX, BINDER, CLI);
  }

  private static void assertIndependent(String[] module, String[]... others) {
    for (String[] other : others) {
      noClasses()
          .that()
          .resideInAnyPackage(module)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(other)
          .check(CLASSES);
    }
  }

  @Test
  void packagesDependOnEachOtherWithoutCycles() {
    slices().matching("org.dtbind.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void librariesAreUsedOnlyInTheirPackages() {
    assertUsedOnlyIn("org.antlr..", "org.dtbind.dts.grammar..", "org.dtbind.dts");
    assertUsedOnlyIn("com.sun.jna..", "org.dtbind.kernel.linux..");
    assertUsedOnlyIn("tools.jackson..", "org.dtbind.view..");
    assertUsedOnlyIn("org.snakeyaml..", "org.dtbind.spec.yaml..");
    assertUsedOnlyIn("org.tukaani..", "org.dtbind.validate.archive..");
    assertUsedOnlyIn("picocli..", "org.dtbind.cli..");
  }

  private static void assertUsedOnlyIn(String library, String... packages) {
    noClasses()
        .that()
        .resideOutsideOfPackages(packages)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(CLASSES);
  }

  @Test
  void onlyCliPackagePrintsExitsAndReadsTheEnvironment() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.dtbind.cli..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .accessField(System.class, "in")
        .orShould()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .check(CLASSES);
  }

  @Test
  void parserAndOverlaysAccessFilesInFewClasses() {
    noClasses()
        .that()
        .resideInAnyPackage(PARSER)
        .or()
        .resideInAnyPackage(OVERLAYS)
        .and()
        .resideOutsideOfPackage("org.dtbind.tree.fs..")
        .and()
        .doNotHaveFullyQualifiedName("org.dtbind.compile.DiskFiles")
        .and()
        .doNotHaveFullyQualifiedName("org.dtbind.compile.ProjectHeaders")
        .and()
        .doNotHaveFullyQualifiedName("org.dtbind.compile.TrustedUsers")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.nio.file.Files")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.io.File")
        .check(CLASSES);
  }

  @Test
  void staticFieldsAreFinalAndNoHelperClassesExist() {
    fields()
        .that()
        .areStatic()
        .and()
        .areDeclaredInClassesThat()
        .resideOutsideOfPackage("org.dtbind.dts.grammar..")
        .should()
        .beFinal()
        .check(CLASSES);
    noClasses()
        .should()
        .haveSimpleNameEndingWith("Manager")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Util")
        .orShould()
        .haveSimpleNameEndingWith("Utils")
        .check(CLASSES);
  }

  /** Security review 1 and 13: one class decides which characters of foreign text are printed. */
  @Test
  void onlySourcePackageDecidesPrintableCharacters() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.dtbind.source..")
        .should()
        .callMethod(Character.class, "isISOControl", int.class)
        .orShould()
        .callMethod(Character.class, "isISOControl", char.class)
        .orShould()
        .callMethod(Character.class, "getType", int.class)
        .check(CLASSES);
  }

  /** These commands run a program in a kernel of its own, which owns the terminal. */
  @Test
  void onlyTrialAndDemoUseTheConsole() {
    noClasses()
        .that()
        .doNotHaveSimpleName("TrialBoot")
        .and()
        .doNotHaveSimpleName("DoorDemo")
        .should()
        .callMethod("org.dtbind.cli.session.Session", "console")
        .orShould()
        .callMethod("org.dtbind.cli.session.Session", "consoleErr")
        .check(CLASSES);
  }

  /**
   * The classes outside of the packages for output that show diagnostics to users: as rows of a
   * report, and in the format of dtc.
   */
  private static final Set<String> RENDERERS =
      Set.of(
          "org.dtbind.cli.overlay.CheckReport",
          "org.dtbind.cli.validate.ValidateReport",
          "org.dtbind.dtc.DtcNotes");

  /** Programs read the arguments of messages, so that their texts may change. */
  @Test
  void onlyRenderersReadTextsOfMessages() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.dtbind.diag..", "org.dtbind.view..", "org.dtbind.picture..")
        .and(
            DescribedPredicate.describe(
                "do not show diagnostics", (JavaClass one) -> !RENDERERS.contains(one.getName())))
        .should()
        .accessTargetWhere(
            DescribedPredicate.describe(
                "that make texts of messages",
                (JavaAccess<?> access) ->
                    access.getTargetOwner().isEquivalentTo(Message.class)
                        && Set.of("text", "toString").contains(access.getName())))
        .check(CLASSES);
  }

  /** The classes whose changes the executor runs and rolls back. */
  private static final Set<String> WRITERS =
      Set.of(
          "org.dtbind.bind.change.StepWriter",
          "org.dtbind.iommu.GroupOwnerChange",
          "org.dtbind.bind.record.Bindings",
          "org.dtbind.aggregator.live.AggregatorStep",
          "org.dtbind.aggregator.live.AggregatorRecords",
          "org.dtbind.aggregator.NodeSetup");

  /** The methods of kernel ports that change the system. */
  private static final Map<String, Set<String>> WRITES =
      Map.of(
          "org.dtbind.kernel.Files",
          Set.of("replace", "link", "give", "restoreLabel", "append", "remove", "removeBegun"),
          "org.dtbind.kernel.Sysfs",
          Set.of("write", "writeAndRead", "writeWithin", "makeDirectory", "removeDirectory"),
          "org.dtbind.kernel.Modules",
          Set.of("load", "unload"),
          "org.dtbind.kernel.Udev",
          Set.of("reload"),
          "org.dtbind.kernel.GpioChips",
          Set.of("drive"));

  @Test
  void onlyChangeStepsWriteToTheSystem() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.dtbind.change..", "org.dtbind.kernel..")
        .and(
            DescribedPredicate.describe(
                "are not steps of a change",
                (JavaClass one) ->
                    WRITERS.stream()
                        .noneMatch(
                            writer ->
                                one.getName().equals(writer)
                                    || one.getName().startsWith(writer + "$"))))
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "that write to a system",
                (JavaMethodCall call) ->
                    WRITES
                        .getOrDefault(call.getTargetOwner().getName(), Set.of())
                        .contains(call.getName())))
        .check(CLASSES);
  }

  @Test
  void nativeMethodsAreOnlyInTheKernelPackage() {
    methods()
        .that()
        .haveModifier(JavaModifier.NATIVE)
        .should()
        .beDeclaredInClassesThat()
        .resideInAPackage("org.dtbind.kernel.linux..")
        .check(CLASSES);
  }

  @Test
  void methodsAreSmall() throws IOException {
    Map<String, Integer> methods = CodeSizes.ofMethods();
    assertThat(methods).hasSizeGreaterThan(3_000);
    assertThat(tooLarge(methods, MAX_LINES_OF_METHOD)).as("lines of methods").isEmpty();
  }

  @Test
  void classCyclesAreSmall() {
    Map<String, Integer> cycles = cycles();
    assertThat(cycles).hasSizeGreaterThan(20);
    assertThat(tooLarge(cycles, MAX_CYCLE_SIZE)).as("classes in cycles").isEmpty();
  }

  /** The size of the largest cycle in each package, as {@code package: cycle}. */
  private static Map<String, Integer> cycles() {
    return CodeSizes.cycles(CLASSES).stream()
        .collect(
            Collectors.toMap(
                cycle -> cycle.iterator().next().replaceFirst("\\.[A-Z].*", ": cycle"),
                Set::size,
                Math::max));
  }

  private static List<String> tooLarge(Map<String, Integer> sizes, int limit) {
    return sizes.entrySet().stream()
        .filter(entry -> entry.getValue() > limit)
        .map(entry -> "%s: %d, not %d".formatted(entry.getKey(), entry.getValue(), limit))
        .toList();
  }
}
