// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.Rejected;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.Compiler;
import org.dtbind.diag.Diagnosed;
import org.dtbind.dtb.DtbReader;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.source.SourceFile;
import org.dtbind.source.SourceFiles;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.fs.DeviceTreeDirectory;

/** Reads a tree from source, a blob, or a directory such as {@code /proc/device-tree}. */
public final class TreeInput {

  /** Every root node of a board has at least one of these properties. */
  private static final List<String> ROOT_PROPERTIES =
      List.of("compatible", "model", "#address-cells", "#size-cells");

  private TreeInput() {}

  /** A source that was read from a pipe, and the files that it includes. */
  private record Streamed(String name, Bytes content, SourceFiles others) implements SourceFiles {
    @Override
    public Optional<Bytes> read(String path) throws IOException {
      return path.equals(name) ? Optional.of(content) : others.read(path);
    }

    @Override
    public List<String> list(String directory, int most) {
      return others.list(directory, most);
    }

    @Override
    public Optional<Instant> changed(String path) {
      return path.equals(name) ? Optional.empty() : others.changed(path);
    }

    @Override
    public Optional<String> withheld(String missing) {
      return others.withheld(missing);
    }
  }

  public static Diagnosed<DeviceTree> read(
      InputFiles inputs, Path path, CompileOptions options, SourceFiles files) throws IOException {
    String name = inputs.nameOf(path);
    Optional<Bytes> stream = inputs.stream(path);
    if (stream.isPresent()) {
      return InputFiles.isBlob(stream.get())
          ? DtbReader.read(new SourceFile(name, stream.get()))
          : new Compiler(options, new Streamed(name, stream.get(), files)).compile(name);
    }
    if (!Files.exists(path)) {
      throw InputFiles.missing(path);
    }
    if (Files.isDirectory(path)) {
      if (Files.isExecutable(path)
          && ROOT_PROPERTIES.stream().noneMatch(one -> Files.exists(path.resolve(one)))) {
        throw new Rejected(
            ExitStatus.INPUT,
            name,
            "this directory is not a devicetree, because it has none of the files "
                + String.join(", ", ROOT_PROPERTIES)
                + "; specify a directory such as /proc/device-tree");
      }
      return DeviceTreeDirectory.read(path);
    }
    return isBlob(path)
        ? DtbReader.read(new SourceFile(name, blob(path, files)))
        : new Compiler(options, files).compile(name);
  }

  /** Returns the tree as a blob. If the input is a blob, returns its bytes unchanged. */
  public static Bytes asBlob(InputFiles inputs, Path path, DeviceTree tree) throws IOException {
    Optional<Bytes> stream = inputs.stream(path);
    boolean blob = stream.isPresent() ? InputFiles.isBlob(stream.get()) : isBlob(path);
    return blob ? inputs.read(path) : DtbWriter.write(tree);
  }

  private static Bytes blob(Path path, SourceFiles files) throws IOException {
    String name = FileName.text(path);
    try {
      return files.read(name).orElseThrow(() -> new NoSuchFileException(name));
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException e) {
      throw InputFiles.named(path, e);
    }
  }

  /** Returns whether a file is a blob. An unreadable file is an error here. */
  private static boolean isBlob(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      return false;
    }
    try (var stream = Files.newInputStream(path)) {
      return InputFiles.isBlob(Bytes.wrap(stream.readNBytes(4)));
    }
  }
}
