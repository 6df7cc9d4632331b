// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree.fs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.DiagnosticText;
import org.dtbind.dtb.DtbReader;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.source.SourceFile;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceTreeDirectoryTest {

  @TempDir Path directory;

  private void property(String path, String text) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void directoriesAreNodesAndFilesAreProperties() throws IOException {
    property("door@7/compatible", "myvendor,mydoor\0");
    property("door@7/reg", "\0\0\0\7");
    property("#address-cells", "\0\0\0\1");

    DeviceTree tree = DeviceTreeDirectory.read(directory).value().orElseThrow();

    DtNode door = tree.node(new NodePath("/door@7")).orElseThrow();
    assertThat(door.compatible()).containsExactly("myvendor,mydoor");
    assertThat(door.value("reg").flatMap(PropertyValue::cell)).hasValue(7);
    assertThat(tree.root().value("#address-cells").flatMap(PropertyValue::cell)).hasValue(1);
  }

  /** In a blob, a name consists of bytes; in a tree, of one character per byte. */
  @Test
  void namesHaveTheBytesOfTheDirectory() throws IOException {
    for (String name : new String[] {"größe", "Ābc", "įx"}) {
      Files.createDirectory(FileName.path(directory + "/" + name));
      Files.write(FileName.path(directory + "/p" + name), new byte[] {1});
    }
    DeviceTree read = DeviceTreeDirectory.read(directory).value().orElseThrow();
    DeviceTree again =
        DtbReader.read(new SourceFile("x.dtb", DtbWriter.write(read))).value().orElseThrow();
    assertThat(again.root().children())
        .extracting(node -> Bytes.latin1(node.name()).utf8())
        .containsExactly("größe", "Ābc", "įx");
    assertThat(again.root().properties())
        .extracting(property -> Bytes.latin1(property.name()).utf8())
        .containsExactly("pgröße", "pĀbc", "pįx");
  }

  @Test
  void childrenAndPropertiesComeSortedByName() throws IOException {
    for (String name : new String[] {"zoo", "ape", "b@10", "b@2"}) {
      property(name + "/x", "");
      property("p-" + name, "");
    }

    DtNode root = DeviceTreeDirectory.read(directory).value().orElseThrow().root();

    assertThat(root.children())
        .extracting(DtNode::name)
        .containsExactly("ape", "b@10", "b@2", "zoo");
    assertThat(root.properties())
        .extracting(DtProperty::name)
        .containsExactly("p-ape", "p-b@10", "p-b@2", "p-zoo");
  }

  @Test
  void nameAddedByLinuxIsOmittedAndOtherNamesAreKept() throws IOException {
    property("door@7/name", "door\0");
    property("odd/name", "even\0");
    property("name", "\0");

    DtNode root = DeviceTreeDirectory.read(directory).value().orElseThrow().root();

    assertThat(root.property("name")).isEmpty();
    assertThat(root.child("door@7").orElseThrow().property("name")).isEmpty();
    assertThat(root.child("odd").orElseThrow().property("name")).isPresent();
  }

  @Test
  void propertyOriginIsItsFile() throws IOException {
    property("door/status", "okay\0");

    DeviceTree tree = DeviceTreeDirectory.read(directory).value().orElseThrow();

    DtProperty status =
        tree.node(new NodePath("/door")).flatMap(door -> door.property("status")).orElseThrow();
    assertThat(tree.origins().of(status.span()).place()).isEqualTo(directory + "/door/status");
  }

  @Test
  void symlinkInsideTheDirectoryIsNotFollowed() throws IOException {
    property("in/x", "");
    Files.createSymbolicLink(directory.resolve("out"), directory.resolve("in"));

    Diagnosed<DeviceTree> read = DeviceTreeDirectory.read(directory);

    assertThat(read.value().orElseThrow().root().children())
        .extracting(DtNode::name)
        .containsExactly("in");
    assertThat(read.diagnostics())
        .extracting(DiagnosticText::line)
        .containsExactly(
            directory
                + "/out: Warning (fs_not_a_property): dtbind does not follow this symbolic link");
  }

  @Test
  void directoryItselfMayBeASymlink() throws IOException {
    property("real/a/x", "");
    Path link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("real"));

    assertThat(DeviceTreeDirectory.read(link).value().orElseThrow().node(new NodePath("/a")))
        .isPresent();
  }

  @Test
  void missingDirectoryIsReported() {
    Diagnosed<DeviceTree> read = DeviceTreeDirectory.read(directory.resolve("none"));

    assertThat(read.value()).isEmpty();
    assertThat(read.diagnostics())
        .extracting(DiagnosticText::line)
        .containsExactly(directory + "/none: ERROR (fs_not_a_folder): not a directory");
  }

  @Test
  void depthCountAndSizeAreLimited() throws IOException {
    property("a/b/c/x", "12345");

    assertThat(ids(new DirectoryLimits(2, 100, 100, 100))).containsExactly("fs_limit");
    assertThat(ids(new DirectoryLimits(9, 3, 100, 100))).containsExactly("fs_limit");
    assertThat(ids(new DirectoryLimits(9, 100, 4, 100))).containsExactly("fs_limit");
    assertThat(ids(new DirectoryLimits(9, 100, 100, 4))).containsExactly("fs_limit");
    assertThat(ids(new DirectoryLimits(3, 100, 5, 5))).isEmpty();
  }

  private Iterable<String> ids(DirectoryLimits limits) {
    return DeviceTreeDirectory.read(directory, limits).diagnostics().stream()
        .map(diagnostic -> diagnostic.code().id())
        .toList();
  }
}
