// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.compare;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dtbind.overlay.compare.Difference.Referring;
import org.dtbind.overlay.compare.Matching.Pair;
import org.dtbind.source.Bytes;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.Reservation;

/**
 * Compares the meaning of two trees. The order of nodes and properties does not matter, and neither
 * do the values of phandles if they refer to the same node.
 */
public final class TreeComparison {

  /** Properties that contain numbers but no phandles. */
  private static final Set<String> NUMBERS =
      Set.of("reg", "ranges", "dma-ranges", "interrupts", "status", "compatible", "gpio-ranges");

  private final DeviceTree base;
  private final DeviceTree changed;
  private final TreeReferences before;
  private final TreeReferences after;
  private final Matching matching;
  private final boolean complete;
  private final List<Difference.PropertyDiffers> supposed = new ArrayList<>();
  private int properties;

  private TreeComparison(
      DeviceTree base,
      DeviceTree changed,
      TreeReferences before,
      TreeReferences after,
      boolean byLabel,
      boolean complete) {
    this.base = base;
    this.changed = changed;
    this.before = before;
    this.after = after;
    this.matching = Matching.of(base, changed, byLabel);
    this.complete = complete;
  }

  /** {@return the differences; a node at another path is recognized by its label} */
  public static Comparison of(DeviceTree base, DeviceTree changed) {
    return of(base, changed, true);
  }

  /** {@return the differences; nodes are compared by path only} */
  public static Comparison byPath(DeviceTree base, DeviceTree changed) {
    return of(base, changed, false);
  }

  private static Comparison of(DeviceTree base, DeviceTree changed, boolean byLabel) {
    TreeReferences before = new TreeReferences(base);
    TreeReferences after = new TreeReferences(changed);
    boolean complete = before.isComplete() || after.isComplete();
    return new TreeComparison(base, changed, before, after, byLabel, complete).run();
  }

  /**
   * {@return the differences; nodes are compared by path only}
   *
   * @param complete whether all references of one of the trees are known; see {@link
   *     TreeReferences#isComplete()}
   */
  public static Comparison byPath(DeviceTree base, DeviceTree changed, boolean complete) {
    TreeReferences before = new TreeReferences(base);
    TreeReferences after = new TreeReferences(changed);
    return new TreeComparison(base, changed, before, after, false, complete).run();
  }

  /**
   * {@return the differences of two trees that were compiled from source, which marks all
   * references: a number that equals a phandle is no reference, whatever the property is called.
   * Nodes are compared by path only}
   */
  public static Comparison ofSources(DeviceTree base, DeviceTree changed) {
    TreeReferences before = new TreeReferences(base, true);
    TreeReferences after = new TreeReferences(changed, true);
    return new TreeComparison(base, changed, before, after, false, true).run();
  }

  private Comparison run() {
    List<Difference> all = new ArrayList<>();
    if (!amounts(base).equals(amounts(changed))) {
      all.add(new Difference.ReservationsDiffer(base.reservations(), changed.reservations()));
    }
    if (base.bootCpu() != changed.bootCpu()) {
      all.add(new Difference.BootCpuDiffers(base.bootCpu(), changed.bootCpu()));
    }
    all.addAll(matching.moved());
    for (Pair pair : matching.pairs()) {
      compare(pair, all);
    }
    matching
        .removed()
        .forEach(placed -> all.add(new Difference.NodeRemoved(placed.path(), placed.node())));
    matching
        .added()
        .forEach(placed -> all.add(new Difference.NodeAdded(placed.path(), placed.node())));
    labels(all);
    int nodes = matching.pairs().size();
    return new Comparison(all, supposed, matching.reordered(), nodes, properties);
  }

  private static Set<List<Long>> amounts(DeviceTree tree) {
    Set<List<Long>> amounts = new HashSet<>();
    for (Reservation reservation : tree.reservations()) {
      amounts.add(List.of(reservation.address(), reservation.size()));
    }
    return amounts;
  }

  private void compare(Pair pair, List<Difference> all) {
    Set<String> names = new LinkedHashSet<>();
    pair.before().node().properties().forEach(property -> names.add(property.name()));
    pair.after().node().properties().forEach(property -> names.add(property.name()));
    for (String name : names) {
      if (!DtNode.isPhandle(name)) {
        properties++;
        compare(pair, name, all);
      }
    }
  }

  private void compare(Pair pair, String name, List<Difference> all) {
    Optional<DtProperty> former = pair.before().node().property(name);
    Optional<DtProperty> present = pair.after().node().property(name);
    SortedMap<Integer, String> formerReferences =
        former
            .map(p -> before.in(pair.before().path(), pair.before().node(), p))
            .orElseGet(TreeMap::new);
    SortedMap<Integer, String> presentReferences =
        present
            .map(p -> after.in(pair.after().path(), pair.after().node(), p))
            .orElseGet(TreeMap::new);
    boolean plain = formerReferences.isEmpty() && presentReferences.isEmpty();
    if (former.isPresent() && present.isPresent()) {
      Bytes bytes = former.get().value().bytes();
      Bytes other = present.get().value().bytes();
      if (plain && bytes.equals(other)) {
        return;
      }
      if (bytes.length() == other.length()) {
        share(bytes, formerReferences, other, presentReferences);
        if (isSame(bytes, formerReferences, other, presentReferences)) {
          return;
        }
      }
    }
    Difference.PropertyDiffers difference =
        new Difference.PropertyDiffers(
            pair.after().path(),
            name,
            former.map(property -> new Referring(property, formerReferences)),
            present.map(property -> new Referring(property, presentReferences)));
    if (former.isPresent() && present.isPresent() && isSupposed(difference)) {
      supposed.add(difference);
    } else {
      all.add(difference);
    }
  }

  /**
   * Treats a cell that is a known reference in one tree as a reference in the other tree, too,
   * unless that tree has a table without it: then it is a number that happens to be a phandle.
   */
  private void share(
      Bytes one,
      SortedMap<Integer, String> formerReferences,
      Bytes other,
      SortedMap<Integer, String> presentReferences) {
    Set<Integer> offsets = new TreeSet<>(formerReferences.keySet());
    offsets.addAll(presentReferences.keySet());
    for (int offset : offsets) {
      if (!before.isTabled()) {
        before.at(one, offset).ifPresent(path -> formerReferences.putIfAbsent(offset, path.text()));
      }
      if (!after.isTabled()) {
        after
            .at(other, offset)
            .ifPresent(path -> presentReferences.putIfAbsent(offset, path.text()));
      }
    }
  }

  private boolean isSame(
      Bytes one,
      SortedMap<Integer, String> formerReferences,
      Bytes other,
      SortedMap<Integer, String> presentReferences) {
    byte[] left = one.toArray();
    byte[] right = other.toArray();
    for (Map.Entry<Integer, String> reference : formerReferences.entrySet()) {
      int offset = reference.getKey();
      Optional<String> target = Optional.ofNullable(presentReferences.get(offset));
      if (target.isPresent()) {
        if (!matching.translated(reference.getValue()).equals(target.get())) {
          return false;
        }
        System.arraycopy(right, offset, left, offset, 4);
      }
    }
    return java.util.Arrays.equals(left, right);
  }

  /** Returns whether the values differ only in numbers that are phandles of the same nodes. */
  private boolean isSupposed(Difference.PropertyDiffers difference) {
    Referring former = difference.before().orElseThrow();
    Referring present = difference.after().orElseThrow();
    Bytes bytes = former.property().value().bytes();
    Bytes other = present.property().value().bytes();
    String name = difference.name();
    boolean number = NUMBERS.contains(name) || name.startsWith("#") || name.contains("-freq");
    if (complete || number || bytes.length() != other.length() || bytes.length() % 4 != 0) {
      return false;
    }
    for (int at = 0; at < bytes.length(); at += 4) {
      Optional<NodePath> formerTarget = before.at(bytes, at);
      Optional<NodePath> presentTarget = after.at(other, at);
      boolean named =
          formerTarget.isPresent()
              && presentTarget.isPresent()
              && matching.translated(formerTarget.get().text()).equals(presentTarget.get().text());
      boolean known = former.references().containsKey(at) && present.references().containsKey(at);
      if (known ? !named : bytes.cell(at) != other.cell(at) && !named) {
        return false;
      }
    }
    return true;
  }

  private void labels(List<Difference> all) {
    Map<String, NodePath> formerPaths = base.symbols();
    Map<String, NodePath> presentPaths = changed.symbols();
    if (formerPaths.isEmpty() || presentPaths.isEmpty()) {
      return; // A tree built without labels says nothing about them.
    }
    Set<String> labels = new LinkedHashSet<>(formerPaths.keySet());
    labels.addAll(presentPaths.keySet());
    for (String label : labels) {
      Optional<NodePath> formerPath = Optional.ofNullable(formerPaths.get(label));
      Optional<NodePath> presentPath = Optional.ofNullable(presentPaths.get(label));
      boolean same =
          formerPath
              .map(path -> matching.translated(path.text()))
              .equals(presentPath.map(NodePath::text));
      boolean implied =
          formerPath.map(matching::isRemoved).orElse(true)
              && presentPath.map(matching::isAdded).orElse(true);
      if (!same && !implied) {
        all.add(new Difference.LabelDiffers(label, formerPath, presentPath));
      }
    }
  }
}
