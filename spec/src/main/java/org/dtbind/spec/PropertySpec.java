// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec;

import java.util.List;
import org.dtbind.source.Bytes;
import org.dtbind.source.Span;

/**
 * A property of a node.
 *
 * @param name the name, such as {@code spi-max-frequency}
 * @param value the value
 */
public record PropertySpec(Located<String> name, Value value) {

  /**
   * A regular expression for the name of a property: Devicetree Specification v0.4, section 2.2.4,
   * and further characters that dtc accepts.
   */
  static final String NAME = "[A-Za-z0-9,._+?#*-]+";

  /** The value of a property. */
  public sealed interface Value {}

  /** An empty property. A declaration writes it as {@code true}. */
  public record Flag() implements Value {}

  /**
   * A list of strings.
   *
   * @param strings at least one string
   */
  public record Texts(List<String> strings) implements Value {

    /** Copies the list. */
    public Texts {
      strings = List.copyOf(strings);
    }
  }

  /**
   * A list of 32-bit cells.
   *
   * @param groups the cells, in groups that source would write between {@code <} and {@code >}; no
   *     group is empty
   */
  public record Cells(List<List<Cell>> groups) implements Value {

    /** Copies the lists. */
    public Cells {
      groups = groups.stream().map(List::copyOf).toList();
    }
  }

  /**
   * A list of numbers of a given width. A declaration writes it as {@code {bits: 16, values: [1,
   * 2]}}.
   *
   * @param bits the width of each number: 8, 16, 32 or 64
   * @param values the numbers, signed or unsigned; each fits into {@code bits}
   */
  public record Numbers(int bits, List<Long> values) implements Value {

    /** Copies the list. */
    public Numbers {
      values = List.copyOf(values);
    }
  }

  /**
   * A value in bytes. A declaration writes it as {@code {bytes: "de ad"}}.
   *
   * @param bytes the value as it is stored in a blob
   */
  public record Data(Bytes bytes) implements Value {}

  /** A 32-bit cell: a number or a reference. */
  public sealed interface Cell {}

  /**
   * A cell with a number.
   *
   * @param value the 32 bits of the number, signed or unsigned
   * @param hexadecimal whether the declaration writes the number in hexadecimal
   */
  public record NumberCell(int value, boolean hexadecimal) implements Cell {}

  /**
   * A cell with the phandle of a node. A declaration writes it as {@code "&label"} or <code>
   * "&amp;{/path}"</code>.
   *
   * @param node the node
   * @param span the position of the reference in the file
   */
  public record ReferenceCell(NodeReference node, Span span) implements Cell {}
}
