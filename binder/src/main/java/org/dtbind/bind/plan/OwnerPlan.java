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
import org.dtbind.change.Revocation;
import org.dtbind.change.Revocation.End;
import org.dtbind.device.LinuxDevice;
import org.dtbind.export.Artefact;
import org.dtbind.export.target.BindingFiles;
import org.dtbind.export.target.TargetDevice;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Owner;
import org.dtbind.kernel.Paths;
import org.dtbind.spec.Access;

/**
 * The change of owner of a device's nodes in a plan. It takes place after verification. If udev
 * runs, a rule in {@code /run} or {@code /etc} sets the owner, so that it also applies when a node
 * is created again.
 *
 * @param access the owner, group, mode and link; {@link Access#NONE} if none is declared
 * @param given the existing nodes to change, each with its current owner
 * @param links the links that may change once there is a node, each with its current state
 * @param back whether to give the nodes back to root, because they had an owner and no longer do
 * @param revocation who loses access to the nodes
 */
public record OwnerPlan(
    Access access,
    List<GivenNode> given,
    List<FileChange> links,
    boolean back,
    Revocation revocation) {

  /** Leaves the nodes unchanged. */
  public static final OwnerPlan NOTHING =
      new OwnerPlan(Access.NONE, List.of(), List.of(), false, Revocation.NONE);

  /** Copies the lists. */
  public OwnerPlan {
    given = List.copyOf(given);
    links = List.copyOf(links);
  }

  /**
   * {@return the changes of owner for a plan}
   *
   * @param access the access settings after the change
   */
  public static OwnerPlan of(Kernel kernel, Plan plan, Access before, Access access) {
    // If the driver changes, its nodes disappear.
    boolean disappears = !plan.driver().equals(plan.before().driver());
    Access owned = access.complete().ownership();
    boolean back =
        !access.isSpecified() && before.isSpecified()
            || !owned.isSpecified() && before.complete().ownership().isSpecified();
    Revocation revocation =
        disappears
            ? released(kernel, plan.before(), before)
            : back || owned.isSpecified()
                ? revocation(kernel, plan.before(), before, owned)
                : Revocation.NONE;
    if (!access.isSpecified() && !back) {
      return new OwnerPlan(Access.NONE, List.of(), List.of(), false, revocation);
    }
    List<GivenNode> given = new ArrayList<>();
    for (String node : disappears ? List.<String>of() : DeviceNodes.of(kernel, plan.before())) {
      Optional<Owner> owner = kernel.files().owner(node);
      if (owner.isPresent()
          && (back || NodeGrant.of(kernel, node, access).difference().isPresent())) {
        given.add(new GivenNode(node, owner.get().ownership()));
      }
    }
    return new OwnerPlan(access, given, links(kernel, access), back, revocation);
  }

  private static Revocation revocation(
      Kernel kernel, LinuxDevice device, Access recorded, Access future) {
    return DeviceNodes.of(kernel, device).stream()
        .map(
            node ->
                Revocation.of(
                    kernel.files(), node, recorded, future, End.of(device.driver(), node)))
        .reduce(Revocation.NONE, Revocation::and);
  }

  /**
   * {@return who keeps access to a device after it was released from its driver}
   *
   * @param recorded the access settings that dtbind applied
   */
  public static Revocation released(Kernel kernel, LinuxDevice device, Access recorded) {
    return revocation(kernel, device, recorded, Access.NONE).afterRelease();
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
   * {@return the changes to files that preserve the owner of nodes, and the removal of files that
   * are no longer needed}
   *
   * @param device the device with its new driver and access settings
   * @param persists whether files for each boot contain the same settings
   * @param rules the names of dtbind's rule files that last until the next boot
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
                                    device.access().link().isPresent()
                                        ? "its device has another link"
                                        : "its target no longer exists"))));
    return changes;
  }

  private static Optional<FileChange> rules(
      Kernel kernel, TargetDevice device, boolean persists, List<String> rules) {
    String path = "/run/" + BindingFiles.access(device.bus(), device.name().orElseThrow());
    if (!device.access().isSpecified() || persists || !kernel.udev().runs()) {
      return rules.contains(Paths.name(path))
          ? FileChange.to(
              kernel.files(), path, Optional.empty(), "its device nodes belong to root again")
          : Optional.empty();
    }
    if (!device.isNameable()) {
      return Optional.empty();
    }
    Artefact wanted = BindingFiles.access(device);
    FileState text = new FileState.Text(wanted.content().utf8(), false);
    return FileChange.to(kernel.files(), path, Optional.of(text), wanted.purpose());
  }

  /** {@return notes about how former users lose access to the nodes, or that they may keep it} */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (revocation.bindsAgain()) {
      notes.add("it is released and bound again, so that its former users lose access to it");
    }
    notes.addAll(revocation.notes());
    return notes;
  }

  boolean pending() {
    return !given.isEmpty();
  }

  /** {@return the changes of owner, one per line} */
  public List<String> text() {
    List<String> lines = new ArrayList<>();
    if (back) {
      given.forEach(node -> lines.add("return %s to root".formatted(node.path())));
    }
    if (access.isSpecified() && given.isEmpty()) {
      lines.add(NodeGrant.text("its device node", access));
    } else if (access.isSpecified()) {
      given.forEach(node -> lines.add(NodeGrant.text(node.path(), access)));
    }
    return lines;
  }
}
