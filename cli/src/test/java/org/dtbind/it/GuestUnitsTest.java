// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dtbind.dtb.DtbReader;
import org.dtbind.export.qemu.GroupMembers;
import org.dtbind.export.qemu.GuestMachine;
import org.dtbind.export.qemu.GuestRequest;
import org.dtbind.export.qemu.QemuExport;
import org.dtbind.sandbox.SandboxResult;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.spec.SpecReader;
import org.dtbind.spec.Specification;
import org.dtbind.testing.Program;
import org.dtbind.tree.DeviceTree;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Boots Debian with systemd and udev in the kernels of DTBIND_KERNELS, with dtbind and the units
 * that {@code dtbind export qemu} makes. The guest and its back ends are small programs here, which
 * print their arguments and permissions; {@link GuestGpioTest} uses real ones.
 *
 * <p>Security review, finding 15: each back end can use only its own chip. Ownership review,
 * finding D6: if a back end or the guest is killed, both are started again with the same chip.
 */
@Tag("kernel")
class GuestUnitsTest {

  private static final String DECLARATION =
      """
      apiVersion: dtbind/v1
      devices:
        - { node: /door, bind: gpio-aggregator }
      aggregators:
        - { name: relays, lines: [{ chip: gpio2, offsets: "24-25", names: [pump, valve] }], owner: games, group: games }
      """;

  /** Runs until it is stopped, like the real back end. */
  private static final String BACK_END =
      """
      #!/usr/bin/perl
      use Socket;
      my ($path) = map { /--socket-path=(.*)/ } @ARGV;
      my ($number) = map { /--device-list=(.*)/ } @ARGV;
      open(my $out, '>', "$path.said") or die;
      print $out ($< >= 61184 && $< < 65520 ? 'dynamic' : getpwuid($<)) . " @ARGV";
      print $out open(my $own, '+<', "/dev/gpiochip$number") ? ' opened' : " $!";
      print $out open(my $other, '+<', '/dev/gpiochip0') ? ' others' : ' only';
      print $out open(my $file, '>', '/run/dtbind/x') ? ' writes' : ' reads';
      close($out);
      socket(SERVER, PF_UNIX, SOCK_STREAM, 0) and bind(SERVER, sockaddr_un($path . '0')) or die;
      listen(SERVER, 1) and sleep;
      """;

  private static final String GUEST_UNIT =
      """
      [Service]
      Restart=on-failure
      ExecStart=/bin/sh -c 'echo $$# "$$@" | tr " " "\\\\n" >/run/guest; exec sleep 1000' guest $DTBIND_QEMU_ARGS
      """;

  private static final String SCRIPT =
      """
      chips() { ls /dev/gpio /sys/bus/platform/devices/door 2>/dev/null | grep -c -e '^relays' -e '^gpiochip'; }
      units() { systemctl is-active vm1 dtbind-guest-vm1 dtbind-guest-vm1-door dtbind-guest-vm1-relays | tr '\\n' ' '; echo; }
      chips
      systemctl start vm1
      units
      chips
      for name in door relays; do
          sed 's/--device-list=[0-9]*/chip/; s/  */\\n/g' /run/dtbind-guest-vm1-$name/gpio.sock.said; echo
      done
      sed -n 's/.*--device-list=\\([0-9]*\\).*/gpiochip\\1/p' /run/dtbind-guest-vm1-relays/gpio.sock.said | grep -qx "$(basename $(readlink /dev/gpio/relays))" && echo the chip
      stat -c '%U %G %a' /run/dtbind-guest-vm1-relays/gpio.sock0
      for i in $(seq 600); do [ -s /run/guest ] && break; sleep 0.1; done
      head -n 3 /run/guest
      cat >/tmp/stranger <<'END'
      use Socket;
      $) = "65534 65534"; $> = 65534;
      socket(S, PF_UNIX, SOCK_STREAM, 0);
      print connect(S, sockaddr_un($_ . '/gpio.sock0')) ? "connected\\n" : "$!\\n" for glob('/run/dtbind-guest-vm1-*');
      print open(my $chip, '<', $_) ? "opened\\n" : "$!\\n" for '/dev/gpio/relays', map { s(.*/)(/dev/)r } glob("/sys/bus/platform/devices/door/gpiochip*");
      END
      perl /tmp/stranger
      pids() { systemctl show -P MainPID vm1 dtbind-guest-vm1-door dtbind-guest-vm1-relays | sed '/^$/d'; }
      again() {
          for i in $(seq 100); do
              [ "$(units)" = "active active active active " ] && [ $(pids | grep -cvx -F "$before") = 3 ] && break
              sleep 0.2
          done
          units
          pids | grep -cvx -F "$before"
          [ "$(readlink /dev/gpio/relays)" = "$chip" ] && echo the same chip
          stat -c '%U %G %a' /run/dtbind-guest-vm1-relays/gpio.sock0
      }
      chip=$(readlink /dev/gpio/relays)
      for unit in dtbind-guest-vm1-relays vm1; do
          before=$(pids)
          kill -9 $(systemctl show -P MainPID $unit)
          again
      done
      systemctl stop vm1
      for i in $(seq 60); do [ "$(systemctl is-active dtbind-guest-vm1)" = inactive ] && break; sleep 1; done
      units
      chips
      systemctl list-units --state=failed --no-legend --plain
      journalctl -b -o cat -u 'dtbind-guest*' >&2
      """;

  @TempDir Path temporary;

  @TestFactory
  Stream<DynamicTest> guestUnitsProvideChipsWhileTheGuestRuns()
      throws IOException, InterruptedException {
    return WholeSystem.each(
        "guestUnitsProvideChipsWhileTheGuestRuns", temporary, files(), this::checkUnits);
  }

  private static Map<String, String> files() throws IOException {
    Bytes text = Bytes.utf8(DECLARATION);
    Specification specification =
        SpecReader.read(new SourceFile("vm1.yaml", text)).value().orElseThrow();
    DeviceTree base =
        DtbReader.read(new SourceFile("cases.dtb", GuestProgram.cases())).value().orElseThrow();
    GuestRequest request = new GuestRequest("vm1", GuestMachine.AARCH64, "1G", false);
    Map<String, String> files = new HashMap<>();
    QemuExport.of(specification, text, Optional.of(base), GroupMembers.UNKNOWN, request)
        .value()
        .orElseThrow()
        .files()
        .files()
        .stream()
        .filter(file -> !file.path().endsWith(".dtbo"))
        .forEach(file -> files.put("/" + file.path(), file.content().utf8()));
    files.put("/usr/local/bin/dtbind", dtbind(System.getProperty("java.class.path", "")));
    files.put("/usr/local/bin/vhost-device-gpio", BACK_END);
    files.put("/etc/systemd/system/vm1.service", GUEST_UNIT);
    return files;
  }

  /**
   * Returns a script that runs dtbind with the Java of this test. While the system boots, udev may
   * need longer than dtbind waits by default.
   */
  static String dtbind(String classPath) {
    return """
        #!/bin/sh
        [ "$1" != apply ] || set -- "$@" --timeout 600
        exec %s org.dtbind.cli.Main "$@"
        """
        .formatted(Program.quoted(JavaStarts.command(classPath).toArray(String[]::new)));
  }

  private void checkUnits(WholeSystem system) throws Exception {
    SandboxResult.Exited ended = system.runJava(GuestProgram.cases(), List.of("sh", "-c", SCRIPT));
    assertThat(ended.output())
        .as(ended.errors())
        .isEqualTo(
            """
            0
            active active active active\s
            2
            dynamic
            --socket-path=/run/dtbind-guest-vm1-door/gpio.sock
            --socket-count=1
            chip
            opened
            only
            reads
            games
            --socket-path=/run/dtbind-guest-vm1-relays/gpio.sock
            --socket-count=1
            chip
            opened
            only
            reads
            the chip
            games games 770
            14
            -m
            1G
            Permission denied
            Permission denied
            Permission denied
            Permission denied
            active active active active\s
            3
            the same chip
            games games 770
            active active active active\s
            3
            the same chip
            games games 770
            inactive inactive inactive inactive\s
            0
            """);
  }

  /** Returns the directories of Java and of the class path. */
  static List<Path> shown() {
    Set<Path> shown = new LinkedHashSet<>();
    for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
      Path path = Path.of(entry);
      shown.add(Files.isRegularFile(path) ? path.getParent() : path);
    }
    shown.add(Path.of(System.getProperty("java.home", "")));
    shown.add(Path.of("/etc/java-17-openjdk"));
    return shown.stream().filter(Files::exists).toList();
  }
}
