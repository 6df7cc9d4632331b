// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.scan;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.source.SourceFiles;

/**
 * The source files of a process, each read and scanned once for all sources that include it. Safe
 * for use by several threads. The cache does not notice changes of files.
 */
public final class SourceCache {

  /** The result of reading a file. */
  public sealed interface Entry<T> {
    record Read<T>(T content) implements Entry<T> {}

    /** The file does not exist. */
    record Missing<T>() implements Entry<T> {}

    /** The file exists but cannot be read. */
    record Unreadable<T>(String reason) implements Entry<T> {}
  }

  /** Limit for the names in a directory that are considered for suggestions. */
  private static final int MAX_NAMES = 10_000;

  private record Key(String path, boolean directives) {}

  /**
   * Limit for the size of the kept files. All sources of a kernel have 22 MB, and their scans take
   * five times as much memory. Beyond the limit, files are read and scanned each time.
   */
  private static final long MAX_KEPT = 128L << 20;

  private final SourceFiles files;
  private final Symbols symbols = new Symbols();
  private final Map<Key, Entry<FileScan>> entries = new ConcurrentHashMap<>();
  private final AtomicLong kept = new AtomicLong();
  private final Map<List<String>, MacroHeaders> headers = new ConcurrentHashMap<>();

  public SourceCache(SourceFiles files) {
    this.files = files;
  }

  public Symbols symbols() {
    return symbols;
  }

  /**
   * Returns the scan of a file.
   *
   * @param directives whether to recognize directives and macros; if not, only comments are removed
   */
  public Entry<FileScan> file(String path, boolean directives) {
    Key key = new Key(path, directives);
    Entry<FileScan> known = entries.get(key);
    if (known != null) {
      return known;
    }
    if (kept.get() >= MAX_KEPT) {
      return scan(key);
    }
    Entry<FileScan> entry = entries.computeIfAbsent(key, this::keep);
    if (kept.get() > MAX_KEPT && entries.remove(key, entry)) {
      kept.addAndGet(-size(key, entry));
    }
    return entry;
  }

  /**
   * Returns the scan of a source that is compiled itself. It is not kept: few sources are also
   * included by others, and a scan takes five times as much memory as the file.
   */
  public Entry<FileScan> main(String path, boolean directives) {
    Key key = new Key(path, directives);
    Entry<FileScan> known = entries.get(key);
    return known != null ? known : scan(key);
  }

  private Entry<FileScan> keep(Key key) {
    Entry<FileScan> entry = scan(key);
    kept.addAndGet(size(key, entry));
    return entry;
  }

  private static int size(Key key, Entry<FileScan> entry) {
    return key.path().length()
        + (entry instanceof Entry.Read<FileScan> read ? read.content().text().length : 0);
  }

  private Entry<FileScan> scan(Key key) {
    Entry<Bytes> entry = content(key.path());
    if (entry instanceof Entry.Read<Bytes> read) {
      SourceFile file = new SourceFile(key.path(), read.content());
      return new Entry.Read<>(Scanner.scan(file, key.directives(), symbols));
    }
    return entry instanceof Entry.Unreadable<Bytes> bad
        ? new Entry.Unreadable<>(bad.reason())
        : new Entry.Missing<>();
  }

  /** Returns the bytes of a file, which are not kept. */
  Entry<Bytes> content(String path) {
    try {
      Optional<Bytes> content = files.read(path);
      return content.isPresent() ? new Entry.Read<>(content.get()) : new Entry.Missing<>();
    } catch (IOException e) {
      return new Entry.Unreadable<>(String.valueOf(e.getMessage()));
    }
  }

  /** Returns the sorted names in a directory; those of directories end with a slash. */
  List<String> list(String directory) {
    return files.list(directory, MAX_NAMES).stream().sorted().toList();
  }

  /** Returns the time of a file's last modification, if it is known. */
  public Optional<Instant> changed(String path) {
    return files.changed(path);
  }

  /**
   * Returns a help text if a file that was not found exists in a directory that dtbind does not use
   * because another user may have changed it.
   */
  Optional<String> withheld(String name) {
    return files.withheld(name);
  }

  /**
   * Returns the macros that the headers in the directories define; they are read at the first call.
   */
  MacroHeaders headers(List<String> directories) {
    return headers.computeIfAbsent(directories, these -> MacroHeaders.find(this, these));
  }
}
