// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.claims;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.diag.Message;
import org.dtbind.linux.Population;
import org.dtbind.linux.Population.None;
import org.dtbind.linux.Population.Reason;
import org.dtbind.linux.Populations;
import org.dtbind.source.Limit;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;

/**
 * Finds pins that several devices mux. Linux gives the function of a pin to only one device
 * (drivers/pinctrl/pinmux.c, {@code pin_request()}): it applies a device's state {@code default}
 * before the driver probes, and the driver does not probe if this fails (drivers/base/pinctrl.c).
 */
public final class PinClaims {

  record Pin(NodePath controller, String name) implements Resource {
    @Override
    public Message text() {
      return Message.of("pin {pin} of {controller}", name, controller);
    }
  }

  /** A pin group that a device requests. */
  public record Group(Claim claim, NodePath controller, DtNode node) {}

  private final TreeIndex index;

  public PinClaims(TreeIndex index) {
    this.index = index;
  }

  /**
   * Returns the conflicts of devices. Linux applies no state of a node that it sets up before
   * devices exist, such as a {@code fixed-clock}.
   */
  List<Conflict> conflicts(Map<NodePath, Population> populations) {
    Map<Pin, List<Group>> claims = new LinkedHashMap<>();
    for (Group group : groups()) {
      if (Populations.at(populations, group.claim().owner()).usual() instanceof None none
          && none.reason() == Reason.CLAIMED) {
        continue;
      }
      List<String> pins = pins(group).orElse(List.of());
      for (String name : new HashSet<>(pins)) {
        List<Group> before =
            claims.computeIfAbsent(new Pin(group.controller(), name), pin -> new ArrayList<>());
        boolean sameOwner =
            !before.isEmpty()
                && before.get(before.size() - 1).claim().owner().equals(group.claim().owner());
        if (!sameOwner) {
          before.add(group);
        }
      }
    }
    List<Conflict> conflicts = new ArrayList<>();
    claims.forEach((pin, all) -> add(pin, all, conflicts));
    return conflicts;
  }

  private void add(Pin pin, List<Group> claims, List<Conflict> conflicts) {
    for (int i = 1; i < claims.size(); i++) {
      for (Group earlier : claims.subList(0, i)) {
        if (conflicts.size() == Limit.PROBLEMS.most()) {
          return;
        }
        if (!isAlternative(earlier, claims.get(i))) {
          Claim later = claims.get(i).claim();
          conflicts.add(new Conflict(ClaimKind.PIN, pin, earlier.claim(), later, true));
        }
      }
    }
  }

  /**
   * Returns whether two devices with the same pin group are on the same I²C bus: vendors fit one of
   * several chips, and the driver of a chip that does not answer releases the pins.
   */
  private boolean isAlternative(Group one, Group other) {
    NodePath bus = one.claim().owner().parent();
    return one.node().equals(other.node())
        && bus.equals(other.claim().owner().parent())
        && index.at(bus).filter(node -> node.baseName().startsWith("i2c")).isPresent();
  }

  private Optional<List<String>> pins(Group group) {
    return index.at(group.controller()).flatMap(node -> PinGroups.pins(node, group.node()));
  }

  /**
   * Returns the controllers of requested groups whose format is unknown.
   *
   * @param askers the nodes whose requests count
   */
  public Set<NodePath> unread(Set<NodePath> askers) {
    Set<NodePath> unread = new LinkedHashSet<>();
    for (Group group : groups()) {
      if (askers.contains(group.claim().owner()) && pins(group).isEmpty()) {
        unread.add(group.controller());
      }
    }
    return unread;
  }

  /** Returns the groups that available devices request. */
  public List<Group> groups() {
    List<Group> groups = new ArrayList<>();
    index
        .available()
        .forEach(
            (path, node) -> {
              if (node.property("compatible").isPresent()) {
                state(node).ifPresent(property -> groups.addAll(groups(path, property)));
              }
            });
    return groups;
  }

  /**
   * Returns the state that Linux applies before a driver probes: {@code init}, else {@code
   * default}.
   */
  private static Optional<DtProperty> state(DtNode node) {
    List<String> names = node.strings("pinctrl-names");
    int index = names.contains("init") ? names.indexOf("init") : names.indexOf("default");
    return index < 0 ? Optional.empty() : node.property("pinctrl-" + index);
  }

  private List<Group> groups(NodePath path, DtProperty property) {
    List<Group> groups = new ArrayList<>();
    List<Integer> phandles = property.value().cells().orElse(List.of());
    Set<Integer> seen = new HashSet<>();
    for (int at = 0; at < phandles.size(); at++) {
      Optional<NodePath> group =
          seen.add(phandles.get(at)) ? index.byPhandle(phandles.get(at)) : Optional.empty();
      Optional<NodePath> controller = group.flatMap(this::controller);
      if (controller.isPresent()) {
        Claim claim = new Claim(path, property.name(), Claim.place(property, at * Integer.BYTES));
        groups.add(new Group(claim, controller.get(), index.at(group.get()).orElseThrow()));
      }
    }
    return groups;
  }

  /** Returns the nearest ancestor of a group that is a device (drivers/pinctrl/devicetree.c). */
  private Optional<NodePath> controller(NodePath group) {
    for (NodePath at = group.parent(); !at.isRoot(); at = at.parent()) {
      if (index.at(at).filter(node -> node.property("compatible").isPresent()).isPresent()) {
        return index.isAvailable(at) ? Optional.of(at) : Optional.empty();
      }
    }
    return Optional.empty();
  }
}
