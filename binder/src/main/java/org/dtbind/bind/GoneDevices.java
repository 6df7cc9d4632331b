// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.bind.plan.DevicePlan;
import org.dtbind.bind.plan.DeviceSubject;
import org.dtbind.bind.plan.Plan;
import org.dtbind.bind.plan.RecordChange;
import org.dtbind.bind.plan.Rejections;
import org.dtbind.bind.record.Binding;
import org.dtbind.bind.record.PersistentBinding;
import org.dtbind.bind.record.PersistentBindings;
import org.dtbind.bind.record.Recorded;
import org.dtbind.change.FileChange;
import org.dtbind.change.NamedResult;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Planned;
import org.dtbind.device.DriverOverride;
import org.dtbind.device.LinuxDevice;
import org.dtbind.device.Resolution;
import org.dtbind.linux.GenericDriver;

/**
 * Plans for devices that do not exist now, but are bound whenever they appear. Only their files can
 * be removed. Only reads.
 */
record GoneDevices(ActualState actual) {

  /** {@return the result of a request to release a device that was not found} */
  Result<DeviceSubject> unbind(Resolution resolution, boolean persist) {
    Problem rejected = Rejections.noSingle(resolution);
    if (resolution instanceof Resolution.Ambiguous) {
      return Result.rejected(rejected);
    }
    List<Binding> meant =
        actual.persistence().records().known().values().stream()
            .map(PersistentBinding::binding)
            .filter(binding -> means(resolution, binding))
            .toList();
    if (meant.isEmpty()) {
      return Result.rejected(persist ? unclear(resolution.wanted()).orElse(rejected) : rejected);
    }
    List<String> ids = meant.stream().map(Binding::id).sorted().toList();
    if (meant.size() > 1) {
      return Result.rejected(
          Problem.of(
                  Reason.AMBIGUOUS,
                  "\"%s\" matches %d devices that do not exist"
                      .formatted(resolution.wanted(), ids.size()))
              .help("specify one of " + String.join(", ", ids))
              .candidates(ids));
    }
    if (!persist) {
      return Result.rejected(
          Problem.of(rejected.reason(), ids.get(0) + " does not exist, so it cannot be released")
              .help("use --persist to remove the files that bind it when it appears"));
    }
    return forget(meant.get(0));
  }

  private static boolean means(Resolution resolution, Binding binding) {
    String word = resolution.wanted();
    boolean node =
        binding
            .node()
            .filter(
                path ->
                    path.text().equals(word)
                        || resolution instanceof Resolution.NoDevice none
                            && none.node().equals(path))
            .isPresent();
    return node || word.equals(binding.id()) || word.equals(binding.device());
  }

  private Optional<Problem> unclear(String word) {
    return actual.persistence().records().unclear().stream()
        .filter(path -> path.endsWith(":" + word) || path.endsWith("/" + word.replace('/', ':')))
        .findFirst()
        .map(PersistentBindings::unclear);
  }

  /** {@return a plan that removes all files that bind the device when it appears} */
  Result<DeviceSubject> forget(Binding binding) {
    LinuxDevice device = device(binding);
    Recorded recorded = actual.recorded(device);
    if (recorded.unclear().isPresent()) {
      return Result.rejected(recorded.unclear().get());
    }
    List<String> notes = new ArrayList<>();
    notes.add(
        device.text()
            + " does not exist: dtbind only removes the files that bind"
            + " it when it appears");
    Planned<List<FileChange>> forgotten = actual.persistence().forgotten(device);
    notes.addAll(forgotten.notes());
    List<FileChange> files = new ArrayList<>(forgotten.subject());
    files.addAll(actual.groupRules().ended(device, true));
    return forgetting(device, recorded.known(), files, notes);
  }

  /**
   * {@return plans that delete the records, made since the system started, of devices that were
   * bound to VFIO and no longer exist}
   */
  List<NamedResult<DeviceSubject>> ofVfio() {
    List<NamedResult<DeviceSubject>> gone = new ArrayList<>();
    for (Recorded recorded : actual.recorded()) {
      recorded
          .known()
          .filter(binding -> binding.driver().filter(GenericDriver::isVfio).isPresent())
          .filter(binding -> !actual.kernel().sysfs().exists(device(binding).directory()))
          .ifPresent(binding -> gone.add(new NamedResult<>(binding.id(), forgetRecord(binding))));
    }
    return gone;
  }

  private static Result<DeviceSubject> forgetRecord(Binding binding) {
    LinuxDevice device = device(binding);
    String note = device.text() + " no longer exists: dtbind deletes its record";
    return forgetting(device, Optional.of(binding), List.of(), List.of(note));
  }

  private static Result<DeviceSubject> forgetting(
      LinuxDevice device, Optional<Binding> known, List<FileChange> files, List<String> notes) {
    Plan plan = Plan.of(device, Optional.empty(), Optional.empty(), Optional.empty()).with(files);
    return DevicePlan.planned(plan, RecordChange.forgetting(plan, known, known), notes);
  }

  private static LinuxDevice device(Binding binding) {
    return new LinuxDevice(
        binding.bus(),
        binding.device(),
        "/sys/bus/" + binding.bus() + "/devices/" + binding.device(),
        binding.node(),
        Optional.empty(),
        DriverOverride.UNSUPPORTED);
  }
}
