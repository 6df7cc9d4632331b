// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.iommu;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.change.FileChange;
import org.dtbind.change.FileState;
import org.dtbind.change.result.Problem;
import org.dtbind.device.LinuxDevice;
import org.dtbind.export.Artefact;
import org.dtbind.export.target.GroupFiles;
import org.dtbind.export.target.TargetDevice;
import org.dtbind.iommu.GroupMember.Dma;
import org.dtbind.iommu.GroupRules.Rules;
import org.dtbind.kernel.Kernel;
import org.dtbind.spec.Access;

/**
 * Plans the udev rules of a hand-over, so that exactly one rules file, in {@code /run} or in {@code
 * /etc}, sets the owner of the group's nodes. Planning only reads.
 */
record HandOverRules(Kernel kernel, IommuGroup group, HandOverRequest request, String mode) {

  private List<LinuxDevice> members() {
    return group.members().stream()
        .filter(member -> member.dma() == Dma.VFIO)
        .map(GroupMember::device)
        .toList();
  }

  private Artefact rules() {
    Access access =
        new Access(
            Optional.of(request.user()),
            Optional.empty(),
            Optional.of(mode),
            Optional.empty(),
            Optional.empty());
    return GroupFiles.rules(members().stream().map(HandOverRules::target).toList(), access);
  }

  private static TargetDevice target(LinuxDevice device) {
    return new TargetDevice(
        Optional.empty(),
        device.bus(),
        Optional.of(device.name()),
        device.driver(),
        List.of(),
        Access.NONE);
  }

  /** {@return the rules files in a directory that set an owner for one of the members, by path} */
  private Map<String, Rules> ofGroups(String directory) {
    GroupRules all = GroupRules.read(kernel.files());
    Map<String, Rules> found = new LinkedHashMap<>();
    members().stream()
        .flatMap(member -> all.of(directory, member).stream())
        .filter(GroupRules::isOfGroup)
        .forEach(rules -> found.put(rules.path(), rules));
    return found;
  }

  /**
   * {@return the problem that a rule for each boot would give the nodes to another user; empty if
   * there is no such rule}
   */
  Optional<Problem> conflict() {
    return request.persist()
        ? Optional.empty()
        : ofGroups(GroupRules.AT_BOOT).values().stream()
            .filter(rules -> !rules.owner().equals(request.user()))
            .findFirst()
            .map(
                rules ->
                    Problem.of(
                            ("%1$s makes %3$s the owner of group %2$d whenever its device nodes "
                                    + "appear")
                                .formatted(rules.path(), group.number(), rules.owner()))
                        .help(
                            ("to give it to %s instead, use --persist; to remove the rule, run "
                                    + "dtbind group release %d --persist")
                                .formatted(request.user(), group.number())));
  }

  /** {@return the changes that leave the rule of this request as the only one} */
  List<FileChange> changes() {
    Map<String, Rules> atBoot = ofGroups(GroupRules.AT_BOOT);
    Artefact rules = rules();
    Optional<String> path =
        request.persist()
            ? Optional.of("/etc/" + rules.path())
            : atBoot.isEmpty() && kernel.udev().runs()
                ? Optional.of("/run/" + rules.path())
                : Optional.empty();
    Map<String, Rules> others = ofGroups(GroupRules.UNTIL_REBOOT);
    if (request.persist()) {
      others.putAll(atBoot);
    }
    path.ifPresent(others::remove);
    List<FileChange> changes = new ArrayList<>();
    others.values().forEach(other -> changes.add(other.removed()));
    path.flatMap(at -> written(at, rules)).ifPresent(changes::add);
    GroupRules all = GroupRules.read(kernel.files());
    members().forEach(member -> changes.addAll(all.resumed(member)));
    return changes;
  }

  private Optional<FileChange> written(String path, Artefact rules) {
    Optional<FileState> wanted = Optional.of(new FileState.Text(rules.content().utf8(), false));
    return FileChange.to(kernel.files(), path, wanted, rules.purpose());
  }
}
