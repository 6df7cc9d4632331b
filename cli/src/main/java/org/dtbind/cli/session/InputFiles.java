// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.session;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dtbind.compile.DiskFiles;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.source.Limit;

/**
 * Reads the files on the command line. The name {@code -} stands for standard input. A pipe can be
 * read only once, so its content is kept for later calls.
 */
public final class InputFiles {

  /** The name of standard input in messages, as in those of dtc and cpp. */
  private static final String STANDARD = "<stdin>";

  private final InputStream standard;
  private final Map<Path, Bytes> streams = new HashMap<>();

  public InputFiles(InputStream standard) {
    this.standard = standard;
  }

  /**
   * Returns whether an argument means standard input or output. A file named {@code -} is
   * accessible as {@code ./-}.
   */
  public static boolean isStandard(Path file) {
    return file.toString().equals("-");
  }

  /** {@return the name of an input for messages} */
  public static String name(Path file) {
    return isStandard(file) ? STANDARD : FileName.text(file);
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
    Bytes known = streams.get(file);
    if (known == null) {
      known = isStandard(file) ? standard() : ofDisk(file);
      streams.put(file, known);
    }
    return Optional.of(known);
  }

  /** {@return the content of a file, a pipe or standard input} */
  public Bytes read(Path file) throws IOException {
    Optional<Bytes> stream = stream(file);
    return stream.isPresent() ? stream.get() : ofDisk(file);
  }

  private Bytes standard() throws IOException {
    try {
      return Bytes.read(standard, 0, Limit.FILE_BYTES);
    } catch (IOException e) {
      throw new FileSystemException(STANDARD, null, e.getMessage());
    }
  }

  private static Bytes ofDisk(Path file) throws IOException {
    return read(new DiskFiles(file), file);
  }

  /**
   * {@return the content of a regular file that the user did not name: another file did, or it is
   * in a directory. Other files, and those that the kernel generates, may never end}
   */
  public static Bytes found(Path file) throws IOException {
    return read(new DiskFiles(), file);
  }

  private static Bytes read(DiskFiles files, Path file) throws IOException {
    String name = FileName.text(file);
    try {
      return files.read(name).orElseThrow(() -> missing(file, name));
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException e) {
      // DiskFiles omits the path from its exceptions, because the place in a source already
      // contains it.
      throw new FileSystemException(name, null, e.getMessage());
    }
  }

  private static FileSystemException missing(Path file, String name) {
    return Files.isDirectory(file)
        ? new FileSystemException(name, null, "is a directory; specify a file")
        : new NoSuchFileException(name);
  }
}
