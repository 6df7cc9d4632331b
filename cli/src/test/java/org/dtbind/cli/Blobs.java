// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.Compiler;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.source.Bytes;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.PropertyValue;

/** Creates blobs for tests, including valid layouts that dtc does not write. */
public final class Blobs {

  private static final List<String> NAMES =
      List.of("a", "b", "ab", "node", "dev@1", "dev@2", "dev", "x@1,0");
  private static final List<String> PROPERTIES =
      List.of("reg", "status", "us", "compatible", "empty", "b", "model");

  private Blobs() {}

  /** Returns the blob compiled from a source. */
  public static byte[] of(String source) {
    CompileOptions options = new CompileOptions(List.of(), List.of(), false, true);
    DeviceTree tree =
        new Compiler(options, any -> Optional.of(Bytes.latin1(source)))
            .compile("test.dts")
            .value()
            .orElseThrow();
    return DtbWriter.write(tree).toArray();
  }

  /** Returns a blob with random nodes, and values of all kinds. */
  public static byte[] random(Random random) {
    DtNode aliases =
        node("aliases", List.of(DtProperty.made("al", PropertyValue.string("/a"))), List.of());
    List<DtNode> children = new ArrayList<>(children(random, 0));
    if (random.nextBoolean()) {
      children.add(random.nextInt(children.size() + 1), aliases);
    }
    DtNode root = node("", properties(random), children);
    DeviceTree tree =
        new DeviceTree(
            root, List.of(), random.nextInt(4), false, org.dtbind.source.Origins.unknown("r"));
    return DtbWriter.write(tree).toArray();
  }

  private static DtNode node(String name, List<DtProperty> properties, List<DtNode> children) {
    return new DtNode(name, List.of(), properties, children, List.of());
  }

  private static List<DtNode> children(Random random, int depth) {
    List<DtNode> children = new ArrayList<>();
    List<String> names = new ArrayList<>(NAMES);
    for (int i = random.nextInt(depth < 3 ? 4 : 1); i > 0; i--) {
      String name = names.remove(random.nextInt(names.size()));
      children.add(node(name, properties(random), children(random, depth + 1)));
    }
    return children;
  }

  private static List<DtProperty> properties(Random random) {
    List<DtProperty> properties = new ArrayList<>();
    List<String> names = new ArrayList<>(PROPERTIES);
    for (int i = random.nextInt(5); i > 0; i--) {
      String name = names.remove(random.nextInt(names.size()));
      properties.add(DtProperty.made(name, PropertyValue.of(Bytes.wrap(value(random)))));
    }
    return properties;
  }

  private static byte[] value(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> new byte[0];
      case 1 -> "okay\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
      case 2 -> "a,b\0c\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
      default -> {
        byte[] bytes = new byte[random.nextInt(14)];
        random.nextBytes(bytes);
        yield bytes;
      }
    };
  }

  /** Returns a blob with the same content, possibly with padding, FDT_NOP tokens, or version 16. */
  public static byte[] reshaped(byte[] blob, Random random) {
    return switch (random.nextInt(7)) {
      case 0 -> padded(blob, random.nextInt(60));
      case 1 -> java.util.Arrays.copyOf(blob, blob.length + random.nextInt(50));
      case 2 -> version16(blob);
      case 3 -> stringsFirst(blob);
      case 4 -> withNops(blob);
      default -> blob;
    };
  }

  /** Returns a blob with free space at its end, like that of {@code dtc -p}. */
  public static byte[] padded(byte[] blob, int more) {
    ByteBuffer padded = ByteBuffer.allocate(blob.length + more).put(blob);
    return padded.putInt(4, blob.length + more).array();
  }

  /**
   * Returns a blob of version 16, whose header does not contain the size of the structure block.
   */
  public static byte[] version16(byte[] blob) {
    return ByteBuffer.wrap(blob.clone()).putInt(20, 16).putInt(36, 0).array();
  }

  /** Returns a blob whose strings block precedes its structure block. */
  public static byte[] stringsFirst(byte[] blob) {
    ByteBuffer old = ByteBuffer.wrap(blob);
    int structureAt = old.getInt(8);
    int stringsAt = old.getInt(12);
    int strings = (old.getInt(32) + 7) & -8;
    byte[] made = new byte[structureAt + strings + stringsAt - structureAt];
    System.arraycopy(blob, 0, made, 0, structureAt);
    System.arraycopy(blob, stringsAt, made, structureAt, blob.length - stringsAt);
    System.arraycopy(blob, structureAt, made, structureAt + strings, stringsAt - structureAt);
    return ByteBuffer.wrap(made)
        .putInt(4, made.length)
        .putInt(8, structureAt + strings)
        .putInt(12, structureAt)
        .array();
  }

  /** Returns a blob with an FDT_NOP token before its root. */
  public static byte[] withNopBeforeRoot(byte[] blob) {
    ByteBuffer old = ByteBuffer.wrap(blob);
    int at = old.getInt(8);
    ByteBuffer made = ByteBuffer.allocate(blob.length + 4).put(blob, 0, at);
    made.putInt(4).put(blob, at, blob.length - at);
    made.putInt(4, blob.length + 4).putInt(12, old.getInt(12) + 4).putInt(36, old.getInt(36) + 4);
    return made.array();
  }

  /** Returns a blob with FDT_NOP tokens after the name of the root. */
  public static byte[] withNops(byte[] blob) {
    ByteBuffer old = ByteBuffer.wrap(blob);
    int at = old.getInt(8) + 8;
    ByteBuffer made = ByteBuffer.allocate(blob.length + 8).put(blob, 0, at);
    made.putInt(4).putInt(4).put(blob, at, blob.length - at);
    return made.putInt(4, blob.length + 8)
        .putInt(12, old.getInt(12) + 8)
        .putInt(36, old.getInt(36) + 8)
        .array();
  }
}
