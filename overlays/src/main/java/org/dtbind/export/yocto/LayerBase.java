// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.yocto;

import java.util.Optional;
import org.dtbind.source.Bytes;

/** Where a build has the base from. */
public sealed interface LayerBase {

  record Blob(Bytes content) implements LayerBase {}

  /**
   * The kernel's recipe makes it.
   *
   * @param name of the blob in DEPLOY_DIR_IMAGE
   */
  record Kernel(String name) implements LayerBase {

    /** Such as {@code bcm2711-rpi-4-b.dtb}, maybe in a vendor's folder (KERNEL_DTBVENDORED). */
    private static final String PATTERN =
        "[A-Za-z0-9][A-Za-z0-9+,._-]*(/[A-Za-z0-9][A-Za-z0-9+,._-]*)*\\.dtb";

    /**
     * Checks it.
     *
     * @throws IllegalArgumentException if it is none: see {@link #problem}
     */
    public Kernel {
      problem(name)
          .ifPresent(
              problem -> {
                throw new IllegalArgumentException(problem);
              });
    }

    /**
     * {@return why a text is no such name; nothing if it is one}
     *
     * @param name anything
     */
    public static Optional<String> problem(String name) {
      return name.matches(PATTERN)
          ? Optional.empty()
          : Optional.of(
              "'%s' is not a blob that a kernel recipe deploys: NAME.dtb".formatted(name));
    }
  }
}
