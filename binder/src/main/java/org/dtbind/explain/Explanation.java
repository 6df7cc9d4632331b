// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.explain;

import java.util.List;
import java.util.Optional;
import org.dtbind.linux.chain.ChainEnd;

/** What a user's word refers to on a running Linux. */
public sealed interface Explanation {

  /** The kind of a word that names a GPIO line: one of those in {@link Found#by}. */
  String LINE_NAME = "line name";

  /** {@return the word} */
  String wanted();

  /**
   * One node, one device, or one driver.
   *
   * @param wanted the word
   * @param by the kinds of the word, such as {@code label} or {@code file}; one or more
   * @param chains one; for a driver, one for each of its devices
   * @param end why there is no chain; present only for a driver that has no device
   */
  record Found(String wanted, List<String> by, List<LiveChain> chains, Optional<ChainEnd> end)
      implements Explanation {
    /** Copies the lists. */
    public Found {
      by = List.copyOf(by);
      chains = List.copyOf(chains);
    }
  }

  /**
   * Several.
   *
   * @param wanted the word
   * @param candidates at least two
   */
  record Ambiguous(String wanted, List<Candidate> candidates) implements Explanation {
    /** Copies the list. */
    public Ambiguous {
      candidates = List.copyOf(candidates);
    }
  }

  /**
   * None.
   *
   * @param wanted the word
   * @param near similar words that do refer to something
   */
  record NotFound(String wanted, List<String> near) implements Explanation {
    /** Copies the list. */
    public NotFound {
      near = List.copyOf(near);
    }
  }

  /**
   * Something that the word may refer to.
   *
   * @param name that is unambiguous: a node's path, or a folder in {@code /sys}
   * @param by the kinds of the word; one or more
   */
  record Candidate(String name, List<String> by) {
    /** Copies the list. */
    public Candidate {
      by = List.copyOf(by);
    }
  }
}
