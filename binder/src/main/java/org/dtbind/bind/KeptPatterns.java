// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dtbind.bind.UnbindRequest.Then;
import org.dtbind.bind.plan.ChangedDevice;
import org.dtbind.bind.plan.DevicePlan;
import org.dtbind.bind.plan.DeviceSubject;
import org.dtbind.bind.plan.Plan;
import org.dtbind.bind.plan.RecordChange;
import org.dtbind.bind.plan.Rejections;
import org.dtbind.change.FileChange;
import org.dtbind.change.FileState;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.change.result.Result;
import org.dtbind.device.DeviceSnapshot;
import org.dtbind.device.DriverOverride;
import org.dtbind.device.LinuxDevice;
import org.dtbind.device.ShellPattern;
import org.dtbind.export.Artefact;
import org.dtbind.export.target.KeptFreeFiles;
import org.dtbind.iommu.GroupRules;
import org.dtbind.kernel.Files;
import org.dtbind.kernel.Kernel;

/**
 * Plans to keep present and future devices that match {@code BUS:PATTERN} without a driver, through
 * a udev rule in {@code /etc}. Only reads.
 */
record KeptPatterns(Kernel kernel) {

  private static final String DIRECTORY = GroupRules.AT_BOOT;

  /**
   * A bus and one udev pattern; without quotation marks, and without {@code |}, which separates
   * patterns.
   */
  private static final Pattern WORD =
      Pattern.compile("([a-z][a-z0-9_-]*):([A-Za-z0-9.:_,@+*?\\[\\]!^-]+)");

  /** {@return the result of a request that names a pattern; empty if it does not} */
  Optional<Result<DeviceSubject>> unbind(UnbindRequest request) {
    Matcher word = WORD.matcher(request.device());
    if (!word.matches() || !request.persist()) {
      return Optional.empty();
    }
    String bus = word.group(1);
    String pattern = word.group(2);
    Artefact rules = KeptFreeFiles.rules(bus, pattern);
    String path = "/" + rules.path();
    if (request.then() != Then.NONE) {
      String purpose = "drivers can bind to new devices again";
      return FileChange.to(kernel.files(), path, Optional.empty(), purpose)
          .map(
              removed ->
                  planned(
                      bus,
                      pattern,
                      removed,
                      "existing devices stay without a driver until you release them by name, "
                          + "with --force"));
    }
    Optional<Problem> rejection = impossible(bus, pattern, request);
    if (rejection.isPresent()) {
      return rejection.map(Result::rejected);
    }
    Optional<FileState> wanted = Optional.of(new FileState.Text(rules.content().utf8(), false));
    return FileChange.to(kernel.files(), path, wanted, rules.purpose())
        .map(
            written ->
                planned(
                    bus,
                    pattern,
                    written,
                    "dtbind keeps drivers away from new devices; a built-in driver may bind to one "
                        + "before udev releases it"))
        .or(() -> Optional.of(ChangedDevice.already(kernel, device(bus, pattern), List.of())));
  }

  private Optional<Problem> impossible(String bus, String pattern, UnbindRequest request) {
    if (!kernel.sysfs().exists("/sys/bus/" + bus)) {
      return Optional.of(Problem.of(Reason.NOT_FOUND, "this system has no bus " + bus));
    }
    List<LinuxDevice> present =
        DeviceSnapshot.directories(kernel.sysfs(), bus)
            .map(directory -> LinuxDevice.read(kernel.sysfs(), bus, directory))
            .toList();
    if (!present.isEmpty() && present.stream().noneMatch(device -> device.override().supported())) {
      return Optional.of(Rejections.noOverride(device(bus, pattern)));
    }
    // udev compares names with fnmatch(3).
    ShellPattern names = new ShellPattern(pattern, false);
    if (names.hasReversedRange()) {
      return Optional.of(
          Problem.of(Reason.UNSUITABLE, "\"%s\" is not a valid pattern".formatted(pattern))
              .help("use *, ? and [...] as in the shell"));
    }
    List<String> taken = new ArrayList<>();
    for (LinuxDevice device : present) {
      if (names.matches(device.name()) && device.driver().isPresent()) {
        taken.add("%s is bound to %s".formatted(device.text(), device.driver().get()));
      }
    }
    return taken.isEmpty() || request.force()
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                    Reason.UNSUITABLE,
                    "devices that match %s:%s are in use".formatted(bus, pattern))
                .details(taken)
                .help("release them by name, or use --force to release them at the next boot"));
  }

  private static Result<DeviceSubject> planned(
      String bus, String pattern, FileChange change, String note) {
    Plan plan =
        Plan.of(device(bus, pattern), Optional.empty(), Optional.empty(), Optional.empty())
            .with(List.of(change));
    RecordChange record = RecordChange.forgetting(plan, Optional.empty(), Optional.empty());
    return DevicePlan.planned(plan, record, List.of(note));
  }

  private static LinuxDevice device(String bus, String pattern) {
    return new LinuxDevice(
        bus,
        pattern,
        "/sys/bus/" + bus + "/devices/" + pattern,
        Optional.empty(),
        Optional.empty(),
        DriverOverride.UNSUPPORTED);
  }

  /**
   * {@return the patterns whose devices are kept without a driver at each boot, such as {@code
   * pci:0000:03:*}}
   */
  static List<String> all(Files files) {
    return files.names(DIRECTORY).stream()
        .flatMap(name -> KeptFreeFiles.pattern(name).stream())
        .toList();
  }
}
