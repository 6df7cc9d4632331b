// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.device;

/**
 * What the running system does with a device, and would lose with its driver.
 *
 * @param kind what it is used for
 * @param text for people, such as {@code "console ttyAMA0"}
 */
public record SystemUse(Kind kind, String text) {

  /** What devices are used for. */
  public enum Kind {
    /** The kernel writes its messages to it. */
    CONSOLE,
    /** A mounted file system is on it. */
    FILE_SYSTEM,
    /** Memory is swapped out to it. */
    SWAP,
    /** Packets are routed through it. */
    NETWORK,
    /** A device with a driver of its own hangs on it, or depends on it. */
    DEVICE
  }
}
