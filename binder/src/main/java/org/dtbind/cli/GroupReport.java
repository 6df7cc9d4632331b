// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.dtbind.report.Value.fields;
import static org.dtbind.report.Value.member;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dtbind.device.LinuxDevice;
import org.dtbind.iommu.GroupMember;
import org.dtbind.iommu.IommuGroup;
import org.dtbind.iommu.IommuGroups;
import org.dtbind.linux.IommuUse;
import org.dtbind.report.Report;
import org.dtbind.report.Table;
import org.dtbind.report.Value;

/** IOMMU groups in the shapes that are shown. */
final class GroupReport {

  private GroupReport() {}

  /**
   * {@return the groups of a system}
   *
   * @param groups all of them
   */
  static Report list(IommuGroups groups) {
    Table table =
        new Table(
            List.of("GROUP", "TYPE", "CAN BE OWNED", "FILE", "MEMBERS"),
            groups.groups().stream().map(GroupReport::row).toList(),
            true);
    Value.Fields content =
        fields(
            member("groups", items(groups.groups(), GroupReport::value)),
            member("without", items(groups.without(), GroupReport::device)),
            member("absent", Value.of(groups.absent())));
    return new Report("dtbind.group-list/1", content, table);
  }

  /**
   * {@return one group, a row for each member}
   *
   * @param group which
   */
  static Report show(IommuGroup group) {
    Table table =
        new Table(
            List.of("MEMBER", "NODE", "DRIVER", "DMA", "NOTE"),
            group.members().stream().map(GroupReport::row).toList());
    return new Report("dtbind.group-show/1", fields(member("group", value(group))), table);
  }

  /**
   * {@return whether a group can be owned, and why not, for people}
   *
   * @param group which
   */
  static List<String> reasons(IommuGroup group) {
    List<String> lines = new ArrayList<>();
    for (GroupMember in : group.inTheWay()) {
      lines.add(
          "group %d cannot be owned: %s is bound to %s, which uses the kernel's DMA"
              .formatted(
                  group.number(), in.device().text(), in.device().driver().orElse("a driver")));
    }
    if (!group.isolated()) {
      lines.add(exposure(group));
    }
    if (lines.isEmpty()) {
      lines.add(
          "group %d can be owned%s"
              .formatted(
                  group.number(),
                  group.file().map(file -> " through " + file).orElse(": bind a member to VFIO")));
    }
    return lines;
  }

  /**
   * {@return what it means that a group is not isolated, for people}
   *
   * @param group which
   */
  static String exposure(IommuGroup group) {
    return "group %d has no IOMMU behind it: its devices can write all memory, and only root may"
            .formatted(group.number())
        + " open it (CAP_SYS_RAWIO)";
  }

  /**
   * {@return what a tree says of groups}
   *
   * @param uses the nodes behind IOMMUs
   */
  static Report foretold(List<IommuUse> uses) {
    Table table =
        new Table(
            List.of("NODE", "IOMMU", "IDS", "GROUP"), uses.stream().map(GroupReport::row).toList());
    return new Report(
        "dtbind.group-foretold/1", fields(member("nodes", items(uses, GroupReport::value))), table);
  }

  private static List<String> row(IommuGroup group) {
    String members =
        group.members().stream()
            .map(one -> one.device().id() + one.use().map(use -> " (" + use + ")").orElse(""))
            .collect(Collectors.joining(", "));
    String way =
        group.inTheWay().stream()
            .map(one -> one.device().name() + " is with " + one.device().driver().orElse("-"))
            .collect(Collectors.joining(", "));
    return List.of(
        String.valueOf(group.number()),
        group.type().orElse("-"),
        group.isViable() ? "yes" : "no: " + way,
        group.file().orElse("-"),
        members.isEmpty() ? "-" : members);
  }

  private static List<String> row(GroupMember one) {
    LinuxDevice device = one.device();
    return List.of(
        device.id(),
        device.node().map(node -> node.text()).orElse("-"),
        device.driver().orElse("-"),
        dma(one),
        Stream.concat(
                one.use().stream(), one.isInTheWay() ? Stream.of("in the way") : Stream.empty())
            .collect(Collectors.joining(", ")));
  }

  private static String dma(GroupMember one) {
    return switch (one.dma()) {
      case NOBODY -> "nobody's";
      case VFIO -> "VFIO's";
      case NONE -> "none";
      case KERNEL -> "the kernel's";
      case UNTOLD -> "not told";
    };
  }

  private static List<String> row(IommuUse use) {
    String ids =
        use.ids().stream()
            .map(id -> use.behind() ? range(id) : hex(id))
            .collect(Collectors.joining(", "));
    String with = use.others().stream().map(node -> node.text()).collect(Collectors.joining(", "));
    return List.of(
        use.node().text() + (use.behind() ? " (devices behind it)" : ""),
        use.iommu().map(node -> node.text()).orElse("-"),
        ids.isEmpty() ? "-" : ids,
        with.isEmpty() ? use.grouping().text() : "one with " + with);
  }

  private static String hex(List<Integer> cells) {
    return cells.isEmpty()
        ? "-"
        : cells.stream().map(cell -> "0x%x".formatted(cell)).collect(Collectors.joining(" "));
  }

  private static String range(List<Integer> entry) {
    return "0x%x-0x%x as 0x%x"
        .formatted(entry.get(0), entry.get(0) + entry.get(2) - 1, entry.get(1));
  }

  private static <T> Value.Items items(List<T> all, Function<T, Value> value) {
    return new Value.Items(all.stream().map(value).toList());
  }

  private static Value.Fields device(LinuxDevice device) {
    return fields(
        member("bus", Value.of(device.bus())),
        member("name", Value.of(device.name())),
        member("node", Value.of(device.node().map(node -> node.text()))),
        member("driver", Value.of(device.driver())));
  }

  private static Value.Fields value(IommuGroup group) {
    return fields(
        member("number", Value.of((long) group.number())),
        member("type", Value.of(group.type())),
        member("viable", Value.of(group.isViable())),
        member("isolated", Value.of(group.isolated())),
        member("file", Value.of(group.file())),
        member("members", items(group.members(), GroupReport::value)));
  }

  private static Value.Fields value(GroupMember one) {
    List<Value.Member> members = new ArrayList<>(device(one.device()).members());
    members.add(member("dma", Value.of(one.dma().name().toLowerCase(Locale.ROOT))));
    members.add(member("use", Value.of(one.use())));
    members.add(member("inTheWay", Value.of(one.isInTheWay())));
    return new Value.Fields(members);
  }

  private static Value.Fields value(IommuUse use) {
    return fields(
        member("node", Value.of(use.node().text())),
        member("iommu", Value.of(use.iommu().map(node -> node.text()))),
        member(
            "ids",
            items(use.ids(), id -> items(id, cell -> Value.of(Integer.toUnsignedLong(cell))))),
        member("behind", Value.of(use.behind())),
        member("grouping", Value.of(use.grouping().name().toLowerCase(Locale.ROOT))),
        member("others", Value.ofTexts(use.others().stream().map(node -> node.text()).toList())));
  }
}
