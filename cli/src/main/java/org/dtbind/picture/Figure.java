// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.picture;

import java.util.List;
import java.util.Optional;

/**
 * The content of a drawing: the links of a chain from top to bottom, then chips with their lines.
 *
 * @param title a few words
 * @param boxes the links, in the order of the chain; empty for a drawing of chips alone
 */
public record Figure(String title, List<Box> boxes, List<Chip> chips) {

  public Figure {
    boxes = List.copyOf(boxes);
    chips = List.copyOf(chips);
  }

  /** The state of a link in a chain or of a chip. */
  public enum State {
    /** The link exists: a solid frame. */
    THERE,
    /** The link is predicted: a dashed frame. */
    PREDICTED,
    /** The chain ends before this link: a dotted frame, and a bar instead of an arrow. */
    ENDS,
    /** The link belongs to the chain, but is not the next one: no arrow. */
    ASIDE
  }

  /**
   * A link of a chain.
   *
   * @param kind one word, such as {@code driver}
   * @param lines the text, one or more lines of any length; the first one is emphasized
   */
  public record Box(String kind, State state, List<String> lines) {
    public Box {
      lines = List.copyOf(lines);
    }
  }

  /**
   * A GPIO chip.
   *
   * @param lines the text above the chip, one or more lines; the first one is the name
   * @param pins in the order of their offsets
   */
  public record Chip(List<String> lines, State state, List<Pin> pins) {
    public Chip {
      lines = List.copyOf(lines);
      pins = List.copyOf(pins);
    }
  }

  /** The use of a line, which determines its shape. The text of the line also states the use. */
  public enum Use {
    /** The line is free: a ring. */
    FREE,
    /** One user has the line, or one node requests it: a disc. */
    USED,
    /** The line is a GPIO hog: a square. */
    HOG,
    /** Linux must not use the line: a cross. */
    RESERVED,
    /** Several nodes request the line: a triangle. */
    CONTESTED,
    /** Several lines without details: dots. */
    SEVERAL,
    /** Lines that are not drawn, whatever their use: dots. */
    MORE
  }

  /** One or more consecutive lines of a chip. */
  public record Offsets(long first, long last) {}

  /**
   * A line of a chip, or several consecutive ones.
   *
   * @param offsets empty if unknown
   * @param name empty if the line has none
   * @param text the user or the nodes that request the line
   * @param source for a line of an aggregator, the line of the chip behind it; a stroke joins the
   *     two
   */
  public record Pin(
      Optional<Offsets> offsets, String name, Use use, String text, Optional<Source> source) {

    public Pin(Optional<Offsets> offsets, Use use, String text) {
      this(offsets, "", use, text, Optional.empty());
    }
  }

  /**
   * A line for which the line of an aggregator stands.
   *
   * @param line the offset, and the name if the line has one
   */
  public record Source(String chip, String line) {}
}
