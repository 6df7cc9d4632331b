// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dtbind.testing.CopiedGroups;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests {@code group bind} and {@code group release} on a copied system, where they only plan. */
class GroupBindCommandTest {

  @TempDir Path directory;

  @BeforeEach
  void writeDrivers() throws IOException {
    file("/sys/bus/pci/drivers/vfio-pci/bind", "");
    file("/sys/bus/platform/drivers/vfio-platform/bind", "");
    file("/proc/sys/kernel/osrelease", "7.2.13\n");
  }

  private CopiedGroups copied() {
    return new CopiedGroups(directory);
  }

  private void file(String path, String text) throws IOException {
    copied().file(path, text);
  }

  private void device(String bus, String name, String number, String driver) throws IOException {
    String at = "/sys/devices/" + bus + "/" + name;
    copied().device(bus, at, driver, 7);
    file(at + "/driver_override", "(null)\n");
    file(at + "/class", number + "\n");
  }

  private Run group(String... args) {
    List<String> all = new ArrayList<>(List.of("group"));
    all.addAll(List.of(args));
    all.addAll(List.of("--sysroot", directory.toString()));
    return Run.of(all.toArray(String[]::new));
  }

  @Test
  void overridesPrecedeReleasesAndReleasesPrecedeBinds() throws IOException {
    device("pci", "0000:00:01.0", "0x060400", "pcieport");
    device("pci", "0000:00:02.0", "0x020000", "e1000e");
    device("pci", "0000:00:02.1", "0x020000", "");
    Run run = group("bind", "--dry-run", "7");
    assertThat(run.status()).as(run.toString()).isZero();
    assertThat(run.out())
        .isEqualTo(
            """
            pci device 0000:00:01.0 is already bound to pcieport
            write /sys/devices/pci/0000:00:02.0/driver_override "vfio-pci"  # allow only vfio-pci
            write /sys/devices/pci/0000:00:02.1/driver_override "vfio-pci"  # allow only vfio-pci
            write /sys/bus/pci/drivers/e1000e/unbind "0000:00:02.0"  # release from e1000e
            write /sys/bus/pci/drivers/vfio-pci/bind "0000:00:02.0"  # bind to vfio-pci
            # if that fails with EAGAIN: write /sys/bus/pci/drivers_probe "0000:00:02.0"  # keep trying as suppliers appear
            write /sys/bus/pci/drivers/vfio-pci/bind "0000:00:02.1"  # bind to vfio-pci
            # if that fails with EAGAIN: write /sys/bus/pci/drivers_probe "0000:00:02.1"  # keep trying as suppliers appear
            # a rollback does not restore the electrical state of lines that the driver set
            """);
    assertThat(run.err())
        .contains("note: 0000:00:01.0 stays bound to pcieport, which starts no transfers");
    Run json = group("bind", "--dry-run", "--format", "json", "7");
    assertThat(json.out()).contains("\"schema\" : \"dtbind.group-bind/1\"");
  }

  @Test
  void noneKeepsAllDriversAway() throws IOException {
    device("pci", "0000:00:02.0", "0x020000", "e1000e");
    assertThat(group("bind", "--none", "--dry-run", "7").out())
        .isEqualTo(
            """
            write /sys/devices/pci/0000:00:02.0/driver_override "none"  # allow only none
            write /sys/bus/pci/drivers/e1000e/unbind "0000:00:02.0"  # release from e1000e
            # a rollback does not restore the electrical state of lines that the driver set
            """);
    assertThat(group("bind", "--none", "--driver", "vfio-pci", "7").status()).isEqualTo(64);
    Run persistent = group("bind", "--none", "--persist", "--dry-run", "7");
    assertThat(persistent.out())
        .contains(
            "write file /etc/udev/rules.d/70-dtbind-pci:0000:00:02.0.rules"
                + "  # keeps other drivers away from the device when it appears\n",
            "write file /etc/dtbind/devices/pci:0000:00:02.0.conf",
            "write /sys/devices/pci/0000:00:02.0/driver_override \"none\"");
    assertThat(persistent.err()).contains("at each boot, e1000e stays bound to it until udev runs");
  }

  /** A copy cannot be changed, which is not the result of a device that is as requested. */
  @Test
  void refusalOfAllIsNotTheResultOfTheFirstDevice() throws IOException {
    device("pci", "0000:00:01.0", "0x060400", "pcieport");
    device("pci", "0000:00:02.0", "0x020000", "e1000e");
    Run run = group("bind", "7", "--format", "json");
    assertThat(run.status()).as(run.toString()).isEqualTo(69);
    assertThat(run.out())
        .containsSubsequence(
            "\"wanted\" : \"pci/0000:00:01.0\"",
            "\"result\" : \"already\"",
            "\"wanted\" : \"pci/0000:00:02.0\"",
            "\"result\" : \"notTried\"",
            "\"problems\" : [",
            "\"a copy of a system cannot be changed\"");
  }

  @Test
  void bridgeThatStartsTransfersPreventsBind() throws IOException {
    device("pci", "0000:00:01.0", "0x060400", "switchtec");
    device("pci", "0000:00:02.0", "0x020000", "e1000e");
    Run run = group("bind", "--force", "7");
    assertThat(run.status()).as(run.toString()).isEqualTo(1);
    assertThat(run.err())
        .contains(
            "pci device 0000:00:01.0 is a bridge with driver switchtec, which starts its own "
                + "transfers",
            "an IOMMU group changes drivers as a whole, so group 7 stays as it is",
            "not tried: pci/0000:00:02.0");
  }

  @Test
  void busWithoutVfioDriverPreventsBind() throws IOException {
    device("fsl-mc", "dprc.1", "", "fsl_mc_dprc");
    Run run = group("bind", "7");
    assertThat(run.status()).as(run.toString()).isEqualTo(69);
    assertThat(run.err()).contains("fsl-mc device dprc.1 cannot be bound to VFIO");
  }

  @Test
  void platformDeviceWithoutResetIsReportedBeforeBind() throws IOException {
    device("platform", "a000000.dma", "", "");
    file("/sys/module/vfio_platform/parameters/reset_required", "Y\n");
    file("/sys/firmware/devicetree/base/dma/compatible", "acme,dma\0acme,old\0");
    copied().link("/sys/devices/platform/a000000.dma/of_node", "/sys/firmware/devicetree/base/dma");
    Run run = group("bind", "--dry-run", "7");
    assertThat(run.status()).as(run.toString()).isEqualTo(69);
    assertThat(run.err())
        .contains("Linux has no reset function for \"acme,dma\", which vfio-platform requires")
        .contains("vfio-platform.reset_required=0");
    file("/sys/module/vfio_platform/parameters/reset_required", "N\n");
    assertThat(group("bind", "--dry-run", "7").err())
        .contains("in which the previous owner left it");
    file("/sys/firmware/devicetree/base/dma/compatible", "calxeda,hb-xgmac\0");
    assertThat(group("bind", "--dry-run", "7").err()).contains("being removed from the kernel");
    file("/proc/sys/kernel/osrelease", "6.1.192\n");
    assertThat(group("bind", "--dry-run", "7").status()).isZero();
    file("/sys/firmware/devicetree/base/dma/compatible", "acme,dma\0");
    Run defect = group("bind", "--dry-run", "7");
    assertThat(defect.status()).isEqualTo(69);
    assertThat(defect.err()).contains("Linux 6.1 then returns ENOENT");
  }

  @Test
  void missingGroupIsReported() throws IOException {
    device("pci", "0000:00:02.0", "0x020000", "e1000e");
    Run run = group("bind", "8");
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err()).contains("there is no IOMMU group 8; the groups are 7");
    assertThat(group("release", "8").status()).isEqualTo(3);
    assertThat(group("bind", "--driver", "e1000e", "7").status()).isEqualTo(64);
    assertThat(group("bind", "--timeout", "-1", "7").status()).isEqualTo(64);
    assertThat(group("release", "--timeout", "-1", "7").status()).isEqualTo(64);
    // The member was bound neither by dtbind nor to VFIO.
    Run free = group("release", "7");
    assertThat(free.status()).as(free.toString()).isZero();
    assertThat(free.out()).contains("is already bound to e1000e");
  }

  /** VFIO creates such a group for a device without an IOMMU. */
  @Test
  void groupWithoutIommuIsNotHandedOver() throws IOException {
    device("pci", "0000:00:02.0", "0x020000", "vfio-pci");
    file("/sys/kernel/iommu_groups/7/name", "vfio-noiommu\n");
    file("/sys/class/vfio/noiommu-7/dev", "511:0\n");
    Run refused = group("bind", "7", "--owner", "4242");
    assertThat(refused.status()).as(refused.toString()).isEqualTo(69);
    assertThat(refused.err())
        .contains("group 7 cannot be handed over to 4242: no IOMMU isolates it")
        .contains("can write to all memory", "CAP_SYS_RAWIO");
  }

  @Test
  void onlyVfioGroupsAreHandedOver() throws IOException {
    device("pci", "0000:00:02.0", "0x020000", "e1000e");
    Run refused = group("bind", "7", "--owner", "4242");
    assertThat(refused.status()).as(refused.toString()).isEqualTo(1);
    assertThat(refused.err())
        .contains(
            "group 7 is not bound to VFIO",
            "0000:00:02.0 is bound to e1000e",
            "group bind 7 first");
    assertThat(group("bind", "8", "--owner", "4242").status()).isEqualTo(3);
    assertThat(group("bind", "7", "--owner", "4242", "--wait", "NaN").status()).isEqualTo(64);
    assertThat(group("bind", "7", "--owner", "a b").status()).isEqualTo(64);
    assertThat(group("bind", "7", "--owner", "root", "--timeout", "-1").status()).isEqualTo(64);
  }

  @Test
  void processWithOpenGroupIsNamed() throws IOException {
    device("pci", "0000:00:02.0", "0x020000", "vfio-pci");
    file("/sys/class/vfio/7/dev", "511:0\n");
    file("/proc/612/comm", "qemu\n");
    Path files = Files.createDirectories(directory.resolve("proc/612/fd"));
    // A copy of a system has no device nodes, so only the kernel's text names the device.
    Files.createSymbolicLink(files.resolve("10"), Path.of("anon_inode:[vfio-device]"));
    file("/proc/612/fdinfo/10", "pos:\t0\nvfio-device-syspath: /sys/devices/pci/0000:00:02.0\n");
    Run kept = group("release", "--force", "7");
    assertThat(kept.status()).as(kept.toString()).isEqualTo(1);
    assertThat(kept.err()).contains("IOMMU group 7 is in use", "qemu[612]");
  }
}
