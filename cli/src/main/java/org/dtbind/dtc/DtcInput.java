// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.Compiler;
import org.dtbind.compile.DiskFiles;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.dtb.DtbReader;
import org.dtbind.dtb.ForeignFile;
import org.dtbind.dts.preprocess.Preprocessor;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.source.Limit;
import org.dtbind.source.SourceFile;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.fs.DeviceTreeDirectory;

/**
 * Reads the input of {@code dtc}: a source, blob or directory, and the files that a source
 * includes.
 */
final class DtcInput {

  private static final String STDIN = "<stdin>";

  private final InputStream in;
  private final String file;
  private final CompileOptions options;
  private final String name;
  private final DiskFiles disk;
  private final List<String> read = new ArrayList<>();
  private Optional<Bytes> main = Optional.empty();

  DtcInput(InputStream in, String file, CompileOptions options) {
    this.in = in;
    this.file = file;
    this.options = options;
    this.name = file.equals("-") ? STDIN : file;
    this.disk = new DiskFiles(FileName.path(file));
  }

  /** {@return all files that were read, in the order in which they were opened} */
  List<String> read() {
    return List.copyOf(read);
  }

  /**
   * Returns the name of the main source: that of its first line marker if the source is
   * preprocessed, else the name on the command line.
   */
  String firstName() {
    return main.flatMap(Preprocessor::firstName).orElse(name);
  }

  /**
   * Reads the tree without checks; it may be present even if there are errors.
   *
   * @param form a format of dtc's option {@code -I}
   */
  Diagnosed<DeviceTree> read(String form) throws IOException {
    return switch (form) {
      case DtcFormat.DTB -> blob();
      case DtcFormat.FS -> directory();
      default -> new Compiler(options, this::file).build(name);
    };
  }

  private Diagnosed<DeviceTree> blob() throws IOException {
    Path path = FileName.path(file);
    Bytes blob;
    try {
      blob = file(name).orElseThrow(() -> InputFiles.missing(path));
    } catch (IOException e) {
      throw InputFiles.named(path, e);
    }
    Optional<Diagnostic> foreign = ForeignFile.explained(name, blob);
    return foreign.isPresent()
        ? Diagnosed.failed(List.of(foreign.get()))
        : DtbReader.read(new SourceFile(name, blob)).then(tree -> dropNames(tree));
  }

  private Diagnosed<DeviceTree> directory() throws IOException {
    Path path = FileName.path(file);
    if (!Files.isDirectory(path)) {
      throw Files.exists(path) ? new NotDirectoryException(file) : InputFiles.missing(path);
    }
    return DeviceTreeDirectory.read(path)
        .then(tree -> dropNames(tree.bootedBy(tree.firstProcessor())));
  }

  private static Diagnosed<DeviceTree> dropNames(DeviceTree tree) {
    return Diagnosed.of(tree.withoutNames(), List.of());
  }

  private Optional<Bytes> file(String path) throws IOException {
    boolean first = path.equals(name) && main.isEmpty();
    Optional<Bytes> content =
        path.equals(STDIN) && file.equals("-")
            ? Optional.of(main.isPresent() ? main.get() : Bytes.read(in, 0, Limit.FILE_BYTES))
            : disk.read(path);
    if (content.isPresent()) {
      read.add(path);
      main = first ? content : main;
    }
    return content;
  }
}
