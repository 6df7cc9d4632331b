// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.structure;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dtbind.aggregator.AggregatorStatus;
import org.dtbind.change.Executor;
import org.dtbind.change.Reversible;
import org.dtbind.change.result.Problem;
import org.dtbind.check.LevelSetting;
import org.dtbind.cli.option.LevelArguments;
import org.dtbind.cli.overlay.CheckReport;
import org.dtbind.cli.session.Messages;
import org.dtbind.cli.target.ChangeReport;
import org.dtbind.cli.target.StatusCommand;
import org.dtbind.cli.validate.ValidateReport;
import org.dtbind.compile.DiskFiles;
import org.dtbind.compile.ProjectHeaders;
import org.dtbind.compile.TrustedUsers;
import org.dtbind.diag.Code;
import org.dtbind.diag.Message;
import org.dtbind.diag.Severity;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.WritableKernel;
import org.dtbind.validate.schema.DocumentReader;
import org.junit.jupiter.api.Test;

/** Checks the rules of docs/ARCHITECTURE.md on the classes of all modules. */
class ArchitectureTest {

  private static final int MAX_LINES_OF_METHOD = 50;
  private static final int MAX_CYCLE_SIZE = 3;

  private static final JavaClasses CLASSES = ProgramClasses.ALL;

  @Test
  void constantsThatThePageNamesExist() throws IOException {
    String page = Files.readString(Path.of("../docs/ARCHITECTURE.md"));
    List<MatchResult> named =
        Pattern.compile("`([A-Z]\\w+)\\.([A-Z_]{2,})`").matcher(page).results().toList();
    assertThat(named).isNotEmpty();
    for (MatchResult name : named) {
      if (name.group(1).equals("Locale") || name.group(1).endsWith("Test")) {
        continue; // not of the program
      }
      assertThat(CLASSES.stream().filter(type -> type.getSimpleName().equals(name.group(1))))
          .as(name.group())
          .anyMatch(type -> type.tryGetField(name.group(2)).isPresent());
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

  // JavaClasses.get() fails if there is no such class. Literals cannot name private classes of
  // other packages.
  private static final Set<JavaClass> FILE_READERS =
      Set.of(
          CLASSES.get(DiskFiles.class),
          CLASSES.get(ProjectHeaders.class),
          CLASSES.get(TrustedUsers.class),
          CLASSES.get(DocumentReader.class),
          CLASSES.get("org.dtbind.validate.schema.DocumentFiles"),
          CLASSES.get("org.dtbind.validate.schema.DocumentFiles$Named"),
          CLASSES.get("org.dtbind.validate.schema.PreparedCache"));

  private static DescribedPredicate<JavaClass> areNot(String what, Set<JavaClass> classes) {
    return DescribedPredicate.describe("are not " + what, one -> !classes.contains(one));
  }

  @Test
  void modelsAccessFilesInFewClasses() {
    noClasses()
        .that(DescribedPredicate.describe("work on any system", ProgramClasses::worksOnAnySystem))
        .and()
        .resideOutsideOfPackage("org.dtbind.tree.fs..")
        .and(areNot("among those that read files", FILE_READERS))
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "java[.]nio[.]file[.]Files|java[.]nio[.]channels[.].*File.*|java[.]io[.](File|RandomAccess).*")
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
        .check(CLASSES);
  }

  /**
   * The classes outside of the packages for output that show diagnostics to users, as rows of a
   * report.
   */
  private static final Set<JavaClass> RENDERERS =
      Set.of(CLASSES.get(CheckReport.class), CLASSES.get(ValidateReport.class));

  /**
   * Programs read the arguments of messages, and compare their wordings, so that texts may change.
   */
  @Test
  void onlyRenderersReadTextsOfMessages() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.dtbind.diag..", "org.dtbind.view..", "org.dtbind.picture..")
        .and(areNot("among those that show diagnostics", RENDERERS))
        .should()
        .accessTargetWhere(
            DescribedPredicate.describe(
                "that read texts of messages",
                (JavaAccess<?> access) ->
                    access.getTargetOwner().isEquivalentTo(Message.class)
                        && Set.of("template", "text", "toString").contains(access.getName())))
        .check(CLASSES);
  }

  /**
   * Those who make a report may read what it says of a problem. All others use the reason, or put
   * the problem itself into a list or another problem.
   */
  @Test
  void onlyReportsReadTextsOfProblems() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.dtbind.cli..")
        .and(
            DescribedPredicate.describe(
                "make no report",
                (JavaClass one) ->
                    !one.isEquivalentTo(Problem.class)
                        && !one.isEquivalentTo(AggregatorStatus.class)
                        && !one.getPackageName().equals("org.dtbind.doctor")))
        .should()
        .accessTargetWhere(
            DescribedPredicate.describe(
                "that read texts of problems",
                (JavaAccess<?> access) ->
                    access.getTargetOwner().isEquivalentTo(Problem.class)
                        && Set.of("message", "toString").contains(access.getName())))
        .check(CLASSES);
  }

  /** LevelArguments lists the codes: a code that is missing there is unknown to -W and -E. */
  @Test
  void optionsForLevelsKnowAllCodesAndEachNameIsOfOneCode() {
    List<String> codes =
        CLASSES.stream()
            .filter(one -> one.isAssignableTo(Code.class) && !one.isInterface())
            .flatMap(one -> Stream.of(one.reflect().getEnumConstants()))
            .map(one -> ((Code) one).id())
            .toList();
    assertThat(codes).hasSizeGreaterThan(300).doesNotHaveDuplicates();
    assertThat(codes)
        .allMatch(code -> LevelArguments.isCode(new LevelSetting(Severity.WARNING, code)));
  }

  /**
   * The ports of a {@link WritableKernel} that a {@link Kernel} has only for reading, or not at
   * all.
   */
  private static final Set<Class<?>> WRITABLE =
      Stream.of(WritableKernel.class.getRecordComponents())
          .map(RecordComponent::getType)
          .filter(
              port ->
                  Stream.of(Kernel.class.getMethods()).noneMatch(m -> m.getReturnType() == port))
          .collect(Collectors.toSet());

  /** The packages below {@code org.dtbind} that make changes, with their subpackages. */
  private static final Set<String> CHANGING =
      CLASSES.stream()
          .filter(one -> one.isAssignableTo(Reversible.class) && !one.isInterface())
          .map(ArchitectureTest::area)
          .collect(Collectors.toSet());

  /** {@return the first word after {@code org.dtbind} in the name of a class} */
  private static String area(JavaClass type) {
    return type.getPackageName().split("\\.", -1)[2];
  }

  /**
   * What only reads takes a {@link Kernel}, which cannot write. What starts changes has a {@link
   * WritableKernel}, and leaves all writes to the steps of those changes. Only packages that make
   * changes take steps.
   */
  @Test
  void onlyChangeStepsWriteToTheSystem() {
    assertThat(WRITABLE).hasSizeGreaterThanOrEqualTo(5);
    assertThat(CHANGING).contains("bind", "aggregator").doesNotContain("gpio", "device", "cli");
    noClasses()
        .that()
        .resideOutsideOfPackages("org.dtbind.change..", "org.dtbind.kernel..")
        .and(
            DescribedPredicate.describe(
                "start changes, or are in packages that make none",
                (JavaClass one) ->
                    !CHANGING.contains(area(one))
                        || one.getAccessesFromSelf().stream()
                            .anyMatch(
                                access ->
                                    access.getTargetOwner().isEquivalentTo(Executor.class)
                                        && !access.getName().equals("TIMEOUT"))))
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "that write to a system",
                (JavaMethodCall call) ->
                    call.getTarget().resolveMember().stream()
                        .anyMatch(
                            method ->
                                WRITABLE.stream().anyMatch(method.getOwner()::isEquivalentTo))))
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

  /** The classes of the command line that show users why something was not done. */
  private static final Set<JavaClass> PROBLEM_RENDERERS =
      Set.of(
          CLASSES.get(Messages.class),
          CLASSES.get(ChangeReport.class),
          CLASSES.get(StatusCommand.class),
          CLASSES.get("org.dtbind.cli.target.DeviceReport"),
          CLASSES.get("org.dtbind.cli.target.StatusTests"));

  /** A text is no name: files of known failures, which users keep, must not depend on texts. */
  @Test
  void commandsReadTextsOfProblemsOnlyToShowThem() {
    noClasses()
        .that()
        .resideInAPackage("org.dtbind.cli..")
        .and(areNot("among those that show problems", PROBLEM_RENDERERS))
        .should()
        .accessTargetWhere(
            DescribedPredicate.describe(
                "that read texts of problems",
                (JavaAccess<?> access) ->
                    access.getTarget() instanceof CodeUnitAccessTarget target
                        && target.getOwner().isEquivalentTo(Problem.class)
                        && target.getName().equals("message")
                        && target.getRawParameterTypes().isEmpty()))
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
