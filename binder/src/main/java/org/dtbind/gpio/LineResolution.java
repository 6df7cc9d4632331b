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
   * A word of the text matches several lines, or lines of several chips with the same label.
   *
   * @param word the word
   * @param candidates the lines that it may refer to
   */
  record Ambiguous(String word, List<LiveGpio.Place> candidates) implements LineResolution {
    /** Copies the list. */
    public Ambiguous {
      candidates = List.copyOf(candidates);
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
