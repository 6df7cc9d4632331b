// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.dtbind.cli.Run;
import org.dtbind.iommu.GroupMember;
import org.dtbind.iommu.IommuGroup;
import org.dtbind.iommu.IommuGroups;
import org.dtbind.kernel.Trace;
import org.dtbind.kernel.linux.LinuxKernel;

/** IOMMU groups of arm64, booted with {@code src/it/virt/groups.dts} and {@link #HARDWARE}. */
public final class GroupCases {

  /**
   * A device with a driver of its own on each way to the IOMMU: by a transport that is in the tree,
   * on PCI alone, and twice behind a bridge that does not isolate (PCI's ACS).
   */
  static final List<String> HARDWARE =
      List.of(
          "virtio-rng-device",
          "virtio-rng-pci,addr=1",
          "pcie-root-port,id=root,disable-acs=on,addr=2,chassis=1",
          "virtio-rng-pci,bus=root,addr=0.0,multifunction=on",
          "virtio-rng-pci,bus=root,addr=0.1");

  /** A PCI device that is a group of its own. */
  static final String ALONE = "0000:00:01.0";

  /** A bridge, which is in one group with the two behind it. */
  static final String BRIDGE = "0000:00:02.0";

  static final String FIRST = "0000:01:00.0";
  static final String SECOND = "0000:01:00.1";

  /** A platform device with a driver. */
  static final String TRANSPORT = "a003e00.virtio_mmio";

  private GroupCases() {}

  /**
   * Runs all cases.
   *
   * @param args none
   */
  public static void main(String[] args) {
    Target target = new Target(LinuxKernel.open(Path.of("/"), Trace.NONE));
    GroupCases cases = new GroupCases();
    Tap.run(
        target.kernel().sysfs(),
        List.of(
            new Case("groupsAreListed", () -> cases.listed(target)),
            new Case("aGroupIsShown", () -> cases.shown(target))));
  }

  /** The group of a device. */
  static IommuGroup group(Target target, String device) {
    return IommuGroups.read(target.kernel()).groups().stream()
        .filter(group -> names(group).contains(device))
        .findFirst()
        .orElseThrow();
  }

  /** What the members of a group are called. */
  static List<String> names(IommuGroup group) {
    return group.members().stream().map(member -> member.device().name()).toList();
  }

  private static String works(String... args) {
    Run ran = Run.of(args);
    assertThat(ran.status()).as(ran.toString()).isZero();
    return ran.out();
  }

  private void listed(Target target) {
    IommuGroup alone = group(target, ALONE);
    assertThat(names(alone)).containsExactly(ALONE);
    assertThat(alone.isolated()).isTrue();
    assertThat(alone.file()).isEmpty();
    assertThat(alone.inTheWay()).extracting(member -> member.device().name()).contains(ALONE);
    IommuGroup three = group(target, BRIDGE);
    assertThat(names(three)).containsExactly(BRIDGE, FIRST, SECOND);
    assertThat(three.members().get(0).dma()).isEqualTo(GroupMember.Dma.NONE);
    assertThat(three.members().get(0).use()).hasValue("PCI bridge");
    assertThat(three.inTheWay())
        .extracting(member -> member.device().name())
        .containsExactly(FIRST, SECOND);
    IommuGroup platform = group(target, TRANSPORT);
    assertThat(names(platform)).containsExactly(TRANSPORT);
    assertThat(platform.members().get(0).device().node()).isPresent();
    assertThat(works("group", "list"))
        .containsPattern(
            "(?m)^%d +\\S+ +no: %s is with virtio-pci +-".formatted(alone.number(), ALONE))
        .contains("pci/" + BRIDGE + " (PCI bridge), pci/" + FIRST + ", pci/" + SECOND)
        .contains("no: " + TRANSPORT + " is with virtio-mmio");
  }

  private void shown(Target target) {
    IommuGroup three = group(target, FIRST);
    Run ran = Run.of("group", "show", "" + three.number());
    assertThat(ran.status()).as(ran.toString()).isZero();
    assertThat(ran.out())
        .containsPattern(BRIDGE + " +- +pcieport +none +PCI bridge")
        .containsPattern(FIRST + " +- +virtio-pci +the kernel's +in the way");
    assertThat(ran.err())
        .contains(
            "group %d cannot be owned: pci device %s is bound to virtio-pci"
                .formatted(three.number(), FIRST));
    Run none = Run.of("group", "show", "77");
    assertThat(none.status()).as(none.toString()).isEqualTo(3);
    assertThat(none.err()).contains("there is no IOMMU group 77");
  }
}
