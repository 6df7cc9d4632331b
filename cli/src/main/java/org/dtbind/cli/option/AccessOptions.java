// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.util.Optional;
import org.dtbind.spec.Access;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options for access to device nodes. */
public final class AccessOptions {

  @Mixin private OwnerOptions owner = new OwnerOptions();

  @Option(
      names = "--link",
      paramLabel = "L",
      description =
          "Create the link /dev/gpio/L to the device node, which must be that of a GPIO chip.")
  private Optional<String> link = Optional.empty();

  /** {@return the reason why the options are invalid; empty if they are valid} */
  public Optional<String> problem() {
    return owner
        .problem()
        .or(
            () ->
                link.filter(name -> !name.matches(Access.FILE))
                    .map(name -> "\"" + name + "\" is not a valid link name"));
  }

  /** {@return the name of the link in {@code /dev/gpio}, if there is one} */
  public Optional<String> link() {
    return link;
  }

  /** {@return the access; empty if there are none of these options} */
  public Optional<Access> access() {
    Access all = owner.access(link);
    return all.equals(Access.NONE) ? Optional.empty() : Optional.of(all);
  }
}
