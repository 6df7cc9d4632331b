// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.util.Optional;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.spec.Access;

/** The options for access to device nodes. */
public final class AccessOptions implements ArgumentGroup {

  private final OwnerOptions owner = new OwnerOptions();
  private Optional<String> link = Optional.empty();

  @Override
  public void declare(Arguments arguments) {
    arguments.add(owner);
    arguments
        .option("--link")
        .label("L")
        .description(
            "Create the link /dev/gpio/L to the device node, which must be that of a GPIO chip.")
        .value(String.class, value -> link = Optional.of(value));
  }

  @Override
  public Optional<String> problem() {
    return link.filter(name -> !name.matches(Access.FILE))
        .map(name -> "\"" + name + "\" is not a valid link name");
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
