// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.source;

import java.util.List;
import java.util.Optional;

/** A place in input, with file, line and column. */
public sealed interface Origin {

  /** {@return the place in dtc's format, such as {@code door.dts:12.3-10}} */
  String place();

  /**
   * A stretch of a source file.
   *
   * @param file the file
   * @param start offset of its first byte
   * @param end offset behind its last byte, at least {@code start}
   * @param includedFrom the directives through which the file came, the innermost first
   * @param expandedFrom the macro whose expansion produced this, with the place of its definition
   * @param presumed what line markers of the file say this is, where it has any: to people, that is
   *     the place
   */
  record Source(
      SourceFile file,
      int start,
      int end,
      List<Source> includedFrom,
      Optional<MacroUse> expandedFrom,
      Optional<Lines> presumed)
      implements Origin {

    /** Copies the list. */
    public Source {
      includedFrom = List.copyOf(includedFrom);
    }

    /**
     * {@return a stretch of a file that nothing included and no macro produced}
     *
     * @param file the file
     * @param start offset of its first byte
     * @param end offset behind its last byte
     */
    public static Source of(SourceFile file, int start, int end) {
      return new Source(file, start, end, List.of(), Optional.empty(), Optional.empty());
    }

    /** {@return the line of the first byte in the file itself, from 1} */
    public int line() {
      return file.line(start);
    }

    /** {@return the column of the first byte, from 1} */
    public int column() {
      return file.column(start);
    }

    /** {@return the lines and columns of it, those presumed where there are such} */
    public Lines lines() {
      if (presumed.isPresent()) {
        return presumed.get();
      }
      return Lines.of(file, start, end);
    }

    @Override
    public String place() {
      return lines().place();
    }
  }

  /**
   * Lines of a file, as dtc counts them.
   *
   * @param file its name
   * @param line of the first byte, from 1
   * @param column of the first byte, from 1
   * @param lastLine of the last byte, from 1
   * @param behind column behind the last byte, from 1
   */
  record Lines(String file, int line, int column, int lastLine, int behind) implements Origin {

    /**
     * {@return the lines of a stretch of a file}
     *
     * @param file the file
     * @param start offset of its first byte
     * @param end offset behind its last byte
     */
    public static Lines of(SourceFile file, int start, int end) {
      int last = Math.max(start, end - 1);
      boolean ended = end > start && file.content().get(last) == '\n';
      int lastLine = file.line(last) + (ended ? 1 : 0);
      int behind = ended ? 1 : file.column(last) + (end > start ? 1 : 0);
      return new Lines(file.name(), file.line(start), file.column(start), lastLine, behind);
    }

    @Override
    public String place() {
      String start = file + ":" + line + "." + column;
      if (line != lastLine) {
        return start + "-" + lastLine + "." + behind;
      }
      return column == behind ? start : start + "-" + behind;
    }
  }

  /**
   * The macro that produced a stretch of text.
   *
   * @param name of the macro
   * @param definition where it was defined
   */
  record MacroUse(String name, Source definition) {}

  /**
   * A place in a flattened devicetree.
   *
   * @param name of the file
   * @param offset in it, in bytes
   */
  record Blob(String name, long offset) implements Origin {
    @Override
    public String place() {
      return "%s@0x%x".formatted(name, offset);
    }
  }

  /**
   * A path in the file system, such as a property of {@code /proc/device-tree}.
   *
   * @param path as it was opened
   */
  record Path(String path) implements Origin {
    @Override
    public String place() {
      return path;
    }
  }

  /**
   * Nowhere that could be named more exactly.
   *
   * @param name of what was being read or made
   */
  record Unknown(String name) implements Origin {
    @Override
    public String place() {
      return name;
    }
  }
}
