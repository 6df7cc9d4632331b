// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.device;

/**
 * A use of a device by the running system. Unbinding the driver of the device would end the use.
 *
 * @param text the use as text for users, such as {@code console ttyAMA0}
 */
public record SystemUse(Kind kind, String text) {

  /** The kind of a use. */
  public enum Kind {
    /** The kernel writes its messages to the device. */
    CONSOLE,
    /** The device contains a mounted file system. */
    FILE_SYSTEM,
    /** The kernel swaps memory out to the device. */
    SWAP,
    /** Packets are routed through the device. */
    NETWORK,
    /** Another device with a driver is below the device, or depends on it. */
    DEVICE
  }
}
