// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.argument.Command;
import org.dtbind.cli.export.ExportOptions.Base;
import org.dtbind.cli.session.Session;
import org.dtbind.export.boot.BootExport;
import org.dtbind.export.boot.Bootloader;
import org.dtbind.tree.DeviceTree;

/** The command {@code dtbind export boot}, which exports an overlay for bootloaders. */
final class ExportBootCommand implements Command {

  private static final String ARM64 = "arm64";

  private final Session session;
  private final ExportOptions options = new ExportOptions("boot", Base.REQUIRED);
  private String name = "dtbind-devices";
  private List<Bootloader> chains = new ArrayList<>();
  private String architecture = ARM64;
  private Optional<String> load = Optional.empty();

  /** The message about the boot chains, if dtbind chose them. */
  private Optional<String> chosen = Optional.empty();

  ExportBootCommand(Session session) {
    this.session = session;
  }

  @Override
  public List<String> description() {
    return List.of(
        "Export the overlay for the declared devices to a directory, under the paths at which "
            + "bootloaders look for it. Also export the text to add to the bootloaders' "
            + "configuration files.");
  }

  @Override
  public void declare(Arguments arguments) {
    arguments.add(options);
    arguments
        .option("--name")
        .label("NAME")
        .description("The overlay's name, without .dtbo. Default: dtbind-devices.")
        .value(String.class, value -> name = value);
    arguments
        .option("--chain")
        .label("extlinux|raspberrypi|armbian|beagleboard|fit")
        .split(",")
        .description(
            "Boot chain (a bootloader and its way of loading overlays) to export for. May be "
                + "repeated. Default: the board's boot chain, if the base's compatible strings "
                + "identify that chain; otherwise all boot chains.")
        .list(Bootloader.class, value -> chains = value);
    arguments
        .option("--arch")
        .label("ARCH")
        .description(
            "With --chain fit: processor architecture, as named in U-Boot's FIT image sources. "
                + "Default: arm64.")
        .value(String.class, value -> architecture = value);
    arguments
        .option("--load")
        .label("ADDRESS")
        .description(
            "With --chain fit: address in free RAM to which U-Boot copies the overlay before it "
                + "applies it, such as 0x88000000.")
        .value(String.class, value -> load = Optional.of(value));
  }

  @Override
  public Optional<String> problem() {
    if (!name.matches(BootExport.NAME)) {
      String message = "--name accepts letters, digits, '-' and '_', not '%s'";
      return Optional.of(message.formatted(name));
    }
    boolean fit = chains.isEmpty() || chains.contains(Bootloader.FIT);
    if (!fit && (load.isPresent() || !architecture.equals(ARM64))) {
      return Optional.of("--load and --arch are only for --chain fit");
    }
    return architecture.matches("[a-z0-9_]+")
        ? load.filter(address -> !address.matches("0x[0-9a-fA-F]{1,8}"))
            .map(address -> "--load requires an address such as 0x88000000, not " + address)
        : Optional.of("--arch requires a name such as arm64, not " + architecture);
  }

  @Override
  public Integer call() throws IOException {
    int code =
        options.run(
            session,
            inputs ->
                BootExport.of(
                    inputs.specification(),
                    inputs.tree(),
                    name,
                    architecture,
                    load,
                    wanted(inputs.tree())));
    if (code == ExitStatus.DONE.code()) {
      chosen.ifPresent(session.messages()::progress);
      if (chains.contains(Bootloader.FIT) && load.isEmpty()) {
        session
            .messages()
            .note(
                "add 'load' to the image in "
                    + name
                    + ".its, or use --load: U-Boot does not apply an overlay without a load address");
      }
    }
    return code;
  }

  private Set<Bootloader> wanted(DeviceTree base) {
    if (!chains.isEmpty()) {
      return EnumSet.copyOf(chains);
    }
    List<String> compatible = base.root().compatible();
    String board = compatible.isEmpty() ? "no compatible" : compatible.get(0);
    Optional<Bootloader> usual = Bootloader.of(compatible);
    chosen =
        Optional.of(
            usual.isPresent()
                ? "exported for %s, the boot chain of %s; use --chain for others"
                    .formatted(usual.get().word(), board)
                : "exported for all boot chains, because the base (%s) does not show which it uses; use --chain to choose one"
                    .formatted(board));
    return usual.map(Set::of).orElseGet(() -> EnumSet.allOf(Bootloader.class));
  }
}
