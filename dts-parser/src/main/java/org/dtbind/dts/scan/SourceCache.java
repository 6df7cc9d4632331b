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
 * The files of a process, each read and scanned once however many sources include it. Safe between
 * threads. A file that changes while the cache lives is not read again.
 */
public final class SourceCache {

  /** What became of a file. */
  public sealed interface Entry<T> {
    record Read<T>(T content) implements Entry<T> {}

    /** There is none. */
    record Missing<T>() implements Entry<T> {}

    /** It is there and gives an error. */
    record Unreadable<T>(String reason) implements Entry<T> {}
  }

  /** Names in a folder that are looked at to find one that may have been meant. */
  private static final int MAX_NAMES = 10_000;

  private record Key(String path, boolean directives) {}

  /**
   * Bytes of files that are kept: a kernel's sources have 22 MB, and take five times as much memory
   * as they have bytes. What comes later is read and scanned each time.
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

  /** Returns the numbers of all names in the files. */
  public Symbols symbols() {
    return symbols;
  }

  /** Returns a file; where {@code directives} is false, with nothing but comments taken out. */
  public Entry<FileScan> file(String path, boolean directives) {
    Key key = new Key(path, directives);
    Entry<FileScan> known = entries.get(key);
    if (known != null) {
      return known;
    }
    return kept.get() < MAX_KEPT ? entries.computeIfAbsent(key, this::keep) : scan(key);
  }

  /**
   * Returns a file that is compiled itself: it is kept only if another one included it before,
   * since few are, and each that is kept takes five times as much memory as it has bytes.
   */
  public Entry<FileScan> main(String path, boolean directives) {
    Key key = new Key(path, directives);
    Entry<FileScan> known = entries.get(key);
    return known != null ? known : scan(key);
  }

  private Entry<FileScan> keep(Key key) {
    Entry<FileScan> entry = scan(key);
    kept.addAndGet(
        key.path().length()
            + (entry instanceof Entry.Read<FileScan> read ? read.content().text().length : 0));
    return entry;
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

  /** Returns a file's bytes, which are not kept. */
  Entry<Bytes> content(String path) {
    try {
      Optional<Bytes> content = files.read(path);
      return content.isPresent() ? new Entry.Read<>(content.get()) : new Entry.Missing<>();
    } catch (IOException e) {
      return new Entry.Unreadable<>(String.valueOf(e.getMessage()));
    }
  }

  /** Returns the names in a folder, those of folders with a slash at the end, in order. */
  List<String> list(String folder) {
    return files.list(folder, MAX_NAMES).stream().sorted().toList();
  }

  /** Returns when a file was last changed, where that is known. */
  public Optional<Instant> changed(String path) {
    return files.changed(path);
  }

  /** Returns where a file is that was not found, and why that place is not used. */
  Optional<String> withheld(String name) {
    return files.withheld(name);
  }

  /** Returns what the headers below folders define; they are looked through when first asked. */
  MacroHeaders headers(List<String> folders) {
    return headers.computeIfAbsent(folders, these -> MacroHeaders.find(this, these));
  }
}
