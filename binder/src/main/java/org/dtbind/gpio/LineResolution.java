// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.gpio;

import java.util.List;

/** Which lines a user's text means. */
public sealed interface LineResolution {

  /**
   * These, in the order of the text.
   *
   * @param places at least one
   */
  record Found(List<LiveGpio.Place> places) implements LineResolution {
    /** Copies the list. */
    public Found {
      places = List.copyOf(places);
    }
  }

  /**
   * A word of it names several lines, or lines of several chips that share a label.
   *
   * @param word that one
   * @param candidates at least two
   */
  record Ambiguous(String word, List<LiveGpio.Place> candidates) implements LineResolution {
    /** Copies the list. */
    public Ambiguous {
      candidates = List.copyOf(candidates);
    }
  }

  /**
   * A word of it names none.
   *
   * @param reason one line, which says the word
   * @param near names and labels that look alike
   */
  record NotFound(String reason, List<String> near) implements LineResolution {
    /** Copies the list. */
    public NotFound {
      near = List.copyOf(near);
    }
  }
}
