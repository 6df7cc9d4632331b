// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dtbind.bind.Binder;
import org.dtbind.bind.plan.Results;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Failed;
import org.dtbind.cli.Run;
import org.dtbind.device.DeviceSnapshot;
import org.dtbind.device.LinuxDevice;
import org.dtbind.iommu.GroupMember;
import org.dtbind.iommu.GroupRequest;
import org.dtbind.iommu.GroupRequest.Goal;
import org.dtbind.iommu.IommuGroup;
import org.dtbind.iommu.IommuGroups;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Errno;
import org.dtbind.kernel.ReplacedPort;
import org.dtbind.kernel.Trace;
import org.dtbind.kernel.Vfio.GroupStatus;
import org.dtbind.kernel.WritableSysfs;
import org.dtbind.kernel.linux.LinuxKernel;
import org.dtbind.sandbox.Machine.Hardware;

/**
 * Lists, binds and releases IOMMU groups on arm64, booted with {@code src/it/virt/groups.dts} and
 * {@link #MACHINE}.
 */
public final class GroupCases {

  /**
   * A device with a driver on each path to the IOMMU: through a virtio transport of the tree, on
   * PCI alone, and twice behind a bridge that does not isolate its devices (PCI ACS). The interrupt
   * controller isolates messages, since otherwise VFIO does not let anybody own a group.
   */
  static final Hardware MACHINE =
      new Hardware(
          List.of("iommu=smmuv3", "gic-version=3"),
          List.of(
              "virtio-rng-device",
              "virtio-rng-pci,addr=1",
              "pcie-root-port,id=root,disable-acs=on,addr=2,chassis=1",
              "virtio-rng-pci,bus=root,addr=0.0,multifunction=on",
              "virtio-rng-pci,bus=root,addr=0.1"));

  /** A PCI device that is alone in its group. */
  static final String ALONE = "0000:00:01.0";

  /** A bridge, which is in one group with the two devices behind it. */
  static final String BRIDGE = "0000:00:02.0";

  static final String FIRST = "0000:01:00.0";
  static final String SECOND = "0000:01:00.1";

  /** A platform device with a driver. */
  static final String TRANSPORT = "a003e00.virtio_mmio";

  private GroupCases() {}

  /**
   * Runs all cases.
   *
   * @param args the directory of the classes of samples/vfio-open; then {@code all} to open each
   *     group with this sample, also as a user who may not
   */
  public static void main(String[] args) {
    Target target = new Target(LinuxKernel.open(Path.of("/"), Trace.NONE));
    GroupCases cases = new GroupCases();
    List<Case> all = new ArrayList<>();
    all.addAll(
        List.of(
            new Case("groupsAreListed", () -> cases.listed(target)),
            new Case("groupIsShown", () -> cases.shown(target)),
            new Case("groupWithOneDeviceIsBoundAndReleased", () -> cases.groupOfOne(target)),
            new Case("groupWithBridgeIsBoundAndReleasedAsAWhole", () -> cases.groupOfThree(target)),
            new Case("platformDeviceIsBoundAndReleased", () -> cases.platform(target)),
            new Case("groupCanBeBoundToNoDriver", () -> cases.noDriver(target)),
            new Case("memberThatCannotBeBoundIsNamed", () -> cases.memberNotBindable(target)),
            new Case(
                "failureAtLastMemberRollsWholeGroupBack", () -> cases.failsAtLastMember(target)),
            new Case("applyBindsDeclaredGroup", () -> cases.declared(target)),
            new Case("openGroupIsNotReleased", () -> cases.open(target))));
    all.addAll(new HandOverCases(target, Path.of(args[0]), args.length > 1).all());
    Tap.run(target.kernel().sysfs(), all);
  }

  /** Returns the group of a device. */
  static IommuGroup group(Target target, String device) {
    return IommuGroups.read(target.kernel()).groups().stream()
        .filter(group -> names(group).contains(device))
        .findFirst()
        .orElseThrow();
  }

  /** Returns the device names of the members of a group. */
  static List<String> names(IommuGroup group) {
    return group.members().stream().map(member -> member.device().name()).toList();
  }

  private static String works(String... args) {
    Run run = Run.of(args);
    assertThat(run.status()).as(run.toString()).isZero();
    return run.out();
  }

  private void listed(Target target) {
    IommuGroup alone = group(target, ALONE);
    assertThat(names(alone)).containsExactly(ALONE);
    assertThat(alone.isolated()).isTrue();
    assertThat(alone.file()).isEmpty();
    assertThat(alone.preventingOwnership())
        .extracting(member -> member.device().name())
        .contains(ALONE);
    IommuGroup three = group(target, BRIDGE);
    assertThat(names(three)).containsExactly(BRIDGE, FIRST, SECOND);
    assertThat(three.members().get(0).dma()).isEqualTo(GroupMember.Dma.NONE);
    assertThat(three.members().get(0).bridge()).hasValue(GroupMember.Bridge.PCI);
    assertThat(three.preventingOwnership())
        .extracting(member -> member.device().name())
        .containsExactly(FIRST, SECOND);
    IommuGroup platform = group(target, TRANSPORT);
    assertThat(names(platform)).containsExactly(TRANSPORT);
    assertThat(platform.members().get(0).device().node()).isPresent();
    assertThat(works("group", "list"))
        .containsPattern(
            "(?m)^%d +\\S+ +no: %s is bound to virtio-pci +-".formatted(alone.number(), ALONE))
        .contains("pci/" + BRIDGE + " (PCI bridge), pci/" + FIRST + ", pci/" + SECOND)
        .contains("no: " + TRANSPORT + " is bound to virtio-mmio");
  }

  private void shown(Target target) {
    IommuGroup three = group(target, FIRST);
    Run run = Run.of("group", "show", "" + three.number());
    assertThat(run.status()).as(run.toString()).isZero();
    assertThat(run.out())
        .containsPattern(BRIDGE + " +- +pcieport +none +PCI bridge")
        .containsPattern(FIRST + " +- +virtio-pci +the kernel's +prevents ownership");
    assertThat(run.err())
        .contains(
            "group %d cannot be owned: pci device %s is bound to virtio-pci"
                .formatted(three.number(), FIRST));
    Run none = Run.of("group", "show", "77");
    assertThat(none.status()).as(none.toString()).isEqualTo(3);
    assertThat(none.err()).contains("there is no IOMMU group 77");
  }

  private static String id(IommuGroup group) {
    return String.valueOf(group.number());
  }

  private static void assertBoundToVfio(Target target, String device, String file) {
    IommuGroup now = group(target, device);
    assertThat(now.isViable()).isTrue();
    assertThat(now.file()).hasValue(file);
    assertThat(Path.of(file)).exists();
    assertThat(target.kernel().vfio().status(file))
        .isEqualTo(Attempt.done(new GroupStatus(true, false)));
  }

  private void groupOfOne(Target target) {
    IommuGroup alone = group(target, ALONE);
    String file = "/dev/vfio/" + alone.number();
    Run refused = Run.of("group", "bind", id(alone));
    assertThat(refused.status()).as(refused.toString()).isEqualTo(1);
    assertThat(refused.err())
        .contains("the system is using pci device " + ALONE, "with driver virtio_rng", "--force");
    assertThat(target.device(ALONE).driver()).hasValue("virtio-pci");
    assertThat(works("group", "bind", "--force", id(alone)))
        .contains("pci device " + ALONE + " is bound to vfio-pci: ", file);
    assertBoundToVfio(target, ALONE, file);
    assertThat(works("group", "bind", id(alone))).contains("is already bound to vfio-pci");
    assertThat(works("group", "release", id(alone))).contains("is bound to virtio-pci");
    assertThat(works("group", "release", id(alone))).contains("is already bound to virtio-pci");
  }

  /** Checks the order of writes: all overrides, all unbinds, all binds. */
  private void groupOfThree(Target target) {
    IommuGroup three = group(target, BRIDGE);
    String planned = works("group", "bind", "--force", "--dry-run", id(three));
    assertThat(
            planned
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replaceFirst("^write \\S+/(\\S+) .*", "$1")))
        .containsExactly(
            "pci device " + BRIDGE + " is already bound to pcieport",
            "driver_override",
            "driver_override",
            "unbind",
            "unbind",
            "bind",
            "bind");
    assertThat(works("group", "bind", "--force", id(three)))
        .contains(BRIDGE + " is already bound to pcieport")
        .contains(FIRST + " is bound to vfio-pci: ")
        .contains(SECOND + " is bound to vfio-pci: ");
    assertBoundToVfio(target, BRIDGE, "/dev/vfio/" + three.number());
    assertThat(works("group", "show", id(three)))
        .containsPattern(BRIDGE + " +- +pcieport +none +PCI bridge")
        .containsPattern(SECOND + " +- +vfio-pci +VFIO's");
    works("group", "release", id(three));
    assertThat(target.device(SECOND).driver()).hasValue("virtio-pci");
  }

  /** Linux 6.1 has a bug with these devices, which dtbind reports before it changes anything. */
  private void platform(Target target) {
    IommuGroup group = group(target, TRANSPORT);
    boolean defect =
        target.kernel().sysfs().text("/proc/sys/kernel/osrelease").orElseThrow().startsWith("6.1.");
    Run run = Run.of("group", "bind", "--force", "--dry-run", id(group));
    assertThat(run.status()).as(run.toString()).isZero();
    if (defect) {
      Run refused = Run.of("group", "bind", id(group));
      assertThat(refused.status()).as(refused.toString()).isEqualTo(69);
      assertThat(refused.err()).contains("virtio,mmio", "Linux 6.1", "because of a bug");
      Run tried = Run.of("group", "bind", "--force", id(group));
      assertThat(tried.status()).as(tried.toString()).isEqualTo(1);
      assertThat(tried.err()).contains("vfio-platform does not accept platform device", "ENOENT");
      return;
    }
    assertThat(run.err()).contains("in the state in which the previous owner left it");
    works("group", "bind", "--force", id(group));
    assertBoundToVfio(target, TRANSPORT, "/dev/vfio/" + group.number());
    works("group", "release", id(group));
    assertThat(target.device(TRANSPORT).driver()).hasValue("virtio-mmio");
  }

  private void noDriver(Target target) {
    IommuGroup three = group(target, BRIDGE);
    works("group", "bind", "--none", "--force", id(three));
    IommuGroup now = group(target, BRIDGE);
    assertThat(now.isViable()).isTrue();
    assertThat(now.file()).isEmpty();
    assertThat(target.device(FIRST).driver()).isEmpty();
    assertThat(target.device(BRIDGE).driver()).hasValue("pcieport");
    works("group", "release", id(three));
    assertThat(target.device(SECOND).driver()).hasValue("virtio-pci");
  }

  private void memberNotBindable(Target target) {
    IommuGroup three = group(target, BRIDGE);
    SystemSnapshot before = SystemSnapshot.of(target.kernel());
    Run run = Run.of("group", "bind", "--force", "--driver", "vfio-platform", id(three));
    assertThat(run.status()).as(run.toString()).isEqualTo(69);
    assertThat(run.err())
        .contains("no driver \"vfio-platform\" on bus pci")
        .contains("so group %d stays as it is".formatted(three.number()));
    Run used = Run.of("group", "bind", id(three));
    assertThat(used.status()).as(used.toString()).isEqualTo(1);
    assertThat(used.err()).contains(FIRST).contains(SECOND);
    assertThat(SystemSnapshot.of(target.kernel())).isEqualTo(before);
    Run usage = Run.of("group", "bind", "--driver", "uio", id(three));
    assertThat(usage.status()).as(usage.toString()).isEqualTo(64);
  }

  /** The second device behind the bridge is bound last. */
  private void failsAtLastMember(Target target) {
    IommuGroup three = group(target, BRIDGE);
    WritableSysfs sysfs = target.kernel().sysfs();
    int[] binds = {0};
    Refusing refusing =
        new Refusing(
            sysfs,
            "vfio-pci/bind",
            () -> ++binds[0] == 2 ? Optional.of(Errno.EINVAL) : Optional.empty());
    Set<LinuxDevice> before = withoutVirtio(target);
    Results results =
        new Binder(ReplacedPort.in(target.kernel(), refusing))
            .change(GroupRequest.of(three.number(), new Goal.Bound(Optional.empty())).forced());
    assertThat(results.exit()).as(results.toString()).isEqualTo(ExitStatus.FAILED);
    assertThat(results.entries().get(2).result()).isInstanceOf(Failed.class);
    assertThat(results.entries().get(1).result()).isInstanceOf(Result.RolledBack.class);
    assertThat(withoutVirtio(target)).isEqualTo(before);
    assertThat(Path.of("/run/dtbind/journal")).doesNotExist();
    assertThat(Path.of("/run/dtbind/bindings")).isEmptyDirectory();
    // Restores the numbers of the devices that the two drivers create.
    works("group", "bind", "--force", id(three));
    works("group", "release", id(three));
  }

  /**
   * Returns all devices except those that virtio-pci creates, whose numbers depend on the order in
   * which they appear.
   */
  private static Set<LinuxDevice> withoutVirtio(Target target) {
    return DeviceSnapshot.read(target.kernel().sysfs()).devices().stream()
        .filter(device -> !device.bus().equals("virtio"))
        .collect(Collectors.toSet());
  }

  private void open(Target target) throws IOException, InterruptedException {
    IommuGroup alone = group(target, ALONE);
    works("group", "bind", "--force", id(alone));
    String script = "exec 3<>/dev/vfio/" + alone.number() + " && echo open && read end";
    Process holder = new ProcessBuilder("sh", "-c", script).redirectErrorStream(true).start();
    try {
      assertThat(holder.inputReader().readLine()).isEqualTo("open");
      Run refused = Run.of("group", "release", "--force", id(alone));
      assertThat(refused.status()).as(refused.toString()).isEqualTo(1);
      assertThat(refused.err())
          .contains("IOMMU group %d is in use".formatted(alone.number()))
          .contains("sh[%d] has /dev/vfio/%d open".formatted(holder.pid(), alone.number()));
      assertThat(target.device(ALONE).driver()).hasValue("vfio-pci");
    } finally {
      holder.destroy();
      holder.waitFor();
    }
    works("group", "release", id(alone));
  }

  private void declared(Target target) throws IOException {
    Path spec = Path.of("/tmp/groups.yaml");
    Files.writeString(
        spec,
        "apiVersion: dtbind/v1\niommuGroups:\n  - { member: \"%s\", bind: vfio-pci }\n"
            .formatted(SECOND));
    String file = spec.toString();
    Run pending = Run.of("apply", "--dry-run", "--check", "--force", "--spec", file);
    assertThat(pending.status()).as(pending.toString()).isEqualTo(5);
    assertThat(pending.out()).contains("# pci device " + FIRST + ": from virtio-pci to vfio-pci");
    Run refused = Run.of("apply", "--spec", file);
    assertThat(refused.status()).as(refused.toString()).isEqualTo(1);
    assertThat(refused.err())
        .contains("the system is using pci device " + FIRST, "declared at " + file);
    works("apply", "--force", "--spec", file);
    assertBoundToVfio(target, SECOND, "/dev/vfio/" + group(target, SECOND).number());
    assertThat(target.device(FIRST).driver()).hasValue("vfio-pci");
    assertThat(works("apply", "--dry-run", "--check", "--spec", file))
        .contains("# as declared: 3 of 3");
    assertThat(works("status", "--spec", file))
        .containsPattern("pci/" + FIRST + " +- +bound +vfio-pci +vfio-pci");
    Files.writeString(spec, "apiVersion: dtbind/v1\n");
    works("apply", "--prune", "--spec", file);
    assertThat(target.device(SECOND).driver()).hasValue("virtio-pci");
    Files.writeString(
        spec, "apiVersion: dtbind/v1\niommuGroups:\n  - { member: nosuch, bind: vfio-pci }\n");
    assertThat(Run.of("apply", "--spec", file).status()).isEqualTo(3);
  }
}
