// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.device;

import java.util.List;
import org.dtbind.tree.NodePath;

/** The device that a user's word refers to. */
public sealed interface Resolution {

  /** {@return the word that was resolved} */
  String wanted();

  /**
   * The word refers to exactly one device.
   *
   * @param wanted the word
   * @param by the kind of word: {@code node path}, {@code label}, {@code alias}, {@code node name},
   *     {@code Linux name} or {@code directory}
   */
  record Found(String wanted, LinuxDevice device, String by) implements Resolution {}

  /**
   * The word refers to nothing.
   *
   * @param wanted the word
   * @param near similar words that refer to a node or device
   */
  record NotFound(String wanted, List<String> near) implements Resolution {
    /** Copies the list. */
    public NotFound {
      near = List.copyOf(near);
    }
  }

  /**
   * The word refers to several devices.
   *
   * @param wanted the word
   * @param candidates the devices, at least two
   */
  record Ambiguous(String wanted, List<LinuxDevice> candidates) implements Resolution {
    /** Copies the list. */
    public Ambiguous {
      candidates = List.copyOf(candidates);
    }
  }

  /**
   * The word refers to a node for which Linux has created no device.
   *
   * @param wanted the word
   * @param node the node that the word refers to
   * @param reason why there is no device, one line
   */
  record NoDevice(String wanted, NodePath node, String reason) implements Resolution {}
}
