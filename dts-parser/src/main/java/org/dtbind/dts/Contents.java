// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.dtbind.dts.Arithmetic.Value;
import org.dtbind.dts.grammar.DtsParser;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.source.Span;
import org.dtbind.tree.Label;
import org.dtbind.tree.PropertyValue;
import org.dtbind.tree.Reference;
import org.dtbind.tree.ValueType;

/** Builds values from the tokens between {@code =} and {@code ;}. */
final class Contents {

  /** Reads the file of an {@code /incbin/}. */
  @FunctionalInterface
  interface Files {
    /**
     * Returns the content of a file.
     *
     * @param name as written
     * @param span where, for what is found wrong
     * @return empty after saying what is wrong
     */
    Optional<Bytes> read(String name, Span span);
  }

  private final Literals literals;
  private final Literals.Problems problems;
  private final Files files;
  private ValueBuilder value = new ValueBuilder();
  private int bits = 32;
  private Optional<Token> incbin = Optional.empty();
  private final List<Value> arguments = new ArrayList<>();

  Contents(Literals literals, Literals.Problems problems, Files files) {
    this.literals = literals;
    this.problems = problems;
    this.files = files;
  }

  void open() {
    value = new ValueBuilder();
  }

  /** Forgets a value with a mistake in it. */
  void abandon() {
    bits = 32;
    incbin = Optional.empty();
    arguments.clear();
  }

  PropertyValue close() {
    return value.build();
  }

  void label(Label label) {
    value.label(label);
  }

  void token(Token token) {
    switch (token.getType()) {
      case DtsParser.STRING -> {
        if (incbin.isPresent()) {
          incbin = Optional.of(token);
        } else {
          value.type(ValueType.STRING);
          value.append(literals.string(token));
        }
      }
      case DtsParser.INTEGER -> bits(token);
      case DtsParser.LESS -> value.type(ValueType.ofBits(bits));
      case DtsParser.GREATER -> bits = 32;
      case DtsParser.LBRACKET -> value.type(ValueType.UINT8);
      case DtsParser.BYTE -> value.number(Integer.parseInt(literals.inner(token, 0, 0), 16), 1);
      case DtsParser.LABEL ->
          value.label(new Label(literals.inner(token, 0, 1), Literals.span(token)));
      case DtsParser.INCBIN -> incbin = Optional.of(token);
      default -> {}
    }
  }

  private void bits(Token token) {
    long wanted = literals.integer(token).bits();
    if (wanted == 8 || wanted == 16 || wanted == 32 || wanted == 64) {
      bits = (int) wanted;
    } else {
      problems.add(
          SyntaxCode.BAD_BITS,
          Literals.span(token),
          "array elements have 8, 16, 32 or 64 bits, not " + Long.toUnsignedString(wanted));
    }
  }

  void cell(Value number) {
    if (bits < 64) {
      long mask = (1L << bits) - 1;
      long over = number.bits() & ~mask;
      if (over != 0 && (number.bits() | mask) != -1) {
        problems.add(
            SyntaxCode.VALUE_TRUNCATED,
            number.span(),
            ("value 0x%016x truncated to 0x%0" + bits / 4 + "x")
                .formatted(number.bits(), number.bits() & mask));
      }
    }
    value.number(number.bits(), bits / 8);
  }

  void phandle(Reference reference) {
    if (bits == 32) {
      value.phandle(reference);
    } else {
      problems.add(
          SyntaxCode.REFERENCE_WIDTH,
          reference.span(),
          reference + " needs an element of 32 bits, not " + bits);
    }
    value.number(-1, bits / 8);
  }

  void path(Reference reference) {
    value.path(reference);
  }

  void argument(Value number) {
    arguments.add(number);
  }

  void closeContent() {
    if (incbin.isPresent()) {
      includeBinary(incbin.get());
      incbin = Optional.empty();
      arguments.clear();
    }
  }

  private void includeBinary(Token path) {
    value.type(ValueType.NONE);
    String name = FileName.text(literals.content(path));
    Optional<Bytes> content = files.read(name, Literals.span(path));
    if (content.isEmpty()) {
      return;
    }
    Bytes all = content.get();
    if (arguments.isEmpty()) {
      value.append(all);
      return;
    }
    long from = arguments.get(0).bits();
    long length = arguments.get(1).bits();
    if (Long.compareUnsigned(from, all.length()) > 0
        || Long.compareUnsigned(length, all.length() - from) > 0) {
      problems.add(
          SyntaxCode.INCBIN,
          arguments.get(0).span().to(arguments.get(1).span()),
          "%s has %d bytes, fewer than offset %s and length %s ask for"
              .formatted(
                  name, all.length(), Long.toUnsignedString(from), Long.toUnsignedString(length)));
      return;
    }
    value.append(all.slice((int) from, (int) (from + length)));
  }
}
