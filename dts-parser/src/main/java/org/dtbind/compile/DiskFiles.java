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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.source.Limit;
import org.dtbind.source.SourceFiles;

/** Reads files from disk by the names in sources and command lines. */
public final class DiskFiles implements SourceFiles {

  /** Types of file systems without stored files: the kernel generates their content. */
  private static final Set<String> KERNELS =
      Set.of(
          "proc",
          "sysfs",
          "debugfs",
          "tracefs",
          "securityfs",
          "configfs",
          "cgroup",
          "cgroup2",
          "bpf",
          "pstore",
          "efivarfs",
          "binfmt_misc",
          "fusectl",
          "mqueue",
          "devpts",
          "nsfs",
          "rpc_pipefs",
          "selinuxfs",
          "smackfs",
          "resctrl",
          "functionfs",
          "gadgetfs");

  /**
   * The types of file systems by device number, because each query of a type reads the mount table.
   */
  private final Map<Object, String> fileSystems = new ConcurrentHashMap<>();

  private final Optional<Path> source;
  private final Consumer<String> used;
  private final Optional<ProjectHeaders> headers;

  /** Creates a reader without project headers. */
  public DiskFiles() {
    this(Optional.empty(), path -> {}, Optional.empty());
  }

  /**
   * Creates a reader for sources that may use headers of their projects, and reports the files that
   * are read.
   *
   * @param used receives the path of each file that is read, as it was requested; it is called in
   *     the threads that read
   * @param headers the directories with such headers, and those that must not be used
   */
  public DiskFiles(Consumer<String> used, ProjectHeaders headers) {
    this(Optional.empty(), used, Optional.of(headers));
  }

  /**
   * Creates a reader for a source that may be a pipe, such as {@code /dev/stdin}. Included files
   * must be regular files, because others may never end.
   *
   * @param source the file that the user named
   */
  public DiskFiles(Path source) {
    this(Optional.of(source), path -> {}, Optional.empty());
  }

  /**
   * Creates a reader for a source that may be a pipe, and reports the files that are read.
   *
   * @param source the file that the user named
   * @param used receives the path of each file that is read, as it was requested
   */
  public DiskFiles(Path source, Consumer<String> used) {
    this(Optional.of(source), used, Optional.empty());
  }

  /**
   * Creates a reader for a source that may be a pipe and may use headers of its project, and
   * reports the files that are read.
   *
   * @param source the file that the user named
   * @param used receives the path of each file that is read, as it was requested
   * @param headers the directories with such headers, and those that must not be used
   */
  public DiskFiles(Path source, Consumer<String> used, ProjectHeaders headers) {
    this(Optional.of(source), used, Optional.of(headers));
  }

  private DiskFiles(
      Optional<Path> source, Consumer<String> used, Optional<ProjectHeaders> headers) {
    this.source = source;
    this.used = used;
    this.headers = headers;
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
        throw new IOException("it is not a regular file");
      }
      Optional<String> kernels =
          source.filter(file::equals).isPresent() ? Optional.empty() : madeUp(file);
      if (kernels.isPresent()) {
        throw new IOException("the kernel generates its content (" + kernels.get() + ")");
      }
      Optional<String> objection = headers.flatMap(known -> known.objection(path));
      if (objection.isPresent() && source.filter(file::equals).isEmpty()) {
        throw new IOException(
            objection.get() + "; if you trust the file, specify its directory with -I");
      }
      Bytes content = content(file, attributes.size());
      used.accept(path);
      headers.ifPresent(known -> known.read(path));
      return Optional.of(content);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (AccessDeniedException e) {
      throw new IOException("permission denied", e);
    }
  }

  /**
   * Returns the type of a file system whose content the kernel generates; reading such files may
   * block or never end.
   */
  private Optional<String> madeUp(Path file) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return Optional.empty();
    }
    Object device = Files.getAttribute(file, "unix:dev");
    String type = fileSystems.get(device);
    if (type == null) {
      type = typeOfStore(file);
      fileSystems.put(device, type);
    }
    return Optional.of(type).filter(KERNELS::contains);
  }

  /**
   * Returns the type of a file's file system; empty if no mount point leads to the file, as in a
   * chroot whose root directory is not a mount point. The content of such a file is stored, because
   * a file system of {@link #KERNELS} is mounted where programs can see it.
   */
  private static String typeOfStore(Path file) {
    try {
      return Files.getFileStore(file).type();
    } catch (IOException e) {
      return "";
    }
  }

  /** Reads a file. The size is only a hint: that of a pipe is unknown, and a file may grow. */
  private static Bytes content(Path file, long size) throws IOException {
    if (size > Limit.FILE_BYTES.most()) {
      throw new IOException("it is larger than " + (Limit.FILE_BYTES.most() >> 20) + " MiB");
    }
    try (InputStream in = open(file)) {
      return Bytes.read(in, (int) size, Limit.FILE_BYTES);
    }
  }

  /**
   * Opens a file. The channels of {@code Files.newInputStream()} load the JDK's network library,
   * which takes long for a short program. FileInputStream does not, but it depends on the locale
   * for names outside ASCII, and its exceptions do not tell why a file cannot be opened.
   */
  private static InputStream open(Path file) throws IOException {
    String name = file.toString();
    try {
      return FileName.isAscii(name) ? new FileInputStream(name) : Files.newInputStream(file);
    } catch (FileNotFoundException e) {
      return Files.newInputStream(file);
    }
  }

  @Override
  public Optional<Instant> changed(String path) {
    try {
      return Optional.of(Files.getLastModifiedTime(FileName.path(path)).toInstant());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public List<String> list(String directory, int most) {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(FileName.path(directory))) {
      for (Path entry : entries) {
        if (names.size() == most) {
          break;
        }
        names.add(FileName.text(entry.getFileName()) + (Files.isDirectory(entry) ? "/" : ""));
      }
    } catch (IOException | DirectoryIteratorException | InvalidPathException e) {
      return List.of(); // Names are only used for suggestions.
    }
    return names;
  }

  @Override
  public Optional<String> withheld(String name) {
    return headers.flatMap(known -> known.withheld(name));
  }
}
