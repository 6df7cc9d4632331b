// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.yocto;

import java.util.Optional;
import org.dtbind.source.Bytes;

/** The source of the base in a build. */
public sealed interface LayerBase {

  record Blob(Bytes content) implements LayerBase {}

  /**
   * The recipe of the kernel builds the base.
   *
   * @param name name of the blob in DEPLOY_DIR_IMAGE
   */
  record Kernel(String name) implements LayerBase {

    /**
     * Names such as {@code bcm2711-rpi-4-b.dtb}, optionally in the directory of a vendor
     * (KERNEL_DTBVENDORED).
     */
    private static final String PATTERN =
        "[A-Za-z0-9][A-Za-z0-9+,._-]*(/[A-Za-z0-9][A-Za-z0-9+,._-]*)*\\.dtb";

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if {@link #problem} finds a problem
     */
    public Kernel {
      problem(name)
          .ifPresent(
              problem -> {
                throw new IllegalArgumentException(problem);
              });
    }

    /** Returns the reason why a text is not a valid name; empty if it is valid. */
    public static Optional<String> problem(String name) {
      return name.matches(PATTERN)
          ? Optional.empty()
          : Optional.of(
              "'%s' is not the name of a blob that a kernel recipe deploys (NAME.dtb)"
                  .formatted(name));
    }
  }
}
