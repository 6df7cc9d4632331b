// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.dtbind.cli.Run;
import org.dtbind.iommu.GroupHolders;
import org.dtbind.iommu.IommuGroup;

/** Hands groups over to an ordinary user, who opens them with samples/vfio-open or a shell. */
final class HandOverCases {

  /** An ordinary user. */
  static final String USER = "4242";

  static final String OTHER = "4343";

  /** A copy that all users can read; the original may be in a home directory. */
  private static final Path PROGRAM = Path.of("/tmp/vfio-open");

  private final Target target;
  private final Path classes;
  private final boolean isComplete;

  /**
   * Creates an instance.
   *
   * @param classes the directory of the classes of samples/vfio-open
   * @param isComplete whether to open each group with the sample, also as a user who may not
   */
  HandOverCases(Target target, Path classes, boolean isComplete) {
    this.target = target;
    this.classes = classes;
    this.isComplete = isComplete;
  }

  List<Case> all() {
    return List.of(
        new Case(
            "groupWithOneDeviceIsHandedOver",
            () -> handOverAndRelease(GroupCases.ALONE, "virtio-pci")),
        new Case(
            "groupWithBridgeIsHandedOver",
            () -> handOverAndRelease(GroupCases.SECOND, "virtio-pci")),
        new Case("platformDeviceIsHandedOver", this::platform),
        new Case("udevSetsGroupOwnerWhenTheNodeAppears", this::byUdev),
        new Case("groupWithoutIommuIsNotHandedToUser", this::withoutIommu),
        new Case("openGroupIsNotHandedOver", this::open),
        new Case("unboundGroupIsNotHandedOver", this::notBound),
        new Case("handOverDryRunPrintsThePlan", this::planned));
  }

  private boolean isLinux61() {
    return target
        .kernel()
        .sysfs()
        .text("/proc/sys/kernel/osrelease")
        .orElseThrow()
        .startsWith("6.1.");
  }

  private void platform() throws IOException, InterruptedException {
    if (!isLinux61()) {
      handOverAndRelease(GroupCases.TRANSPORT, "virtio-mmio");
    }
  }

  /** Binds a group, hands it over to the user, and releases it. */
  private void handOverAndRelease(String device, String former)
      throws IOException, InterruptedException {
    IommuGroup group = GroupCases.group(target, device);
    String number = String.valueOf(group.number());
    String node = "/dev/vfio/" + number;
    works("group", "bind", "--force", number);
    assertDenied(USER, node);
    assertThat(works("group", "bind", number, "--owner", USER))
        .contains("group %s belongs to %s: %s".formatted(number, USER, node));
    assertUserOwns(node);
    boolean withSample = isComplete || device.equals(GroupCases.ALONE);
    if (withSample) {
      assertThat(runSample(USER, "group", node, device))
          .contains(node + " is viable", device + " is open: ", " regions, ");
    } else {
      assertOpens(USER, node);
    }
    assertDenied(OTHER, node);
    List<String> devices =
        GroupHolders.devices(target.kernel().sysfs(), GroupCases.group(target, device));
    assertThat(devices).hasSize(isLinux61() ? 0 : group.preventingOwnership().size());
    if (!devices.isEmpty()) {
      openByIommufd(devices.get(0), withSample);
    }
    assertThat(works("group", "bind", number, "--owner", USER)).contains("belongs to " + USER);
    if (isComplete && device.equals(GroupCases.ALONE)) {
      assertThat(runSample(OTHER, "group", node, device))
          .contains("cannot open " + node + ": Permission denied (13)");
      for (String own : devices) {
        assertThat(runSample(USER, "iommufd", own))
            .contains("cannot open /dev/iommu: Permission denied (13)");
      }
    }
    works("group", "release", number);
    assertThat(target.device(device).driver()).hasValue(former);
    assertThat(Path.of(node)).doesNotExist();
  }

  static void assertUserOwns(String node) throws IOException {
    Path file = Path.of(node);
    assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(Integer.valueOf(USER));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  static void assertDenied(String user, String node) throws IOException, InterruptedException {
    assertThat(opened(user, node)).contains(node + ": Permission denied");
  }

  static void assertOpens(String user, String node) throws IOException, InterruptedException {
    assertThat(opened(user, node)).isEqualTo("open\n");
  }

  /**
   * Returns what a shell prints if a user opens a node with it: "open", or why not. A shell starts
   * faster than Java on an emulated processor.
   */
  private static String opened(String user, String node) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(asUser(user, "sh", "-c", "exec 3<>" + node + " && echo open"))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor() == 0).as(output).isEqualTo(output.equals("open\n"));
    return output;
  }

  static List<String> asUser(String user, String... words) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups"));
    command.addAll(List.of(words));
    return command;
  }

  /**
   * dtbind does not change the owner of /dev/iommu, which all users share, so the case opens it to
   * all.
   */
  private void openByIommufd(String node, boolean withSample)
      throws IOException, InterruptedException {
    assertUserOwns(node);
    assertDenied(USER, "/dev/iommu");
    Files.setPosixFilePermissions(
        Path.of("/dev/iommu"), PosixFilePermissions.fromString("rw-rw-rw-"));
    try {
      if (withSample) {
        assertThat(runSample(USER, "iommufd", node)).contains(node + " is open: ");
      } else {
        assertOpens(USER, node);
      }
      assertDenied(OTHER, node);
    } finally {
      Files.setPosixFilePermissions(
          Path.of("/dev/iommu"), PosixFilePermissions.fromString("rw-rw----"));
    }
  }

  /** Unbinds and binds the device without dtbind. */
  private void byUdev() throws Exception {
    String number = String.valueOf(GroupCases.group(target, GroupCases.ALONE).number());
    String node = "/dev/vfio/" + number;
    Path rules = Path.of("/run/udev/rules.d/70-dtbind-group-pci:" + GroupCases.ALONE + ".rules");
    String driver = "/sys/bus/pci/drivers/vfio-pci/";
    try (AutoCloseable udev = AggregatorNodeCases.udev()) {
      assertThat(udev).isNotNull();
      works("group", "bind", "--force", number);
      assertThat(works("group", "bind", number, "--owner", USER)).contains("belongs to " + USER);
      assertUserOwns(node);
      assertThat(rules).exists();
      target.write(driver + "unbind", GroupCases.ALONE);
      AggregatorCases.shell("udevadm settle");
      assertThat(Path.of(node)).doesNotExist();
      target.write(driver + "bind", GroupCases.ALONE);
      AggregatorCases.shell("udevadm settle");
      assertUserOwns(node);
      for (String device :
          GroupHolders.devices(
              target.kernel().sysfs(), GroupCases.group(target, GroupCases.ALONE))) {
        assertUserOwns(device);
      }
      works("group", "release", number);
      assertThat(rules).doesNotExist();
      works("group", "bind", "--force", number);
      AggregatorCases.shell("udevadm settle");
      Object owner = Files.getAttribute(Path.of(node), "unix:uid");
      String state =
          owner.equals(0)
              ? ""
              : AggregatorCases.shell(
                  "(date; stat -c '%n %y %u' /*/udev/rules.d /usr/lib/udev/rules.d NODE; ls -l /run/udev;"
                          .replace("NODE", node)
                      + " ls -l /run/udev/rules.d /sys/bus/pci/devices/*/driver; ps ax) 2>&1; true");
      assertThat(owner).as(state).isEqualTo(0);
      works("group", "release", number);
    }
  }

  /**
   * Uses the VFIO mode for devices without IOMMU; on Linux 6.1, vfio-platform does not accept these
   * devices.
   */
  private void withoutIommu() throws Exception {
    // This transport has no device; the other transports serve the file systems of this kernel.
    String device = "a000000.virtio_mmio";
    Path mode = Path.of("/sys/module/vfio/parameters/enable_unsafe_noiommu_mode");
    Files.writeString(mode, "1");
    try {
      Run bound = Run.of("bind", "--force", "--driver", "vfio-platform", device);
      if (isLinux61()) {
        assertThat(bound.status()).as(bound.toString()).isEqualTo(1);
        return;
      }
      assertThat(bound.status()).as(bound.toString()).isZero();
      String number = String.valueOf(GroupCases.group(target, device).number());
      assertThat(works("group", "list")).contains("/dev/vfio/noiommu-" + number);
      Run refused = Run.of("group", "bind", number, "--owner", USER);
      assertThat(refused.status()).as(refused.toString()).isEqualTo(69);
      assertThat(refused.err())
          .contains("group %s cannot be handed over to %s: no IOMMU".formatted(number, USER))
          .contains("Linux allows only root (CAP_SYS_RAWIO) to open it");
      // The kernel denies access whatever the mode of the file is.
      String node = "/dev/vfio/noiommu-" + number;
      AggregatorCases.shell("chmod 666 " + node);
      assertThat(opened(USER, node)).contains(node + ": Operation not permitted");
      assertThat(works("group", "bind", number, "--owner", "0")).contains("belongs to 0");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(node))))
          .isEqualTo("rw-------");
      works("unbind", device);
    } finally {
      Files.writeString(mode, "0");
    }
  }

  private void open() throws IOException, InterruptedException {
    IommuGroup group = GroupCases.group(target, GroupCases.ALONE);
    String number = String.valueOf(group.number());
    works("group", "bind", "--force", number);
    String script = "exec 3<>/dev/vfio/" + number + " && echo open && read end";
    Process holder = new ProcessBuilder("sh", "-c", script).redirectErrorStream(true).start();
    try {
      assertThat(holder.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("open");
      Run refused = Run.of("group", "bind", number, "--owner", USER);
      assertThat(refused.status()).as(refused.toString()).isEqualTo(5);
      assertThat(refused.err())
          .contains("group %s is in use, so it cannot be handed over".formatted(number))
          .contains("sh[%d] has /dev/vfio/%s open".formatted(holder.pid(), number));
      assertThat(Files.getAttribute(Path.of("/dev/vfio/" + number), "unix:uid")).isEqualTo(0);
    } finally {
      holder.destroy();
      holder.waitFor();
    }
    works("group", "release", number);
  }

  private void notBound() {
    String number = String.valueOf(GroupCases.group(target, GroupCases.ALONE).number());
    Run refused = Run.of("group", "bind", number, "--owner", USER);
    assertThat(refused.status()).as(refused.toString()).isEqualTo(1);
    assertThat(refused.err())
        .contains("pci device " + GroupCases.ALONE + " is bound to virtio-pci")
        .contains("dtbind group bind " + number + " first");
    Run missing = Run.of("group", "bind", "77", "--owner", USER);
    assertThat(missing.status()).as(missing.toString()).isEqualTo(3);
  }

  private void planned() throws IOException {
    String number = String.valueOf(GroupCases.group(target, GroupCases.ALONE).number());
    works("group", "bind", "--force", number);
    Run nobody = Run.of("group", "bind", number, "--owner", "nobodyatall");
    assertThat(nobody.status()).as(nobody.toString()).isEqualTo(3);
    assertThat(nobody.err()).contains("this system has no user nobodyatall");
    assertThat(works("group", "bind", number, "--owner", USER, "--dry-run"))
        .contains("give /dev/vfio/%s to %s, mode 0600".formatted(number, USER));
    assertThat(works("group", "bind", number, "--owner", USER, "--dry-run", "--format", "json"))
        .contains("\"schema\" : \"dtbind.group-owner/1\"", "\"state\" : \"planned\"");
    assertThat(Files.getAttribute(Path.of("/dev/vfio/" + number), "unix:uid")).isEqualTo(0);
    works("group", "release", number);
  }

  private static String works(String... args) {
    Run run = Run.of(args);
    assertThat(run.status()).as(run.toString()).isZero();
    return run.out();
  }

  /** Returns the output of samples/vfio-open, run by a user. */
  private String runSample(String user, String... args) throws IOException, InterruptedException {
    copySample();
    List<String> command = asUser(user);
    command.addAll(JavaStarts.counted(PROGRAM + ":" + PROGRAM + "/jna.jar"));
    // Otherwise, each run unpacks the library, which takes seconds on an emulated processor.
    command.addAll(List.of("-Djna.boot.library.path=" + PROGRAM, "-Djna.nosys=false", "VfioOpen"));
    command.addAll(List.of(args));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }

  private void copySample() throws IOException {
    if (Files.exists(PROGRAM)) {
      return;
    }
    Files.createDirectories(PROGRAM);
    try (Stream<Path> files = Files.list(classes)) {
      for (Path file : files.toList()) {
        Files.copy(file, PROGRAM.resolve(file.getFileName()));
      }
    }
    Path jna =
        Stream.of(System.getProperty("java.class.path", "").split(File.pathSeparator, -1))
            .map(Path::of)
            .filter(path -> path.getFileName().toString().matches("jna-[0-9.]*jar"))
            .findFirst()
            .orElseThrow();
    Files.copy(jna, PROGRAM.resolve("jna.jar"));
    String library = "/com/sun/jna/linux-aarch64/libjnidispatch.so";
    try (InputStream in = com.sun.jna.Native.class.getResourceAsStream(library)) {
      Files.copy(Objects.requireNonNull(in), PROGRAM.resolve("libjnidispatch.so"));
    }
    for (Path path : List.of(PROGRAM, PROGRAM.resolve("jna.jar"))) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    try (Stream<Path> files = Files.list(PROGRAM)) {
      for (Path file : files.toList()) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
      }
    }
  }
}
