// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dtbind.iommu.GroupMember;
import org.dtbind.iommu.IommuGroup;
import org.dtbind.iommu.IommuGroups;
import org.dtbind.linux.IommuUse;
import org.dtbind.tree.NodePath;
import org.dtbind.view.ReportValue;
import org.dtbind.view.View;
import org.dtbind.view.Words;

/** Views of IOMMU groups. */
public final class GroupReport {

  private static final View<GroupMember> MEMBER =
      View.<GroupMember>part()
          .including(DeviceReport.BRIEF, GroupMember::device)
          .column("MEMBER", member -> member.device().id())
          .column("NODE", member -> member.device().node().map(Object::toString).orElse("-"))
          .column("DRIVER", member -> member.device().driver().orElse("-"))
          .word(
              "dma",
              "who controls the device's DMA",
              Words.of(
                  GroupMember.Dma.class,
                  owner ->
                      switch (owner) {
                        case NOBODY -> Words.word("nobody", "the device has no driver");
                        case VFIO -> Words.word("vfio", "the program that opens the group");
                        case NONE -> Words.word("none", "the driver starts no DMA transfers");
                        case KERNEL -> Words.word("kernel", "the driver uses the kernel's DMA API");
                        case UNREPORTED ->
                            Words.word(
                                "unreported", "the bus does not tell the kernel who controls DMA");
                      }),
              GroupMember::dma)
          .column("DMA", GroupReport::dma)
          .textOrNull(
              "use",
              "type of bridge, `PCI bridge` or `host bridge`; null if the device is not a bridge",
              GroupReport::bridge)
          .flag(
              "preventsOwnership",
              "whether the device's driver prevents users from owning the group",
              GroupMember::preventsOwnership)
          .column("NOTE", GroupReport::note);

  private static final View<IommuGroup> GROUP =
      View.<IommuGroup>part()
          .number("number", "number of the group in `/sys/kernel/iommu_groups`", IommuGroup::number)
          .textOrNull(
              "type",
              "type of the group's DMA domain, as reported by the kernel, such as `DMA-FQ`; null if"
                  + " the kernel does not report it",
              IommuGroup::type)
          .flag(
              "viable",
              "whether a user can own the group; this is true if no device's driver prevents it",
              IommuGroup::isViable)
          .flag(
              "isolated",
              "whether an IOMMU isolates the group; false in VFIO's no-IOMMU mode",
              IommuGroup::isolated)
          .textOrNull(
              "file",
              "path of the group's device node, such as `/dev/vfio/7`; null if no device in the"
                  + " group is bound to VFIO",
              IommuGroup::file)
          .list("members", "devices in the group", MEMBER, IommuGroup::members);

  /** The groups of a running system. */
  public static final View<IommuGroups> LIST =
      View.<IommuGroups>document("group-list", "`group list`: the IOMMU groups of the system")
          .list(
              "groups",
              "groups, sorted by number",
              GROUP
                  .column("GROUP", group -> String.valueOf(group.number()))
                  .column("TYPE", group -> group.type().orElse("-"))
                  .column("CAN BE OWNED", GroupReport::owned)
                  .column("FILE", group -> group.file().orElse("-"))
                  .column("MEMBERS", GroupReport::members),
              IommuGroups::groups)
          .list(
              "without",
              "devices that can use DMA, but are not in a group",
              DeviceReport.BRIEF,
              IommuGroups::without)
          .textOrNull(
              "absent", "why the system has no groups; null if it has groups", IommuGroups::absent)
          .states();

  /** One group, with one row per member. */
  public static final View<IommuGroup> SHOW =
      View.<IommuGroup>document("group-show", "`group show`: one IOMMU group")
          .object(
              "group", "the group, as in [group list](#dtbindgroup-list1)", GROUP, group -> group);

  /** The groups that a tree predicts. */
  public static final View<List<IommuUse>> PREDICTED =
      View.<List<IommuUse>>document(
              "group-prediction", "`group list --tree`: nodes whose DMA goes through an IOMMU")
          .list(
              "nodes",
              "one entry for each node with an `iommus` or `iommu-map` property",
              View.<IommuUse>part()
                  .text("node", "path of the node", IommuUse::node)
                  .column("NODE", use -> use.node() + (use.behind() ? " (devices behind it)" : ""))
                  .textOrNull(
                      "iommu",
                      "path of the IOMMU's node; null if the reference to the IOMMU does not lead"
                          + " to a node",
                      IommuUse::iommu)
                  .column("IOMMU")
                  .with(
                      "ids",
                      "array of array",
                      "for each entry in the `iommus` or `iommu-map` property, an array of the"
                          + " entry's cells, without the phandle",
                      use ->
                          ReportValue.ofAll(
                              use.ids(),
                              id ->
                                  ReportValue.ofAll(
                                      id, cell -> ReportValue.of(Integer.toUnsignedLong(cell)))))
                  .column("IDS", GroupReport::ids)
                  .flag(
                      "behind",
                      "whether `ids` applies to the devices on the node's bus (`iommu-map`) instead"
                          + " of to the node's own device (`iommus`)",
                      IommuUse::behind)
                  .word(
                      "grouping",
                      "how Linux assigns devices to groups",
                      Words.of(IommuUse.Grouping.class, GroupReport::word),
                      IommuUse::grouping)
                  .texts("others", "paths of the other nodes in the same group", IommuUse::others)
                  .column("GROUP", GroupReport::grouping),
              uses -> uses);

  private GroupReport() {}

  /** Returns text that says whether a group can be owned, and if not, why. */
  static List<String> reasons(IommuGroup group) {
    List<String> lines = new ArrayList<>();
    for (GroupMember in : group.preventingOwnership()) {
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
                  group
                      .file()
                      .map(file -> " through " + file)
                      .orElse(" after you bind a member to VFIO")));
    }
    return lines;
  }

  /** {@return the consequences of a group that is not isolated, as text} */
  static String exposure(IommuGroup group) {
    return "group %d is not isolated by an IOMMU: its devices can write to all memory, and only root can"
            .formatted(group.number())
        + " open it (CAP_SYS_RAWIO)";
  }

  private static String members(IommuGroup group) {
    String members =
        group.members().stream()
            .map(
                member ->
                    member.device().id() + bridge(member).map(kind -> " (" + kind + ")").orElse(""))
            .collect(Collectors.joining(", "));
    return members.isEmpty() ? "-" : members;
  }

  private static String owned(IommuGroup group) {
    String way =
        group.preventingOwnership().stream()
            .map(
                member ->
                    member.device().name() + " is bound to " + member.device().driver().orElse("-"))
            .collect(Collectors.joining(", "));
    return group.isViable() ? "yes" : "no: " + way;
  }

  private static String note(GroupMember member) {
    return Stream.concat(
            bridge(member).stream(),
            member.preventsOwnership() ? Stream.of("prevents ownership") : Stream.empty())
        .collect(Collectors.joining(", "));
  }

  private static Optional<String> bridge(GroupMember member) {
    return member
        .bridge()
        .map(
            kind ->
                switch (kind) {
                  case PCI -> "PCI bridge";
                  case HOST -> "host bridge";
                });
  }

  private static String dma(GroupMember member) {
    return switch (member.dma()) {
      case NOBODY -> "nobody's";
      case VFIO -> "VFIO's";
      case NONE -> "none";
      case KERNEL -> "the kernel's";
      case UNREPORTED -> "not reported";
    };
  }

  private static String ids(IommuUse use) {
    String ids =
        use.ids().stream()
            .map(id -> use.behind() ? range(id) : hex(id))
            .collect(Collectors.joining(", "));
    return ids.isEmpty() ? "-" : ids;
  }

  private static Words.Word word(IommuUse.Grouping grouping) {
    return switch (grouping) {
      case EACH -> Words.word("each", "each device has its own group");
      case BY_ID -> Words.word("by_id", "devices with the same ID share a group");
      case BY_IOMMU -> Words.word("by_iommu", "all devices behind the IOMMU share a group");
      case BY_BUS -> Words.word("by_bus", "the bus determines the groups");
      case UNKNOWN ->
          Words.word(
              "unknown",
              "the IOMMU's driver determines the groups, in a way that dtbind does not know");
      case NONE ->
          Words.word("none", "there are no groups, because the IOMMU is missing or disabled");
    };
  }

  private static String grouping(IommuUse use) {
    String others = use.others().stream().map(NodePath::text).collect(Collectors.joining(", "));
    return others.isEmpty() ? use.grouping().text() : "one with " + others;
  }

  private static String hex(List<Integer> cells) {
    return cells.isEmpty()
        ? "-"
        : cells.stream().map(cell -> "0x%x".formatted(cell)).collect(Collectors.joining(" "));
  }

  private static String range(List<Integer> entry) {
    int last = entry.size() - 1;
    return "0x%x-0x%x as %s"
        .formatted(entry.get(0), entry.get(0) + entry.get(last) - 1, hex(entry.subList(1, last)));
  }
}
