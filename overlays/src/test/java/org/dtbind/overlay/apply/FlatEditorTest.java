// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.Compiler;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.source.Bytes;
import org.dtbind.tree.DeviceTree;
import org.junit.jupiter.api.Test;

class FlatEditorTest {

  private static final int HEADER_SIZE = 40;
  private static final Bytes NAME = Bytes.latin1("new");

  /** A change of a blob. */
  @FunctionalInterface
  private interface Change {
    void apply(FlatEditor editor) throws FdtFailure;
  }

  private static final List<Change> CHANGES =
      List.of(
          editor -> editor.grow(200),
          FlatEditor::pack,
          editor -> editor.setProperty(0, NAME, NAME),
          editor -> editor.insertNode(0, NAME),
          editor -> editor.deleteProperty(0, Bytes.latin1("a")));

  private static byte[] blob() {
    String source = "/dts-v1/; / { a = <1>; n { b; }; };";
    CompileOptions options = new CompileOptions(List.of(), List.of(), false, true);
    DeviceTree tree =
        new Compiler(options, name -> Optional.of(Bytes.latin1(source)))
            .compile("x.dts")
            .value()
            .orElseThrow();
    return DtbWriter.write(tree).toArray();
  }

  private static boolean isApplied(Change change, FlatEditor editor) {
    try {
      change.apply(editor);
      return true;
    } catch (FdtFailure e) {
      return false;
    }
  }

  @Test
  void wrongHeaderIsAFailure() {
    byte[] original = blob();
    int applied = 0;
    for (int field = 0; field < HEADER_SIZE; field += 4) {
      for (int value : new int[] {-1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0, 41, 1 << 20}) {
        for (Change change : CHANGES) {
          byte[] broken = original.clone();
          ByteBuffer.wrap(broken).putInt(field, value);
          FlatEditor editor = new FlatEditor(Bytes.wrap(broken));
          applied += isApplied(change, editor) ? 1 : 0;
        }
      }
    }
    assertThat(applied).isPositive();
  }

  @Test
  void structureOutsideTheBlobIsAFailure() {
    ByteBuffer blob = ByteBuffer.allocate(200);
    int[] header = {0xd00dfeed, 200, -1, 56, 40, 17, 16, 0, 0, 0};
    for (int field : header) {
      blob.putInt(field);
    }
    FlatEditor editor = new FlatEditor(Bytes.wrap(blob.array()));
    assertThatExceptionOfType(FdtFailure.class)
        .isThrownBy(() -> editor.grow(300))
        .withMessage("a part of it is outside the blob");
  }
}
