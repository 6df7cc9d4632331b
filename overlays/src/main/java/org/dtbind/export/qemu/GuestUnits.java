// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.qemu;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.dtbind.export.Artefact;
import org.dtbind.export.TextFile;
import org.dtbind.spec.DeclaredAccess;
import org.dtbind.spec.Located;
import org.dtbind.spec.Specification;

/**
 * Prints the systemd units for a guest. One unit binds the devices before the guest starts and
 * releases them after it has stopped; a unit for each chip runs its back end; a drop-in makes the
 * guest's unit require them. Names consist of characters that need no escapes in units ({@link
 * GuestDevice#PLAIN}).
 */
final class GuestUnits {

  private static final String UNITS = "etc/systemd/system/";

  /**
   * The sandbox of a back end, which a hostile guest can attack: the back end may use only GPIO
   * chips and a socket.
   */
  private static final String LEAST =
      """
      NoNewPrivileges=yes
      CapabilityBoundingSet=
      ProtectSystem=strict
      ProtectHome=yes
      ProtectProc=invisible
      PrivateTmp=yes
      PrivateMounts=yes
      PrivateNetwork=yes
      DevicePolicy=closed
      DeviceAllow=char-gpiochip rw
      ProtectClock=yes
      ProtectControlGroups=yes
      ProtectHostname=yes
      ProtectKernelLogs=yes
      ProtectKernelModules=yes
      ProtectKernelTunables=yes
      RemoveIPC=yes
      RestrictAddressFamilies=AF_UNIX
      RestrictNamespaces=yes
      RestrictRealtime=yes
      RestrictSUIDSGID=yes
      LockPersonality=yes
      KeyringMode=private
      SystemCallArchitectures=native
      SystemCallFilter=@system-service
      SystemCallFilter=~@privileged @resources
      SystemCallErrorNumber=EPERM
      """;

  private final GuestRequest request;
  private final QemuOptions options;

  GuestUnits(GuestRequest request, QemuOptions options) {
    this.request = request;
    this.options = options;
  }

  /**
   * Returns the units.
   *
   * @param specification the declaration whose devices are bound
   * @param nodes paths of the declared devices, in order
   */
  List<Artefact> of(Specification specification, List<String> nodes, List<GuestDevice> devices) {
    List<Artefact> files = new ArrayList<>();
    files.add(
        Artefact.text(
            UNITS + binding(),
            "binds the devices before the guest starts, and releases them after it has stopped",
            new TextFile().ours(bindingUnit(specification, nodes))));
    List<String> needed = new ArrayList<>(List.of(binding()));
    for (GuestDevice device : devices) {
      if (device instanceof GuestDevice.Chip chip) {
        needed.add(backEnd(chip));
        files.add(
            Artefact.text(
                UNITS + backEnd(chip),
                "serves " + chip.title() + " to the guest",
                new TextFile().ours(backEndUnit(chip))));
      }
    }
    String units = String.join(" ", needed);
    files.add(
        Artefact.text(
            UNITS + request.name() + ".service.d/dtbind.conf",
            "makes the guest's own unit require these units",
            new TextFile()
                .fill(
                    """
                    # Made by dtbind export qemu.
                    [Unit]
                    Requires=%1$s
                    After=%1$s

                    [Service]
                    EnvironmentFile=/%2$s/qemu.env
                    """,
                    units, request.directory())));
    return files;
  }

  String binding() {
    return "dtbind-guest-" + request.name() + ".service";
  }

  private String backEnd(GuestDevice.Chip chip) {
    return "dtbind-guest-" + request.name() + "-" + chip.label() + ".service";
  }

  /**
   * Prints the unit that binds the devices. It releases them in {@code ExecStopPost}, which systemd
   * also runs if the start fails after some devices were bound, for example because a group cannot
   * be handed over.
   */
  private String bindingUnit(Specification specification, List<String> nodes) {
    List<String> before = new ArrayList<>();
    List<String> after = new ArrayList<>();
    before.add("dtbind apply --spec /" + request.directory() + "/bindings.yaml");
    for (int i = 0; i < specification.devices().size(); i++) {
      if (specification.devices().get(i).bind().isPresent()) {
        after.add("dtbind unbind " + GuestDevice.checked(nodes.get(i)));
      }
    }
    specification.iommuGroups().stream()
        .filter(group -> group.bind().isPresent())
        .forEach(
            group -> {
              String member = group.member().value();
              owner(group.access())
                  .forEach(user -> before.add(ofGroup("hand-over --to " + user, member)));
              after.add(ofGroup("release", member));
            });
    specification
        .aggregators()
        .forEach(aggregator -> after.add("dtbind aggregator delete " + aggregator.name().value()));
    return """
    # Made by dtbind export qemu.
    [Unit]
    Description=Devices of the guest %s
    Wants=modprobe@configfs.service
    After=systemd-modules-load.service systemd-udev-trigger.service sys-kernel-config.mount modprobe@configfs.service
    StopWhenUnneeded=yes

    [Service]
    Type=oneshot
    RemainAfterExit=yes
    %s
    %s
    """
        .formatted(request.name(), lines("ExecStart=", before), lines("ExecStopPost=-", after));
  }

  private static List<String> owner(DeclaredAccess access) {
    return access.owner().map(Located::value).stream().toList();
  }

  /**
   * Returns a command that looks up the number of a group when it runs, because the number can
   * change at each boot.
   */
  private static String ofGroup(String command, String member) {
    String bus = GroupMembers.HostDevice.named(member).bus();
    return "/bin/sh -c 'exec dtbind group %s $$(basename $$(readlink /sys/bus/%s/devices/%s/iommu_group))'"
        .formatted(command, bus, member);
  }

  private static String lines(String key, List<String> values) {
    return values.stream().map(value -> key + value).collect(Collectors.joining("\n"));
  }

  /**
   * Prints the unit of a back end. The back end identifies a chip by the number in {@code
   * /dev/gpiochipN}, which can change at each boot, so that the command looks it up. The unit
   * counts as started when the back end has created its socket. If the back end is killed, systemd
   * restarts it, and with it the guest, which requires it; a restart of the guest also restarts the
   * back end.
   */
  private String backEndUnit(GuestDevice.Chip chip) {
    return """
    # Made by dtbind export qemu.
    [Unit]
    Description=%1$s, for the guest %2$s
    Requires=%3$s
    After=%3$s
    PartOf=%2$s.service
    StopWhenUnneeded=yes

    [Service]
    %4$s
    RuntimeDirectory=%5$s
    RuntimeDirectoryMode=0750
    UMask=0007
    ExecStart=/bin/sh -ec 'c=$$(readlink -f /%6$s); exec vhost-device-gpio --socket-path=%7$s --socket-count=1 --device-list=$${c##*gpiochip}'
    ExecStartPost=+/bin/sh -c 'until test -S %7$s0; do kill -0 $$MAINPID || exit; sleep 0.1; done'
    TimeoutStartSec=30
    Restart=on-failure
    RestartSec=1
    %8$s"""
        .formatted(
            chip.title(),
            request.name(),
            binding(),
            user(chip),
            options.runtimeDirectory(chip),
            chip.place(),
            options.socket(chip),
            LEAST);
  }

  /**
   * Returns the settings for the back end's user. A chip without an owner belongs to a dynamic user
   * that exists only while the back end runs.
   */
  private String user(GuestDevice.Chip chip) {
    String group = chip.group().map(name -> "\nGroup=" + name).orElse("");
    return chip.user()
        .map(name -> "User=" + name + group)
        .orElseGet(
            () ->
                """
                DynamicUser=yes%s
                ExecStartPre=+/bin/sh -ec 'exec chown $$(stat -c %%%%u /run/%s) /dev/$$(basename $$(readlink -f /%s))'"""
                    .formatted(group, options.runtimeDirectory(chip), chip.place()));
  }
}
