// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dtbind.it.AggregatorCases.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dtbind.bind.Binder;
import org.dtbind.change.RequestOptions;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.Run;
import org.dtbind.iommu.GroupRequest;
import org.dtbind.iommu.GroupRequest.Goal;
import org.dtbind.iommu.HandOverRequest;
import org.dtbind.kernel.Trace;
import org.dtbind.kernel.WritableKernel;
import org.dtbind.kernel.linux.LinuxKernel;
import org.dtbind.sandbox.Machine.Hardware;

/**
 * The owner of an IOMMU group, with udev and a distribution rule that gives all VFIO nodes to
 * another group. The owner keeps the IOMMU group until the hand-over ends.
 */
public final class GroupOwnerCases {

  private static final String USER = "4242";

  private static final String OTHER = "4343";

  private static final String DEVICE = GroupCases.ALONE;

  /** Prefix of the devices behind a bridge to conventional PCI. */
  private static final String CONVENTIONAL = "0000:02:0";

  /** The machine of {@link GroupCases} with two conventional PCI functions. */
  static final Hardware MACHINE =
      new Hardware(
          GroupCases.MACHINE.options(),
          Stream.concat(
                  GroupCases.MACHINE.devices().stream(),
                  Stream.of(
                      "pcie-pci-bridge,id=conventional,addr=3",
                      "virtio-rng-pci,bus=conventional,addr=1",
                      "virtio-rng-pci,bus=conventional,addr=2"))
              .toList());

  private static final Path SPEC = Path.of("/tmp/owner.yaml");

  /** Longer than udev takes, even on a busy machine. */
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private static final Path SLOW_RULES = Path.of("/etc/udev/rules.d/60-slow.rules");

  private static final Path CLOSED_MARK = Path.of("/tmp/owner-ended");

  private static final String RULES = "udev/rules.d/70-dtbind-group-pci:" + DEVICE + ".rules";

  private final Target target;
  private final String number;
  private final String node;

  private GroupOwnerCases(Target target) {
    this.target = target;
    this.number = String.valueOf(GroupCases.group(target, DEVICE).number());
    this.node = "/dev/vfio/" + number;
  }

  /**
   * Runs the cases.
   *
   * @param args {@code boots} for the cases with boots and power losses, which take minutes; none
   *     for the others
   */
  public static void main(String[] args) {
    GroupOwnerCases cases =
        new GroupOwnerCases(new Target(LinuxKernel.open(Path.of("/"), Trace.NONE)));
    Tap.run(cases.target.kernel().sysfs(), args.length > 0 ? boots(cases) : all(cases));
  }

  private static List<Case> boots(GroupOwnerCases cases) {
    return List.of(
        new Case(
            "declaredOwnerGetsTheGroupAtEachBoot",
            () -> cases.inWritableSystem(cases::declaredAtBoot)),
        new Case(
            "powerLossLeavesHandOverDoneOrUndone", () -> cases.inWritableSystem(cases::powerLost)));
  }

  private static List<Case> all(GroupOwnerCases cases) {
    List<Case> all = new ArrayList<>(own(cases));
    for (Case one : new GroupRevocationCases(cases.target).all()) {
      all.add(new Case(one.name(), () -> cases.inWritableSystem(one.body())));
    }
    return all;
  }

  private static List<Case> own(GroupOwnerCases cases) {
    return List.of(
        new Case(
            "laterUdevRuleDoesNotChangeGroupOwner", () -> cases.inWritableSystem(cases::laterRule)),
        new Case(
            "pendingUdevEventDoesNotChangeGroupOwner",
            () -> cases.inWritableSystem(cases::pendingEvent)),
        new Case(
            "handOverEndsWhenTheDeviceLeavesVfio", () -> cases.inWritableSystem(cases::leavesVfio)),
        new Case(
            "persistentOwnerIsNotOverriddenSilently",
            () -> cases.inWritableSystem(cases::conflict)),
        new Case(
            "releasedGroupHasNoOwnerUntilTheNextBoot",
            () -> cases.inWritableSystem(cases::released)),
        new Case("declaredOwnerGetsTheGroup", () -> cases.inWritableSystem(cases::declared)),
        new Case("replacedDeviceIsBoundToVfioAgain", () -> cases.inWritableSystem(cases::hotplug)),
        new Case(
            "futureDeviceCanBeKeptWithoutDriver",
            () -> cases.inWritableSystem(cases::keptWithoutDriver)),
        new Case("sharedStreamIdIsReported", cases::sharedStreamId),
        new Case("unsafeInterruptsRequireForce", cases::unsafeInterrupts),
        new Case("handOverWaitsUntilTheFormerOwnerCloses", cases::handOverWaits),
        new Case("foreignBindingIsReleasedOnlyWithForce", cases::foreignBinding),
        new Case("unpluggedMemberLeavesNoRecord", cases::unplugged));
  }

  /** Runs a case with a writable /etc, and a udev rule that comes after those of dtbind. */
  private void inWritableSystem(Case.Body body) throws Exception {
    WritableRoot.with(() -> withUdev(body));
  }

  private static void withUdev(Case.Body body) throws Exception {
    try (AutoCloseable udev = AggregatorNodeCases.udev()) {
      assertThat(udev).isNotNull();
      shell(
          "mkdir -p /etc/udev/rules.d && echo 'SUBSYSTEM==\"vfio\", GROUP=\"games\","
              + " MODE=\"0660\"' > /etc/udev/rules.d/99-com.rules");
      AggregatorNodeCases.control("--reload");
      body.run();
    } finally {
      shell("rm -rf /run/dtbind/returned");
    }
  }

  /**
   * Runs a command, with a long timeout if it changes something, since udev may be slow on a busy
   * machine.
   */
  private static Run run(int status, String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    if (!args[0].equals("status")) {
      all.addAll(List.of("--timeout", TIMEOUT.toSeconds() + ""));
    }
    Run run = Run.of(all.toArray(String[]::new));
    assertThat(run.status()).as(all + ": " + run).isEqualTo(status);
    return run;
  }

  private void bind() throws IOException {
    run(0, "group", "bind", "--force", number);
    shell("udevadm settle");
  }

  /** Returns user, group and mode of the node. */
  private String owner() throws IOException {
    return shell("stat -c '%u %g %a' " + node).strip();
  }

  private void assertNoOwner(String after) throws IOException {
    assertThat(owner()).as(() -> after + "\n" + diagnosis()).startsWith("0 ");
  }

  /** Collects what shows who changed the owner of the node, and when. */
  private String diagnosis() {
    try {
      return shell(
          "date; stat "
              + node
              + "; ls -l --full-time /run/dtbind/returned /run/udev/queue /etc/udev/rules.d"
              + " /run/udev/rules.d; readlink /sys/bus/pci/devices/"
              + DEVICE
              + "/driver; ls -l /run/dtbind; readlink /proc/[0-9]*/exe || true");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean exists(String path) {
    return Files.exists(Path.of(path));
  }

  /** Ownership review, finding D1. */
  private void laterRule() throws IOException {
    bind();
    run(0, "group", "bind", number, "--owner", USER);
    assertThat(owner()).isEqualTo(USER + " 0 600");
    shell("udevadm trigger --settle --subsystem-match=vfio --subsystem-match=vfio-dev");
    assertThat(owner()).isEqualTo(USER + " 0 600");
    target.write("/sys/bus/pci/drivers/vfio-pci/unbind", DEVICE);
    target.write("/sys/bus/pci/drivers/vfio-pci/bind", DEVICE);
    shell("udevadm settle");
    assertThat(owner()).isEqualTo(USER + " 0 600");
    run(0, "group", "release", number);
  }

  /**
   * Security review, finding 7: udev finishes events that it began before the hand-over by the old
   * rules.
   */
  private void pendingEvent() throws IOException {
    bind();
    Files.writeString(SLOW_RULES, "SUBSYSTEM==\"vfio\", PROGRAM==\"/bin/sleep 1\"\n");
    AggregatorNodeCases.control("--reload");
    shell("udevadm trigger --subsystem-match=vfio");
    run(0, "group", "bind", number, "--owner", USER);
    shell("rm " + SLOW_RULES + " && udevadm settle");
    assertThat(owner()).isEqualTo(USER + " 0 600");
    run(0, "group", "release", number);
  }

  /** Security review, finding 7. */
  private void leavesVfio() throws IOException {
    Files.writeString(SPEC, "apiVersion: dtbind/v1\n");
    for (List<String> command :
        List.of(
            List.of("unbind", DEVICE),
            List.of("unbind", "--none", DEVICE),
            List.of("bind", "--force", "--driver", "virtio-pci", DEVICE),
            List.of("group", "bind", "--none", number),
            List.of("apply", "--prune", "--spec", SPEC.toString()),
            List.of("group", "release", number))) {
      bind();
      run(0, "group", "bind", number, "--owner", USER);
      assertThat(exists("/run/" + RULES)).isTrue();
      run(0, command.toArray(String[]::new));
      assertThat(exists("/run/" + RULES)).as(command.toString()).isFalse();
      bind();
      assertNoOwner(command.toString());
      run(0, "group", "release", "--force", number);
      target.write("/sys/bus/pci/devices/" + DEVICE + "/driver_override", "\n");
    }
  }

  /** Security review, finding 7. */
  private void conflict() throws IOException {
    bind();
    run(0, "group", "bind", number, "--owner", USER, "--persist");
    assertThat(run(1, "group", "bind", number, "--owner", OTHER).err())
        .contains(
            "/etc/" + RULES + " makes " + USER + " the owner of group " + number, "--persist");
    assertThat(owner()).isEqualTo(USER + " 0 600");
    run(0, "group", "bind", number, "--owner", OTHER, "--persist", "--force");
    shell("udevadm trigger --settle --subsystem-match=vfio");
    assertThat(owner()).isEqualTo(OTHER + " 0 600");
    run(0, "group", "release", number, "--persist");
    assertThat(exists("/etc/" + RULES)).isFalse();
  }

  /** Security review, finding 7. The case empties /run, as a boot does. */
  private void released() throws IOException {
    bind();
    run(0, "group", "bind", number, "--owner", USER, "--persist");
    run(0, "group", "release", number);
    assertThat(exists("/etc/" + RULES)).isTrue();
    bind();
    assertNoOwner("returned");
    run(0, "group", "release", number);
    shell("rm -rf /run/dtbind/returned");
    bind();
    assertThat(owner()).isEqualTo(USER + " 0 600");
    run(0, "group", "release", number, "--persist");
    bind();
    assertNoOwner("returned");
    run(0, "group", "release", number);
  }

  /** Ownership review, finding D8. */
  private void declared() throws IOException {
    shell("echo root:x:0:0::/:/bin/sh > /etc/passwd; echo root:x:0: > /etc/group");
    String group =
        "apiVersion: dtbind/v1\niommuGroups:\n  - { member: \"%s\", bind: vfio-pci%s }\n";
    Files.writeString(SPEC, group.formatted(DEVICE, ", owner: \"" + USER + "\""));
    String spec = SPEC.toString();
    run(0, "apply", "--force", "--spec", spec);
    assertThat(owner()).isEqualTo(USER + " 0 600");
    run(0, "apply", "--dry-run", "--check", "--spec", spec);
    run(0, "status", "--spec", spec);
    shell("udevadm trigger --settle --subsystem-match=vfio");
    assertThat(owner()).isEqualTo(USER + " 0 600");
    shell("chown 0 " + node);
    run(5, "status", "--spec", spec);
    run(0, "apply", "--spec", spec);
    assertThat(owner()).isEqualTo(USER + " 0 600");
    Files.writeString(SPEC, group.formatted(DEVICE, ""));
    // The kernel does not tell whether a node for iommufd is open.
    run(0, "apply", "--force", "--spec", spec);
    shell("udevadm settle");
    assertNoOwner("no longer declared");
    Files.writeString(SPEC, group.formatted(DEVICE, ", owner: \"" + USER + "\""));
    run(0, "apply", "--spec", spec);
    // A hand-over to somebody else takes effect, and the state differs from the declaration.
    run(0, "group", "bind", number, "--owner", OTHER, "--force");
    shell("udevadm trigger --settle --subsystem-match=vfio");
    assertThat(owner()).isEqualTo(OTHER + " 0 600");
    run(5, "status", "--spec", spec);
    Files.writeString(SPEC, "apiVersion: dtbind/v1\n");
    run(0, "apply", "--prune", "--spec", spec);
    assertThat(shell("ls /run/udev/rules.d")).doesNotContain("dtbind");
    assertThat(target.device(DEVICE).driver()).hasValue("virtio-pci");
  }

  /**
   * Ownership review, finding D8. Removes and rescans the device with an empty /run and without
   * Java, as at a boot.
   */
  private void declaredAtBoot() throws IOException {
    shell("echo root:x:0:0::/:/bin/sh > /etc/passwd; echo root:x:0: > /etc/group");
    String text =
        "apiVersion: dtbind/v1\niommuGroups:\n  - { member: \"%s\", bind: vfio-pci, owner: \"%s\","
            + " persist: true }\n";
    Files.writeString(SPEC, text.formatted(DEVICE, USER));
    String spec = SPEC.toString();
    run(0, "apply", "--force", "--spec", spec);
    assertThat(owner()).isEqualTo(USER + " 0 600");
    for (int boot = 0; boot < 2; boot++) {
      shell("rm -rf /run/dtbind /run/udev/rules.d/*dtbind*");
      AggregatorNodeCases.control("--reload");
      target.write("/sys/bus/pci/devices/" + DEVICE + "/remove", "1");
      target.write("/sys/bus/pci/rescan", "1");
      shell("udevadm settle; sh /etc/dtbind/dtbind-target -c /etc/dtbind/devices start");
      assertThat(target.device(DEVICE).driver()).hasValue("vfio-pci");
      String now = "/dev/vfio/" + GroupCases.group(target, DEVICE).number();
      assertThat(shell("stat -c '%u %g %a' " + now).strip()).isEqualTo(USER + " 0 600");
      assertThat(shell("sh /etc/dtbind/dtbind-target -c /etc/dtbind/devices verify")).isEmpty();
      run(0, "status", "--spec", spec);
    }
    Files.writeString(SPEC, "apiVersion: dtbind/v1\n");
    run(0, "apply", "--prune", "--spec", spec);
    assertThat(shell("ls /etc/udev/rules.d")).doesNotContain("dtbind");
  }

  /**
   * Security review, finding 8, for the owner of a group. Each cut takes seconds here, so only some
   * of the calls are tried.
   */
  private void powerLost() {
    int group = GroupCases.group(target, DEVICE).number();
    RequestOptions options = RequestOptions.DEFAULT.withTimeout(TIMEOUT);
    GroupRequest persistentBind =
        new GroupRequest(group, new Goal.Bound(Optional.empty()), options.forced(), true);
    GroupRequest persistentRelease =
        new GroupRequest(group, new Goal.Released(), options.forced(), true);
    HandOverRequest handOver = new HandOverRequest(group, USER, options, true, Duration.ZERO);
    Function<WritableKernel, ExitStatus> bind =
        with -> new Binder(with).change(persistentBind).exit();
    Function<WritableKernel, ExitStatus> give = with -> new Binder(with).handOver(handOver).exit();
    Function<WritableKernel, ExitStatus> release =
        with -> new Binder(with).change(persistentRelease).exit();
    PowerCases power =
        new PowerCases(
            target.kernel(),
            () -> {
              if (target.device(DEVICE).driver().filter("vfio-pci"::equals).isPresent()) {
                target.write("/sys/bus/pci/drivers/vfio-pci/unbind", DEVICE);
              }
              target.write("/sys/bus/pci/devices/" + DEVICE + "/driver_override", "\n");
              target.write("/sys/bus/pci/drivers_probe", DEVICE);
            });
    power.cut(List.of(bind), give, false);
    power.cut(List.of(bind, give), release, false);
  }

  /** Ownership review, finding D5. */
  private void hotplug() throws IOException {
    run(0, "group", "bind", "--force", "--persist", number);
    for (int i = 0; i < 3; i++) {
      target.write("/sys/bus/pci/devices/" + DEVICE + "/remove", "1");
      target.write("/sys/bus/pci/rescan", "1");
      shell("udevadm settle");
      assertThat(target.device(DEVICE).driver()).hasValue("vfio-pci");
      assertThat(GroupCases.group(target, DEVICE).isViable()).isTrue();
    }
    run(0, "group", "release", "--persist", GroupCases.group(target, DEVICE).number() + "");
    target.write("/sys/bus/pci/devices/" + DEVICE + "/remove", "1");
    target.write("/sys/bus/pci/rescan", "1");
    shell("udevadm settle");
    assertThat(target.device(DEVICE).driver()).hasValue("virtio-pci");
  }

  /** A device that matches the pattern gets no driver when it appears, until this is undone. */
  private void keptWithoutDriver() throws IOException {
    target.write("/sys/bus/pci/devices/" + DEVICE + "/remove", "1");
    assertThat(run(0, "unbind", "--none", "--persist", "pci:0000:00:01.*").err())
        .contains("dtbind keeps drivers away from new devices");
    run(0, "unbind", "--none", "--persist", "pci:0000:00:01.*");
    target.write("/sys/bus/pci/rescan", "1");
    shell("udevadm settle");
    assertThat(target.device(DEVICE).driver()).isEmpty();
    assertThat(run(0, "status").out()).containsPattern("pci/0000:00:01\\.\\* .* kept .* none");
    run(0, "unbind", "--persist", "pci:0000:00:01.*");
    assertThat(run(0, "status").out()).doesNotContain("0000:00:01.*");
    run(0, "unbind", "--force", DEVICE);
    assertThat(target.device(DEVICE).driver()).hasValue("virtio-pci");
    assertThat(run(1, "unbind", "--none", "--persist", "pci:0000:00:0?.0").err())
        .contains(DEVICE + " is bound to virtio-pci");
    run(3, "unbind", "--none", "--persist", "nosuchbus:*");
    run(1, "unbind", "--none", "--persist", "pci:[z-a]");
  }

  /**
   * Two functions behind a bridge to conventional PCI share a stream ID; SMMUv3 accepts only the
   * first.
   */
  private void sharedStreamId() {
    String first = CONVENTIONAL + "1.0";
    String second = CONVENTIONAL + "2.0";
    boolean swapped = !Files.exists(Path.of("/sys/bus/pci/devices/" + first + "/iommu_group"));
    int group = GroupCases.group(target, swapped ? second : first).number();
    assertThat(run(0, "group", "bind", "--force", "--dry-run", group + "").err())
        .contains("pci device " + (swapped ? first : second), "uses the same stream ID");
    assertThat(run(0, "group", "bind", "--force", "--dry-run", number).err())
        .doesNotContain("stream ID");
  }

  /** Security review, finding 16. */
  private void unsafeInterrupts() throws IOException {
    Path parameter = Path.of("/sys/module/vfio_iommu_type1/parameters/allow_unsafe_interrupts");
    bind();
    Files.writeString(parameter, "Y", StandardCharsets.UTF_8);
    try {
      assertThat(run(1, "group", "bind", number, "--owner", USER).err())
          .contains(parameter + " is Y", "inject other devices' interrupts", "--force");
      assertNoOwner("refused");
      run(0, "group", "bind", number, "--owner", "0");
      assertThat(run(0, "group", "bind", number, "--owner", USER, "--force").err())
          .contains("inject other devices' interrupts");
      assertThat(owner()).startsWith(USER);
    } finally {
      Files.writeString(parameter, "N", StandardCharsets.UTF_8);
    }
    run(0, "group", "release", number);
  }

  /** The holder closes the group when it is told to, and creates a file right before that. */
  private void handOverWaits() throws Exception {
    bind();
    Files.deleteIfExists(CLOSED_MARK);
    String script = "exec 3<>" + node + " && echo open && read go && sleep 2 && : > " + CLOSED_MARK;
    Process holder = new ProcessBuilder("sh", "-c", script).redirectErrorStream(true).start();
    assertThat(holder.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("open");
    assertThat(run(75, "group", "bind", number, "--owner", USER, "--wait", "0.5").err())
        .contains("group " + number + " is in use", "has " + node + " open");
    run(64, "group", "bind", number, "--owner", USER, "--wait", "-1");
    assertThat(CLOSED_MARK).doesNotExist();
    try (Writer go = holder.outputWriter(StandardCharsets.UTF_8)) {
      go.write("go\n");
    }
    run(0, "group", "bind", number, "--owner", USER, "--wait", "300");
    assertThat(CLOSED_MARK).exists();
    assertThat(owner()).startsWith(USER);
    run(0, "group", "release", number);
  }

  /** Ownership review, finding D4. */
  private void foreignBinding() {
    String directory = "/sys/bus/pci/devices/" + DEVICE;
    target.write(directory + "/driver_override", "vfio-pci");
    target.write(directory + "/driver/unbind", DEVICE);
    target.write("/sys/bus/pci/drivers/vfio-pci/bind", DEVICE);
    assertThat(run(1, "group", "release", number).err())
        .contains("is bound to vfio-pci, but not by dtbind", "--force");
    assertThat(target.device(DEVICE).driver()).hasValue("vfio-pci");
    run(0, "group", "release", "--force", number);
    assertThat(target.device(DEVICE).driver()).hasValue("virtio-pci");
  }

  /** Ownership review, finding D10. */
  private void unplugged() {
    int three = GroupCases.group(target, GroupCases.BRIDGE).number();
    run(0, "group", "bind", "--force", three + "");
    target.write("/sys/bus/pci/devices/" + GroupCases.SECOND + "/remove", "1");
    run(0, "group", "release", three + "");
    assertThat(target.kernel().files().names("/run/dtbind/bindings")).isEmpty();
    target.write("/sys/bus/pci/rescan", "1");
    assertThat(target.device(GroupCases.SECOND).driver()).hasValue("virtio-pci");
  }
}
