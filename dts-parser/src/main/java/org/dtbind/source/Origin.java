// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.source;

import java.util.List;
import java.util.Optional;

/** A place in input. */
public sealed interface Origin {

  /** {@return the place in dtc's format, such as {@code door.dts:12.3-10}} */
  String place();

  /**
   * A range of a source file.
   *
   * @param file the file
   * @param start the offset of the first byte
   * @param end the offset after the last byte, at least {@code start}
   * @param includedFrom the directives that included the file, the innermost first
   * @param expandedFrom the macro that produced the text, if any
   * @param presumed the place according to line markers in the file, if any; diagnostics show it
   *     instead of the real place
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
     * {@return a range of a file that was neither included nor produced by a macro}
     *
     * @param file the file
     * @param start the offset of the first byte
     * @param end the offset after the last byte
     */
    public static Source of(SourceFile file, int start, int end) {
      return new Source(file, start, end, List.of(), Optional.empty(), Optional.empty());
    }

    /** {@return the empty range after this one} */
    public Source after() {
      return within(end - start, end - start);
    }

    /**
     * {@return a part of this range}
     *
     * @param from the offset of its first byte in this range
     * @param to the offset after its last byte in this range
     */
    public Source within(int from, int to) {
      return new Source(file, start + from, start + to, includedFrom, expandedFrom, presumed);
    }

    /** {@return the text of the range} */
    public Bytes text() {
      return file.content().slice(start, end);
    }

    /** {@return the line of the first byte in the file, regardless of line markers, from 1} */
    public int line() {
      return file.line(start);
    }

    /** {@return the column of the first byte, from 1} */
    public int column() {
      return file.column(start);
    }

    /** {@return the lines and columns, according to line markers if there are any} */
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
   * A range of lines in a file, as dtc counts them.
   *
   * @param file the name of the file
   * @param line the line of the first byte, from 1
   * @param column the column of the first byte, from 1
   * @param lastLine the line of the last byte, from 1
   * @param behind the column after the last byte, from 1
   */
  record Lines(String file, int line, int column, int lastLine, int behind) implements Origin {

    /**
     * {@return the lines of a range in a file}
     *
     * @param file the file
     * @param start the offset of the first byte
     * @param end the offset after the last byte
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
   * The macro that produced a range of text.
   *
   * @param name the name of the macro
   * @param definition the place of its definition
   */
  record MacroUse(String name, Source definition) {}

  /**
   * A place in a blob.
   *
   * @param name the name of the file
   * @param offset the offset in bytes
   */
  record Blob(String name, long offset) implements Origin {
    @Override
    public String place() {
      return "%s@0x%x".formatted(name, offset);
    }
  }

  /**
   * A path in the file system, such as that of a property in {@code /proc/device-tree}.
   *
   * @param path the path with which the file was opened
   */
  record Path(String path) implements Origin {
    @Override
    public String place() {
      return path;
    }
  }

  /**
   * A place that is unknown except for the input.
   *
   * @param name the name of the input or output
   */
  record Unknown(String name) implements Origin {
    @Override
    public String place() {
      return name;
    }
  }
}
