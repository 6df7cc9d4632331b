// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.util.Optional;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.overlay.verify.BootChain;

/** The option for the rules by which overlays are merged. Picocli fills it in. */
public final class MergeOption implements ArgumentGroup {

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

  private Optional<Merger> merger = Optional.empty();

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option("--boot")
        .label("uboot|rpi")
        .description(
            "Rules for merging: rpi selects those of the Raspberry Pi's firmware; uboot selects "
                + "those of libfdt, which U-Boot and other bootloaders use. Default: uboot or, with "
                + "--param, rpi.")
        .value(Merger.class, value -> merger = Optional.of(value));
  }

  /** {@return the boot chain on the command line, if there is one} */
  public Optional<BootChain> chain() {
    return merger.map(Merger::chain);
  }
}
