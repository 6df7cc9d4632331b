// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.gpio;

import java.util.List;

/** The lines that a user's text refers to. */
public sealed interface LineResolution {

  /**
   * All words of the text refer to lines.
   *
   * @param places the lines, in the order of the text; at least one
   */
  record Found(List<LiveGpio.Place> places) implements LineResolution {
    /** Copies the list. */
    public Found {
      places = List.copyOf(places);
    }
  }

  /**
   * A word of the text matches several lines, or is the label of several chips.
   *
   * @param candidates the lines that it may refer to
   * @param chips the chips with this label, which need not all have such a line; empty if the word
   *     is not a label
   */
  record Ambiguous(String word, List<LiveGpio.Place> candidates, List<GpioChip> chips)
      implements LineResolution {
    /** Copies the lists. */
    public Ambiguous {
      candidates = List.copyOf(candidates);
      chips = List.copyOf(chips);
    }
  }

  /**
   * A word of the text refers to no line.
   *
   * @param reason one line, which contains the word
   * @param near similar names and labels
   */
  record NotFound(String reason, List<String> near) implements LineResolution {
    /** Copies the list. */
    public NotFound {
      near = List.copyOf(near);
    }
  }
}
