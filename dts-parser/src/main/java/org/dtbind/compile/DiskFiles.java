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

/** The files of this machine, by the names that sources and command lines use for them. */
public final class DiskFiles implements SourceFiles {

  /** File systems without files of anybody's. */
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

  /** Types by the number of the device: to ask is to read the table of mounts. */
  private final Map<Object, String> fileSystems = new ConcurrentHashMap<>();

  private final Optional<Path> source;
  private final Consumer<String> used;
  private final Optional<ProjectHeaders> headers;

  /** Creates it. */
  public DiskFiles() {
    this(Optional.empty(), path -> {}, Optional.empty());
  }

  /**
   * Creates it for sources that may use headers of their own project.
   *
   * @param headers the folders of these headers, and those that are not to be used
   */
  public DiskFiles(ProjectHeaders headers) {
    this(Optional.empty(), path -> {}, Optional.of(headers));
  }

  /**
   * Creates it for a source that may be a pipe, such as {@code /dev/stdin}. Files that sources
   * include must be regular files: others may have no end.
   *
   * @param source the file named by the user
   */
  public DiskFiles(Path source) {
    this(Optional.of(source), path -> {}, Optional.empty());
  }

  /**
   * Creates it for a source that may be a pipe, and reports which files are read.
   *
   * @param source the file named by the user
   * @param used gets the path of each file that is read, as it was requested
   */
  public DiskFiles(Path source, Consumer<String> used) {
    this(Optional.of(source), used, Optional.empty());
  }

  /**
   * Creates it for a source that may be a pipe and may use headers of its own project, and reports
   * which files are read.
   *
   * @param source the file named by the user
   * @param used gets the path of each file that is read, as it was requested
   * @param headers the folders of these headers, and those that are not to be used
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
        throw new IOException(objection.get() + ": if you trust it, name its folder with -I");
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

  /** The file system in which the kernel makes up what is read: that may wait, or never end. */
  private Optional<String> madeUp(Path file) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return Optional.empty();
    }
    Object device = Files.getAttribute(file, "unix:dev");
    String type = fileSystems.get(device);
    if (type == null) {
      type = Files.getFileStore(file).type();
      fileSystems.put(device, type);
    }
    return Optional.of(type).filter(KERNELS::contains);
  }

  /** Reads a file; what a pipe has, or a file that grows, is not in its size. */
  private static Bytes content(Path file, long size) throws IOException {
    if (size > Limit.FILE_BYTES.most()) {
      throw new IOException("it is larger than " + (Limit.FILE_BYTES.most() >> 20) + " MiB");
    }
    try (InputStream in = open(file)) {
      return Bytes.read(in, (int) size, Limit.FILE_BYTES);
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

  @Override
  public Optional<Instant> changed(String path) {
    try {
      return Optional.of(Files.getLastModifiedTime(FileName.path(path)).toInstant());
    } catch (IOException e) {
      return Optional.empty();
    }
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

  @Override
  public Optional<String> withheld(String name) {
    return headers.flatMap(known -> known.withheld(name));
  }
}
