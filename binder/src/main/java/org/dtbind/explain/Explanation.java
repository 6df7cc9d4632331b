// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.explain;

import java.util.List;
import java.util.Optional;
import org.dtbind.linux.chain.ChainEnd;

/** The node, device or driver that a user's word refers to on a running Linux. */
public sealed interface Explanation {

  /** The kind of a word that names a GPIO line, as in {@link Found#by}. */
  String LINE_NAME = "line name";

  /** {@return the word that is explained} */
  String wanted();

  /**
   * The word refers to one node, one device, or one driver.
   *
   * @param wanted the word
   * @param by the kinds of the word, such as {@code label} or {@code file}; one or more
   * @param chains the chain of the node or device, or the chain of each device of the driver
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
   * The word refers to several nodes, devices or drivers.
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
   * The word refers to nothing.
   *
   * @param wanted the word
   * @param near similar words that refer to a node, device, driver, file or line
   */
  record NotFound(String wanted, List<String> near) implements Explanation {
    /** Copies the list. */
    public NotFound {
      near = List.copyOf(near);
    }
  }

  /**
   * A node, device or driver that the word may refer to.
   *
   * @param name an unambiguous name: the path of a node, or a directory in {@code /sys}
   * @param by the kinds of the word; one or more
   */
  record Candidate(String name, List<String> by) {
    /** Copies the list. */
    public Candidate {
      by = List.copyOf(by);
    }
  }
}
