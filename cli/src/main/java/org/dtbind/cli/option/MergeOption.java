// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.util.Optional;
import org.dtbind.overlay.verify.BootChain;
import picocli.CommandLine.Option;

/** The option that says by whose rules overlays are merged. Filled in by picocli. */
public final class MergeOption {

  /** As it is typed. */
  public enum Merger {
    /** As all do that have libfdt. */
    uboot,
    /** The Raspberry Pi's firmware. */
    rpi;

    /** {@return who merges} */
    public BootChain chain() {
      return this == rpi ? BootChain.RPI : BootChain.UBOOT;
    }
  }

  @Option(
      names = "--boot",
      paramLabel = "uboot|rpi",
      description =
          "Boot chain whose rules apply. The Raspberry Pi's firmware (rpi) has its own rules; "
              + "all other boot chains use those of libfdt (uboot). Default: uboot or, with "
              + "--param, rpi.")
  private Optional<Merger> merger = Optional.empty();

  /** {@return who merges them, where that was said} */
  public Optional<BootChain> chain() {
    return merger.map(Merger::chain);
  }
}
