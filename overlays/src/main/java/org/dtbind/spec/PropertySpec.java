// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec;

import java.util.List;
import org.dtbind.source.Bytes;
import org.dtbind.source.Span;

/**
 * A property of a node.
 *
 * @param name such as {@code spi-max-frequency}
 * @param value its value
 */
public record PropertySpec(Located<String> name, Value value) {

  /** A property's name: Devicetree Specification v0.4, section 2.2.4, and what dtc takes. */
  static final String NAME = "[A-Za-z0-9,._+?#*-]+";

  /** The value of a property. */
  public sealed interface Value {}

  /** Nothing: the property is there. Written as {@code true}. */
  public record Flag() implements Value {}

  /**
   * Strings.
   *
   * @param strings at least one
   */
  public record Texts(List<String> strings) implements Value {

    /** Copies the list. */
    public Texts {
      strings = List.copyOf(strings);
    }
  }

  /**
   * Cells of 32 bits.
   *
   * @param groups as source would put them between {@code <} and {@code >}; none is empty
   */
  public record Cells(List<List<Cell>> groups) implements Value {

    /** Copies the lists. */
    public Cells {
      groups = groups.stream().map(List::copyOf).toList();
    }
  }

  /**
   * Numbers of another width. Written as {@code {bits: 16, values: [1, 2]}}.
   *
   * @param bits 8, 16, 32 or 64
   * @param values each of that many bits
   */
  public record Numbers(int bits, List<Long> values) implements Value {

    /** Copies the list. */
    public Numbers {
      values = List.copyOf(values);
    }
  }

  /**
   * Bytes. Written as {@code {bytes: "de ad"}}.
   *
   * @param bytes as the blob holds them
   */
  public record Data(Bytes bytes) implements Value {}

  /** A cell. */
  public sealed interface Cell {}

  /**
   * A number.
   *
   * @param value 32 bits, signed or not
   */
  public record NumberCell(int value) implements Cell {}

  /**
   * The phandle of a node. Written as {@code "&label"} or <code>"&amp;{/path}"</code>.
   *
   * @param node which
   * @param span where it is written
   */
  public record ReferenceCell(NodeReference node, Span span) implements Cell {}
}
