// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.diag.Message;
import org.dtbind.dts.grammar.DtsParser;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.source.Span;
import org.dtbind.tree.Label;
import org.dtbind.tree.PropertyValue;
import org.dtbind.tree.Reference;
import org.dtbind.tree.ValueType;

/** Builds a property value from the tokens between {@code =} and {@code ;}. */
final class Contents {

  /** Reads the files that {@code /incbin/} names. */
  @FunctionalInterface
  interface Files {
    /**
     * Returns the content of a file that {@code /incbin/} names; empty if it cannot be read, which
     * the implementation reports.
     *
     * @param name the file name in the source
     * @param span the place of the name, for diagnostics
     */
    Optional<Bytes> read(String name, Span span);
  }

  private final Literals literals;
  private final Literals.Problems problems;
  private final Files files;
  private final ValueBuilder value = new ValueBuilder();
  private int bits = 32;
  private boolean inCells;
  private boolean incbin;
  private Span path = Span.NONE;
  private final List<Long> arguments = new ArrayList<>();
  private Span argumentSpan = Span.NONE;

  Contents(Literals literals, Literals.Problems problems, Files files) {
    this.literals = literals;
    this.problems = problems;
    this.files = files;
  }

  void open() {
    value.clear();
  }

  /** Drops the state of a value that contains an error. */
  void abandon() {
    closeCells();
    incbin = false;
    arguments.clear();
  }

  PropertyValue close() {
    return value.build();
  }

  /** Whether the last value contains a reference to a node. */
  boolean refers() {
    return value.refers();
  }

  void label(Label label) {
    value.label(label);
  }

  void token(int type, int from, int to) {
    switch (type) {
      case DtsParser.STRING -> {
        if (incbin) {
          path = new Span(from, to);
        } else {
          value.type(ValueType.STRING);
          value.append(literals.content(from, to));
          value.number(0, 1);
        }
      }
      case DtsParser.INTEGER -> bits(from, to);
      case DtsParser.LESS -> {
        inCells = true;
        value.type(ValueType.ofBits(bits));
      }
      case DtsParser.LBRACKET -> value.type(ValueType.UINT8);
      case DtsParser.BYTE -> value.number(literals.hex(from), 1);
      case DtsParser.LABEL ->
          value.label(new Label(literals.text(from, to - 1), new Span(from, to)));
      case DtsParser.INCBIN -> incbin = true;
      default -> {}
    }
  }

  private void bits(int from, int to) {
    long wanted = literals.integer(from, to);
    if (wanted == 8 || wanted == 16 || wanted == 32 || wanted == 64) {
      bits = (int) wanted;
    } else {
      problems.add(
          SyntaxCode.BAD_BITS,
          new Span(from, to),
          Message.of(
              "array elements must be 8, 16, 32 or 64 bits wide, not {found}",
              Long.toUnsignedString(wanted)));
    }
  }

  /** Whether a {@code <} is open. */
  boolean inCells() {
    return inCells;
  }

  void closeCells() {
    inCells = false;
    bits = 32;
  }

  void cell(Expressions number) {
    long cell = number.bits();
    if (bits < 64) {
      long mask = (1L << bits) - 1;
      if ((cell & ~mask) != 0 && (cell | mask) != -1) {
        problems.add(
            SyntaxCode.VALUE_TRUNCATED,
            number.span(),
            Message.of(
                "value {value} truncated to {truncated}",
                "0x%016x".formatted(cell),
                ("0x%0" + bits / 4 + "x").formatted(cell & mask)));
      }
    }
    value.number(cell, bits / 8);
  }

  void phandle(Reference reference) {
    if (bits == 32) {
      value.phandle(reference);
    } else {
      problems.add(
          SyntaxCode.REFERENCE_WIDTH,
          reference.span(),
          Message.of(
              "{reference} must be in an array with 32-bit elements, but the elements of this array are"
                  + " {found} bits wide",
              reference,
              bits));
    }
    value.number(-1, bits / 8);
  }

  void path(Reference reference) {
    value.path(reference);
  }

  void argument(Expressions number) {
    argumentSpan = arguments.isEmpty() ? number.span() : argumentSpan.to(number.span());
    arguments.add(number.bits());
  }

  void closeContent() {
    if (incbin) {
      includeBinary();
      incbin = false;
      arguments.clear();
    }
  }

  private void includeBinary() {
    value.type(ValueType.NONE);
    String name = FileName.text(literals.content(path.start(), path.end()));
    Optional<Bytes> content = files.read(name, path);
    if (content.isEmpty()) {
      return;
    }
    Bytes all = content.get();
    if (arguments.isEmpty()) {
      value.append(all);
      return;
    }
    long from = arguments.get(0);
    long length = arguments.get(1);
    if (Long.compareUnsigned(from, all.length()) > 0
        || Long.compareUnsigned(length, all.length() - from) > 0) {
      problems.add(
          SyntaxCode.INCBIN,
          argumentSpan,
          Message.of(
              "{file} is {size} bytes long, too short for offset {offset} and length {length}",
              name,
              all.length(),
              Long.toUnsignedString(from),
              Long.toUnsignedString(length)));
      return;
    }
    value.append(all.slice((int) from, (int) (from + length)));
  }
}
