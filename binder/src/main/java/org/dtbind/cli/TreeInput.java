// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.Compiler;
import org.dtbind.compile.DiskFiles;
import org.dtbind.diag.Diagnosed;
import org.dtbind.dtb.DtbReader;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.dtb.Fdt;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.source.SourceFile;
import org.dtbind.source.SourceFiles;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.fs.DeviceTreeFolder;

/**
 * Reads a tree from whatever holds one: source, a blob, a folder like {@code /proc/device-tree}.
 */
final class TreeInput {

  private TreeInput() {}

  /**
   * {@return the tree}
   *
   * @param path of a file or folder
   * @param options for source
   * @param files where source is read from
   * @throws IOException if it is not there, or cannot be read
   */
  static Diagnosed<DeviceTree> read(Path path, CompileOptions options, SourceFiles files)
      throws IOException {
    if (!Files.exists(path)) {
      throw new NoSuchFileException(FileName.text(path));
    }
    if (Files.isDirectory(path)) {
      return DeviceTreeFolder.read(path);
    }
    return isBlob(path)
        ? DtbReader.read(new SourceFile(FileName.text(path), blob(path, files)))
        : new Compiler(options, files).compile(FileName.text(path));
  }

  /**
   * {@return a tree as a blob: the file it was read from, where that is one}
   *
   * @param path it was read from
   * @param tree that was read
   * @throws IOException if the file cannot be read again
   */
  static Bytes asBlob(Path path, DeviceTree tree) throws IOException {
    return isBlob(path) ? blob(path, new DiskFiles(path)) : DtbWriter.write(tree);
  }

  private static Bytes blob(Path path, SourceFiles files) throws IOException {
    String name = FileName.text(path);
    try {
      return files.read(name).orElseThrow(() -> new NoSuchFileException(name));
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException e) {
      // Those of sources come without the path, which a place has there.
      throw new FileSystemException(name, null, e.getMessage());
    }
  }

  private static boolean isBlob(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      return false; // What is taken from a pipe to look at it is gone; blobs come as files.
    }
    try (var stream = Files.newInputStream(path)) {
      Bytes head = Bytes.wrap(stream.readNBytes(4));
      return head.length() == 4 && head.cell(0) == Fdt.MAGIC;
    }
  }
}
