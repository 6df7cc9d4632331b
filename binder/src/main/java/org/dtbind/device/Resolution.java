// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.device;

import java.util.List;
import org.dtbind.tree.NodePath;

/** Which device a user's word means. */
public sealed interface Resolution {

  /** {@return the word} */
  String wanted();

  /**
   * Exactly one.
   *
   * @param wanted the word
   * @param device that it means
   * @param by what the word is: {@code node path}, {@code label}, {@code alias}, {@code node name},
   *     {@code Linux name}
   */
  record Found(String wanted, LinuxDevice device, String by) implements Resolution {}

  /**
   * None.
   *
   * @param wanted the word
   * @param near words that look alike and do mean a device
   */
  record NotFound(String wanted, List<String> near) implements Resolution {
    /** Copies the list. */
    public NotFound {
      near = List.copyOf(near);
    }
  }

  /**
   * Several.
   *
   * @param wanted the word
   * @param candidates at least two
   */
  record Ambiguous(String wanted, List<LinuxDevice> candidates) implements Resolution {
    /** Copies the list. */
    public Ambiguous {
      candidates = List.copyOf(candidates);
    }
  }

  /**
   * A node that Linux has made no device of.
   *
   * @param wanted the word
   * @param node the node that it means
   * @param reason one line
   */
  record NoDevice(String wanted, NodePath node, String reason) implements Resolution {}
}
