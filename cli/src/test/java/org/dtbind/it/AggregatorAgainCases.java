// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dtbind.it.AggregatorCases.created;
import static org.dtbind.it.AggregatorCases.delete;
import static org.dtbind.it.AggregatorCases.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.dtbind.aggregator.Aggregators;
import org.dtbind.aggregator.CreateRequest;
import org.dtbind.aggregator.live.LiveAggregator;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.kernel.Owner;
import org.dtbind.kernel.ReplacedPort;
import org.dtbind.kernel.WritableKernel;
import org.dtbind.spec.Access;

/**
 * Sets up an aggregator again that exists and is in use, after the owner of its device node was
 * changed. If that is killed or stopped, the aggregator must stay, with its former owner.
 */
final class AggregatorAgainCases {

  private static final String LINK = "/dev/gpio/relays";
  private static final CreateRequest RELAYS =
      CreateRequest.of("relays", List.of("gpio2:26-27"))
          .withAccess(
              Access.owned(Optional.of("games"), Optional.of("tty"), Optional.of("0640"))
                  .orLink("relays"));

  private final WritableKernel kernel;
  private final KillCases kills;
  private final boolean hasConfigfs;

  AggregatorAgainCases(Target target, boolean everyWrite) {
    this.kernel = target.kernel();
    this.hasConfigfs = target.hasConfigfs();
    this.kills = new KillCases(target, everyWrite);
  }

  List<Case> all() {
    return List.of(
        new Case("existingAggregatorWithoutItsDriverIsRefused", this::unbound),
        new Case("stoppedSetUpOfExistingAggregatorRestoresOwnerAndLink", this::stopped),
        new Case("stoppedSetUpOfExistingAggregatorRestoresOwnerWithUdev", this::stoppedWithUdev));
  }

  /** Returns the cases that interrupt a run at one write after the other. */
  List<Case> interruptions() {
    Case usual = new Case("killedSetUpOfExistingAggregatorIsDoneOrUndone", () -> killed(kernel));
    Case bySysfs =
        new Case(
            "killedSetUpOfExistingAggregatorBySysfsIsDoneOrUndone",
            () -> killed(ReplacedPort.in(kernel, Altered.withoutConfigfs(kernel.sysfs()))));
    Case open = new Case("killedSetUpOfOpenAggregatorIsDoneOrUndone", this::killedWhileOpen);
    return hasConfigfs ? List.of(usual, bySysfs, open) : List.of(usual, open);
  }

  private LiveAggregator relays() {
    return new Aggregators(kernel)
        .list().stream()
            .filter(one -> one.name().equals(Optional.of("relays")))
            .findFirst()
            .orElseThrow();
  }

  private String node() {
    return relays().chip().orElseThrow().device();
  }

  private String owner(String node) {
    return kernel.files().owner(node).map(Owner::text).orElse("nobody");
  }

  private boolean isUsed() {
    return relays().chip().orElseThrow().lines().get(0).used();
  }

  private void drift() {
    try {
      // Nobody loses access to it.
      shell("chown root:tty %1$s && chmod 0640 %1$s".formatted(node()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void killed(WritableKernel ports) throws Exception {
    created(new Aggregators(ports).create(RELAYS));
    String device = relays().device().orElseThrow();
    long inode = kernel.sysfs().inode("/sys/devices/platform/" + device).orElseThrow();
    Process user = new ProcessBuilder("gpioset", "--mode=signal", node(), "0=1").start();
    try {
      while (!isUsed()) {
        Thread.sleep(20);
      }
      kills.killed(
          new KillCases.Scenario(
              ports, this::drift, with -> new Aggregators(with).create(RELAYS).exit(), () -> {}));
      assertThat(kernel.sysfs().inode("/sys/devices/platform/" + device)).hasValue(inode);
      assertThat(isUsed()).isTrue();
      assertThat(user.isAlive()).isTrue();
    } finally {
      user.destroy();
      user.waitFor();
    }
    delete(kernel, "relays");
  }

  /** A node that was open to all users, so that the device is bound again. */
  private void killedWhileOpen() throws Exception {
    created(new Aggregators(kernel).create(RELAYS));
    kills.killed(
        new KillCases.Scenario(
            kernel,
            () -> {
              try {
                shell("chown root:root %1$s && chmod 0666 %1$s".formatted(node()));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            },
            with -> new Aggregators(with).create(RELAYS).exit(),
            () -> {}));
    delete(kernel, "relays");
  }

  private void unbound() throws Exception {
    created(new Aggregators(kernel).create(RELAYS));
    String device = relays().device().orElseThrow();
    shell("echo %s > /sys/bus/platform/drivers/gpio-aggregator/unbind".formatted(device));
    assertThat(relays().chip()).isEmpty();
    // Without a chip, nothing shows the lines.
    assertThat(new Aggregators(kernel).create(RELAYS).exit()).isNotEqualTo(ExitStatus.DONE);
    shell("echo %s > /sys/bus/platform/drivers/gpio-aggregator/bind".formatted(device));
    created(new Aggregators(kernel).create(RELAYS));
    delete(kernel, "relays");
  }

  /** Stops as soon as the device node has its new owner. */
  private void stop(String node, String former) {
    assertThat(new Aggregators(kernel, () -> !owner(node).equals(former)).create(RELAYS).exit())
        .isEqualTo(ExitStatus.STOPPED);
    assertThat(owner(node)).isEqualTo(former);
  }

  private void stopped() {
    created(new Aggregators(kernel).create(RELAYS));
    String node = node();
    drift();
    assertThat(kernel.files().remove(LINK).failure()).isEmpty();
    DriverState before = DriverState.of(kernel);
    stop(node, owner(node));
    assertThat(kernel.files().linked(LINK)).isEmpty();
    assertThat(DriverState.of(kernel)).isEqualTo(before);
    delete(kernel, "relays");
  }

  private void stoppedWithUdev() throws Exception {
    try (AutoCloseable udev = AggregatorNodeCases.udev()) {
      assertThat(udev).isNotNull();
      created(new Aggregators(kernel).create(RELAYS));
      String node = node();
      shell("udevadm settle");
      drift();
      String former = owner(node);
      stop(node, former);
      shell("udevadm settle");
      assertThat(owner(node)).isEqualTo(former);
      delete(kernel, "relays");
      shell("udevadm settle");
    }
  }
}
