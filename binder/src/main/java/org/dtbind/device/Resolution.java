// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.device;

import java.util.List;
import org.dtbind.tree.NodePath;

/** The device that a user's word refers to. */
public sealed interface Resolution {

  /** {@return the word} */
  String wanted();

  /**
   * Exactly one.
   *
   * @param wanted the word
   * @param device the device
   * @param by the kind of word: {@code node path}, {@code label}, {@code alias}, {@code node name},
   *     {@code Linux name}
   */
  record Found(String wanted, LinuxDevice device, String by) implements Resolution {}

  /**
   * None.
   *
   * @param wanted the word
   * @param near similar words that do refer to a device
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
   * A node for which Linux has created no device.
   *
   * @param wanted the word
   * @param node the node that it refers to
   * @param reason one line
   */
  record NoDevice(String wanted, NodePath node, String reason) implements Resolution {}
}
