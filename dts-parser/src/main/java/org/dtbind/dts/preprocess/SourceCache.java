// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;

/**
 * The files of a process, each read and scanned once however many sources include it. Safe between
 * threads. A file that changes while the cache lives is not read again.
 */
public final class SourceCache {

  /** What became of a file. */
  sealed interface Entry {
    /** It was read. */
    record Scanned(FileScan scan) implements Entry {}

    /** There is none. */
    record Missing() implements Entry {}

    /** It is there and gives an error. */
    record Unreadable(String reason) implements Entry {}
  }

  private record Key(String path, boolean directives) {}

  private final Files files;
  private final Symbols symbols = new Symbols();
  private final Map<Key, Entry> entries = new ConcurrentHashMap<>();

  /**
   * Creates an empty cache.
   *
   * @param files where files are read from
   */
  public SourceCache(Files files) {
    this.files = files;
  }

  Symbols symbols() {
    return symbols;
  }

  /** Returns a file; where {@code directives} is false, with nothing but comments taken out. */
  Entry file(String path, boolean directives) {
    Key key = new Key(path, directives);
    Entry known = entries.get(key);
    return known != null ? known : entries.computeIfAbsent(key, this::read);
  }

  private Entry read(Key key) {
    try {
      Optional<Bytes> content = files.read(key.path());
      if (content.isEmpty()) {
        return new Entry.Missing();
      }
      SourceFile file = new SourceFile(key.path(), content.get());
      return new Entry.Scanned(Scanner.scan(file, key.directives(), symbols));
    } catch (IOException e) {
      return new Entry.Unreadable(String.valueOf(e.getMessage()));
    }
  }
}
