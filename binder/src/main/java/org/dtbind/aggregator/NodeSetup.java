// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.aggregator.live.AggregatorRecord;
import org.dtbind.aggregator.live.LiveAggregator;
import org.dtbind.change.NodeGrant;
import org.dtbind.change.boot.BootUnit;
import org.dtbind.change.result.Problem;
import org.dtbind.export.target.TargetAggregator;
import org.dtbind.gpio.GpioChip;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Paths;
import org.dtbind.kernel.Watch;
import org.dtbind.source.Bytes;
import org.dtbind.spec.Access;

/**
 * Gives the device node of an aggregator to its users: by rules, where udev is at work, else at
 * once.
 */
final class NodeSetup {

  /** Groups our messages to udev, as those of the script that does without Java. */
  private static final String UUID = "7e0d5f9c-6b0e-4c7f-9d55-647462696e64";

  private static final Duration HEARD = Duration.ofSeconds(2);

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

  /** Of one that was there before: its files are there. */
  static NodeSetup again(Kernel kernel, AggregatorRecord record) {
    return new NodeSetup(
        kernel,
        new TargetAggregator(record.name(), List.of(), record.access().orLink(record.name())),
        false);
  }

  /** The files that it needs. */
  NodeFiles files() {
    return new NodeFiles(kernel, aggregator, persist, udev);
  }

  private String link() {
    return NodeGrant.LINKS + aggregator.access().link().orElse(aggregator.name());
  }

  private Access ownership() {
    return NodeGrant.ownership(aggregator.access());
  }

  /** What would be done, one per line. */
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
      plan.add("# udev makes " + link() + shown());
    } else {
      plan.add("link " + link() + shown());
    }
    return plan;
  }

  private String shown() {
    Access wanted = ownership();
    List<String> words = new ArrayList<>();
    wanted.owner().ifPresent(user -> words.add("owner " + user));
    wanted.group().ifPresent(group -> words.add("group " + group));
    wanted.mode().ifPresent(mode -> words.add("mode " + mode));
    return words.isEmpty() ? "" : ", " + String.join(", ", words);
  }

  private String message() {
    return "change " + UUID + " DTBIND=" + aggregator.key();
  }

  /** Once there is a chip; says what is not as requested. */
  Optional<String> apply(GpioChip chip, AggregatorWriter writer, Watch watch) {
    if (!udev) {
      return atOnce(chip, writer).map(Failure::text);
    }
    boolean goesOn = true;
    while (goesOn) {
      Optional<Failure> told =
          tell(DEVICES + chip.parent().orElse("-"), writer)
              .or(() -> tell(CHIPS + chip.name(), writer));
      if (told.isPresent()) {
        return told.map(Failure::text);
      }
      // A daemon that is being started anew has missed it.
      goesOn = !watch.until(HEARD, () -> wrong(chip).isEmpty()) && watch.goesOn();
    }
    return grant(chip).explained().map(what -> "udev did not set up " + what);
  }

  /** The device keeps it, and its chip is set up anew. */
  private Optional<Failure> tell(String folder, AggregatorWriter writer) {
    String uevent = folder + "/uevent";
    return writer
        .change(
            "write %s \"%s\"".formatted(uevent, message()),
            () -> kernel.sysfs().write(uevent, Bytes.latin1(message())))
        .failure();
  }

  private Optional<Failure> atOnce(GpioChip chip, AggregatorWriter writer) {
    String give = "give " + chip.device() + shown();
    Attempt<Nothing> given =
        writer.change(give, () -> kernel.files().give(chip.device(), ownership()));
    return given
        .then(
            is ->
                writer.change(
                    "link " + link(),
                    () -> kernel.files().link(link(), "../" + Paths.name(chip.device()))))
        .failure();
  }

  /** How a node is not as requested; empty if it is. */
  Optional<String> wrong(GpioChip chip) {
    return grant(chip).difference();
  }

  private NodeGrant grant(GpioChip chip) {
    Access access = aggregator.access().orLink(aggregator.name());
    return NodeGrant.of(kernel, chip.device(), access);
  }

  /** Who has opened the chip's node before it was given, as rules of the system may allow. */
  Optional<Problem> opened(GpioChip chip) {
    return grant(chip).opened();
  }

  /** How an aggregator is not set up as an access says, and what sets it; empty if it is. */
  static Optional<String> drift(Kernel kernel, LiveAggregator one, Access access) {
    if (one.made() == LiveAggregator.Made.MISSING) {
      return Optional.empty();
    }
    return one.chip().isEmpty()
        ? Optional.of("it has no chip: it is not bound to its driver")
        : NodeGrant.of(kernel, one.chip().get().device(), access.orLink(one.text())).explained();
  }

  /**
   * Removes a link that leads to a chip that was deleted, or to a node that is gone, and the folder
   * of links if it was the last.
   */
  static void removeLink(Kernel kernel, String name, Optional<String> deleted) {
    String link = NodeGrant.LINKS + name;
    Optional<String> leads = kernel.files().linked(link).map(to -> Paths.follow(link, to));
    // Where udev is at work, it is udev's.
    boolean gone =
        leads.filter(path -> !kernel.sysfs().exists(path) || deleted.equals(leads)).isPresent();
    if (gone && !kernel.udev().runs()) {
      kernel.files().remove(link);
      // Others may be in it: then it stays.
      kernel.sysfs().removeFolder(Paths.parent(link));
    }
  }
}
