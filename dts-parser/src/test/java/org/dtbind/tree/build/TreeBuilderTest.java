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

/** Tests behaviour that deliberately differs from dtc, which {@code CasesTest} cannot cover. */
class TreeBuilderTest {

  private static Diagnosed<DeviceTree> compile(String source) {
    CompileOptions options = new CompileOptions(List.of(), List.of(), false, true);
    return new Compiler(options, name -> Optional.of(Bytes.latin1(source))).compile("x.dts");
  }

  /** dtc reports nothing and writes a blob without a root node, which dtc itself cannot read. */
  @Test
  void deletedRootLeavesAnEmptyTreeAndAWarning() {
    Diagnosed<DeviceTree> tree = compile("/dts-v1/; / { a { }; };\n/delete-node/ &{/};");
    assertThat(tree.diagnostics())
        .extracting(DiagnosticText::line)
        .containsExactly(
            "x.dts:2.1-20: Warning (root_deleted): the source deletes the root node, so the tree is"
                + " empty");
    assertThat(tree.value().orElseThrow().root().children()).isEmpty();
  }

  /** Found by fuzzing: the fragment was kept, but nothing referred to it. */
  @Test
  void deletedRootRemovesItsOverlayFragment() {
    Diagnosed<DeviceTree> tree =
        compile("/dts-v1/; /plugin/; / { l0: p = [00]; }; /delete-node/ &{/}; &l0 { };");
    assertThat(tree.hasErrors()).isFalse();
    assertThat(tree.value().orElseThrow().root().children()).isEmpty();
  }

  @Test
  void rootCanBeRedefinedAfterDeletion() {
    Diagnosed<DeviceTree> tree =
        compile("/dts-v1/; / { a { }; }; /delete-node/ &{/}; &{/} { b { }; };");
    assertThat(tree.diagnostics()).isEmpty();
    assertThat(tree.value().orElseThrow().root().children())
        .singleElement()
        .satisfies(node -> assertThat(node.name()).isEqualTo("b"));
  }

  private static List<String> nodesAndPhandles(BuildOptions options) {
    String source = "/dts-v1/; / { a: a { b = <&c>; }; c: c { }; };";
    CompileOptions compileOptions =
        new CompileOptions(List.of(), List.of(), false, options, CheckLevels.DEFAULT);
    DeviceTree tree =
        new Compiler(compileOptions, name -> Optional.of(Bytes.latin1(source)))
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

  /** Corresponds to the options -L, -A and -H of dtc. */
  @Test
  void buildOptionsSelectTheGeneratedNodesAndProperties() {
    assertThat(nodesAndPhandles(BuildOptions.NONE)).containsExactly("/", "/a", "/c", "phandle");
    assertThat(nodesAndPhandles(new BuildOptions(false, true, false, Phandle.LEGACY)))
        .containsExactly(
            "/", "/a", "/c", "linux,phandle", "/__local_fixups__", "/__local_fixups__/a");
    assertThat(nodesAndPhandles(new BuildOptions(false, false, true, Phandle.BOTH)))
        .containsExactly("/", "/a", "/c", "linux,phandle", "phandle", "/aliases");
  }
}
