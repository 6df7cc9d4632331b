// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.dtbind.aggregator.AggregatorPlan;
import org.dtbind.aggregator.AggregatorSubject;
import org.dtbind.bind.plan.DevicePlan;
import org.dtbind.bind.plan.Drivers;
import org.dtbind.bind.plan.Plan;
import org.dtbind.bind.plan.Results;
import org.dtbind.bind.record.Binding;
import org.dtbind.bind.record.PersistentBinding;
import org.dtbind.bind.record.PersistentBindings;
import org.dtbind.change.FileChange;
import org.dtbind.change.FileState;
import org.dtbind.change.FileState.Text;
import org.dtbind.change.FileState.Unreadable;
import org.dtbind.change.NamedResult;
import org.dtbind.change.boot.BootFiles;
import org.dtbind.change.boot.BootUnit;
import org.dtbind.change.boot.SharedBootFiles;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Answer;
import org.dtbind.change.result.Result.Planned;
import org.dtbind.device.LinuxDevice;
import org.dtbind.export.Artefact;
import org.dtbind.export.target.BindingFiles;
import org.dtbind.export.target.TargetDevice;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Kernel;
import org.dtbind.linux.gpio.LineRef;
import org.dtbind.spec.Access;

/**
 * Determines which files to write or remove so that bindings are restored at each boot, or no
 * longer are. Replaces and removes only files that dtbind wrote according to its records in {@code
 * /var/lib/dtbind}. Only reads.
 */
record Persistence(Kernel kernel, PersistentBindings records) {

  /**
   * The longest name of a device in a file name: NAME_MAX, minus the length of prefixes and
   * suffixes.
   */
  private static final int LONGEST_NAME = 200;

  private static final String UNPERSISTED = "omit --persist";

  /** {@return the changes that bind a device at each boot, or keep it without a driver} */
  Answer<List<FileChange>> bound(ActualState actual, Plan plan, Binding kept, Access access) {
    LinuxDevice device = plan.before();
    Optional<Problem> rejection = unnameable(device);
    if (rejection.isPresent()) {
      return Result.rejected(rejection.get());
    }
    List<LineRef> lines =
        plan.chip().flatMap(any -> actual.lines(device)).stream()
            .flatMap(request -> request.entries().stream())
            .flatMap(entry -> entry.line().stream())
            .toList();
    TargetDevice requested =
        new TargetDevice(
            device.node(),
            device.bus(),
            Optional.of(device.name()),
            plan.driver().or(plan::override),
            lines,
            access);
    if (!requested.isNameable()) {
      return Result.rejected(
          unsuitable(
              "udev rules cannot contain the name of %s, its suppliers or its driver"
                  .formatted(device.text()),
              "omit --persist: udev rules support only letters, digits and , . _ + - @"));
    }
    TargetDevice target = requested.withAccess(requested.possibleAccess());
    List<String> notes =
        target.equals(requested)
            ? List.of()
            : List.of(
                "dtbind does not know which device nodes the driver creates, so it does not set "
                    + "their owner");
    List<Artefact> files = new ArrayList<>(BindingFiles.of(target, modules(plan)));
    files.addAll(BindingFiles.boot());
    return changes(device, files, kept, notes);
  }

  /**
   * {@return the changes that set the owner of a device's nodes at each boot, while it keeps its
   * driver}
   */
  Answer<List<FileChange>> given(Plan plan, Binding kept, TargetDevice target) {
    LinuxDevice device = plan.before();
    Optional<Problem> rejection = unnameable(device);
    List<Artefact> files = new ArrayList<>(BindingFiles.of(target.left(), List.of()));
    files.addAll(BindingFiles.boot());
    return rejection
        .<Answer<List<FileChange>>>map(Result::rejected)
        .orElseGet(() -> changes(device, files, kept, List.of()));
  }

  private static Optional<Problem> unnameable(LinuxDevice device) {
    String id = device.bus() + ":" + device.name();
    return id.length() > LONGEST_NAME || id.chars().anyMatch(c -> c < ' ' || c > '~')
        ? Optional.of(
            unsuitable("no file name can contain the name of " + device.text(), UNPERSISTED))
        : Optional.empty();
  }

  private Answer<List<FileChange>> changes(
      LinuxDevice device, List<Artefact> files, Binding kept, List<String> notes) {
    Optional<PersistentBinding> before = records.of(device);
    Attempt<List<FileChange>> written = boot().written(files);
    if (written.failure().isPresent()) {
      return Result.rejected(unsuitable(written.failure().get().text(), "inspect that path"));
    }
    List<FileChange> changes = new ArrayList<>(written.value().orElseThrow());
    Optional<FileChange> foreign =
        changes.stream().filter(change -> isForeign(before, change)).findFirst();
    if (foreign.isPresent()) {
      return Result.rejected(
          unsuitable(
              foreign.get().path() + " exists, but dtbind did not write it", "move it away first"));
    }
    Map<String, String> digests = new LinkedHashMap<>();
    files.forEach(
        file -> digests.put("/" + file.path(), PersistentBinding.digest(file.content().utf8())));
    // Remove files that are no longer needed, such as one that loads a module that is now built in.
    List<String> all = new ArrayList<>(notes);
    before.ifPresent(
        record ->
            record.files().keySet().stream()
                .filter(path -> !digests.containsKey(path) && !isShared(path))
                .forEach(path -> remove(path, "no longer needed", record, changes, all)));
    record(device, before, new PersistentBinding(kept, digests), changes);
    return new Planned<>(changes, all);
  }

  private static boolean isForeign(Optional<PersistentBinding> before, FileChange change) {
    return !isShared(change.path())
        && change
            .before()
            .filter(state -> !(state instanceof Unreadable))
            .filter(state -> !wrote(before, change.path(), state))
            .isPresent();
  }

  private BootFiles boot() {
    return new BootFiles(kernel.files(), BootUnit.DEVICES);
  }

  /**
   * Adds the record in the first place, so that the other files are known as dtbind's after an
   * interruption.
   */
  private void record(
      LinuxDevice device,
      Optional<PersistentBinding> before,
      PersistentBinding after,
      List<FileChange> changes) {
    // The files do not contain all of the state, such as the safe states of lines.
    boolean same =
        before.filter(known -> known.binding().isOfSameState(after.binding())).isPresent();
    if (changes.isEmpty() && same) {
      return;
    }
    String path = PersistentBindings.path(device.bus(), device.name());
    FileChange.to(
            kernel.files(),
            path,
            Optional.of(new Text(after.text(), false)),
            "records the driver and the former driver")
        .ifPresent(change -> changes.add(0, change));
  }

  /**
   * {@return the changes that remove all files by which a device is restored at boot; empty if
   * there are none; with a note about each file that stays}
   */
  Planned<List<FileChange>> forgotten(LinuxDevice device) {
    List<FileChange> changes = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    Optional<PersistentBinding> record = records.of(device);
    if (record.isEmpty()) {
      return new Planned<>(changes, notes);
    }
    for (String path : record.get().files().keySet()) {
      if (!isShared(path)) {
        remove(path, "no longer needed at boot", record.get(), changes, notes);
      }
    }
    String path = PersistentBindings.path(device.bus(), device.name());
    boot().removed(path, "the record is no longer needed").ifPresent(changes::add);
    return new Planned<>(changes, notes);
  }

  /** Adds the removal of a file, or a note if it was changed after dtbind wrote it. */
  private void remove(
      String path,
      String purpose,
      PersistentBinding record,
      List<FileChange> changes,
      List<String> notes) {
    Optional<FileChange> removed = boot().removed(path, purpose);
    if (removed.filter(change -> isForeign(Optional.of(record), change)).isPresent()) {
      notes.add(path + " was not removed: it was changed after dtbind wrote it");
    } else {
      removed.ifPresent(changes::add);
    }
  }

  private static boolean wrote(Optional<PersistentBinding> record, String path, FileState state) {
    return state instanceof Text text
        && record.filter(one -> one.wrote(path, text.content())).isPresent();
  }

  /** Whether a file is shared by all devices. Such a file has a name that only dtbind uses. */
  private static boolean isShared(String path) {
    return !path.equals(BootUnit.DEVICES.link()) && BootUnit.DEVICES.sharedPaths().contains(path);
  }

  /**
   * {@return plans with the removal of the shared files that none of their devices and aggregators
   * needs at boot afterwards}
   *
   * <p>The removals belong to the plans of the last device and of the last aggregator that are no
   * longer restored, not to a change of their own: dtbind recognizes the files that it wrote by the
   * digests in that device's record, so they must be removed before the record, and come back with
   * it in a rollback. Text and {@code changedFiles} show with each device which files it needs.
   */
  Results complete(Results planned) {
    Set<String> removed = new HashSet<>();
    Set<String> written = new HashSet<>();
    for (DevicePlan plan : planned.plans()) {
      plan.files()
          .forEach(change -> (change.after().isPresent() ? written : removed).add(change.path()));
    }
    for (NamedResult<AggregatorSubject> one : planned.aggregators()) {
      Optional<AggregatorPlan> plan = AggregatorPlan.of(one.result());
      plan.flatMap(AggregatorPlan::removedDeclaration).ifPresent(removed::add);
      plan.flatMap(AggregatorPlan::writtenDeclaration).ifPresent(written::add);
    }
    SharedBootFiles shared = new SharedBootFiles(kernel.files(), removed, written);
    List<FileChange> ofDevices = shared.unused(BootUnit.DEVICES, this::wroteShared);
    List<FileChange> ofAggregators = shared.unused(BootUnit.AGGREGATORS, any -> true);
    return new Results(
        withLast(
            planned.entries(),
            result ->
                DevicePlan.of(result)
                    .filter(plan -> plan.files().stream().anyMatch(removesRecord(plan)))
                    .map(plan -> removing(plan, ofDevices))),
        withLast(
            planned.aggregators(),
            result ->
                result
                    .about()
                    .filter(
                        one -> one.plan().flatMap(AggregatorPlan::removedDeclaration).isPresent())
                    .map(one -> one.with(one.plan().orElseThrow().removing(ofAggregators)))),
        planned.whole(),
        planned.notes());
  }

  /** Returns results of which the last that {@code change} concerns has another plan. */
  private static <S> List<NamedResult<S>> withLast(
      List<NamedResult<S>> results, Function<Result<S>, Optional<? extends S>> change) {
    List<NamedResult<S>> all = new ArrayList<>(results);
    for (int i = all.size() - 1; i >= 0; i--) {
      Optional<? extends S> changed = change.apply(all.get(i).result());
      if (changed.isPresent()) {
        all.set(i, all.get(i).planned(changed.get()));
        break;
      }
    }
    return all;
  }

  private static DevicePlan removing(DevicePlan plan, List<FileChange> shared) {
    List<FileChange> files = new ArrayList<>();
    for (FileChange change : plan.files()) {
      files.addAll(removesRecord(plan).test(change) ? shared : List.of());
      files.add(change);
    }
    return plan.with(files);
  }

  /**
   * Whether a change removes the device's record. Its path says so, as for all files that are
   * compared here: otherwise, each planner that adds files to a plan would have to pass on which of
   * them is the record.
   */
  private static Predicate<FileChange> removesRecord(DevicePlan plan) {
    String path = PersistentBindings.path(plan.device().bus(), plan.device().name());
    return change -> change.after().isEmpty() && change.path().equals(path);
  }

  /** Whether dtbind wrote a shared file, according to its records or its present content. */
  private boolean wroteShared(FileState state) {
    if (!(state instanceof Text text)) {
      return false;
    }
    String digest = PersistentBinding.digest(text.content());
    return records.known().values().stream().anyMatch(one -> one.files().containsValue(digest))
        || BootUnit.DEVICES.shared().stream()
            .anyMatch(file -> PersistentBinding.digest(file.content().utf8()).equals(digest));
  }

  /** {@return the module of the driver; empty if it is built in} */
  private List<String> modules(Plan plan) {
    if (plan.module().isPresent()) {
      return List.of(plan.module().get().name());
    }
    return plan.driver().flatMap(driver -> Drivers.module(kernel, plan.before(), driver)).stream()
        .toList();
  }

  private static Problem unsuitable(String message, String help) {
    return Problem.of(Reason.UNSUITABLE, message).help(help);
  }
}
