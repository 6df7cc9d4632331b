// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.DiagnosticText;
import org.dtbind.source.Bytes;
import org.dtbind.tree.DeviceTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compiles parts of boards, which have no header, on their own. */
class PartTest {

  private static final CompileOptions OPTIONS = CompileOptions.DEFAULT.ofPart();

  private static Diagnosed<DeviceTree> compile(CompileOptions options, String part) {
    Map<String, String> files =
        Map.of("part.dtsi", part, "soc.dtsi", "/dts-v1/;\n/ {\n\tsoc: soc {\n\t};\n};\n");
    return new Compiler(options, path -> Optional.ofNullable(files.get(path)).map(Bytes::utf8))
        .compile("part.dtsi");
  }

  private static String first(Diagnosed<DeviceTree> failed) {
    return failed.diagnostics().stream().map(DiagnosticText::line).findFirst().orElse("");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "&missing {\n\ta;\n};\n",
        "/ {\n\ta = <&missing>;\n};\n",
        "/memreserve/ 0 1;\n&missing {\n};\n",
        "/* a comment */ #define A a\n&missing { A; };",
      })
  void partIsAnOverlay(String part) {
    Diagnosed<DeviceTree> tree = compile(OPTIONS, part);
    assertThat(tree.hasErrors()).as(tree.diagnostics().toString()).isFalse();
    assertThat(tree.value().orElseThrow().plugin()).isTrue();
    assertThat(first(compile(CompileOptions.DEFAULT, part)))
        .contains("a source must start with '/dts-v1/;'");
  }

  @Test
  void headerDecidesIfThereIsOne() {
    for (String header : List.of("/dts-v1/;\n", "#include \"soc.dtsi\"\n")) {
      assertThat(compile(OPTIONS, header + "/ { };\n").value().orElseThrow().plugin()).isFalse();
      assertThat(first(compile(OPTIONS, header + "&missing { };\n"))).contains("missing");
    }
    assertThat(compile(OPTIONS, "/dts-v1/; /plugin/; &missing { };").value().orElseThrow().plugin())
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "; / { }; | part.dtsi:1.1-2: ERROR (syntax): ",
        "} / { }; | part.dtsi:1.1-2: ERROR (syntax): ",
        "/plugin/; / { }; | part.dtsi:1.1-9: ERROR (out_of_place): ",
        "/ { a = <1> }; | part.dtsi:1.11-12: ERROR (missing_semicolon): ",
        "/ { }; /dts-v1/; | part.dtsi:1.8-16: ERROR (out_of_place): ",
        "a; | part.dtsi:1.1-2: ERROR (syntax): ",
      })
  void mistakesHaveTheirPlaces(String part, String output) {
    assertThat(first(compile(OPTIONS, part))).startsWith(output);
  }
}
