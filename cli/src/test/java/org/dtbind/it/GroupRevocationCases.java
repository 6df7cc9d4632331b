// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dtbind.it.AggregatorCases.shell;
import static org.dtbind.it.HandOverCases.assertDenied;
import static org.dtbind.it.HandOverCases.assertOpens;
import static org.dtbind.it.HandOverCases.assertUserOwns;
import static org.dtbind.it.HeldGroupCases.works;

import com.sun.jna.Function;
import com.sun.jna.NativeLong;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dtbind.cli.Run;
import org.dtbind.iommu.GroupHolders;
import org.dtbind.iommu.IommuGroup;

/**
 * Users who could open the nodes of a group for another reason than that they own it: none of them
 * can do so after the group was handed over.
 */
final class GroupRevocationCases {

  private static final String RULE = "/run/udev/rules.d/71-board.rules";

  private static final String SPEC = "/tmp/revoked.yaml";

  private final Target target;
  private final String number;

  /**
   * Creates an instance.
   *
   * @param target a system with udev and a writable /etc
   */
  GroupRevocationCases(Target target) {
    this.target = target;
    this.number = String.valueOf(group().number());
  }

  List<Case> all() {
    return List.of(
        new Case("listedUserLosesGroup", this::listed),
        new Case("seatedUserLosesGroup", this::seated),
        new Case("waitingMemberGetsNoGroup", this::waiting));
  }

  private IommuGroup group() {
    return GroupCases.group(target, GroupCases.ALONE);
  }

  private void bind() {
    works("group", "bind", "--force", number);
  }

  /** The kernel shows that the node of the group is closed, but not that of a device. */
  private void handOver() {
    String[] command = {"group", "bind", number, "--owner", HandOverCases.USER};
    Run run = Run.of(command);
    if (nodes().size() > 1) {
      assertThat(run.status()).as(run.toString()).isEqualTo(5);
      assertThat(run.err()).contains("/dev/vfio/devices/", "could open it until now");
      works("group", "bind", number, "--owner", HandOverCases.USER, "--force");
    } else {
      assertThat(run.status()).as(run.toString()).isZero();
    }
  }

  /** Returns the node of the group and, as of Linux 6.6, those of its devices for iommufd. */
  private List<String> nodes() {
    List<String> nodes = new ArrayList<>(List.of("/dev/vfio/" + number));
    nodes.addAll(GroupHolders.devices(target.kernel().sysfs(), group()));
    return nodes;
  }

  private void assertOnlyUserOpens() throws IOException, InterruptedException {
    for (String node : nodes()) {
      assertDenied(HandOverCases.OTHER, node);
      assertUserOwns(node);
    }
  }

  /** Sets an access control list: user::rw-, user:OTHER:rw-, group::---, mask::rw-, other::---. */
  private static void admitOther(String node) {
    int[][] entries = {
      {1, 6, -1},
      {2, 6, Integer.parseInt(HandOverCases.OTHER)},
      {4, 0, -1},
      {16, 6, -1},
      {32, 0, -1}
    };
    ByteBuffer list = ByteBuffer.allocate(4 + 8 * entries.length).order(ByteOrder.nativeOrder());
    list.putInt(2);
    for (int[] entry : entries) {
      list.putShort((short) entry[0]).putShort((short) entry[1]).putInt(entry[2]);
    }
    Object[] arguments = {
      node, "system.posix_acl_access", list.array(), new NativeLong(list.capacity()), 0
    };
    assertThat(Function.getFunction("c", "setxattr").invokeInt(arguments)).isZero();
  }

  private void listed() throws IOException, InterruptedException {
    bind();
    works("group", "bind", number, "--owner", HandOverCases.USER);
    for (String node : nodes()) {
      admitOther(node);
      assertOpens(HandOverCases.OTHER, node);
    }
    handOver();
    assertOnlyUserOpens();
    works("group", "release", number);
  }

  /** Runs a case with a rule of the system. */
  private void withRule(String rule, Case.Body body) throws Exception {
    shell("mkdir -p /run/udev/rules.d; cat > %s <<'END'\n%s".formatted(RULE, rule));
    AggregatorNodeCases.control("--reload");
    body.run();
    works("group", "release", number);
    shell("rm " + RULE);
    AggregatorNodeCases.control("--reload");
  }

  private void seated() throws Exception {
    withRule(
        // The second line is that of systemd's 73-seat-late.rules.
        """
        SUBSYSTEM=="vfio|vfio-dev", TAG+="uaccess"
        TAG=="uaccess", ENV{MAJOR}!="", RUN{builtin}+="uaccess"
        """,
        () -> {
          shell(
              "mkdir -p /run/systemd/seats; printf 'IS_SEAT0=1\\nACTIVE=1\\nACTIVE_UID=%s\\n' %s"
                      .formatted("%s", HandOverCases.OTHER)
                  + " > /run/systemd/seats/seat0");
          bind();
          shell("udevadm settle");
          assertOpens(HandOverCases.OTHER, "/dev/vfio/" + number);
          handOver();
          assertOnlyUserOpens();
          shell("udevadm trigger --settle --action=change --subsystem-match=vfio");
          assertOnlyUserOpens();
          shell("rm -r /run/systemd/seats");
        });
  }

  /** A rule gives new nodes to a group, of which a member opens the node as soon as it can. */
  private void waiting() throws Exception {
    withRule(
        "SUBSYSTEM==\"vfio|vfio-dev\", GROUP=\"%s\", MODE=\"0660\"\n"
            .formatted(HandOverCases.OTHER),
        () -> {
          shell("echo root:x:0:0::/:/bin/sh > /etc/passwd; echo root:x:0: > /etc/group");
          Files.writeString(
              Path.of(SPEC),
              "apiVersion: dtbind/v1\niommuGroups:\n  - { member: \"%s\", bind: vfio-pci, owner: \"%s\" }\n"
                  .formatted(GroupCases.ALONE, HandOverCases.USER));
          String opens =
              "echo open; until true 3<>%1$s; do sleep 0.1; done 2> /dev/null; exec 3<>%1$s; read end"
                  .formatted("/dev/vfio/" + number);
          try (HeldGroupCases.Holder member =
              HeldGroupCases.Holder.of(
                  HandOverCases.asUser(HandOverCases.OTHER, "sh", "-c", opens))) {
            Run run = Run.of("apply", "--force", "--spec", SPEC);
            if (run.status() != 0) {
              assertThat(run.err()).contains("/dev/vfio/" + number);
            } else {
              assertThat(
                      shell(
                          "find /proc/%d/fd -lname '/dev/vfio/*'"
                              .formatted(member.process().pid())))
                  .isEmpty();
            }
          }
          works("apply", "--force", "--spec", SPEC);
          assertOnlyUserOpens();
        });
  }
}
