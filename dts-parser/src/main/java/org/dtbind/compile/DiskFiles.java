// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.compile;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.source.Limit;
import org.dtbind.source.SourceFiles;

/** The files of the machine, by the names that sources and command lines use for them. */
public final class DiskFiles implements SourceFiles {

  /** Larger than any source or firmware blob that belongs into a devicetree. */
  private static final int MAX_SIZE = Limit.FILE_BYTES.most();

  /** Folders that are searched upwards: a kernel's own sources are some ten levels deep. */
  private static final int MAX_LEVELS = 16;

  private static final List<String> HEADERS = List.of("scripts/dtc/include-prefixes", "include");

  private final Optional<Path> source;
  private final Consumer<String> used;

  /** Creates it. */
  public DiskFiles() {
    this.source = Optional.empty();
    this.used = path -> {};
  }

  /**
   * Creates it for a source that may be a pipe, such as {@code /dev/stdin}. What sources name, in
   * turn, must be regular files: others may have no end.
   *
   * @param source the file that the user named
   */
  public DiskFiles(Path source) {
    this(source, path -> {});
  }

  /**
   * Creates it for a source that may be a pipe, and tells what is read.
   *
   * @param source the file that the user named
   * @param used takes the path of each file that is read, as it was asked for
   */
  public DiskFiles(Path source, Consumer<String> used) {
    this.source = Optional.of(source);
    this.used = used;
  }

  @Override
  public Optional<Bytes> read(String path) throws IOException {
    Path file;
    try {
      file = FileName.path(path);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      if (attributes.isDirectory()) {
        return Optional.empty();
      }
      if (!attributes.isRegularFile() && source.filter(file::equals).isEmpty()) {
        throw new IOException("it is no regular file");
      }
      Bytes content = content(file, attributes.size());
      used.accept(path);
      return Optional.of(content);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (AccessDeniedException e) {
      throw new IOException("permission denied", e);
    }
  }

  /** Reads a file; what a pipe has, or a file that grows, is not in its size. */
  private static Bytes content(Path file, long size) throws IOException {
    if (size > MAX_SIZE) {
      throw tooLarge();
    }
    try (InputStream in = open(file)) {
      byte[] content = new byte[(int) size];
      int read = in.readNBytes(content, 0, content.length);
      byte[] more = in.readNBytes(MAX_SIZE + 1 - read);
      if (read + more.length > MAX_SIZE) {
        throw tooLarge();
      }
      if (more.length == 0) {
        return Bytes.wrap(content, read);
      }
      byte[] all = Arrays.copyOf(content, read + more.length);
      System.arraycopy(more, 0, all, read, more.length);
      return Bytes.wrap(all);
    }
  }

  /**
   * Opens a file. The JDK's channels load its library for networks, which a short program need not
   * wait for; but its streams take only names that are text here, and do not say why they fail.
   */
  private static InputStream open(Path file) throws IOException {
    String name = file.toString();
    try {
      return FileName.isAscii(name) ? new FileInputStream(name) : Files.newInputStream(file);
    } catch (FileNotFoundException e) {
      return Files.newInputStream(file);
    }
  }

  private static IOException tooLarge() {
    return new IOException("it is larger than " + (MAX_SIZE >> 20) + " MiB");
  }

  @Override
  public List<String> list(String folder, int most) {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(FileName.path(folder))) {
      for (Path entry : entries) {
        if (names.size() == most) {
          break;
        }
        names.add(FileName.text(entry.getFileName()) + (Files.isDirectory(entry) ? "/" : ""));
      }
    } catch (IOException | DirectoryIteratorException | InvalidPathException e) {
      return List.of(); // It was to help; what cannot be read helps nobody.
    }
    return names;
  }

  /**
   * {@return the folders in which the project that a source belongs to has its headers: the first
   * {@code scripts/dtc/include-prefixes} and {@code include} with a {@code dt-bindings} in it,
   * beside the source or above it; none where there is none}
   *
   * @param source path of the source
   */
  public static List<String> headersAbove(String source) {
    Path folder = FileName.path(source).toAbsolutePath().normalize().getParent();
    for (int level = 0; folder != null && level < MAX_LEVELS; level++) {
      List<String> found = new ArrayList<>();
      for (String place : HEADERS) {
        if (Files.isDirectory(folder.resolve(place).resolve("dt-bindings"))) {
          found.add(FileName.text(folder.resolve(place)));
        }
      }
      if (!found.isEmpty()) {
        return found;
      }
      folder = folder.getParent();
    }
    return List.of();
  }
}
