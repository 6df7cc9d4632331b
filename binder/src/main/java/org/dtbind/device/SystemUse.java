// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.device;

/**
 * A use of a device by the running system, which would end with its driver.
 *
 * @param kind of use
 * @param text for users, such as {@code "console ttyAMA0"}
 */
public record SystemUse(Kind kind, String text) {

  /** Kinds of use. */
  public enum Kind {
    /** The kernel writes its messages to it. */
    CONSOLE,
    /** It contains a mounted file system. */
    FILE_SYSTEM,
    /** Memory is swapped out to it. */
    SWAP,
    /** Packets are routed through it. */
    NETWORK,
    /** A device with its own driver is below it, or depends on it. */
    DEVICE
  }
}
