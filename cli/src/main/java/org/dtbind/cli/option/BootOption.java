// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.overlay.verify.BootChain;
import picocli.CommandLine.TypeConversionException;

/** The option for the program that merges overlays. Picocli fills it in. */
public final class BootOption implements ArgumentGroup {

  private final Set<BootChain> accepted;
  private final String description;
  private Optional<BootChain> chain = Optional.empty();

  private BootOption(Set<BootChain> accepted, String description) {
    this.accepted = accepted;
    this.description = description;
  }

  /** {@return the option of a command that merges overlays, as programs do before Linux starts} */
  public static BootOption merging() {
    return merging(
        "Rules for merging: rpi selects those of the Raspberry Pi's firmware; uboot selects "
            + "those of libfdt, which U-Boot and other bootloaders use. Default: uboot or, with "
            + "--param, rpi.");
  }

  /** Like {@link #merging()}, with another description. */
  public static BootOption merging(String description) {
    return new BootOption(EnumSet.of(BootChain.UBOOT, BootChain.RPI), description);
  }

  /** {@return the option of a command that checks overlays for any program} */
  public static BootOption checking(String description) {
    return new BootOption(EnumSet.allOf(BootChain.class), description);
  }

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option("--boot")
        .label(accepted.stream().map(BootChain::word).collect(Collectors.joining("|")))
        .description(description)
        .value(BootChain.class, this::named, value -> chain = Optional.of(value));
  }

  private BootChain named(String word) {
    return accepted.stream()
        .filter(chain -> chain.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new TypeConversionException(word));
  }

  /** {@return the program on the command line, if there is one} */
  public Optional<BootChain> chain() {
    return chain;
  }
}
