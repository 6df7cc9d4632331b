// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.iommu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dtbind.device.LinuxDevice;
import org.dtbind.iommu.GroupMember.Dma;
import org.dtbind.kernel.Trace;
import org.dtbind.kernel.linux.LinuxKernel;
import org.dtbind.testing.CopiedGroups;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests with files in the format of Linux 6.1 and 7.2. */
class IommuGroupsTest {

  private static final String HOST = "/sys/devices/platform/4010000000.pcie/pci0000:00";

  @TempDir Path root;

  private IommuGroups groups() {
    return IommuGroups.read(LinuxKernel.open(root, Trace.NONE));
  }

  private CopiedGroups copiedGroups() {
    return new CopiedGroups(root);
  }

  private void file(String path, String text) throws IOException {
    copiedGroups().file(path, text);
  }

  /** Adds a device to a group, or to no group if the number is negative. */
  private void device(String bus, String directory, String driver, int group) throws IOException {
    copiedGroups().device(bus, directory, driver, group);
    file(directory + "/uevent", "");
    if (group >= 0) {
      file("/sys/kernel/iommu_groups/" + group + "/type", "DMA\n");
    }
  }

  @Test
  void groupIsViableIfNoMemberUsesKernelDma() throws IOException {
    device("pci", HOST + "/0000:00:01.0", "pcieport", 3);
    file(HOST + "/0000:00:01.0/class", "0x060400\n");
    device("pci", HOST + "/0000:00:01.0/0000:01:00.0", "vfio-pci", 3);
    device("pci", HOST + "/0000:00:01.0/0000:01:01.0", "", 3);
    file("/sys/class/vfio/3/dev", "240:0\n");

    IommuGroup group = groups().group(3).orElseThrow();

    assertThat(group.isViable()).isTrue();
    assertThat(group.type()).hasValue("DMA");
    assertThat(group.file()).hasValue("/dev/vfio/3");
    assertThat(group.isolated()).isTrue();
    assertThat(group.members())
        .extracting(member -> member.device().name(), GroupMember::dma)
        .containsExactly(
            tuple("0000:00:01.0", Dma.NONE),
            tuple("0000:01:00.0", Dma.VFIO),
            tuple("0000:01:01.0", Dma.NOBODY));
    assertThat(group.members().get(0).bridge()).hasValue(GroupMember.Bridge.PCI);
  }

  @Test
  void memberWithAnotherDriverBlocksTheGroup() throws IOException {
    device("pci", HOST + "/0000:00:02.0", "e1000e", 10);
    device("pci", HOST + "/0000:00:02.1", "mlx5_vfio_pci", 10);
    device("platform", "/sys/devices/platform/a000000.virtio_mmio", "virtio-mmio", 2);

    IommuGroups groups = groups();

    assertThat(groups.groups()).extracting(IommuGroup::number).containsExactly(2, 10);
    IommuGroup group = groups.group(10).orElseThrow();
    assertThat(group.isViable()).isFalse();
    assertThat(group.preventingOwnership())
        .extracting(member -> member.device().id())
        .containsExactly("pci/0000:00:02.0");
    assertThat(group.file()).isEmpty();
    assertThat(groups.group(2).orElseThrow().isViable()).isFalse();
  }

  @Test
  void driverOnABusWithoutDmaDoesNotBlockTheGroup() throws IOException {
    device("host1x", "/sys/devices/host1x/drm", "drm", 1);
    assertThat(groups().group(1).orElseThrow().isViable()).isTrue();
  }

  @Test
  void noIommuGroupIsNotIsolated() throws IOException {
    device("pci", HOST + "/0000:00:02.0", "vfio-pci", 0);
    file("/sys/kernel/iommu_groups/0/name", "vfio-noiommu\n");
    file("/sys/class/vfio/noiommu-0/dev", "240:0\n");

    IommuGroup group = groups().group(0).orElseThrow();

    assertThat(group.isolated()).isFalse();
    assertThat(group.file()).hasValue("/dev/vfio/noiommu-0");
  }

  @Test
  void devicesWithoutGroupAreListed() throws IOException {
    device("pci", HOST + "/0000:00:02.0", "e1000e", -1);
    device("platform", "/sys/devices/platform/door", "gpio-aggregator", -1);
    device("platform", "/sys/devices/platform/a000000.gpu", "", -1);
    file("/sys/firmware/devicetree/base/gpu@a000000/iommus", "\0\0\0\1");
    copiedGroups()
        .link(
            "/sys/devices/platform/a000000.gpu/of_node",
            "/sys/firmware/devicetree/base/gpu@a000000");

    assertThat(groups().without())
        .extracting(LinuxDevice::name)
        .containsExactly("0000:00:02.0", "a000000.gpu");
  }

  @Test
  void reasonForMissingGroupsIsReported() throws IOException {
    assertThat(groups().absent().orElseThrow()).contains("CONFIG_IOMMU_API");
    Files.createDirectories(root.resolve("sys/kernel/iommu_groups"));
    assertThat(groups().absent().orElseThrow()).contains("did not find an IOMMU");
    Files.createDirectories(root.resolve("sys/class/iommu/smmu3.0x9050000"));
    assertThat(groups().absent().orElseThrow()).contains("no device is behind it");
    device("pci", HOST + "/0000:00:02.0", "", 0);
    assertThat(groups().absent()).isEmpty();
  }

  @Test
  void invalidGroupNumbersAreIgnored() throws IOException {
    file("/sys/kernel/iommu_groups/99999999999/type", "DMA\n");
    file("/sys/kernel/iommu_groups/x/type", "DMA\n");
    copiedGroups().link("/sys/kernel/iommu_groups/4/devices/gone", "/sys/devices/gone");
    assertThat(groups().groups()).isEqualTo(List.of(groups().group(4).orElseThrow()));
    assertThat(groups().group(4).orElseThrow().members()).isEmpty();
  }
}
