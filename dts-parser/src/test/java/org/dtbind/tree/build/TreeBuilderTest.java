// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.check.CheckLevels;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.Compiler;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.DiagnosticText;
import org.dtbind.source.Bytes;
import org.dtbind.tree.BuildOptions;
import org.dtbind.tree.BuildOptions.Phandle;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtProperty;
import org.junit.jupiter.api.Test;

/** What {@code CasesTest} cannot show: cpp or dtc do something else there, and no better. */
class TreeBuilderTest {

  private static Diagnosed<DeviceTree> compile(String source) {
    CompileOptions options = new CompileOptions(List.of(), List.of(), false, true);
    return new Compiler(options, name -> Optional.of(Bytes.latin1(source))).compile("x.dts");
  }

  /** dtc says nothing and writes a blob without any node, which it cannot read itself. */
  @Test
  void aRootThatIsDeletedLastIsWarnedOfAndLeavesAnEmptyRoot() {
    Diagnosed<DeviceTree> tree = compile("/dts-v1/; / { a { }; };\n/delete-node/ &{/};");
    assertThat(tree.diagnostics())
        .extracting(DiagnosticText::line)
        .containsExactly(
            "x.dts:2.1-20: Warning (root_deleted): the root node is deleted with all other nodes:"
                + " the tree is empty");
    assertThat(tree.value().orElseThrow().root().children()).isEmpty();
  }

  /** Found by fuzzing: the fragment was there, and nothing that would have made it apply. */
  @Test
  void aFragmentOfARootThatIsDeletedIsGoneWithIt() {
    Diagnosed<DeviceTree> tree =
        compile("/dts-v1/; /plugin/; / { l0: p = [00]; }; /delete-node/ &{/}; &l0 { };");
    assertThat(tree.hasErrors()).isFalse();
    assertThat(tree.value().orElseThrow().root().children()).isEmpty();
  }

  @Test
  void aRootThatIsWrittenAgainIsNotDeleted() {
    Diagnosed<DeviceTree> tree =
        compile("/dts-v1/; / { a { }; }; /delete-node/ &{/}; &{/} { b { }; };");
    assertThat(tree.diagnostics()).isEmpty();
    assertThat(tree.value().orElseThrow().root().children())
        .singleElement()
        .satisfies(node -> assertThat(node.name()).isEqualTo("b"));
  }

  private static List<String> nodesAndNumbers(BuildOptions options) {
    String source = "/dts-v1/; / { a: a { b = <&c>; }; c: c { }; };";
    CompileOptions all =
        new CompileOptions(List.of(), List.of(), false, options, CheckLevels.DEFAULT);
    DeviceTree tree =
        new Compiler(all, name -> Optional.of(Bytes.latin1(source)))
            .compile("x.dts")
            .value()
            .orElseThrow();
    List<String> names = new ArrayList<>();
    tree.forEach(
        (path, node) -> {
          names.add(path.text());
          node.properties().stream()
              .map(DtProperty::name)
              .filter(name -> name.endsWith("phandle"))
              .forEach(names::add);
        });
    return names;
  }

  /** dtc with -L, -A and -H; it makes the same. */
  @Test
  void whatIsAddedIsWhatWasAskedFor() {
    assertThat(nodesAndNumbers(BuildOptions.NONE)).containsExactly("/", "/a", "/c", "phandle");
    assertThat(nodesAndNumbers(new BuildOptions(false, true, false, Phandle.LEGACY)))
        .containsExactly(
            "/", "/a", "/c", "linux,phandle", "/__local_fixups__", "/__local_fixups__/a");
    assertThat(nodesAndNumbers(new BuildOptions(false, false, true, Phandle.BOTH)))
        .containsExactly("/", "/a", "/c", "linux,phandle", "phandle", "/aliases");
  }
}
