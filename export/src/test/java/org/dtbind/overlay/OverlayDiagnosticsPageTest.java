// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dtbind.diag.Code;
import org.dtbind.export.ExportCode;
import org.dtbind.overlay.config.ConfigCode;
import org.dtbind.overlay.generate.DifferenceCode;
import org.dtbind.overlay.generate.GenerateCode;
import org.dtbind.overlay.rpi.MistakeCode;
import org.dtbind.overlay.rpi.ParameterCode;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.spec.SpecCode;
import org.dtbind.spec.yaml.YamlCode;
import org.dtbind.testing.Golden;
import org.dtbind.validate.report.BindingCode;
import org.junit.jupiter.api.Test;

/**
 * Generates docs/reference/overlay-diagnostics.md with all codes of this module, and examples from
 * the expected output of other tests. {@code -Dgolden.update=true} rewrites the page.
 */
class OverlayDiagnosticsPageTest {

  private static final Path PAGE = Path.of("../docs/reference/overlay-diagnostics.md");
  private static final List<String> MODULES =
      List.of("linux", "spec", "validate", "overlays", "export");

  private static Map<String, Class<? extends Code>> families() {
    Map<String, Class<? extends Code>> families = new LinkedHashMap<>();
    families.put("Overlays", OverlayCode.class);
    families.put("Parameters of overlays", ParameterCode.class);
    families.put("Mistakes in parameters, found by 'check'", MistakeCode.class);
    families.put("config.txt of a Raspberry Pi", ConfigCode.class);
    families.put("Overlays applied to their base", VerifyCode.class);
    families.put("Creating overlays", GenerateCode.class);
    families.put("Comparing trees", DifferenceCode.class);
    families.put("YAML", YamlCode.class);
    families.put("Declarations", SpecCode.class);
    families.put("Exports", ExportCode.class);
    families.put("Binding documents", BindingCode.class);
    return families;
  }

  @Test
  void everyCodeEnumIsOnThePage() throws IOException {
    List<String> names =
        files("src/main/java").stream()
            .filter(file -> file.toString().endsWith("Code.java"))
            .filter(file -> read(file).contains("implements Code "))
            .map(file -> file.getFileName().toString().replace(".java", ""))
            .toList();
    assertThat(families().values())
        .extracting(Class::getSimpleName)
        .containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void pageMatchesTheCode() throws IOException {
    List<String> examples = examples();
    StringBuilder page =
        new StringBuilder(
            """
            <!--
            SPDX-FileCopyrightText: 2026 The dtbind authors
            SPDX-License-Identifier: Apache-2.0

            Made from the code by OverlayDiagnosticsPageTest (-Dgolden.update=true): do not edit.
            -->
            # Diagnostics for overlays and declarations

            This page lists the kinds of problems that dtbind finds in overlays, in the `config.txt`
            of a Raspberry Pi, in declarations (`bindings.yaml`), and in trees that it validates
            against binding documents. It also lists the problems that can occur when dtbind creates
            overlays, compares trees, or exports a declaration. Each kind of problem has a code. A
            message shows the code in parentheses after `ERROR`, `Warning` or `Note`. Codes never
            change, but messages may. For problems in sources and blobs, see
            [Diagnostics](diagnostics.md). For the maximum sizes and depths that dtbind allows, see
            [Limits](limits.md).

            With `-W CODE`, `-E CODE` and `-W no-CODE`, you can change the
            [level](../guide/check-a-board.md#levels-and-baselines) of a kind of problem, unless it
            is always an error, as `unresolved_label` is.

            The *base* is the tree to which overlays are applied. For `dtbind diff`, the
            base is the first tree, and the *changed tree* is the second tree. A *fragment* is a
            part of an overlay, and its *target* is the node of the base that the fragment changes.
            A *symbol* is a label that is stored in a tree, as a property of `/__symbols__`. A
            *parameter* is a setting that an overlay or the base defines in `/__overrides__`. Only
            the Raspberry Pi's firmware supports parameters.
            """);
    int exampleCount = 0;
    for (Map.Entry<String, Class<? extends Code>> family : families().entrySet()) {
      page.append("\n## ").append(family.getKey()).append('\n');
      for (Code code : family.getValue().getEnumConstants()) {
        String meaning = code.meaning().replaceAll("__\\w+__", "`$0`");
        page.append("\n### ").append(code.id()).append("\n\n").append(meaning).append('\n');
        Optional<String> example =
            examples.stream().filter(text -> text.contains(" (" + code.id() + "): ")).findFirst();
        if (example.isPresent()) {
          page.append("\n```\n").append(example.get()).append("```\n");
          exampleCount++;
        }
      }
    }
    assertThat(exampleCount).isGreaterThan(50);
    Golden.check(PAGE, page.toString());
  }

  /** Returns the files in a directory of all modules, in the order of their paths in it. */
  private static List<Path> files(String directory) throws IOException {
    Map<Path, Path> files = new TreeMap<>();
    for (String module : MODULES) {
      Path start = Path.of("..", module, directory);
      try (Stream<Path> all = Files.exists(start) ? Files.walk(start) : Stream.empty()) {
        all.filter(Files::isRegularFile).forEach(file -> files.put(start.relativize(file), file));
      }
    }
    return List.copyOf(files.values());
  }

  /** Returns the diagnostics in expected files, each with its snippet and notes. */
  private static List<String> examples() throws IOException {
    List<String> examples = new ArrayList<>();
    for (Path file : files("src/test/resources")) {
      if (file.toString().matches(".*\\.(txt|messages)")) {
        StringBuilder problem = new StringBuilder();
        for (String line : read(file).split("\n", -1)) {
          boolean startsProblem = line.matches("\\S.*: (ERROR|Warning) \\([a-z_]+\\): .*");
          if (startsProblem || !line.startsWith("  ")) {
            if (problem.length() > 0) {
              examples.add(problem.toString());
            }
            problem.setLength(0);
          }
          if (startsProblem || problem.length() > 0) {
            problem.append(line).append('\n');
          }
        }
        if (problem.length() > 0) {
          examples.add(problem.toString());
        }
      }
    }
    return examples;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
