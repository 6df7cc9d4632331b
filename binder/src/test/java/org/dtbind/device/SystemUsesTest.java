// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dtbind.kernel.Sysfs;
import org.dtbind.kernel.Trace;
import org.dtbind.kernel.linux.LinuxKernel;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests with files in the format of Linux 6.1 and 7.2. */
class SystemUsesTest {

  private static final String DEVICE = "/sys/devices/platform/a000000.block";

  @TempDir Path root;

  private List<String> uses() {
    Sysfs sysfs = LinuxKernel.open(root, Trace.NONE).sysfs();
    LinuxDevice device = LinuxDevice.read(sysfs, "platform", DEVICE);
    return SystemUses.of(sysfs, device).stream().map(SystemUse::text).toList();
  }

  private void directory(String path) throws IOException {
    Files.createDirectories(root.resolve(path.substring(1)));
  }

  private void file(String path, String text) throws IOException {
    directory(path.substring(0, path.lastIndexOf('/')));
    Files.writeString(root.resolve(path.substring(1)), text);
  }

  private void link(String path, String target) throws IOException {
    directory(path.substring(0, path.lastIndexOf('/')));
    Files.createSymbolicLink(root.resolve(path.substring(1)), Path.of(target));
  }

  @Test
  void unusedDeviceHasNoUses() throws IOException {
    directory(DEVICE);
    assertThat(uses()).isEmpty();
    file("/proc/consoles", "ttyS0                -W- (EC p a)    4:64\nttynull  --- (    )\n");
    link("/sys/dev/char/4:64", "/sys/devices/platform/other/tty/ttyS0");
    file("/proc/self/mountinfo", "26 1 0:5 / /proc rw shared:5 - proc proc rw\nnonsense\n");
    file("/proc/net/route", "Iface\tDestination\tGateway\nnone0\t00000000\t0100000A\n");
    assertThat(uses()).isEmpty();
  }

  @Test
  void consoleIsReported() throws IOException {
    file("/proc/consoles", "ttyAMA0              -W- (EC p a)  204:64\n");
    link("/sys/dev/char/204:64", DEVICE + "/serial:0/serial:0.0/tty/ttyAMA0");
    assertThat(uses()).containsExactly("console ttyAMA0");
  }

  @Test
  void mountedFileSystemIsReported() throws IOException {
    file(
        "/proc/1/mountinfo",
        "22 1 254:1 / / rw shared:1 - ext4 /dev/vda1 rw\n23 22 0:30 / /btr rw - btrfs /dev/vda2 rw\n");
    link("/sys/dev/block/254:1", DEVICE + "/virtio0/block/vda/vda1");
    link("/sys/dev/block/254:2", DEVICE + "/virtio0/block/vda/vda2");
    file(DEVICE + "/virtio0/block/vda/vda2/dev", "254:2\n");
    file(DEVICE + "/virtio0/block/vda/vda2/uevent", "MAJOR=254\nMINOR=2\nDEVNAME=vda2\n");
    assertThat(uses()).containsExactly("file system at /", "file system at /btr");
  }

  @Test
  void fileSystemAndSwapOnDeviceMapperAreReported() throws IOException {
    file("/proc/self/mountinfo", "22 1 253:0 / /srv rw - ext4 /dev/mapper/x rw\n");
    link("/sys/dev/block/253:0", "/sys/devices/virtual/block/dm-0");
    link("/sys/devices/virtual/block/dm-0/slaves/dm-1", "/sys/devices/virtual/block/dm-1");
    // The kernel creates no circular links, but the search must terminate anyway.
    link("/sys/devices/virtual/block/dm-1/slaves/dm-0", "/sys/devices/virtual/block/dm-0");
    link("/sys/devices/virtual/block/dm-1/slaves/vda", DEVICE + "/virtio0/block/vda");
    file("/sys/devices/virtual/block/dm-1/dev", "253:1\n");
    file("/sys/devices/virtual/block/dm-1/uevent", "MAJOR=253\nDEVNAME=dm-1\n");
    link("/sys/dev/block/253:1", "/sys/devices/virtual/block/dm-1");
    file("/proc/swaps", "Filename\tType\tSize\tUsed\tPriority\n/dev/dm-1  partition  1  0  -2\n");
    assertThat(uses()).containsExactly("file system at /srv", "swap on /dev/dm-1");
  }

  @Test
  void networkInterfaceWithRoutesIsReported() throws IOException {
    file("/proc/net/route", "Iface\tDestination\tGateway\nbr0\t00000000\t0100000A\n");
    file("/proc/net/ipv6_route", "fe80 40 0 00 0 00000100 1 0 1     eth0\n");
    link("/sys/class/net/br0", "/sys/devices/virtual/net/br0");
    link("/sys/devices/virtual/net/br0/lower_eth0", DEVICE + "/net/eth0");
    link("/sys/class/net/eth0", DEVICE + "/net/eth0");
    assertThat(uses())
        .containsExactly(
            "network interface br0, which has routes", "network interface eth0, which has routes");
  }

  @Test
  void childDevicesAndConsumersAreReported() throws IOException {
    String child = DEVICE + "/i2c-0/0-0050";
    link(child + "/subsystem", "/sys/bus/i2c");
    link(child + "/driver", "/sys/bus/i2c/drivers/at24");
    // The stub driver of a GPIO chip does not count as a user.
    link(DEVICE + "/gpiochip0/subsystem", "/sys/bus/gpio");
    link(DEVICE + "/gpiochip0/driver", "/sys/bus/gpio/drivers/gpio_stub_drv");
    link(
        DEVICE + "/consumer:platform:door",
        "/sys/devices/virtual/devlink/platform:a--platform:door");
    file("/sys/devices/virtual/devlink/platform:a--platform:door/status", "active\n");
    link(DEVICE + "/consumer:spi:spi0.1", "/sys/devices/virtual/devlink/platform:a--spi:spi0.1");
    file("/sys/devices/virtual/devlink/platform:a--spi:spi0.1/status", "available\n");
    assertThat(uses())
        .containsExactly(
            "platform device door depends on it", "i2c device 0-0050 below it, with driver at24");
  }

  @Test
  @Tag("large")
  void disksMayBeStackedToAnyDepth() throws IOException {
    int depth = 1_000;
    for (int i = 0; i < depth; i++) {
      link("/sys/devices/v/d" + i + "/slaves/x", "/sys/devices/v/d" + (i + 1));
    }
    link("/sys/dev/block/253:0", "/sys/devices/v/d0");
    file("/proc/1/mountinfo", "1 1 253:0 / /m rw - ext4 /dev/dm rw\n");
    assertThat(uses()).isEmpty();
    link("/sys/devices/v/d" + depth + "/slaves/x", DEVICE + "/virtio0/block/vda");
    assertThat(uses()).containsExactly("file system at /m");
  }
}
