// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.scan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.dtbind.diag.Nearest;
import org.dtbind.source.Bytes;

/**
 * Finds the headers in the search path that define a macro, to suggest them for an undefined one.
 * The index is built when the first suggestion is needed, from the text of the headers without
 * preprocessing. If a directory contains {@code dt-bindings}, it belongs to a kernel or bootloader,
 * and only the headers below {@code dt-bindings} are for devicetrees.
 */
public final class MacroHeaders {

  /** Limit for the headers. The kernel's {@code dt-bindings} has about 900. */
  private static final int MAX_FILES = 4_000;

  /** Limit for the total size of the headers. The kernel's have 6 MB. */
  private static final long MAX_BYTES = 32L << 20;

  private static final int MAX_DEPTH = 8;

  private static final Bytes DEFINE = Bytes.latin1("define");

  /**
   * The headers and similar names for a macro.
   *
   * @param headers the headers that define the macro, as {@code #include} names them, the shortest
   *     name first
   * @param near if no header defines the macro: similar names that are defined
   */
  public record HeaderMatches(List<String> headers, List<String> near) {

    public HeaderMatches {
      headers = List.copyOf(headers);
      near = List.copyOf(near);
    }
  }

  private final SourceCache files;
  private final Map<String, List<String>> headersByMacro = new HashMap<>();
  private final Set<String> seen = new TreeSet<>();
  private long bytes;

  private MacroHeaders(SourceCache files) {
    this.files = files;
  }

  static MacroHeaders find(SourceCache files, List<String> directories) {
    MacroHeaders headers = new MacroHeaders(files);
    for (String directory : directories) {
      boolean bindings = files.list(directory).contains("dt-bindings/");
      headers.directory(directory, bindings ? "dt-bindings/" : "", 0);
    }
    return headers;
  }

  private void directory(String root, String below, int depth) {
    for (String name : files.list(root + below)) {
      if (seen.size() >= MAX_FILES || bytes > MAX_BYTES) {
        return;
      }
      if (name.endsWith("/") && depth < MAX_DEPTH) {
        directory(root, below + name, depth + 1);
      } else if (name.endsWith(".h") && seen.add(below + name)) {
        header(root + below + name, below + name);
      }
    }
  }

  private void header(String path, String name) {
    if (files.content(path) instanceof SourceCache.Entry.Read<Bytes> read) {
      Bytes text = read.content();
      bytes += text.length();
      for (int at = text.indexOf('#', 0); at >= 0; at = text.indexOf('#', at + 1)) {
        String macro = defined(text, at + 1);
        if (!macro.isEmpty()) {
          List<String> headers = headersByMacro.computeIfAbsent(macro, m -> new ArrayList<>(1));
          if (!headers.contains(name)) {
            headers.add(name);
          }
        }
      }
    }
  }

  /**
   * Returns the name that a {@code #define} defines; empty if the text is no definition with a
   * value.
   */
  private static String defined(Bytes text, int behind) {
    int at = blanks(text, behind);
    int end = at + DEFINE.length();
    if (end > text.length() || !text.slice(at, end).equals(DEFINE)) {
      return "";
    }
    int from = blanks(text, end);
    int to = from;
    while (to < text.length() && isPartOfName(text.get(to))) {
      to++;
    }
    // A macro without value is an include guard or a switch, and of no use as a cell.
    int value = blanks(text, to);
    boolean alone = value == text.length() || text.get(value) == '\n' || text.get(value) == '\r';
    return from == end || alone ? "" : text.slice(from, to).latin1();
  }

  private static int blanks(Bytes text, int from) {
    int at = from;
    while (at < text.length() && (text.get(at) == ' ' || text.get(at) == '\t')) {
      at++;
    }
    return at;
  }

  private static boolean isPartOfName(int c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
  }

  HeaderMatches of(String macro) {
    List<String> headers = new ArrayList<>(headersByMacro.getOrDefault(macro, List.of()));
    headers.sort((a, b) -> a.length() != b.length() ? a.length() - b.length() : a.compareTo(b));
    return new HeaderMatches(
        headers, headers.isEmpty() ? Nearest.to(macro, headersByMacro.keySet()) : List.of());
  }
}
