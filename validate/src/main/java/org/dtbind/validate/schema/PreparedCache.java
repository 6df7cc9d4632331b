// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.source.Bytes;

/**
 * A directory with prepared documents. The key of an entry is the content of the files from which
 * the documents were prepared. Errors in reading or writing only mean that the documents are
 * prepared again, so they are not reported.
 */
final class PreparedCache {

  /** The maximum number of files. Each has about 20 MB; a kernel developer has a few trees. */
  private static final int MOST_FILES = 6;

  private static final String PREFIX = "schemas-";

  private final Path directory;
  private final DocumentFiles files;
  private final Bytes key;

  PreparedCache(Path directory, DocumentFiles files) {
    this.directory = directory;
    this.files = files;
    this.key = files.digest(PreparedFile.FORMAT);
  }

  private Path file() {
    return directory.resolve(PREFIX + HexFormat.of().formatHex(key.toArray()).substring(0, 32));
  }

  /** Returns the prepared documents for the files; absent if there are none. */
  Optional<ReadResult> read() {
    try {
      Path file = file();
      if (!Files.isRegularFile(file)) {
        return Optional.empty();
      }
      Optional<ReadResult> read =
          PreparedFile.read(Bytes.wrap(Files.readAllBytes(file)), key, files);
      if (read.isPresent()) {
        touch(file);
      }
      return read;
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static void touch(Path file) {
    try {
      Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis()));
    } catch (IOException e) {
      // A directory that can only be read is a cache, too.
    }
  }

  /** Stores prepared documents and deletes those that have not been used for the longest time. */
  void write(ReadResult result, DocumentFiles unpacked) {
    Optional<Bytes> content = PreparedFile.of(result, key, unpacked);
    if (content.isEmpty()) {
      return;
    }
    try {
      Path temporary = Files.createTempFile(directory, PREFIX, ".new");
      try {
        Files.write(temporary, content.get().toArray());
        Files.move(temporary, file(), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temporary);
      }
      for (Path old : old()) {
        Files.deleteIfExists(old);
      }
    } catch (IOException e) {
      // The next run prepares the documents again.
    }
  }

  private List<Path> old() throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(file -> String.valueOf(file.getFileName()).startsWith(PREFIX))
          .sorted(Comparator.comparing((Path file) -> file.toFile().lastModified()).reversed())
          .skip(MOST_FILES)
          .toList();
    }
  }
}
