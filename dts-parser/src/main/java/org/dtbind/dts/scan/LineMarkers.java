// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.scan;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.source.Origin;
import org.dtbind.source.SourceFile;

/**
 * The line markers, {@code # 12 "file"} and {@code #line 12 "file"}, of a text that is already
 * preprocessed. They give the origin of the lines after them. Immutable.
 */
public final class LineMarkers {

  static final LineMarkers NONE = new LineMarkers(List.of());

  private final List<Part.LineMarker> markers;

  private LineMarkers(List<Part.LineMarker> markers) {
    this.markers = List.copyOf(markers);
  }

  static LineMarkers among(List<Part> parts) {
    List<Part.LineMarker> found = new ArrayList<>(0);
    for (Part part : parts) {
      if (part instanceof Part.LineMarker marker) {
        found.add(marker);
      }
    }
    return found.isEmpty() ? NONE : new LineMarkers(found);
  }

  /**
   * Returns the marker at the start of a line, according to the rules of dtc-lexer.l; empty if
   * there is none.
   */
  static Optional<Part.LineMarker> at(byte[] text, int start) {
    int i = start + 1;
    i = Lexis.startsWith(text, i, text.length, "line") ? i + 4 : i;
    int digits = blanks(text, i);
    int digitsEnd = digits(text, digits);
    int quote = blanks(text, digitsEnd);
    if (digits == i || digitsEnd == digits || quote == digitsEnd || !isQuote(text, quote)) {
      return Optional.empty();
    }
    int close = quote + 1;
    while (close < text.length && text[close] != '"') {
      close += text[close] == '\\' ? 2 : 1;
    }
    if (close >= text.length) {
      return Optional.empty();
    }
    int end = close + 1;
    for (int flag = blanks(text, end); flag > end && digits(text, flag) > flag; ) {
      end = digits(text, flag);
      flag = blanks(text, end);
    }
    int line = 0;
    for (int at = digits; at < digitsEnd; at++) {
      line = line * 10 + text[at] - '0';
    }
    return Optional.of(new Part.LineMarker(start, end, line, name(text, quote + 1, close)));
  }

  private static boolean isQuote(byte[] text, int at) {
    return at < text.length && text[at] == '"';
  }

  private static int blanks(byte[] text, int from) {
    int i = from;
    while (i < text.length && (text[i] == ' ' || text[i] == '\t')) {
      i++;
    }
    return i;
  }

  private static int digits(byte[] text, int from) {
    int i = from;
    while (i < text.length && text[i] >= '0' && text[i] <= '9') {
      i++;
    }
    return i;
  }

  /** Decodes a file name as cpp writes it: bytes outside ASCII may be octal escapes. */
  private static String name(byte[] text, int from, int to) {
    ByteArrayOutputStream name = new ByteArrayOutputStream();
    for (int i = from; i < to; i++) {
      if (text[i] != '\\') {
        name.write(text[i]);
      } else if (isOctal(text[i + 1])) {
        int value = 0;
        for (int digits = 0; digits < 3 && i + 1 < to && isOctal(text[i + 1]); digits++) {
          value = value * 8 + text[++i] - '0';
        }
        name.write(value);
      } else {
        name.write(text[++i]);
      }
    }
    return FileName.text(Bytes.wrap(name.toByteArray()));
  }

  private static boolean isOctal(int c) {
    return c >= '0' && c <= '7';
  }

  /**
   * Returns the file and lines that the markers give for a range; empty if no marker precedes its
   * end.
   *
   * @param start offset of the first byte
   * @param end offset after the last byte
   */
  public Optional<Origin.Lines> lines(SourceFile file, int start, int end) {
    int last = Math.max(start, end - 1);
    int marker = before(last);
    if (marker < 0) {
      return Optional.empty();
    }
    String name = markers.get(marker).file();
    int zero = name.indexOf('\0');
    Origin.Lines lines = Origin.Lines.of(file, start, end);
    int added = line(file, last, marker) - file.line(last);
    return Optional.of(
        new Origin.Lines(
            zero < 0 ? name : name.substring(0, zero),
            line(file, start, before(start)),
            lines.column(),
            lines.lastLine() + added,
            lines.behind()));
  }

  private int line(SourceFile file, int offset, int marker) {
    if (marker < 0) {
      return file.line(offset);
    }
    Part.LineMarker at = markers.get(marker);
    return at.line() - 1 + file.line(offset) - file.line(at.end());
  }

  /** Returns the index of the last marker before an offset; -1 if there is none. */
  private int before(int offset) {
    int low = 0;
    int high = markers.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (markers.get(middle).end() <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  public Optional<String> firstName() {
    return markers.stream().findFirst().map(Part.LineMarker::file);
  }
}
