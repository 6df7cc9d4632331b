// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.iommu;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.change.FileChange;
import org.dtbind.change.NodeGrant;
import org.dtbind.change.NodesEntry.GivenNode;
import org.dtbind.change.Revocation;
import org.dtbind.change.Revocation.End;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Answer;
import org.dtbind.change.result.Result.Planned;
import org.dtbind.export.target.TargetDevice;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Owner;
import org.dtbind.linux.GenericDriver;
import org.dtbind.spec.Access;

/** The plan to give an IOMMU group to a user. Planning only reads. */
record HandOverPlan(
    IommuGroup group,
    List<String> paths,
    List<GivenNode> nodes,
    Access wanted,
    Revocation revocation,
    List<FileChange> files) {

  private static final String MODE = "0600";

  /**
   * The group of the nodes, to which no other user belongs. A number works even on a system without
   * group names.
   */
  private static final String ROOT = "0";

  /** The node of iommufd, which a program needs to use a device through the device's node. */
  private static final String IOMMUFD = "/dev/iommu";

  /**
   * Module parameters; "Y" means that the administrator accepts the lack of interrupt remapping.
   */
  private static final List<String> UNSAFE =
      List.of(
          "/sys/module/vfio_iommu_type1/parameters/allow_unsafe_interrupts",
          "/sys/module/iommufd/parameters/allow_unsafe_interrupts");

  HandOverPlan {
    paths = List.copyOf(paths);
    nodes = List.copyOf(nodes);
    files = List.copyOf(files);
  }

  static Answer<HandOverPlan> of(Kernel kernel, HandOverRequest request) {
    IommuGroups groups = IommuGroups.read(kernel);
    Optional<IommuGroup> found = groups.group(request.group());
    if (found.isEmpty()) {
      return Result.rejected(groups.missing(request.group()));
    }
    IommuGroup group = found.get();
    Optional<Problem> never =
        impossible(kernel, group, request).or(() -> open(GroupHolders.read(kernel, group), group));
    if (never.isPresent()) {
      return Result.rejected(never.get());
    }
    Access wanted = Access.owned(Optional.of(request.user()), Optional.of(ROOT), Optional.of(MODE));
    List<String> paths = new ArrayList<>(List.of(group.file().orElseThrow()));
    List<String> devices = GroupHolders.devices(kernel.sysfs(), group);
    paths.addAll(devices);
    List<GivenNode> nodes = new ArrayList<>();
    for (String path : paths) {
      Optional<Owner> owner = kernel.files().owner(path);
      if (owner.isEmpty()) {
        return Result.rejected(
            Problem.of(path + " does not exist: nothing creates device nodes in /dev"));
      }
      if (kernel.files().difference(path, wanted).isPresent()) {
        nodes.add(new GivenNode(path, owner.get().ownership()));
      }
    }
    Revocation revocation =
        paths.stream()
            .map(path -> Revocation.of(kernel.files(), path, Access.NONE, wanted, end(path)))
            .reduce(Revocation.NONE, Revocation::and);
    HandOverRules rules = new HandOverRules(kernel, group, request, MODE);
    Optional<Problem> refused =
        rules.conflict().or(() -> revocation.refused("group " + group.number(), request.force()));
    if (refused.isPresent()) {
      return Result.rejected(refused.get());
    }
    List<String> notes = new ArrayList<>(revocation.notes());
    if (!devices.isEmpty()) {
      shared(kernel, wanted).ifPresent(notes::add);
    }
    unsafe(kernel).ifPresent(notes::add);
    return new Planned<>(
        new HandOverPlan(group, paths, nodes, wanted, revocation, rules.changes()), notes);
  }

  private static End end(String path) {
    return GenericDriver.ofNode(path).isPresent() ? End.SINGLE_OPEN : End.IOMMUFD;
  }

  /** {@return a note about the node that all users of iommufd need; empty if it needs no change} */
  private static Optional<String> shared(Kernel kernel, Access wanted) {
    return kernel
        .files()
        .owner(IOMMUFD)
        .filter(any -> kernel.files().difference(IOMMUFD, wanted).isPresent())
        .map(
            owner ->
                ("to use iommufd, the owner also needs access to %s (currently %s), which "
                        + "all users of iommufd share")
                    .formatted(IOMMUFD, owner.text()));
  }

  /**
   * {@return the setting that lets the owner of a device inject interrupts of other devices; empty
   * if none is on}
   */
  private static Optional<String> unsafe(Kernel kernel) {
    return UNSAFE.stream()
        .filter(path -> kernel.sysfs().text(path).filter("Y"::equals).isPresent())
        .findFirst()
        .map(
            path ->
                "%s is Y: the owner of a device can inject other devices' interrupts"
                    .formatted(path));
  }

  static Optional<Problem> impossible(Kernel kernel, IommuGroup group, HandOverRequest request) {
    boolean root = request.user().equals("root") || request.user().equals("0");
    return unnameable(group)
        .or(() -> root ? Optional.empty() : withoutIommu(group, request))
        .or(() -> root || request.force() ? Optional.empty() : unsafe(kernel, group, request))
        .or(() -> notOfVfio(group))
        .or(() -> noAccount(kernel, request));
  }

  private static Optional<Problem> unnameable(IommuGroup group) {
    return group.members().stream()
        .map(member -> member.device().name())
        .filter(name -> !TargetDevice.isNameable(name))
        .findFirst()
        .map(name -> Problem.of("udev rules cannot contain the name of the device " + name))
        .map(problem -> problem.reason(Reason.UNSUPPORTED));
  }

  private static Optional<Problem> withoutIommu(IommuGroup group, HandOverRequest request) {
    return group.isolated()
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                    Reason.UNSUPPORTED,
                    "group %d cannot be handed over to %s: no IOMMU isolates it"
                        .formatted(group.number(), request.user()))
                .details(
                    List.of(
                        "its devices can write to all memory, so Linux allows only root "
                            + "(CAP_SYS_RAWIO) to open it"))
                .help("use a machine with an IOMMU, or run the program as root"));
  }

  private static Optional<Problem> unsafe(
      Kernel kernel, IommuGroup group, HandOverRequest request) {
    return unsafe(kernel)
        .map(
            why ->
                Problem.of(
                        "group %d was not handed over to %s"
                            .formatted(group.number(), request.user()))
                    .details(List.of(why))
                    .help("disable that option, or use --force to hand the group over anyway"));
  }

  private static Optional<Problem> notOfVfio(IommuGroup group) {
    List<String> others =
        group.preventingOwnership().stream()
            .map(
                one ->
                    "%s is bound to %s"
                        .formatted(one.device().text(), one.device().driver().orElse("a driver")))
            .toList();
    return others.isEmpty() && group.file().isPresent()
        ? Optional.empty()
        : Optional.of(
            Problem.of("group %d is not bound to VFIO: nobody can own it".formatted(group.number()))
                .details(others)
                .help("run dtbind group bind %d first".formatted(group.number())));
  }

  private static Optional<Problem> noAccount(Kernel kernel, HandOverRequest request) {
    Access user = Access.owned(Optional.of(request.user()), Optional.empty(), Optional.empty());
    return kernel
        .files()
        .missingAccount(user)
        .map(account -> Problem.of(Reason.NOT_FOUND, "this system has no " + account));
  }

  /** {@return the rejection to hand over a group that is open, according to the kernel} */
  static Optional<Problem> open(GroupHolders holders, IommuGroup group) {
    return holders.busy()
        ? Optional.of(
            Problem.of(
                    Reason.ACCESS_REMAINS,
                    "group %d is in use, so it cannot be handed over".formatted(group.number()))
                .details(holders.text())
                .help(
                    "end that process first: it keeps its access, whoever owns the device "
                        + "node"))
        : Optional.empty();
  }

  boolean changesNothing() {
    return nodes.isEmpty() && files.isEmpty();
  }

  /** {@return the planned changes, one per line} */
  List<String> text() {
    List<String> lines = new ArrayList<>();
    files.forEach(change -> lines.add(change.text()));
    for (GivenNode node : nodes) {
      if (revocation.asksKernel(node.path())) {
        lines.add(NodeGrant.closing(node.path()));
      }
      lines.add(text(node.path()));
    }
    return lines;
  }

  String text(String path) {
    return "give %s to %s, mode %s".formatted(path, wanted.owner().orElseThrow(), MODE);
  }
}
