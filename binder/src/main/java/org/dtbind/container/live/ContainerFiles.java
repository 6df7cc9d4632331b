// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.container.live;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.dtbind.bind.StatusReport;
import org.dtbind.change.Change;
import org.dtbind.change.ChangeSet.Part;
import org.dtbind.change.Executor;
import org.dtbind.change.FileChange;
import org.dtbind.change.SinglePlan;
import org.dtbind.change.boot.BootFiles;
import org.dtbind.change.boot.CdiNames;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Done;
import org.dtbind.change.result.Result.Planned;
import org.dtbind.container.CdiDevice;
import org.dtbind.container.CdiRules;
import org.dtbind.container.live.ContainerDevices.Present;
import org.dtbind.export.Artefact;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Paths;
import org.dtbind.kernel.WritableKernel;
import org.dtbind.spec.Specification;

/**
 * Writes the CDI files by which container runtimes find the declared devices, and the udev rules
 * that update these files when a device appears with another number or disappears.
 *
 * @param stopped asked repeatedly; once it returns true, a running change is rolled back
 */
public record ContainerFiles(WritableKernel kernel, BooleanSupplier stopped) {

  /**
   * The result of a request.
   *
   * @param devices the fully qualified CDI names of the devices
   * @param files the files that are written or removed
   */
  public record Written(List<String> devices, List<FileChange> files) {
    public Written {
      devices = List.copyOf(devices);
      files = List.copyOf(files);
    }
  }

  private record Plan(ContainerDevices devices, List<FileChange> files, List<String> notes)
      implements Part<Written> {

    @Override
    public List<Change> changes() {
      return List.of();
    }

    @Override
    public Written former() {
      return new Written(List.of(), List.of());
    }

    @Override
    public Result<Written> done(List<String> more) {
      return new Done<>(written(), false, Stream.concat(notes.stream(), more.stream()).toList());
    }

    Written written() {
      return new Written(devices.devices().stream().map(CdiDevice::qualified).toList(), files);
    }
  }

  /**
   * Writes all files, or none. If all files are up to date, it writes nothing, not even the lock.
   */
  public Result<Written> write(Specification specification, ContainerRequest request) {
    return new Executor(kernel, request.timeout(), stopped)
        .change(plan(specification, request), request.dryRun());
  }

  SinglePlan<Written> plan(Specification specification, ContainerRequest request) {
    ContainerDevices devices = ContainerDevices.read(kernel, specification);
    Attempt<Plan> found = plan(devices, request);
    Optional<Problem> rejection =
        found
            .failure()
            .map(why -> Problem.of(kernel, why))
            .or(
                () ->
                    devices.problems().stream()
                        .map(problem -> problem.reason(Reason.UNSUITABLE))
                        .findFirst());
    if (rejection.isPresent()) {
      return SinglePlan.ended(Result.rejected(rejection.get()));
    }
    Plan plan = found.value().orElseThrow();
    return plan.files.isEmpty()
        ? SinglePlan.ended(new Done<>(plan.written(), true, plan.notes))
        : new SinglePlan<>(
            new Planned<>(plan.written(), plan.notes),
            Optional.of(plan),
            modules -> plan(specification, request));
  }

  /**
   * {@return the CDI files of declared devices that differ from what {@link #write} would write: a
   * container would get another node or another owner, or could not start}
   */
  public static List<StatusReport.NamedProblem> outdated(
      Kernel kernel, Specification specification) {
    List<String> files = CdiNames.cdiFiles(kernel.files());
    if (files.isEmpty()) {
      return List.of();
    }
    ContainerDevices devices = ContainerDevices.read(kernel, specification);
    return files.stream()
        .filter(path -> isOutdated(kernel, devices, path))
        .map(
            path ->
                new StatusReport.NamedProblem(
                    path,
                    Problem.of(
                            Reason.DRIFTED,
                            path + " does not describe the declared device as it is now")
                        .help(
                            "to write the file again, apply the same declaration with --cdi="
                                + Paths.parent(path))))
        .toList();
  }

  private static boolean isOutdated(Kernel kernel, ContainerDevices devices, String path) {
    String file = Paths.name(path);
    return devices.devices().stream()
        .filter(device -> device.file().equals(file))
        .findFirst()
        .map(device -> device.artefact().content().utf8())
        .map(text -> !kernel.files().read(path).value().equals(Optional.of(Optional.of(text))))
        .orElseGet(() -> isMissing(devices, path, ".json"));
  }

  private Attempt<Plan> plan(ContainerDevices devices, ContainerRequest request) {
    List<String> notes = new ArrayList<>(devices.notes());
    devices.missing().forEach(device -> notes.add(device.why(request.dryRun())));
    List<Artefact> wanted = new ArrayList<>();
    for (Present one : devices.present()) {
      CdiRules rules = new CdiRules(one.device(), request.directory(), one.persistent());
      Optional<Artefact> file = rules.file(one.by());
      if (file.isEmpty()) {
        notes.add(
            one.device().qualified()
                + ": udev rules cannot contain its name; run apply again if the device changes");
      } else {
        wanted.add(rules.scriptFile());
        wanted.add(file.get());
      }
      Artefact json = one.device().artefact();
      wanted.add(
          new Artefact(
              request.directory().substring(1) + "/" + json.path(),
              json.purpose(),
              false,
              json.content()));
    }
    return BootFiles.of(kernel.files(), wanted.stream().distinct().toList())
        .map(
            changes -> {
              List<FileChange> all = new ArrayList<>(changes);
              all.addAll(removed(devices, request, wanted));
              return new Plan(devices, all, notes);
            });
  }

  /**
   * {@return removals of CDI files and rules from the directory that does not apply to them any
   * more, and of files that are not declared any more}
   */
  private List<FileChange> removed(
      ContainerDevices devices, ContainerRequest request, List<Artefact> wanted) {
    Set<String> kept = new HashSet<>();
    wanted.forEach(file -> kept.add("/" + file.path()));
    Set<String> gone = new HashSet<>();
    for (Present one : devices.present()) {
      gone.add(CdiRules.path(!one.persistent(), one.device().file()));
      otherDirectories(request)
          .forEach(directory -> gone.add(directory + "/" + one.device().file()));
    }
    CdiNames.cdiFiles(kernel.files()).stream()
        // A plan cannot know whether the device will have a node again.
        .filter(path -> isMissing(devices, path, ".json") ? !request.dryRun() : request.prune())
        .forEach(gone::add);
    if (request.prune()) {
      gone.addAll(rules(devices));
    }
    List<FileChange> changes = new ArrayList<>();
    for (Present one : devices.present()) {
      String mark = CdiRules.ended(one.device().file());
      FileChange.to(kernel.files(), mark, Optional.empty(), "the rule applies again")
          .ifPresent(changes::add);
    }
    gone.stream()
        .sorted()
        .filter(path -> !kept.contains(path))
        .forEach(
            path ->
                FileChange.to(
                        kernel.files(),
                        path,
                        Optional.empty(),
                        "the declaration does not contain it")
                    .ifPresent(changes::add));
    return changes;
  }

  /**
   * {@return the rules of devices that are not declared, and the scripts once no rule needs them}
   */
  private Set<String> rules(ContainerDevices devices) {
    Set<String> gone = new HashSet<>();
    CdiNames.rules(kernel.files()).stream()
        .filter(path -> !isMissing(devices, path, ".rules"))
        .forEach(gone::add);
    if (devices.missing().isEmpty()) {
      gone.addAll(CdiRules.SCRIPTS);
    }
    return gone;
  }

  private static boolean isMissing(ContainerDevices devices, String path, String end) {
    String file = Paths.name(path);
    // A name can contain underscores, but a kind, which comes before it, cannot.
    String name = file.substring(file.indexOf('_') + 1);
    return devices.missing().stream().anyMatch(device -> name.equals(device.name() + end));
  }

  private static List<String> otherDirectories(ContainerRequest request) {
    return CdiDevice.DIRECTORIES.stream()
        .filter(directory -> !directory.equals(request.directory()))
        .toList();
  }
}
