// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.tree.DeviceTree;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A fix solves its problem. */
class FixesTest {

  @TempDir private Path directory;

  private Diagnosed<DeviceTree> compile(String source) throws IOException {
    Path file = Files.writeString(directory.resolve("x.dts"), source);
    boolean preprocessed = source.startsWith("# ");
    return new Compiler(new CompileOptions(List.of(), List.of(), !preprocessed, false))
        .compile(file.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/dts-v1/;\n/ {\n\ta = <1>\n\tb = <2>;\n};\n",
        "/dts-v1/;\n/ {\n\ta = <&doro>;\n\tdoor: door { };\n};\n",
        "/dts-v1/;\n/ {\n\ta = &{/door/hanlde};\n\tdoor { handle { }; };\n};\n",
        "/dts-v1/;\n/ {\n\tdoor: door { };\n};\n&doro {\n\ta;\n};\n",
      })
  void fixedSourceCompiles(String source) throws IOException {
    Diagnosed<DeviceTree> wrong = compile(source);
    assertThat(wrong.hasErrors()).isTrue();
    List<Diagnostic.Fix> fixes =
        wrong.diagnostics().stream().flatMap(problem -> problem.fixes().stream()).toList();
    assertThat(fixes).as(wrong.diagnostics().toString()).hasSize(1);
    Diagnostic.Edit edit = fixes.get(0).edits().get(0);
    String fixed =
        source.substring(0, edit.place().start())
            + edit.text()
            + source.substring(edit.place().end());
    assertThat(compile(fixed).diagnostics()).as(fixed).isEmpty();
  }

  /**
   * The text of the source is not what the parser reads: other uses of a macro may be right, and
   * line markers name another file. A label in a path is only a suggestion.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "#define IT <&doro>\n/dts-v1/;\n/ {\n\ta = IT;\n\tdoor: door { };\n};\n",
        "#define N(x) doro\n/dts-v1/;\n/ {\n\ta = <&N(1)>;\n\tdoor: door { };\n};\n",
        "# 7 \"other.dts\"\n/dts-v1/;\n/ {\n\ta = <&doro>;\n\tdoor: door { };\n};\n",
        "/dts-v1/;\n/ {\n\ta = <&{doro/handle}>;\n\tdoor: door { handle { }; };\n};\n",
      })
  void otherProblemsHaveOnlyHelp(String source) throws IOException {
    Diagnosed<DeviceTree> wrong = compile(source);
    assertThat(wrong.diagnostics()).hasSize(1);
    assertThat(wrong.diagnostics().get(0).help()).hasValue("did you mean &door?");
    assertThat(wrong.diagnostics().get(0).fixes()).isEmpty();
  }
}
