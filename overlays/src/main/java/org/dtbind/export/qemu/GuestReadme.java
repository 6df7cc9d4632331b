// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.qemu;

import java.util.List;
import java.util.stream.Collectors;
import org.dtbind.export.Artefact;

/** Prints the README of the exported files. */
final class GuestReadme {

  private static final String TEXT =
      """
      Made by dtbind export qemu from a bindings.yaml, for the guest %1$s.

      Below the root of the host, at the same paths:

      %2$s
      The guest's own unit, %1$s.service, runs QEMU with these options:

          ExecStart=/usr/bin/%3$s -M %4$s -cpu host -accel kvm ... $DTBIND_QEMU_ARGS

      "systemctl start %1$s" then binds the guest's devices before the guest starts, and fails unless
      all of them can be bound. The devices return to the host after the guest has stopped. Without
      systemd:

          %3$s -M %4$s ... $(cat /%5$s/qemu.args)
      """;

  private static final String TREE =
      """

      The guest's devicetree is QEMU's own, with the overlay applied. Generate it once, with the
      options that start the guest, and start the guest with -dtb guest.dtb:

          qemu-system-aarch64 -M virt,dumpdtb=virt.dtb -cpu host -accel kvm -m ... -smp ...
          dtbind overlay apply --base virt.dtb -o guest.dtb %s
      """;

  private static final String PLATFORM =
      """

      Platform devices: vfio-platform has been deprecated since QEMU 10.0 and was removed in 10.2.
      Put these options before those of other devices on QEMU's platform bus (tpm-tis-device, ramfb),
      because QEMU assigns addresses in order. Addresses of the registers on the host and in the guest:

      %s""";

  private GuestReadme() {}

  static String text(GuestRequest request, List<GuestDevice> devices, List<Artefact> files) {
    String list =
        files.stream()
            .map(file -> "    /%s\n        %s\n".formatted(file.path(), file.purpose()))
            .collect(Collectors.joining());
    GuestMachine machine = request.machine();
    String text =
        TEXT.formatted(
            request.name(), list, machine.program(), machine.machine(), request.directory());
    List<String> overlays =
        files.stream().map(Artefact::path).filter(path -> path.endsWith(".dtbo")).toList();
    if (!overlays.isEmpty()) {
      // The overlay with labels must be applied first, because the other one refers to them.
      String applied =
          overlays.stream()
              .sorted((a, b) -> b.compareTo(a))
              .map(path -> path.substring(path.lastIndexOf('/') + 1))
              .collect(Collectors.joining(" "));
      text += TREE.formatted(applied);
    }
    String places = places(devices);
    if (!places.isEmpty()) {
      text += PLATFORM.formatted(places);
    }
    for (GuestDevice device : devices) {
      if (device instanceof GuestDevice.Chip chip) {
        text +=
            """

            %s: all of its lines (%d), and no other line of the host. vhost-device-gpio
            (github.com/rust-vmm/vhost-device) serves them as %s. QEMU must have
            permission to open its socket.
            """
                .formatted(
                    chip.title(),
                    chip.names().size(),
                    chip.user().map(u -> "user " + u).orElse("a dynamic user"));
      }
    }
    return text;
  }

  private static String places(List<GuestDevice> devices) {
    PlatformBus bus = new PlatformBus();
    StringBuilder out = new StringBuilder();
    for (GuestDevice device : devices) {
      if (device instanceof GuestDevice.Platform platform) {
        var placed = bus.place(platform.registers()).orElseThrow();
        for (int i = 0; i < placed.size(); i++) {
          out.append(
              "    %s  0x%x -> 0x%x, 0x%x bytes\n"
                  .formatted(
                      platform.node(),
                      platform.registers().get(i).start(),
                      PlatformBus.START + placed.get(i).start(),
                      placed.get(i).size()));
        }
      }
    }
    return out.toString();
  }
}
