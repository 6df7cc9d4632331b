// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.spec.Access;

/** The options for owner, group and mode of device nodes. */
public final class OwnerOptions implements ArgumentGroup {

  private Optional<String> owner = Optional.empty();
  private Optional<String> group = Optional.empty();
  private Optional<String> mode = Optional.empty();

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option("--owner")
        .label("U")
        .description("User that owns the device node in /dev.")
        .value(String.class, value -> owner = Optional.of(value));
    arguments
        .option("--group")
        .label("G")
        .description("Group that owns the device node in /dev.")
        .value(String.class, value -> group = Optional.of(value));
    arguments
        .option("--mode")
        .label("M")
        .description("Octal mode of the device node in /dev, such as 0660.")
        .value(String.class, value -> mode = Optional.of(value));
  }

  @Override
  public Optional<String> problem() {
    if (mode.filter(octal -> !octal.matches("0?[0-7]{3}")).isPresent()) {
      return Optional.of("--mode requires octal digits, such as 0660");
    }
    return Stream.of(owner, group)
        .flatMap(Optional::stream)
        .filter(name -> !name.matches(Access.ACCOUNT))
        .findFirst()
        .map(name -> "\"" + name + "\" is not a valid name for a user or group");
  }

  public Access access(Optional<String> link) {
    return new Access(owner, group, mode, link, Optional.empty());
  }
}
