// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.Compiler;
import org.dtbind.compile.OnPath;
import org.dtbind.dtb.DtbReader;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.source.Bytes;
import org.dtbind.source.Origin;
import org.dtbind.source.SourceFile;
import org.dtbind.tree.BuildOptions;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.PropertyValue;
import org.dtbind.tree.build.TreeBuilder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Decompiles blobs with random {@code __symbols__}, {@code __fixups__} and local fixups. */
@Tag("given")
class RestoredTreeTest {

  private static final int ROUNDS = 400;
  private static final List<String> LABELS = List.of("one", "two", "a-b", "_x1", "9z");
  private static final List<String> PATHS =
      List.of("/n", "/n/m", "/o", "/", "/none", "n", "//n/m/", "", "/n/none");
  private static final List<String> ENTRIES =
      List.of("/n:p:0", "/n:p:4", "/n:q:8", "/o:p:0", "/o:p:3", "/n:p:99", "bad", "/n:");

  @TempDir private Path directory;

  private static String pick(List<String> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }

  private static DtNode node(String name, List<DtProperty> properties, List<DtNode> children) {
    return new DtNode(name, List.of(), properties, children, List.of());
  }

  /** Returns a random sequence of cells, strings and bytes. */
  private static PropertyValue value(Random random) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = random.nextInt(4); i >= 0; i--) {
      switch (random.nextInt(6)) {
        case 0 -> bytes.writeBytes("one\0".getBytes(StandardCharsets.ISO_8859_1));
        case 1 -> bytes.writeBytes("a\0bcd\0".getBytes(StandardCharsets.ISO_8859_1));
        case 2 -> bytes.writeBytes(new byte[] {-1, -1, -1, -1});
        case 3 -> bytes.write(random.nextInt(256));
        default -> bytes.writeBytes(new byte[] {0, 0, 0, (byte) (1 + random.nextInt(3))});
      }
    }
    return PropertyValue.of(Bytes.wrap(bytes.toByteArray()));
  }

  private static List<DtProperty> values(Random random, int phandle) {
    List<DtProperty> properties = new ArrayList<>();
    for (String name : List.of("p", "q")) {
      if (random.nextInt(4) > 0) {
        properties.add(DtProperty.made(name, value(random)));
      }
    }
    if (random.nextInt(3) > 0) {
      properties.add(DtProperty.made("phandle", PropertyValue.cell(phandle)));
    }
    return properties;
  }

  private static DtNode table(String name, String prefix, Random random, List<String> entries) {
    List<DtProperty> properties = new ArrayList<>();
    for (String label : LABELS) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(3); i > 0; i--) {
        text.append(pick(entries, random)).append('\0');
      }
      if (text.length() > 0 && random.nextInt(12) == 0) {
        text.setLength(text.length() - 1);
      }
      if (text.length() > 0) {
        properties.add(
            DtProperty.made(prefix + label, PropertyValue.of(Bytes.latin1(text.toString()))));
      }
    }
    return node(name, properties, List.of());
  }

  private static DtProperty offsets(String name, Random random) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = random.nextInt(3); i >= 0; i--) {
      bytes.writeBytes(new byte[] {0, 0, 0, (byte) (random.nextInt(8) == 0 ? 3 : 4 * i)});
    }
    if (random.nextInt(10) == 0) {
      bytes.write(0);
    }
    return DtProperty.made(name, PropertyValue.of(Bytes.wrap(bytes.toByteArray())));
  }

  private static Bytes blob(Random random, String prefix) {
    DtNode m = node("m", values(random, 2), List.of());
    List<DtNode> nodes = new ArrayList<>();
    nodes.add(node("n", values(random, 1), List.of(m)));
    nodes.add(node("o", values(random, 3), List.of()));
    if (random.nextInt(4) > 0) {
      nodes.add(table("__symbols__", "", random, PATHS));
    }
    if (random.nextInt(2) > 0) {
      nodes.add(table("__fixups__", prefix, random, ENTRIES));
    }
    if (random.nextInt(2) > 0) {
      DtNode below = node("m", List.of(offsets("q", random)), List.of());
      List<DtProperty> own = List.of(offsets("p", random), offsets("q", random));
      nodes.add(node("__local_fixups__", List.of(), List.of(node("n", own, List.of(below)))));
    }
    DeviceTree tree =
        new DeviceTree(
            node("", List.of(), nodes), List.of(), 0, false, span -> new Origin.Unknown("made"));
    return DtbWriter.write(tree);
  }

  private static DeviceTree read(Bytes blob) {
    return DtbReader.read(new SourceFile("x.dtb", blob)).value().orElseThrow();
  }

  /**
   * The prefix "b" keeps fixup labels distinct from the labels of the overlay: a source cannot
   * express a label of the base that the overlay also defines.
   */
  @Test
  void printedTreeCompilesToTheSameBlob() {
    int referring = 0;
    for (int seed = 0; seed < ROUNDS; seed++) {
      Bytes blob = blob(new Random(seed), "b");
      String text = DtsPrinter.print(TreeBuilder.restored(read(blob)));
      CompileOptions options = new CompileOptions(List.of(), List.of(), false, false);
      DeviceTree again =
          new Compiler(options, name -> Optional.of(Bytes.latin1(text)))
              .build("x.dts")
              .value()
              .orElseThrow(() -> new AssertionError(text));
      assertThat(DtbWriter.write(again)).as("seed %d: %s", seed, text).isEqualTo(blob);
      referring += text.contains("= <&") ? 1 : 0;
    }
    assertThat(referring).isGreaterThan(ROUNDS / 10);
  }

  /** Skips blobs on which dtc aborts. */
  @Test
  void outputMatchesDtc() throws Exception {
    assumeTrue(OnPath.has("dtc"), "needs dtc on the PATH");
    int same = 0;
    for (int seed = 0; OnPath.isDtcNewest() && seed < ROUNDS; seed++) {
      Bytes blob = blob(new Random(seed), "");
      Path file = Files.write(directory.resolve("x.dtb"), blob.toArray());
      Process process =
          new ProcessBuilder(
                  OnPath.dtc(), "-q", "-q", "-f", "-I", "dtb", "-O", "dts", file.toString())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String expected =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
      if (process.exitValue() != 0) {
        continue;
      }
      DeviceTree restored =
          TreeBuilder.restored(read(blob).bootedBy(0), BuildOptions.NONE).value().orElseThrow();
      assertThat(DtsPrinter.printAsDtc(restored, Annotations.NONE))
          .as("seed %d", seed)
          .isEqualTo(expected);
      same++;
    }
    assertThat(same).isGreaterThan(OnPath.isDtcNewest() ? ROUNDS / 3 : -1);
  }

  /** Security review 3: the cost of each table entry grew with the number of entries before it. */
  @Test
  @Tag("large")
  @Timeout(60)
  void largeLocalFixupsTableIsRestoredInLinearTime() {
    int many = 200_000;
    // Two strings and a reference, repeated.
    ByteBuffer value = ByteBuffer.allocate(many * 12);
    ByteBuffer offsets = ByteBuffer.allocate(many * 4);
    for (int i = 0; i < many; i++) {
      value.put("one\0two\0".getBytes(StandardCharsets.ISO_8859_1)).putInt(1);
      offsets.putInt(i * 12 + 8);
    }
    DtNode n =
        node(
            "n",
            List.of(
                DtProperty.made("p", PropertyValue.of(Bytes.wrap(value.array()))),
                DtProperty.made("phandle", PropertyValue.cell(1))),
            List.of());
    DtProperty own = DtProperty.made("p", PropertyValue.of(Bytes.wrap(offsets.array())));
    DtNode fixups =
        node("__local_fixups__", List.of(), List.of(node("n", List.of(own), List.of())));
    DeviceTree tree =
        new DeviceTree(
            node("", List.of(), List.of(n, fixups)),
            List.of(),
            0,
            false,
            span -> new Origin.Unknown("made"));
    DeviceTree restored = TreeBuilder.restored(read(DtbWriter.write(tree)));
    // Compares counts: a failed assertion on the text would print several megabytes.
    String text = DtsPrinter.print(restored);
    assertThat(text.split("\"two\", <&\\{/n}>", -1).length).isEqualTo(many + 1);
    String verbatim = DtsPrinter.printAsDtc(restored, Annotations.NONE);
    assertThat(verbatim.split("&\\{/n}|&/n", -1).length).isEqualTo(many + 1);
  }
}
