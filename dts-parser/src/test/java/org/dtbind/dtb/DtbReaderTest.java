// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.DiagnosticText;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.NodePath;
import org.junit.jupiter.api.Test;

/** Tests the reader with blobs built byte by byte, independently of the writer. */
class DtbReaderTest {

  private static byte[] blob(int version, byte[] structure, byte[] strings) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    int header = version >= 17 ? 40 : version >= 3 ? 36 : version == 2 ? 32 : 28;
    int reservations = (header + 7) / 8 * 8;
    int structureAt = reservations + 32;
    out.writeInt(0xd00dfeed);
    out.writeInt(structureAt + structure.length + strings.length);
    out.writeInt(structureAt);
    out.writeInt(structureAt + structure.length);
    out.writeInt(reservations);
    out.writeInt(version);
    out.writeInt(version >= 16 ? 16 : 1);
    if (version >= 2) {
      out.writeInt(5);
    }
    if (version >= 3) {
      out.writeInt(strings.length);
    }
    if (version >= 17) {
      out.writeInt(structure.length);
    }
    while (bytes.size() < reservations) {
      out.writeByte(0);
    }
    out.writeLong(0x10000000L);
    out.writeLong(0x4000);
    out.writeLong(0);
    out.writeLong(0);
    out.write(structure);
    out.write(strings);
    return bytes.toByteArray();
  }

  private static byte[] structure(boolean old) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(4); // FDT_NOP
    out.writeInt(1); // FDT_BEGIN_NODE
    out.writeBytes(old ? "/\0\0\0" : "\0\0\0\0");
    out.writeInt(3); // FDT_PROP
    out.writeInt(2);
    out.writeInt(0);
    out.writeBytes("a\0\0\0");
    out.writeInt(1);
    out.writeBytes(old ? "/node@1\0" : "node@1\0\0");
    out.writeInt(3);
    out.writeInt(8);
    out.writeInt(6);
    if (old && bytes.size() % 8 != 0) {
      out.writeInt(0);
    }
    out.writeLong(0x0000000100000002L);
    out.writeInt(2); // FDT_END_NODE
    out.writeInt(2);
    out.writeInt(9); // FDT_END
    return bytes.toByteArray();
  }

  private static Diagnosed<DeviceTree> read(byte[] blob) {
    return DtbReader.read(new SourceFile("by-hand.dtb", Bytes.wrap(blob)));
  }

  @Test
  void everyVersionIsRead() throws IOException {
    byte[] strings = Bytes.latin1("model\0reg\0").toArray();
    for (int version : new int[] {1, 2, 3, 16, 17}) {
      byte[] blob = blob(version, structure(version < 16), strings);
      DeviceTree tree = read(blob).value().orElseThrow();
      assertThat(tree.root().value("model").orElseThrow().string()).contains("a");
      assertThat(
              tree.node(new NodePath("/node@1")).orElseThrow().value("reg").orElseThrow().cells())
          .hasValueSatisfying(cells -> assertThat(cells).containsExactly(1, 2));
      assertThat(tree.reservations())
          .singleElement()
          .satisfies(r -> assertThat(r.address()).isEqualTo(0x10000000L));
      assertThat(tree.bootCpu()).isEqualTo(version >= 2 ? 5 : 0);
    }
  }

  @Test
  void otherFileReportsBadMagic() {
    assertThat(firstMessage(new byte[100])).startsWith("by-hand.dtb@0x0: ERROR (bad_magic)");
    assertThat(firstMessage(new byte[0])).startsWith("by-hand.dtb@0x0: ERROR (bad_magic)");
  }

  @Test
  void stringOffsetOutsideTheTableIsReported() throws IOException {
    byte[] structure = structure(false);
    structure[23] = 99;
    byte[] blob = blob(17, structure, Bytes.latin1("model\0reg\0").toArray());
    assertThat(firstMessage(blob)).startsWith("by-hand.dtb@0x5c: ERROR (bad_offset)");
  }

  @Test
  void propertyLongerThanTheBlobIsRejected() throws IOException {
    byte[] structure = structure(false);
    structure[16] = 0x7f;
    byte[] blob = blob(17, structure, Bytes.latin1("model\0reg\0").toArray());
    assertThat(firstMessage(blob)).startsWith("by-hand.dtb@0x58: ERROR (bad_offset)");
  }

  private static String firstMessage(byte[] blob) {
    return DiagnosticText.line(read(blob).diagnostics().get(0));
  }

  @Test
  void blobWithoutStringsSizeHasNoNameTable() throws IOException {
    byte[] strings = Bytes.latin1("model\0reg\0").toArray();
    Bytes old = Bytes.wrap(blob(2, structure(true), strings));
    assertThat(DtbReader.names(new SourceFile("a.dtb", old))).isEqualTo(Bytes.empty());
    Bytes blob = Bytes.wrap(blob(17, structure(false), strings));
    assertThat(DtbReader.names(new SourceFile("a.dtb", blob))).isEqualTo(Bytes.wrap(strings));
  }

  @Test
  void overlongNodeNameIsRejected() throws IOException {
    ByteArrayOutputStream structure = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(structure);
    out.writeInt(1);
    out.writeInt(0);
    out.writeInt(1);
    out.writeBytes("n".repeat(4097) + "\0\0\0");
    out.writeLong(0x0000000200000002L);
    out.writeInt(9);
    assertThat(firstMessage(blob(17, structure.toByteArray(), new byte[0])))
        .contains("ERROR (bad_structure): a name is 4097 bytes long, but the limit is 4096 bytes");
  }

  @Test
  void tooManyMemoryReservationsAreRejected() throws IOException {
    int count = 65_537;
    ByteBuffer blob = ByteBuffer.allocate(40 + 16 * (count + 1) + 16);
    int structureAt = 40 + 16 * (count + 1);
    int[] header = {
      0xd00dfeed, blob.capacity(), structureAt, blob.capacity(), 40, 17, 16, 0, 0, 16
    };
    for (int field : header) {
      blob.putInt(field);
    }
    for (int i = 0; i < count; i++) {
      blob.putLong(i).putLong(1);
    }
    blob.position(structureAt);
    blob.putInt(1).putInt(0).putInt(2).putInt(9);
    assertThat(firstMessage(blob.array()))
        .contains("ERROR (bad_structure): more than 65536 memory reservations");
    blob.putLong(40 + 16 * 65_536, 0).putLong(40 + 16 * 65_536 + 8, 0);
    assertThat(read(blob.array()).hasErrors()).isFalse();
  }
}
