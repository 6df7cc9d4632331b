// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.references;

import java.util.List;
import java.util.Optional;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.linux.IdMap;
import org.dtbind.linux.IdMap.IdMapEntry;
import org.dtbind.overlay.verify.stack.Stack;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;

/** Checks that the kernel can read the ID maps that overlays add or enable ({@link IdMap}). */
public record IdMaps(Stack stack) {

  private static final List<String> MAPS = List.of("iommu-map", "msi-map");

  /** What releases make of a map. */
  private record Reading(IdMap old, IdMap recent) {

    boolean isForRecent() {
      return recent.isWhole() && recent.entries().stream().allMatch(IdMapEntry::isUsable);
    }
  }

  public List<Diagnostic> problems() {
    return stack.atEnabledNodes(
        (path, node) ->
            MAPS.stream()
                .flatMap(name -> node.property(name).stream())
                .filter(map -> stack.isNew(path, List.of(map.name())))
                .flatMap(map -> problem(path, map).stream()));
  }

  private Optional<Diagnostic> problem(NodePath path, DtProperty map) {
    List<Integer> cells = map.value().wholeCells();
    Reading reading = new Reading(read(map.name(), cells, false), read(map.name(), cells, true));
    boolean known = stack.kernel().release().isPresent();
    boolean byCells = IdMap.isByCells(stack.kernel().release());
    boolean isCells = map.value().bytes().length() % Integer.BYTES == 0;
    if (isCells && reading.isForRecent() && reading.recent().equals(reading.old())) {
      return Optional.empty();
    }
    if (!isCells || !reading.isForRecent() && !reading.old().isWhole()) {
      return Optional.of(
          problem(
              true,
              path,
              map,
              Message.of("Linux rejects this map, because its cells do not form whole entries")));
    }
    if (reading.isForRecent()) {
      return known && byCells
          ? Optional.empty()
          : Optional.of(forRecent(path, map, known, !reading.old().isWhole()));
    }
    return known && !byCells ? Optional.empty() : Optional.of(forOld(path, map, known));
  }

  private Diagnostic forRecent(NodePath path, DtProperty map, boolean known, boolean rejected) {
    Message message =
        rejected
            ? Message.of("Linux up to 7.1 rejects this map, because it has entries of 4 cells")
            : Message.of(
                "Linux up to 7.1 reads this map in entries of 4 cells, and so uses other IDs");
    return problem(known, path, map, message);
  }

  private Diagnostic forOld(NodePath path, DtProperty map, boolean known) {
    Message message =
        Message.of(
            "Linux 7.2 and newer reject this map, because its entries do not have the cells of"
                + " their targets");
    return problem(known, path, map, message);
  }

  /** Returns an error if it is certain, with the cells of the first target. */
  private Diagnostic problem(boolean certain, NodePath path, DtProperty map, Message message) {
    Subject subject = Subject.of(path, map.name());
    Diagnostic problem =
        certain
            ? stack.error(VerifyCode.MAP_UNREADABLE, map.span(), subject, message)
            : stack.warning(VerifyCode.MAP_UNREADABLE, map.span(), subject, message);
    String cells = map.name().equals("msi-map") ? "#msi-cells" : "#iommu-cells";
    List<Integer> value = map.value().wholeCells();
    Optional<NodePath> target =
        value.size() < 2 ? Optional.empty() : stack.merged().byPhandle(value.get(1));
    Diagnostic noted =
        target.isPresent()
            ? problem.note(
                "'" + cells + "' of the first target is at",
                stack.merged().origin(stack.place(target.get(), cells)))
            : problem;
    return noted.help(
        "as of Linux 7.2, an entry is the first ID, the phandle, as many cells as '%s' of the target"
                .formatted(cells)
            + " says, and the number of IDs, which must be 1 if there are several cells; up to"
            + " Linux 7.1, there is always one cell. The option --release selects the kernel");
  }

  private IdMap read(String name, List<Integer> cells, boolean byCells) {
    return IdMap.read(name, cells, this::node, byCells);
  }

  private Optional<DtNode> node(int phandle) {
    return stack.merged().byPhandle(phandle).flatMap(stack.merged()::at);
  }
}
