// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.dtbind.export.boot.BootChain;
import org.dtbind.export.boot.BootExport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dtbind export boot}: the overlay of a declaration, for boot loaders. */
@Command(
    name = "boot",
    description =
        "Makes the overlay of what is declared, where boot loaders look for it, and what their"
            + " configuration must say.",
    sortOptions = false)
final class ExportBootCommand implements Callable<Integer> {

  private final Session session;

  @Mixin private ExportOptions options = new ExportOptions();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The overlay's name, without .dtbo. Default: dtbind.")
  private String name = "dtbind";

  @Option(
      names = "--chain",
      split = ",",
      paramLabel = "extlinux|raspberrypi|armbian|beagleboard|fit",
      description = "For which boot chains; repeatable. Default: all.")
  private List<BootChain> chains = new ArrayList<>();

  @Option(
      names = "--arch",
      paramLabel = "ARCH",
      description = "The processor, as U-Boot's image trees have it. Default: arm64.")
  private String architecture = "arm64";

  /**
   * Creates it.
   *
   * @param session what it works with
   */
  ExportBootCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    if (!name.matches(BootExport.NAME)) {
      String message = "--name takes letters, digits, '-' and '_', not '%s'";
      return session.fail(Exit.USAGE, message.formatted(name));
    }
    if (!architecture.matches("[a-z0-9_]+")) {
      return session.fail(Exit.USAGE, "--arch takes a name such as arm64, not " + architecture);
    }
    Set<BootChain> wanted =
        chains.isEmpty() ? EnumSet.allOf(BootChain.class) : EnumSet.copyOf(chains);
    return options.runWithBase(
        session,
        "boot",
        (specification, base) -> BootExport.of(specification, base, name, architecture, wanted));
  }
}
