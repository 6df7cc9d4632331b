// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.picture;

import java.util.List;
import java.util.Optional;

/**
 * What is to be drawn: links of a chain, one below the other, then chips with their lines.
 *
 * @param title what it shows, in a few words
 * @param boxes the links, in the order of the chain; none: chips alone
 * @param chips in order
 */
public record Figure(String title, List<Box> boxes, List<Chip> chips) {

  /** Copies the lists. */
  public Figure {
    boxes = List.copyOf(boxes);
    chips = List.copyOf(chips);
  }

  /** How far a link is there. */
  public enum State {
    /** It is: a solid frame. */
    THERE,
    /** It will be, if all is as predicted: a dashed frame. */
    PREDICTED,
    /** The chain goes no further: a dotted frame, and no arrow into it but a bar. */
    ENDS,
    /** It belongs to the chain, but is not its next link: no arrow. */
    ASIDE
  }

  /**
   * A link.
   *
   * @param kind of link, one word such as {@code driver}
   * @param state how far it is there
   * @param lines of text in it, the first one stands out; one or more, of any length
   */
  public record Box(String kind, State state, List<String> lines) {
    /** Copies the list. */
    public Box {
      lines = List.copyOf(lines);
    }
  }

  /**
   * A GPIO chip.
   *
   * @param lines of text above it, the first one its name; one or more
   * @param state whether it is there or will be
   * @param pins in the order of their offsets
   */
  public record Chip(List<String> lines, State state, List<Pin> pins) {
    /** Copies the lists. */
    public Chip {
      lines = List.copyOf(lines);
      pins = List.copyOf(pins);
    }
  }

  /** What a line is to be drawn as; its text says the same in words. */
  public enum Use {
    /** Nobody has it: a ring. */
    FREE,
    /** Somebody has it, or asks for it: a disc. */
    USED,
    /** Its controller takes it for itself: a square. */
    HOG,
    /** Linux must not use it: a cross. */
    RESERVED,
    /** More than one ask for it: a triangle. */
    CONTESTED,
    /** Several lines of which there is nothing to say: dots. */
    SEVERAL
  }

  /**
   * A line of a chip.
   *
   * @param offset in the chip, or from and to; {@code ?} where it is not known
   * @param name empty if it has none
   * @param use what it is drawn as
   * @param text who has it or asks for it, in words
   * @param source the line of another chip that it stands for; it is joined to it
   */
  public record Pin(String offset, String name, Use use, String text, Optional<Source> source) {

    /** Makes a line that stands for itself. */
    public Pin(String offset, String name, Use use, String text) {
      this(offset, name, use, text, Optional.empty());
    }
  }

  /**
   * A line that another chip's line stands for.
   *
   * @param chip which has it
   * @param line its offset, with its name where it has one
   */
  public record Source(String chip, String line) {}
}
