// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.Compiler;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.tree.DeviceTree;
import org.junit.jupiter.api.Test;

/** Tests the strings block: its content, and reuse of the strings block of another blob. */
class NameTableTest {

  private static DeviceTree tree(String content) {
    return new Compiler(
            CompileOptions.DEFAULT,
            name -> Optional.of(Bytes.latin1("/dts-v1/; / { " + content + " };")))
        .compile("x.dts")
        .value()
        .orElseThrow();
  }

  private static Bytes names(Bytes blob) {
    return DtbReader.names(new SourceFile("x.dtb", blob));
  }

  @Test
  void nameSharesTheTailOfALongerName() {
    Bytes names = Bytes.latin1("foo-gpios\0reg\0");
    DeviceTree tree = tree("foo-gpios; reg; gpios; n { reg; };");
    assertThat(DtbWriter.names(tree)).isEqualTo(names);
    assertThat(names(DtbWriter.write(tree))).isEqualTo(names);
  }

  @Test
  void givenTableIsKeptAndExtended() {
    Bytes table = Bytes.latin1("unused\0cpu-reg\0");
    Bytes blob = DtbWriter.write(tree("reg; status;"), table);
    assertThat(names(blob)).isEqualTo(Bytes.latin1("unused\0cpu-reg\0status\0"));
    DeviceTree read = DtbReader.read(new SourceFile("x.dtb", blob)).value().orElseThrow();
    assertThat(read.root().properties()).extracting("name").containsExactly("reg", "status");
  }

  @Test
  void onlyMissingNamesAreAppended() {
    Bytes table = Bytes.latin1("my-status\0");
    assertThat(DtbWriter.names(table, List.of("status", "reg", "eg", "reg")))
        .isEqualTo(Bytes.latin1("my-status\0reg\0"));
  }

  @Test
  void otherFileHasNoNames() {
    assertThat(names(Bytes.latin1("door"))).isEqualTo(Bytes.empty());
  }
}
