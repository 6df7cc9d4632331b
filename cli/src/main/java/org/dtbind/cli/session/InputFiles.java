// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.session;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.compile.DiskFiles;
import org.dtbind.compile.TrustedUsers;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.dtb.Fdt;
import org.dtbind.dts.preprocess.PreprocessCode;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.source.Limit;
import org.dtbind.source.Origin;

/**
 * Reads the files on the command line. The name {@code -} stands for standard input. A pipe can be
 * read only once, so its content is kept for later calls.
 */
public final class InputFiles {

  /** The name of standard input in messages, as in those of dtc and cpp. */
  private static final String STANDARD = "<stdin>";

  private final InputStream standard;
  private final Environment environment;

  /**
   * What a pipe contains, or why it cannot be read. What is left in a pipe after a failure is not
   * read as a file of its own.
   */
  private record Stream(Bytes content, Optional<IOException> failure) {
    Bytes get() throws IOException {
      if (failure.isPresent()) {
        throw failure.get();
      }
      return content;
    }
  }

  /** The pipes that were read. Threads of one command may add to it at the same time. */
  private final Map<Path, Stream> streams = new ConcurrentHashMap<>();

  /** The files that were read. Threads of one command may add to it at the same time. */
  private final Set<Path> used = ConcurrentHashMap.newKeySet();

  private volatile String standardName = STANDARD;

  public InputFiles(InputStream standard, Environment environment) {
    this.standard = standard;
    this.environment = environment;
  }

  /** {@return the users whose files dtbind reads although the user did not name them} */
  public TrustedUsers trustedUsers() {
    return environment.trustedUsers();
  }

  /**
   * Returns whether an argument means standard input or output. A file named {@code -} is
   * accessible as {@code ./-}.
   */
  public static boolean isStandard(Path file) {
    return file.toString().equals("-");
  }

  /** Sets the name of standard input: that of the file whose content it has. */
  public void nameStandard(String name) {
    standardName = name;
  }

  /** {@return the name of an input for messages, and for files that it includes} */
  public String nameOf(Path file) {
    return isStandard(file) ? standardName : FileName.text(file);
  }

  /** {@return the name of an input for messages, in commands that cannot name standard input} */
  public static String name(Path file) {
    return isStandard(file) ? STANDARD : FileName.text(file);
  }

  /** Records a file that another class has read. */
  public void use(Path file) {
    used.add(file);
  }

  /** {@return the regular files that were read} */
  Set<Path> used() {
    return used;
  }

  /** Returns whether a file is a blob, according to its first bytes. */
  public static boolean isBlob(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return isBlob(Bytes.wrap(in.readNBytes(4)));
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns whether content is a blob. */
  public static boolean isBlob(Bytes content) {
    return content.length() >= 4 && content.cell(0) == Fdt.MAGIC;
  }

  /**
   * {@return the content of a pipe or standard input; empty for regular files, directories and
   * missing files}
   */
  public Optional<Bytes> stream(Path file) throws IOException {
    boolean plain = !Files.exists(file) || Files.isRegularFile(file) || Files.isDirectory(file);
    if (!isStandard(file) && plain) {
      return Optional.empty();
    }
    // Of several threads, one reads the pipe, and the others wait for it.
    return Optional.of(streams.computeIfAbsent(file, this::readStream).get());
  }

  private Stream readStream(Path file) {
    try {
      return new Stream(isStandard(file) ? standard() : ofDisk(file), Optional.empty());
    } catch (IOException e) {
      return new Stream(Bytes.empty(), Optional.of(e));
    }
  }

  /** {@return the content of a file, a pipe or standard input} */
  public Bytes read(Path file) throws IOException {
    Optional<Bytes> stream = stream(file);
    if (stream.isPresent()) {
      return stream.get();
    }
    use(file);
    return ofDisk(file);
  }

  private Bytes standard() throws IOException {
    try {
      return Bytes.read(standard, 0, Limit.FILE_BYTES);
    } catch (IOException e) {
      throw new FileSystemException(STANDARD, null, e.getMessage());
    }
  }

  private static Bytes ofDisk(Path file) throws IOException {
    return found(new DiskFiles(file), file);
  }

  /**
   * {@return the content of a regular file that the user did not name: another file did, or it is
   * in a directory. Other files, and those that the kernel generates, may never end}
   */
  public static Bytes found(Path file) throws IOException {
    return found(new DiskFiles(), file);
  }

  /** {@return the content of one of many files, as {@link #found(Path)} does} */
  public static Bytes found(DiskFiles files, Path file) throws IOException {
    Optional<Bytes> content;
    try {
      content = files.read(FileName.text(file));
    } catch (IOException e) {
      throw named(file, e);
    }
    if (content.isEmpty()) {
      throw Files.isDirectory(file)
          ? new Rejected(ExitStatus.INPUT, FileName.text(file), FailureText.OF_DIRECTORY)
          : missing(file);
    }
    return content.get();
  }

  /**
   * {@return an exception with the path, which those of {@link DiskFiles} omit because the place in
   * a source already contains it}
   */
  public static FileSystemException named(Path file, IOException failure) {
    if (failure instanceof FileSystemException named) {
      return named;
    }
    String name = FileName.text(file);
    return failure.getCause() instanceof AccessDeniedException
        ? new AccessDeniedException(name)
        : new FileSystemException(name, null, failure.getMessage());
  }

  /** {@return why one of many files cannot be read, as the compiler reports it for a source} */
  public static Diagnostic unread(Path file, IOException failure) {
    Origin place = new Origin.Unknown(name(file));
    return failure instanceof NoSuchFileException
        ? Diagnostic.error(PreprocessCode.INCLUDE_NOT_FOUND, place, Message.of("no such file"))
        : Diagnostic.error(
            PreprocessCode.FILE_NOT_READABLE,
            place,
            Message.of("cannot be read: {reason}", FailureText.reason(named(file, failure))));
  }

  /**
   * {@return the reason why {@link Files#exists} does not find a file: it does not exist, or a
   * directory on its path cannot be searched}
   */
  public static FileSystemException missing(Path file) {
    String name = FileName.text(file);
    try {
      Files.readAttributes(file, BasicFileAttributes.class);
    } catch (AccessDeniedException e) {
      return new AccessDeniedException(name);
    } catch (IOException e) {
      // The file does not exist.
    }
    return new NoSuchFileException(name);
  }
}
