// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.declaration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.bind.ActualState;
import org.dtbind.bind.AtBoot;
import org.dtbind.bind.Planning;
import org.dtbind.bind.StatusReport;
import org.dtbind.bind.plan.DeviceSubject;
import org.dtbind.bind.plan.Results;
import org.dtbind.change.NamedResult;
import org.dtbind.change.result.DeclaredPlace;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Rejected;
import org.dtbind.device.DeviceResolver;
import org.dtbind.device.LinuxDevice;
import org.dtbind.device.Resolution;
import org.dtbind.iommu.GroupMember;
import org.dtbind.iommu.GroupRequest;
import org.dtbind.iommu.GroupRequest.Goal;
import org.dtbind.iommu.IommuGroup;
import org.dtbind.iommu.IommuGroups;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Paths;
import org.dtbind.spec.Access;
import org.dtbind.spec.DeclaredAccess;
import org.dtbind.spec.IommuGroupSpec;
import org.dtbind.spec.Located;
import org.dtbind.spec.Specification;

/**
 * The IOMMU groups of a specification. The name of one of its devices identifies a group, because
 * the number of the group may change at each boot.
 */
record DeclaredGroups(List<Declared> groups, ApplyRequest request) {

  DeclaredGroups {
    groups = List.copyOf(groups);
  }

  record Declared(
      String member, String driver, AtBoot atBoot, Access access, DeclaredPlace place) {}

  static DeclaredGroups of(Specification specification, ApplyRequest request) {
    List<Declared> groups = new ArrayList<>();
    for (IommuGroupSpec group : specification.iommuGroups()) {
      Optional<String> driver = group.bind().map(Located::value);
      if (driver.isPresent()) {
        DeclaredAccess access = group.access();
        groups.add(
            new Declared(
                group.member().value(),
                driver.get(),
                Declaration.atBoot(access, request.prune()),
                access.values(),
                DeclaredPlace.of(specification, group.member().span(), access)));
      }
    }
    return new DeclaredGroups(groups, request);
  }

  /**
   * {@return plans for the devices that are not yet in the declared state}
   *
   * @param taken the ids of devices that are declared already; the ids of the planned devices are
   *     added
   */
  List<NamedResult<DeviceSubject>> plan(ActualState actual, Set<String> taken) {
    List<NamedResult<DeviceSubject>> entries = new ArrayList<>();
    for (Declared declared : groups) {
      Resolution resolution = actual.resolve(declared.member());
      Optional<Integer> number =
          resolution instanceof Resolution.Found found
              ? number(actual.kernel(), found.device())
              : Optional.empty();
      if (number.isEmpty()) {
        Problem rejection =
            resolution instanceof Resolution.Found found
                ? without(found.device())
                : Planning.noSingle(resolution);
        entries.add(
            new NamedResult<>(declared.member(), Result.rejected(placed(declared, rejection))));
        continue;
      }
      GroupRequest wanted =
          new GroupRequest(
              number.get(),
              new Goal.Bound(Optional.of(declared.driver())),
              request.options(),
              false);
      Results planned = Planning.plan(actual, wanted, declared.atBoot(), declared.access());
      for (NamedResult<DeviceSubject> entry : planned.entries()) {
        entries.add(new NamedResult<>(entry.wanted(), checked(declared, entry, taken)));
      }
    }
    return entries;
  }

  private static Result<DeviceSubject> checked(
      Declared declared, NamedResult<DeviceSubject> entry, Set<String> taken) {
    if (entry.result() instanceof Rejected<DeviceSubject> rejected) {
      return Result.rejected(placed(declared, rejected.why()));
    }
    return !taken.add(entry.wanted()) && entry.result().pending()
        ? Result.rejected(
            placed(
                declared,
                Problem.of(Reason.UNSUITABLE, entry.wanted() + " is declared twice")
                    .help("remove one of the declarations")))
        : entry.result();
  }

  private static Problem placed(Declared declared, Problem rejected) {
    return declared.place().of(rejected);
  }

  private static StatusReport.NamedProblem problem(Declared declared, Problem why) {
    return new StatusReport.NamedProblem(
        "IOMMU group of " + declared.member(), placed(declared, why));
  }

  private static Optional<Integer> number(Kernel kernel, LinuxDevice device) {
    return kernel
        .sysfs()
        .target(device.directory() + "/iommu_group")
        .value()
        .map(Paths::name)
        .filter(name -> name.matches("[0-9]{1,9}"))
        .map(Integer::valueOf);
  }

  private static Problem without(LinuxDevice device) {
    return Problem.of(Reason.UNSUPPORTED, device.text() + " is not in any IOMMU group")
        .help(
            "run dtbind group list; Linux 6.1 adds a devicetree device to a group only when a "
                + "driver binds to it");
  }

  /**
   * {@return the declared group of each device in the groups, by {@code BUS/DEVICE}}
   *
   * @param problems collects a problem for each group whose device or number is not found
   */
  Map<String, Declared> members(
      Kernel kernel, DeviceResolver resolver, List<StatusReport.NamedProblem> problems) {
    Map<String, Declared> members = new LinkedHashMap<>();
    if (groups.isEmpty()) {
      return members;
    }
    IommuGroups actual = IommuGroups.read(kernel);
    for (Declared declared : groups) {
      Resolution resolution = resolver.resolve(declared.member());
      if (!(resolution instanceof Resolution.Found found)) {
        problems.add(problem(declared, Planning.noSingle(resolution)));
        continue;
      }
      Optional<IommuGroup> group = number(kernel, found.device()).flatMap(actual::group);
      if (group.isEmpty()) {
        problems.add(problem(declared, without(found.device())));
        continue;
      }
      group.get().members().stream()
          .filter(GroupMember::moves)
          .forEach(member -> members.put(member.device().id(), declared));
    }
    return members;
  }
}
