// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.dtbind.aggregator.live.AggregatorRecord;
import org.dtbind.aggregator.live.AggregatorStep;
import org.dtbind.aggregator.live.AggregatorSteps;
import org.dtbind.aggregator.live.LiveAggregator;
import org.dtbind.aggregator.live.LiveAggregator.CreationMethod;
import org.dtbind.change.NodeGrant;
import org.dtbind.change.NodesEntry.GivenNode;
import org.dtbind.change.Revocation;
import org.dtbind.change.Revocation.End;
import org.dtbind.change.StepJournal;
import org.dtbind.change.boot.BootUnit;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.export.target.TargetAggregator;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.GpioLine;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Watch;
import org.dtbind.source.Bytes;
import org.dtbind.spec.Access;

/**
 * Sets the owner, mode and link of an aggregator's device node: through rules if udev runs,
 * directly otherwise.
 */
final class NodeSetup {

  /** Identifies dtbind's messages to udev. The script without Java uses the same value. */
  private static final String UUID = "7e0d5f9c-6b0e-4c7f-9d55-647462696e64";

  private static final String CHIPS = "/sys/bus/gpio/devices/";
  private static final String DEVICES = "/sys/bus/platform/devices/";

  private final Kernel kernel;
  private final TargetAggregator aggregator;
  private final boolean persist;
  private final boolean udev;

  NodeSetup(Kernel kernel, TargetAggregator aggregator, boolean persist) {
    this.kernel = kernel;
    this.aggregator = aggregator;
    this.persist = persist;
    this.udev = kernel.udev().runs();
  }

  /** Returns the setup of an aggregator that existed before, whose files are in place. */
  static NodeSetup ofExisting(Kernel kernel, AggregatorRecord record) {
    return new NodeSetup(
        kernel,
        new TargetAggregator(record.name(), List.of(), record.access().orLink(record.name())),
        false);
  }

  NodeFiles files() {
    return new NodeFiles(kernel, aggregator, persist, udev);
  }

  private String link() {
    return NodeGrant.LINKS + aggregator.access().link().orElse(aggregator.name());
  }

  private Access ownership() {
    return aggregator.access().complete().ownership();
  }

  /** Whether udev could give a new chip to others before dtbind's rules apply to it. */
  private boolean mustBindAgain() {
    return udev && !ownership().equals(Access.NONE);
  }

  /** The steps that {@link #apply} would take, one per line. */
  List<String> plan() {
    List<String> plan = new ArrayList<>();
    files().artefacts().forEach(file -> plan.add("write file /" + file.path()));
    if (persist) {
      plan.add("link " + BootUnit.AGGREGATORS.link());
    }
    if (udev) {
      plan.add("run udevadm control --reload");
      plan.add("write %sgpio-aggregator.N/uevent \"%s\"".formatted(DEVICES, message()));
      plan.add("write %sgpiochipN/uevent \"%s\"".formatted(CHIPS, message()));
      plan.add("# udev creates " + link() + shown());
      if (mustBindAgain()) {
        AggregatorSteps.bindAgain("gpio-aggregator.N").forEach(step -> plan.add(step.text()));
      }
    } else {
      plan.add("link " + link() + shown());
    }
    return plan;
  }

  private String shown() {
    return ownership().words().stream().map(", "::concat).collect(Collectors.joining());
  }

  private String message() {
    return "change " + UUID + " DTBIND=" + aggregator.key();
  }

  /**
   * Sets up the device node of the chip; returns the difference from the request, if one remains.
   */
  Optional<String> apply(GpioChip chip, StepJournal journal, Watch watch) {
    NodeGrant grant = grant(chip);
    if (!udev) {
      return grant.atOnce(journal).map(Failure::text);
    }
    return grant
        .untilSetUp(
            () ->
                sendUevent(DEVICES + chip.parent().orElse("-"), journal)
                    .or(() -> sendUevent(CHIPS + chip.name(), journal)),
            journal,
            watch)
        .map(Failure::text)
        .or(() -> grant.explained().map(what -> "udev did not set up " + what));
  }

  /**
   * Sends udev a synthetic uevent with the aggregator's key, so that it applies the rules to the
   * device.
   */
  private Optional<Failure> sendUevent(String directory, StepJournal journal) {
    String uevent = directory + "/uevent";
    return journal
        .take(
            "write %s \"%s\"".formatted(uevent, message()),
            () -> journal.kernel().sysfs().write(uevent, Bytes.latin1(message())))
        .failure();
  }

  /** The difference of the device node from the request; empty if there is none. */
  Optional<String> wrong(GpioChip chip) {
    return grant(chip).difference();
  }

  private NodeGrant grant(GpioChip chip) {
    Access access = aggregator.access().orLink(aggregator.name());
    return NodeGrant.of(kernel, chip.device(), access);
  }

  /**
   * Sets up the device node of the chip, and ends the access of others; returns the reason to stop
   * if that fails.
   *
   * <p>Before dtbind's rules know a new chip, other rules may give it to a group whose members open
   * it at once and hide that. Its device is therefore bound again, and the second chip belongs to
   * its owner from the beginning. An existing chip is bound again if somebody loses access to it.
   *
   * @param existing the nodes that existed before, each with its former owner
   * @param device the name of the aggregator's Linux device
   * @param next waits for the chip of the device
   */
  Optional<Problem> stopped(
      GpioChip chip,
      List<GivenNode> existing,
      String device,
      Supplier<Optional<GpioChip>> next,
      StepJournal journal,
      Watch watch) {
    boolean again = existing.isEmpty() ? mustBindAgain() : revokes(chip);
    Optional<Problem> used = again && !existing.isEmpty() ? inUse(chip) : Optional.empty();
    // Afterwards, udev knows the device's key, and gives the second chip to its owner at once.
    Optional<Problem> stop = used.or(() -> setUp(chip, journal, watch));
    if (stop.isPresent() || !again) {
      return stop;
    }
    for (AggregatorStep step : AggregatorSteps.bindAgain(device)) {
      Optional<Failure> failure = step.take(journal).failure();
      if (failure.isPresent()) {
        return failure.map(why -> Problem.of(kernel, why));
      }
    }
    Optional<GpioChip> second = next.get();
    return second.isPresent()
        ? setUp(second.get(), journal, watch)
        : Optional.of(
            Problem.of(Reason.LOCKED, "the aggregator has no GPIO chip after it was bound again"));
  }

  private Optional<Problem> setUp(GpioChip chip, StepJournal journal, Watch watch) {
    return apply(chip, journal, watch)
        .map(
            what ->
                Problem.stopped(watch, "the aggregator was being set up")
                    .orElseGet(
                        () ->
                            Problem.of(what)
                                .help(
                                    "check journalctl -u systemd-udevd, or wait longer with"
                                        + " --timeout")));
  }

  /** Whether somebody who may open an existing node now may not do so afterwards. */
  private boolean revokes(GpioChip chip) {
    return !ownership().equals(Access.NONE)
        && Revocation.of(kernel.files(), chip.device(), Access.NONE, ownership(), End.BINDING_AGAIN)
            .bindsAgain();
  }

  /** The lines of a chip that somebody uses: releasing it would cut a running program off. */
  private Optional<Problem> inUse(GpioChip chip) {
    List<String> used =
        chip.lines().stream()
            .filter(GpioLine::used)
            .map(
                line ->
                    "line %d is used by \"%s\""
                        .formatted(line.offset(), line.consumer().orElse("the kernel")))
            .toList();
    return used.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                    Reason.ACCESS_REMAINS,
                    "former users of aggregator %s may keep access".formatted(aggregator.name()))
                .details(used)
                .help("release the lines first, or delete the aggregator and create it again"));
  }

  /**
   * The difference of an aggregator from its access settings, and the udev rule that causes it, if
   * one is found; empty if there is no difference.
   */
  static Optional<String> drift(Kernel kernel, LiveAggregator one, Access access) {
    if (one.creationMethod() == CreationMethod.MISSING) {
      return Optional.empty();
    }
    return one.chip().isEmpty()
        ? Optional.of("it has no chip: it is not bound to its driver")
        : NodeGrant.of(kernel, one.chip().get().device(), access.orLink(one.text())).explained();
  }
}
