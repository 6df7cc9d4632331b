// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.bind.GroupRequest.Goal;
import org.dtbind.bind.Outcome.Planned;
import org.dtbind.bind.Outcome.Reason;
import org.dtbind.bind.Outcome.Rejected;
import org.dtbind.bind.UnbindRequest.Then;
import org.dtbind.device.LinuxDevice;
import org.dtbind.export.target.GroupFiles;
import org.dtbind.export.target.NodeAccess;
import org.dtbind.iommu.GroupHolders;
import org.dtbind.iommu.GroupMember;
import org.dtbind.iommu.GroupMember.Dma;
import org.dtbind.iommu.IommuGroup;
import org.dtbind.iommu.IommuGroups;
import org.dtbind.iommu.ResetLimits;
import org.dtbind.kernel.Kernel;
import org.dtbind.transaction.FileChange;
import org.dtbind.transaction.FileState;
import org.dtbind.transaction.Problem;

/**
 * From a wish for an IOMMU group to a plan for each of its devices, or to the reason why there is
 * none. Reads, and writes nothing.
 *
 * @param actual the system
 * @param declared what is wished for each boot to come; empty for what the wish itself says
 */
record GroupPlanning(ActualState actual, Optional<AtBoot> declared) {

  /** The driver of VFIO for each bus that has one. */
  private static final Map<String, String> DRIVERS =
      Map.of("pci", "vfio-pci", "platform", "vfio-platform", "amba", "vfio-amba");

  GroupPlanning(ActualState actual) {
    this(actual, Optional.empty());
  }

  /** {@return a plan, or why there is none, for each device of the group} */
  Outcomes plan(GroupRequest request) {
    IommuGroups groups = IommuGroups.read(kernel());
    Optional<IommuGroup> group = groups.group(request.group());
    if (group.isEmpty()) {
      return alone(request, missing(groups, request.group()));
    }
    List<Outcomes.Entry> entries = new ArrayList<>();
    for (GroupMember member : group.get().members()) {
      Outcome outcome = outcome(member, request);
      entries.add(
          new Outcomes.Entry(
              member.device().id(),
              outcome instanceof Planned planned
                  ? planned.ofGroup(request.group())
                  : outcome instanceof Rejected rejected ? whole(rejected, request) : outcome));
    }
    Optional<Rejected> open = releasesOpened(group.get(), entries);
    return open.isPresent()
        ? alone(request, open.get())
        : new Outcomes(withoutOwner(group.get(), request, entries), List.of());
  }

  private Kernel kernel() {
    return actual.kernel();
  }

  /** Whoever is given a group has it until it is released. */
  private List<Outcomes.Entry> withoutOwner(
      IommuGroup group, GroupRequest request, List<Outcomes.Entry> entries) {
    List<FileChange> rules = new ArrayList<>();
    for (GroupMember member : group.members()) {
      String path = GroupFiles.path(member.device().bus(), member.device().name());
      for (String folder : request.persist() ? List.of("/run/", "/etc/") : List.of("/run/")) {
        FileState.of(kernel().files(), folder + path)
            .value()
            .flatMap(is -> is)
            .ifPresent(
                is ->
                    rules.add(
                        new FileChange(
                            folder + path,
                            Optional.of(is),
                            Optional.empty(),
                            "its nodes are nobody's")));
      }
    }
    if (rules.isEmpty() || !(request.goal() instanceof Goal.Released)) {
      return entries;
    }
    List<Outcomes.Entry> all = new ArrayList<>(entries);
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).outcome() instanceof Planned planned) {
        rules.addAll(0, planned.plan().files());
        Planned more = planned.with(planned.plan().with(rules));
        all.set(i, new Outcomes.Entry(all.get(i).wanted(), more));
        return all;
      }
    }
    return all;
  }

  private static Outcomes alone(GroupRequest request, Rejected why) {
    return new Outcomes(List.of(new Outcomes.Entry("group " + request.group(), why)), List.of());
  }

  static Rejected missing(IommuGroups groups, int number) {
    if (groups.absent().isPresent()) {
      return new Rejected(Reason.UNSUPPORTED, Problem.of(groups.absent().get()), List.of());
    }
    List<String> known = groups.groups().stream().map(one -> String.valueOf(one.number())).toList();
    return new Rejected(
        Reason.NOT_FOUND,
        Problem.of(
            "there is no IOMMU group %d: there are %s".formatted(number, String.join(", ", known))),
        List.of());
  }

  private static Rejected whole(Rejected rejected, GroupRequest request) {
    List<String> details = new ArrayList<>(rejected.problem().details());
    details.add("IOMMU group %d moves as a whole, or not at all".formatted(request.group()));
    return new Rejected(
        rejected.reason(), rejected.problem().details(details), rejected.candidates());
  }

  /** The kernel lets go of an opened device only when its owner does: the write would hang. */
  private Optional<Rejected> releasesOpened(IommuGroup group, List<Outcomes.Entry> entries) {
    boolean releases = false;
    for (GroupMember member : group.members()) {
      String id = member.device().id();
      for (Outcomes.Entry entry : entries) {
        releases |=
            member.dma() == Dma.VFIO
                && entry.wanted().equals(id)
                && entry.outcome() instanceof Planned planned
                && planned.plan().releases();
      }
    }
    if (!releases) {
      return Optional.empty();
    }
    GroupHolders holders = GroupHolders.read(kernel(), group);
    return holders.isFree()
        ? Optional.empty()
        : Optional.of(
            Preparation.unsuitable(
                Problem.of("IOMMU group %d is in use".formatted(group.number()))
                    .details(holders.text())
                    .help("end that first: the kernel waits until its owner lets it go")));
  }

  private Outcome outcome(GroupMember member, GroupRequest request) {
    if (request.goal() instanceof Goal.Released) {
      return released(member, request);
    }
    LinuxDevice device = member.device();
    Optional<String> stays = stays(member, request.goal() instanceof Goal.None);
    if (stays.isPresent()) {
      return Binder.already(kernel(), device, stays.stream().toList());
    }
    if (member.use().filter("PCI bridge"::equals).isPresent()) {
      return Preparation.unsuitable(
          Problem.of(
                  "%s is a bridge with driver %s, which starts transfers of its own"
                      .formatted(device.text(), device.driver().orElse("none")))
              .help("VFIO takes no bridge: release it from that driver first"));
    }
    if (request.goal() instanceof Goal.Bound bound) {
      Optional<String> driver =
          bound.driver().or(() -> Optional.ofNullable(DRIVERS.get(device.bus())));
      return driver.isPresent() ? bound(device, driver.get(), request) : immovable(device);
    }
    return new UnbindPreparation(actual).unbind(unbind(device, Then.NONE, request));
  }

  /** {@return whether a device is given to VFIO with its group} */
  static boolean moves(GroupMember member) {
    return stays(member, false).isEmpty();
  }

  /** Why a device needs no other driver; empty where it is to get one. */
  private static Optional<String> stays(GroupMember member, boolean none) {
    LinuxDevice device = member.device();
    boolean bridge = member.use().isPresent();
    return switch (member.dma()) {
      case NONE ->
          Optional.of(
              "%s stays with %s, which starts no transfers"
                  .formatted(device.name(), device.driver().orElse("its driver")));
      case NOBODY ->
          bridge
              ? Optional.of("%s stays without driver".formatted(device.name()))
              : Optional.empty();
      case UNTOLD ->
          none
              ? Optional.empty()
              : Optional.of(
                  "%s stays: bus %s does not tell the kernel of its transfers"
                      .formatted(device.name(), device.bus()));
      default -> Optional.empty();
    };
  }

  private static Rejected immovable(LinuxDevice device) {
    return new Rejected(
        Reason.UNSUPPORTED,
        Problem.of(
                "%s cannot be given to VFIO: Linux has no driver of VFIO for bus %s"
                    .formatted(device.text(), device.bus()))
            .help("--none leaves it without driver"),
        List.of());
  }

  private Outcome bound(LinuxDevice device, String driver, GroupRequest request) {
    boolean there = device.driver().filter(driver::equals).isPresent();
    ResetLimits limits = ResetLimits.of(kernel(), device, driver);
    if (limits.refusal().isPresent() && !there && !request.force()) {
      Problem problem =
          Problem.of(
              "%s does not take %s: %s".formatted(driver, device.text(), limits.refusal().get()));
      return new Rejected(
          Reason.UNSUPPORTED,
          limits.help().map(problem::help).orElse(problem).details(limits.notes()),
          List.of());
    }
    BindRequest wish =
        new BindRequest(
            device.id(),
            Optional.of(driver),
            request.timeout(),
            request.force(),
            request.dryRun(),
            declared.orElseGet(
                () ->
                    request.persist() ? new AtBoot.Bound(NodeAccess.NONE) : new AtBoot.Unchanged()),
            BindRequest.Match.OVERRIDE,
            Optional.empty(),
            Optional.empty());
    Outcome outcome = new Preparation(actual, true).bind(wish);
    if (outcome instanceof Planned planned) {
      List<String> notes = new ArrayList<>(planned.notes());
      notes.addAll(limits.notes());
      return new Planned(planned.plan(), planned.record(), notes, planned.group());
    }
    return outcome;
  }

  private Outcome released(GroupMember member, GroupRequest request) {
    LinuxDevice device = member.device();
    boolean ours = actual.held(device, actual.recorded(device)).isPresent();
    boolean unclear = actual.recorded(device).unclear().isPresent();
    return ours || unclear || member.dma() == Dma.VFIO
        ? new UnbindPreparation(actual).unbind(unbind(device, Then.RESTORE, request))
        : Binder.already(kernel(), device, List.of());
  }

  private static UnbindRequest unbind(LinuxDevice device, Then then, GroupRequest request) {
    return new UnbindRequest(
        device.id(), then, request.timeout(), request.force(), request.dryRun(), request.persist());
  }
}
