// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.change.FileChange;
import org.dtbind.change.FileState;
import org.dtbind.change.NodeGrant;
import org.dtbind.change.NodesEntry.GivenNode;
import org.dtbind.export.Artefact;
import org.dtbind.export.target.BindingFiles;
import org.dtbind.export.target.TargetDevice;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Owner;
import org.dtbind.kernel.Paths;
import org.dtbind.spec.Access;

/**
 * The owner of a device's nodes in a plan. It is set after verification; if udev runs, by a rule in
 * {@code /run} or {@code /etc}, so that it also applies when a node is created again.
 *
 * @param access the owner; empty if none is declared
 * @param given existing nodes to change, each with its current owner
 * @param links that may change once there is a node, each with its current state
 * @param back whether the nodes had an owner before, and are to have none
 */
public record OwnerPlan(
    Access access, List<GivenNode> given, List<FileChange> links, boolean back) {

  /** Leaves nodes unchanged. */
  public static final OwnerPlan NOTHING = new OwnerPlan(Access.NONE, List.of(), List.of(), false);

  /** Copies the lists. */
  public OwnerPlan {
    given = List.copyOf(given);
    links = List.copyOf(links);
  }

  /**
   * {@return the changes of a plan}
   *
   * @param kernel the system's kernel
   * @param plan the plan
   * @param before the state before
   * @param access who may use it
   */
  public static OwnerPlan of(Kernel kernel, Plan plan, Access before, Access access) {
    boolean back = !asks(access) && asks(before);
    if (!asks(access) && !back) {
      return NOTHING;
    }
    List<GivenNode> given = new ArrayList<>();
    // Nodes of a driver that goes, go with it.
    if (plan.driver().equals(plan.before().driver())) {
      for (String node : DeviceNodes.of(kernel, plan.before())) {
        Optional<Owner> owner = kernel.files().owner(node);
        if (owner.isPresent()
            && (back || NodeGrant.of(kernel, node, access).difference().isPresent())) {
          given.add(new GivenNode(node, owner.get().ownership()));
        }
      }
    }
    return new OwnerPlan(access, given, links(kernel, access), back);
  }

  private static List<FileChange> links(Kernel kernel, Access access) {
    if (kernel.udev().runs()) {
      return List.of();
    }
    return access.link().stream()
        .map(name -> NodeGrant.LINKS + name)
        .map(path -> FileChange.touched(kernel.files(), path))
        .toList();
  }

  /**
   * {@return whether a declaration specifies anything about nodes}
   *
   * @param access who may use it
   */
  public static boolean asks(Access access) {
    return !access.equals(Access.NONE);
  }

  /**
   * {@return the changes of files that keep the owner of nodes, and that remove those of a former
   * declaration}
   *
   * @param kernel the system's kernel
   * @param device the device
   * @param before the state before
   * @param persists whether files for each boot set the same
   * @param rules names of dtbind's rule files until the next boot
   */
  public static List<FileChange> files(
      Kernel kernel, TargetDevice device, Access before, boolean persists, List<String> rules) {
    List<FileChange> changes = new ArrayList<>();
    rules(kernel, device, persists, rules).ifPresent(changes::add);
    before
        .link()
        .filter(name -> !device.access().link().equals(Optional.of(name)))
        .filter(name -> !kernel.udev().runs())
        .map(name -> NodeGrant.LINKS + name)
        .ifPresent(
            link ->
                FileState.of(kernel.files(), link)
                    .value()
                    .flatMap(now -> now)
                    .filter(FileState.Link.class::isInstance)
                    .ifPresent(
                        now ->
                            changes.add(
                                new FileChange(
                                    link,
                                    Optional.of(now),
                                    Optional.empty(),
                                    "its target no longer exists"))));
    return changes;
  }

  private static Optional<FileChange> rules(
      Kernel kernel, TargetDevice device, boolean persists, List<String> rules) {
    String path = "/run/" + BindingFiles.access(device.bus(), device.name().orElseThrow());
    if (!asks(device.access()) || persists || !kernel.udev().runs()) {
      return rules.contains(Paths.name(path))
          ? FileChange.to(
              kernel.files(), path, Optional.empty(), "its nodes no longer have an owner")
          : Optional.empty();
    }
    if (!device.isNameable()) {
      return Optional.empty();
    }
    Artefact wanted = BindingFiles.access(device);
    FileState text = new FileState.Text(wanted.content().utf8(), false);
    return FileChange.to(kernel.files(), path, Optional.of(text), wanted.purpose());
  }

  /** {@return whether existing nodes are to change} */
  boolean pending() {
    return !given.isEmpty();
  }

  /** {@return the changes of nodes, one per line} */
  public List<String> text() {
    if (back) {
      return given.stream().map(node -> "give %s back to root".formatted(node.path())).toList();
    }
    if (!asks(access)) {
      return List.of();
    }
    return given.isEmpty()
        ? List.of(NodeGrant.text("its node in /dev", access))
        : given.stream().map(node -> NodeGrant.text(node.path(), access)).toList();
  }
}
