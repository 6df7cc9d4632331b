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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests {@code group list} and {@code group show} with a tree and a copied system. */
class GroupCommandTest {

  @TempDir Path directory;

  private String tree(String nodes) throws IOException {
    return Files.writeString(
            directory.resolve("board.dts"),
            """
            /dts-v1/;
            / {
                smmu: iommu@1 { compatible = "arm,smmu-v3"; #iommu-cells = <1>; };
                mmu: iommu@2 { compatible = "acme,smmu", "arm,mmu-500"; #iommu-cells = <2>; };
                vop_mmu: iommu@3 { compatible = "rockchip,iommu"; #iommu-cells = <0>; };
                odd: iommu@4 { compatible = "acme,iommu"; #iommu-cells = <0>; };
                off: iommu@5 { compatible = "arm,smmu-v3"; #iommu-cells = <1>; status = "disabled"; };
            %s};
            """
                .formatted(nodes))
        .toString();
  }

  private static Run list(String tree) {
    return Run.of("group", "list", "--tree", tree);
  }

  @Test
  void devicesOfATreeAreListedWithTheirIommus() throws IOException {
    Run run =
        list(
            tree(
                """
                    pcie@10 { iommu-map = <0x0 &smmu 0x100 0x80>, <0x100 &off 0 0x100>; };
                    pcie@11 { iommu-map = <0 &mmu 0x100 7 1>, <1 &odd 1>; };
                    gpu@20 { iommus = <&smmu 0x1000>, <&smmu 0x1001>; };
                    dma@30 { iommus = <&mmu 0x10 0x3>; };
                    crypto@40 { iommus = <&mmu 0x10 0x3>, <&mmu 0x20 0x0>; };
                    usb@50 { iommus = <&mmu 0x30 0x0>; };
                    vop@60 { iommus = <&vop_mmu>; };
                    vpu@70 { iommus = <&vop_mmu>; };
                    isp@80 { iommus = <&odd>; };
                    nic@90 { iommus = <&off 7>; };
                    bad@a0 { iommus = <&smmu>; };
                """));
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .isEqualTo(
            """
            NODE                          IOMMU     IDS                   GROUP
            /pcie@10 (devices behind it)  /iommu@1  0x0-0x7f as 0x100     groups that depend on the PCI ACS of its bridges, which a tree does not show
            /pcie@10 (devices behind it)  /iommu@5  0x100-0x1ff as 0x0    no group: the IOMMU is disabled, or there is none
            /pcie@11 (devices behind it)  /iommu@2  0x0-0x0 as 0x100 0x7  groups that depend on the PCI ACS of its bridges, which a tree does not show
            /pcie@11 (devices behind it)  /iommu@4  0x1-0x1 as -          groups that depend on the PCI ACS of its bridges, which a tree does not show
            /gpu@20                       /iommu@1  0x1000, 0x1001        its own group
            /dma@30                       /iommu@2  0x10 0x3              one with /crypto@40
            /crypto@40                    /iommu@2  0x10 0x3, 0x20 0x0    one with /dma@30
            /usb@50                       /iommu@2  0x30 0x0              its own group, or one shared with devices that have the same ID
            /vop@60                       /iommu@3  -                     one with /vpu@70
            /vpu@70                       /iommu@3  -                     one with /vop@60
            /isp@80                       /iommu@4  -                     groups chosen by the driver of this IOMMU
            /nic@90                       /iommu@5  0x7                   no group: the IOMMU is disabled, or there is none
            /bad@a0                       -         -                     no group: the IOMMU is disabled, or there is none
            """);
  }

  @Test
  void treeWithoutIommuIsReported() throws IOException {
    Run run = list(tree(""));
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("has \"iommus\" or \"iommu-map\"");
  }

  private CopiedGroups copied() {
    return new CopiedGroups(directory);
  }

  private void device(String name, String driver) throws IOException {
    copied().device("pci", "/sys/devices/pci0000:00/" + name, driver, 7);
  }

  private Run group(String... args) {
    List<String> all = new ArrayList<>(List.of("group"));
    all.addAll(List.of(args));
    all.addAll(List.of("--sysroot", directory.toString()));
    return Run.of(all.toArray(String[]::new));
  }

  @Test
  void groupShowsTheDeviceThatBlocksIt() throws IOException {
    copied().file("/sys/kernel/iommu_groups/7/type", "DMA-FQ\n");
    device("0000:00:01.0", "pcieport");
    copied().file("/sys/devices/pci0000:00/0000:00:01.0/class", "0x060400\n");
    device("0000:00:02.0", "e1000e");
    Run list = group("list");
    assertThat(list.status()).isZero();
    assertThat(list.out())
        .isEqualTo(
            """
            GROUP  TYPE    CAN BE OWNED                         FILE  MEMBERS
            7      DMA-FQ  no: 0000:00:02.0 is bound to e1000e  -     pci/0000:00:01.0 (PCI bridge), pci/0000:00:02.0
            """);
    Run show = group("show", "7");
    assertThat(show.status()).isZero();
    assertThat(show.out())
        .isEqualTo(
            """
            MEMBER            NODE  DRIVER    DMA           NOTE
            pci/0000:00:01.0  -     pcieport  none          PCI bridge
            pci/0000:00:02.0  -     e1000e    the kernel's  prevents ownership
            """);
    assertThat(show.err())
        .contains("pci device 0000:00:02.0 is bound to e1000e, which uses the kernel's DMA");
    assertThat(group("show", "7", "--format", "json").out())
        .contains(
            "\"schema\" : \"dtbind.group-show/1\"", "\"viable\" : false", "\"dma\" : \"kernel\"");
  }

  /** The name of the constant was once printed instead, after it had been renamed. */
  @Test
  void memberWhoseBusDoesNotReportDmaIsUnreported() throws IOException {
    copied().device("hid", "/sys/devices/hid/0003:1B1C:1B2E.0001", "hid-generic", 7);
    assertThat(group("list", "--format", "json").out()).contains("\"dma\" : \"unreported\"");
  }

  @Test
  void missingGroupIsReported() throws IOException {
    device("0000:00:02.0", "");
    Run run = group("show", "8");
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err()).contains("there is no IOMMU group 8; the groups are 7");
  }

  @Test
  void systemWithoutGroupsIsReported() {
    Run run = group("list");
    assertThat(run.status()).isEqualTo(69);
    assertThat(run.err()).contains("CONFIG_IOMMU_API");
    assertThat(group("show", "1").status()).isEqualTo(69);
    assertThat(Run.of("group").status()).isEqualTo(64);
  }
}
