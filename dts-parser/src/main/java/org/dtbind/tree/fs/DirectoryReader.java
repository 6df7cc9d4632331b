// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree.fs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.source.Origin;
import org.dtbind.source.Span;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.PropertyValue;

/** Reads one directory once. */
final class DirectoryReader {

  private final Path directory;
  private final DirectoryLimits limits;
  private final List<String> paths = new ArrayList<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private long total;
  private boolean full;

  DirectoryReader(Path directory, DirectoryLimits limits) {
    this.directory = directory;
    this.limits = limits;
  }

  /** Returns a view of the paths by position, which grows while the directory is read. */
  List<String> paths() {
    return Collections.unmodifiableList(paths);
  }

  Diagnosed<DtNode> read() {
    if (!Files.isDirectory(directory)) {
      return Diagnosed.failed(
          List.of(
              problem(DirectoryCode.FS_NOT_A_FOLDER, directory, Message.of("not a directory"))
                  .help("specify a directory such as /proc/device-tree, or a .dts or .dtb file")));
    }
    DtNode root = node(directory, "", 0);
    return full ? Diagnosed.failed(diagnostics) : Diagnosed.of(root, diagnostics);
  }

  private DtNode node(Path path, String name, int depth) {
    Span span = position(path);
    List<DtProperty> properties = new ArrayList<>();
    List<DtNode> children = new ArrayList<>();
    for (Map.Entry<String, Path> named : entries(path).entrySet()) {
      if (full) {
        break;
      }
      String entryName = named.getKey();
      Path entry = named.getValue();
      if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
        if (depth == limits.depth()) {
          stop(entry, Message.of("nodes are nested more than {limit} levels deep", limits.depth()));
        } else {
          children.add(node(entry, entryName, depth + 1));
        }
      } else if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
        value(entry)
            .filter(bytes -> !repeatsName(entryName, bytes, name))
            .map(bytes -> property(entry, entryName, bytes))
            .ifPresent(properties::add);
      } else {
        Message what =
            Files.isSymbolicLink(entry)
                ? Message.of("dtbind does not follow this symbolic link")
                : Message.of(
                    "dtbind ignores this entry, which is neither a directory nor a regular file");
        diagnostics.add(
            Diagnostic.warning(
                DirectoryCode.FS_NOT_A_PROPERTY, new Origin.Path(entry.toString()), what));
      }
    }
    return new DtNode(name, List.of(), properties, children, List.of(span));
  }

  private DtProperty property(Path path, String name, Bytes bytes) {
    return new DtProperty(name, PropertyValue.of(bytes), List.of(), List.of(position(path)));
  }

  /**
   * Whether a property repeats the name of its node. Linux generates such properties
   * (drivers/of/fdt.c, populate_properties()).
   */
  private static boolean repeatsName(String property, Bytes bytes, String node) {
    return property.equals("name") && bytes.latin1().equals(DtNode.baseName(node) + "\0");
  }

  /** {@return the name of an entry, with one character per byte, as in a blob} */
  private static String name(Path entry) {
    return FileName.bytes(FileName.text(entry.getFileName())).latin1();
  }

  /** {@return the entries of a directory by name, in the order of their names} */
  private Map<String, Path> entries(Path path) {
    Map<String, Path> entries = new TreeMap<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(path)) {
      stream.forEach(entry -> entries.put(name(entry), entry));
    } catch (IOException | DirectoryIteratorException e) {
      unreadable(path, e);
    }
    return entries;
  }

  private Optional<Bytes> value(Path path) {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(limits.valueBytes() + 1);
      total += bytes.length;
      if (bytes.length > limits.valueBytes()) {
        stop(path, Message.of("the property is larger than {limit} bytes", limits.valueBytes()));
      } else if (total > limits.totalBytes()) {
        stop(path, Message.of("the properties exceed {limit} bytes in total", limits.totalBytes()));
      }
      return Optional.of(Bytes.wrap(bytes));
    } catch (IOException e) {
      unreadable(path, e);
      return Optional.empty();
    }
  }

  private void unreadable(Path path, Exception e) {
    Message why =
        e instanceof AccessDeniedException
            ? Message.of("permission denied (EACCES)")
            : Message.of("cannot be read");
    diagnostics.add(problem(DirectoryCode.FS_UNREADABLE, path, why));
  }

  private void stop(Path path, Message why) {
    full = true;
    diagnostics.add(
        problem(DirectoryCode.FS_LIMIT, path, why)
            .help("check whether this directory really contains a devicetree"));
  }

  private Span position(Path path) {
    paths.add(path.toString());
    int index = paths.size() - 1;
    if (index == limits.entries()) {
      stop(
          path,
          Message.of("the tree has more than {limit} nodes and properties", limits.entries()));
    }
    return new Span(index, index + 1);
  }

  private static Diagnostic problem(DirectoryCode code, Path path, Message message) {
    return Diagnostic.error(code, new Origin.Path(path.toString()), message);
  }
}
