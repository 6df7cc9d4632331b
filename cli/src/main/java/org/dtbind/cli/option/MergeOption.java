// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.util.Optional;
import org.dtbind.overlay.verify.BootChain;
import picocli.CommandLine.Option;

/** The option for the rules by which overlays are merged. Picocli fills it in. */
public final class MergeOption {

  /** The words on the command line. */
  public enum Merger {
    /** U-Boot, which stands for all boot chains that use libfdt. */
    uboot,
    /** The Raspberry Pi's firmware. */
    rpi;

    public BootChain chain() {
      return this == rpi ? BootChain.RPI : BootChain.UBOOT;
    }
  }

  @Option(
      names = "--boot",
      paramLabel = "uboot|rpi",
      description =
          "Rules for merging: rpi selects those of the Raspberry Pi's firmware; uboot selects "
              + "those of libfdt, which U-Boot and other bootloaders use. Default: uboot or, with "
              + "--param, rpi.")
  private Optional<Merger> merger = Optional.empty();

  /** {@return the boot chain on the command line, if there is one} */
  public Optional<BootChain> chain() {
    return merger.map(Merger::chain);
  }
}
