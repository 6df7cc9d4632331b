// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jacoco.core.analysis.Analyzer;
import org.jacoco.core.analysis.CoverageBuilder;
import org.jacoco.core.analysis.IClassCoverage;
import org.jacoco.core.tools.ExecFileLoader;

/**
 * Checks how many lines the tests cover. JaCoCo's Maven plugin cannot do this, because it reads only
 * the compiled classes of one module.
 *
 * <pre>
 * java -cp JACOCO Coverage.java CHECKOUT OUTPUT MINIMUM
 * </pre>
 *
 * OUTPUT is the name of the directory that contains the classes and the coverage data of a module.
 * Exits 1 if the tests cover a smaller share of the lines of a module than MINIMUM.
 */
final class Coverage {

  /** Packages that read untrusted input. */
  private static final Set<String> STRICT =
      Set.of(
          "org/dtbind/dts",
          "org/dtbind/dts/grammar",
          "org/dtbind/dts/preprocess",
          "org/dtbind/dts/scan",
          "org/dtbind/dtb");

  private static final double STRICT_MINIMUM = 0.95;

  /** A module, and the modules whose tests count for it. */
  private record Module(String name, List<String> tests) {}

  private Coverage() {}

  public static void main(String[] args) throws IOException {
    Path checkout = Path.of(args[0]);
    double minimum = Double.parseDouble(args[2]);
    // The kernel cases are tests of cli, and reach all three. Tests of a model use those below it.
    List<String> together = List.of("sandbox", "binder", "cli");
    List<Module> modules = new ArrayList<>();
    modules.add(new Module("dts-parser", List.of("dts-parser")));
    List<String> models = List.of("linux", "declaration", "overlays", "export");
    models.forEach(name -> modules.add(new Module(name, models)));
    // What is reported is compared in tests of the command.
    modules.add(new Module("validate", List.of("validate", "overlays", "cli")));
    together.forEach(name -> modules.add(new Module(name, together)));
    if (executed(checkout, args[1], List.of("cli")).getExecutionDataStore().getContents().isEmpty()) {
      System.out.println("No tests were run: nothing is judged.");
      return;
    }
    boolean enough = true;
    for (Module module : modules) {
      Path classes = checkout.resolve(module.name()).resolve(args[1]).resolve("classes");
      List<IClassCoverage> covered = covered(checkout, args[1], module, classes);
      enough &= isEnough(module.name(), covered, minimum);
      for (String name : STRICT) {
        List<IClassCoverage> ofPackage =
            covered.stream().filter(one -> one.getPackageName().equals(name)).toList();
        enough &= ofPackage.isEmpty() || isEnough(name, ofPackage, STRICT_MINIMUM);
      }
    }
    if (!enough) {
      System.exit(1);
    }
  }

  private static boolean isEnough(String name, List<IClassCoverage> classes, double minimum) {
    long covered = classes.stream().mapToLong(one -> one.getLineCounter().getCoveredCount()).sum();
    long total = classes.stream().mapToLong(one -> one.getLineCounter().getTotalCount()).sum();
    double share = (double) covered / total;
    System.out.printf("%s: %.1f %% of %d lines are covered%n", name, 100 * share, total);
    if (share < minimum) {
      System.err.printf("%s: less than %.0f %% of the lines are covered%n", name, 100 * minimum);
    }
    return share >= minimum;
  }

  private static List<IClassCoverage> covered(
      Path checkout, String output, Module module, Path classes) throws IOException {
    ExecFileLoader executed = executed(checkout, output, module.tests());
    CoverageBuilder built = new CoverageBuilder();
    new Analyzer(executed.getExecutionDataStore(), built).analyzeAll(new File(classes.toString()));
    if (!built.getNoMatchClasses().isEmpty()) {
      System.err.printf(
          "%s: the tests ran other versions of %d classes; these do not count as covered%n",
          classes, built.getNoMatchClasses().size());
    }
    Path sources = checkout.resolve(module.name()).resolve("src/main/java");
    return built.getClasses().stream().filter(isWritten(sources)).toList();
  }

  private static ExecFileLoader executed(Path checkout, String output, List<String> modules)
      throws IOException {
    ExecFileLoader executed = new ExecFileLoader();
    for (String module : modules) {
      // Tests in real kernels write their coverage next to that of this machine.
      for (Path file : files(checkout.resolve(module).resolve(output), "jacoco*.exec")) {
        executed.load(file.toFile());
      }
    }
    return executed;
  }

  /** Returns whether a class was not generated. */
  private static Predicate<IClassCoverage> isWritten(Path sources) {
    return one ->
        Files.exists(sources.resolve(one.getPackageName()).resolve(one.getSourceFileName()));
  }

  private static List<Path> files(Path directory, String names) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, names)) {
      files.forEach(found::add);
    }
    Collections.sort(found);
    return found;
  }
}
