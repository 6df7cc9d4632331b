// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.dtbind.aggregator.AggregatorRecovery;
import org.dtbind.bind.Outcome.Reason;
import org.dtbind.bind.Outcome.Rejected;
import org.dtbind.bind.Recovered.Ended;
import org.dtbind.bind.Recovered.OfAggregator;
import org.dtbind.bind.Recovered.OfDevice;
import org.dtbind.change.ExitStatus;
import org.dtbind.change.FileRun;
import org.dtbind.change.FilesEntry;
import org.dtbind.change.Interrupted;
import org.dtbind.change.Journal;
import org.dtbind.change.JournalBlock;
import org.dtbind.change.JournalDamage;
import org.dtbind.change.JournalEntry;
import org.dtbind.change.JournalFile;
import org.dtbind.change.JournalReading;
import org.dtbind.change.JournalWriter;
import org.dtbind.change.NodeGrant;
import org.dtbind.change.NodesEntry;
import org.dtbind.change.Problem;
import org.dtbind.change.SafeLine;
import org.dtbind.device.DriverOverride;
import org.dtbind.device.LinuxDevice;
import org.dtbind.device.VfioRemoval;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Watch;
import org.dtbind.spec.Access;

/**
 * Takes up what a killed run has left, by its {@link Journal}: puts the records in order where all
 * was done, and undoes all where it was not. What is so already is not written again, so that this
 * may be killed, too, and begun again. Whoever does it holds the lock.
 */
final class Recovery {

  private final Kernel kernel;
  private final Bindings bindings;
  private final Duration timeout;
  private final BooleanSupplier stopped;

  Recovery(Kernel kernel, Duration timeout, BooleanSupplier stopped) {
    this.kernel = kernel;
    this.bindings = new Bindings(kernel.files());
    this.timeout = timeout;
    this.stopped = stopped;
  }

  /** {@return why nothing may be changed before this was done; empty where nothing was cut off} */
  static Optional<Rejected> needed(Kernel kernel) {
    return Interrupted.of(kernel).map(Recovery::rejected);
  }

  private static Rejected rejected(Interrupted cutOff) {
    Reason reason = cutOff.exit() == ExitStatus.NOT_PERMITTED ? Reason.FORBIDDEN : Reason.CUT_OFF;
    return new Rejected(reason, cutOff.problem(), List.of());
  }

  /** Recovers. */
  Recovered run() {
    JournalFile.removeBegun(kernel.files());
    Attempt<Optional<JournalFile>> file = JournalFile.find(kernel.files());
    if (file.failure().isPresent()) {
      return new Recovered.Refused(rejected(Interrupted.unreadable(kernel, file.failure().get())));
    }
    Optional<JournalFile> found = file.value().flatMap(content -> content);
    return found.isPresent() ? run(found.get()) : new Recovered.Nothing();
  }

  private Recovered run(JournalFile file) {
    JournalReading.Result result = JournalReading.read(file.text());
    if (result instanceof JournalReading.Result.Damaged damaged) {
      return new Recovered.Refused(damaged(file, damaged.why()));
    }
    Journal journal = ((JournalReading.Result.Read) result).journal();
    Optional<String> boot = JournalWriter.boot(kernel);
    boolean otherBoot =
        journal.boot().isPresent() && boot.isPresent() && !journal.boot().equals(boot);
    List<JournalEntry> entries;
    try {
      entries = otherBoot && !file.lasts() ? List.of() : journal.entries(Recovery::entry);
    } catch (JournalDamage damage) {
      return new Recovered.Refused(damaged(file, damage.why()));
    }
    List<String> left = new ArrayList<>();
    if (otherBoot) {
      return ended(
          AfterBoot.of(kernel, journal, entries).restore(left),
          file,
          journal,
          List.of(),
          List.of(),
          left);
    }
    // Before all else: a folder that is to go has to be empty.
    for (JournalEntry each : entries) {
      for (String path : each.files()) {
        kernel.files().removeBegun(path).failure().ifPresent(why -> left.add(why.text()));
      }
    }
    return journal.done() || isDone(entries)
        ? finish(file, journal, entries, left)
        : undo(file, journal, entries, left);
  }

  /** Whether what goes last, and cannot be undone, is done. */
  private boolean isDone(List<JournalEntry> entries) {
    return entries.stream()
        .filter(AggregatorRecovery::isOf)
        .anyMatch(entry -> AggregatorRecovery.of(kernel, entry).isDone());
  }

  /** {@return what a block of a journal says} */
  static JournalEntry entry(JournalBlock block) throws JournalDamage {
    return switch (block.kind()) {
      case DeviceEntry.KIND -> DeviceEntry.read(block);
      case FilesEntry.KIND -> FilesEntry.read(block);
      case AggregatorRecovery.KIND -> AggregatorRecovery.read(block);
      case NodesEntry.KIND -> NodesEntry.read(block);
      default -> throw new JournalDamage("a kind of change that is not known", block.kind());
    };
  }

  private static Rejected damaged(JournalFile file, String why) {
    return new Rejected(
        Reason.CUT_OFF,
        Problem.of("%s is damaged: %s".formatted(file.path(), why))
            .details(List.of("nothing was written"))
            .help(
                "look at it, and at dtbind status; without it, devices are taken for what they are"
                    + " now: rm "
                    + file.path()),
        List.of());
  }

  private Recovered finish(
      JournalFile file, Journal journal, List<JournalEntry> entries, List<String> left) {
    List<OfDevice> devices = new ArrayList<>();
    List<OfAggregator> aggregators = new ArrayList<>();
    for (JournalEntry each : entries) {
      if (each instanceof DeviceEntry entry) {
        Optional<LinuxDevice> device = find(entry);
        if (!entry.kept()) {
          bindings
              .forget(entry.bus(), entry.device())
              .failure()
              .ifPresent(why -> left.add(why.text()));
        }
        devices.add(new OfDevice(entry.text(), device, List.of()));
      } else if (AggregatorRecovery.isOf(each)) {
        AggregatorRecovery aggregator = AggregatorRecovery.of(kernel, each);
        aggregator.finish();
        aggregators.add(new OfAggregator(aggregator.text(), aggregator.isThere(), List.of()));
      }
    }
    return ended(Ended.Way.FINISHED, file, journal, devices, aggregators, left);
  }

  private Recovered undo(
      JournalFile file, Journal journal, List<JournalEntry> entries, List<String> left) {
    Set<Integer> touched = journal.touched();
    List<OfDevice> devices = new ArrayList<>();
    List<OfAggregator> aggregators = new ArrayList<>();
    try (Watch watch = Watch.begin(kernel, timeout, stopped)) {
      for (int i = entries.size() - 1; i >= 0; i--) {
        if (entries.get(i) instanceof DeviceEntry entry) {
          Optional<LinuxDevice> device = find(entry);
          List<String> ofDevice = new ArrayList<>();
          if (touched.contains(i)) {
            ofDevice.addAll(undo(entry, device, watch));
          }
          Attempt<Attempt.Nothing> record =
              device.isPresent() && entry.recorded().isPresent()
                  ? bindings.remember(entry.recorded().get())
                  : bindings.forget(entry.bus(), entry.device());
          record.failure().ifPresent(why -> ofDevice.add(why.text()));
          left.addAll(ofDevice);
          devices.add(
              0, new OfDevice(entry.text(), device.map(d -> d.again(kernel.sysfs())), ofDevice));
        } else if (entries.get(i) instanceof FilesEntry entry && touched.contains(i)) {
          left.addAll(FileRun.undo(kernel, entry.changes()));
        } else if (AggregatorRecovery.isOf(entries.get(i))) {
          AggregatorRecovery entry = AggregatorRecovery.of(kernel, entries.get(i));
          List<String> ofAggregator = entry.undo(touched.contains(i), watch);
          left.addAll(ofAggregator);
          aggregators.add(0, new OfAggregator(entry.text(), entry.isThere(), ofAggregator));
        } else if (entries.get(i) instanceof NodesEntry entry && touched.contains(i)) {
          left.addAll(entry.undo(kernel));
        }
      }
      giveAgain(entries, watch);
    }
    return ended(Ended.Way.UNDONE, file, journal, devices, aggregators, left);
  }

  /** Once rules are as before: nodes that came again, or that udev has set up by others. */
  private void giveAgain(List<JournalEntry> entries, Watch watch) {
    for (JournalEntry each : entries) {
      if (each instanceof NodesEntry nodes) {
        nodes.announce(kernel);
      } else if (each instanceof DeviceEntry entry) {
        Access access = entry.recorded().map(Binding::access).orElse(Access.NONE);
        if (Giving.asks(access)) {
          find(entry).stream()
              .flatMap(device -> DeviceNodes.of(kernel, device).stream())
              .forEach(
                  node -> NodeGrant.of(kernel, node, access).make(text -> Attempt.done(), watch));
        }
      }
    }
  }

  private List<String> undo(DeviceEntry entry, Optional<LinuxDevice> found, Watch watch) {
    if (found.filter(now -> VfioRemoval.isUnderWay(kernel.sysfs(), now.folder())).isPresent()) {
      Problem why = InUse.underWay(kernel, found.get());
      List<String> left = new ArrayList<>(List.of(why.message()));
      left.addAll(why.details());
      return left;
    }
    LinuxDevice before =
        new LinuxDevice(
            entry.bus(),
            entry.device(),
            found.map(LinuxDevice::folder).orElse(""),
            entry.node(),
            entry.driver(),
            new DriverOverride(
                found.filter(now -> now.override().supported()).isPresent(), entry.override()));
    StepWriter writer = new StepWriter(kernel, before, timeout, step -> Attempt.done());
    Optional<Step.RemoveId> forget =
        entry.newId().map(id -> new Step.RemoveId(before, entry.nextDriver().orElseThrow(), id));
    Rollback back = new Rollback(before, writer, forget);
    return found.isPresent() ? back.run(watch) : back.forgetId();
  }

  /** The device of an entry; another one that has its name by now is none. */
  private Optional<LinuxDevice> find(DeviceEntry entry) {
    return kernel
        .sysfs()
        .target("/sys/bus/" + entry.bus() + "/devices/" + entry.device())
        .value()
        .filter(folder -> folder.startsWith("/sys/devices/"))
        .map(folder -> LinuxDevice.read(kernel.sysfs(), entry.bus(), folder))
        .filter(device -> device.name().equals(entry.device()))
        .filter(device -> device.node().equals(entry.node()));
  }

  private Recovered ended(
      Ended.Way way,
      JournalFile file,
      Journal journal,
      List<OfDevice> devices,
      List<OfAggregator> aggregators,
      List<String> left) {
    List<String> all = new ArrayList<>(left);
    if (all.isEmpty()) {
      JournalWriter.remove(kernel.files(), file.path())
          .failure()
          .ifPresent(why -> all.add(why.text()));
    }
    List<Journal.Begun> begun = journal.begun();
    Optional<String> last =
        begun.isEmpty() ? Optional.empty() : Optional.of(begun.get(begun.size() - 1).text());
    List<String> notUndone = new ArrayList<>();
    for (Journal.Begun step : begun) {
      if (way == Ended.Way.UNDONE && step.text().startsWith(SafeLine.VERB)) {
        notUndone.add(step.text());
      }
    }
    return new Ended(way, journal.process(), last, devices, aggregators, all, notUndone);
  }
}
