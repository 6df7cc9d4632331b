// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.kernel.Files;
import org.dtbind.kernel.Owner;
import org.dtbind.linux.GenericDriver;
import org.dtbind.spec.Access;

/**
 * Who could open device nodes until now, but may not do so after a change, and what ends his
 * access.
 *
 * <p>Whether somebody has a node open cannot be found out: a descriptor can be in a socket's queue,
 * in a container, or with a process that no list shows. What counts is therefore what the
 * permissions allowed. Access that they allowed is ended by the kernel, or the change is refused.
 *
 * @param lost the nodes that somebody could open
 */
public record Revocation(List<Lost> lost) {

  /**
   * How the nodes of groups without an IOMMU begin. Only root can open them, whatever their mode is
   * (drivers/vfio/group.c, {@code vfio_group_fops_open()}: CAP_SYS_RAWIO).
   */
  private static final String NO_IOMMU = "/dev/vfio/noiommu-";

  /** Nobody loses access. */
  public static final Revocation NONE = new Revocation(List.of());

  /** Copies the list. */
  public Revocation {
    lost = List.copyOf(lost);
  }

  /**
   * A node that somebody could open.
   *
   * @param who who could open it, in words
   */
  public record Lost(String node, List<String> who, End end) {
    /** Copies the list. */
    public Lost {
      who = List.copyOf(who);
    }

    private String text() {
      return "%s: %s could open it until now, and %s"
          .formatted(node, String.join(", ", who), end.reason);
    }

    private String note() {
      return "%s: %s may keep access until the system restarts"
          .formatted(node, String.join(", ", who));
    }
  }

  /** What ends the access of whoever has a node open. */
  public enum End {
    /** The device is released and bound again: every descriptor then fails. */
    BINDING_AGAIN(""),
    /** The kernel opens an IOMMU group only once at a time, so opening it shows that nobody has. */
    SINGLE_OPEN(""),
    /** Nothing: the driver is not released. */
    DRIVER_STAYS("its device keeps its driver, because others may need it"),
    /** Nothing: an unbound device stays mapped (drivers/uio/uio.c). */
    MAPPED("the kernel does not take back registers that are mapped"),
    /** Nothing: several programs may have it open (drivers/vfio/device_cdev.c). */
    IOMMUFD("the kernel does not tell whether it is open");

    private final String reason;

    End(String reason) {
      this.reason = reason;
    }

    /**
     * {@return what ends access to a node}
     *
     * @param driver the driver of the node's device
     */
    public static End of(Optional<String> driver, String node) {
      if (driver.filter(GenericDriver::isVfio).isPresent()) {
        return GenericDriver.ofNode(node).isPresent() ? SINGLE_OPEN : IOMMUFD;
      }
      return driver
          .flatMap(GenericDriver::named)
          .map(known -> known == GenericDriver.UIO ? MAPPED : BINDING_AGAIN)
          .orElse(DRIVER_STAYS);
    }
  }

  /**
   * {@return who loses access to a node}
   *
   * @param recorded what dtbind recorded about the node since the system started
   * @param future the future owner, group and mode; only root can open the node without them
   */
  public static Revocation of(Files files, String node, Access recorded, Access future, End end) {
    if (node.startsWith(NO_IOMMU)) {
      return NONE;
    }
    Access now = files.owner(node).map(Owner::ownership).orElse(Access.NONE);
    Set<String> who = new LinkedHashSet<>(revoked(files, now, future));
    who.addAll(revoked(files, recorded, future));
    if (files.hasAcl(node)) {
      who.add("users in its access control list");
    }
    return who.isEmpty() ? NONE : new Revocation(List.of(new Lost(node, List.copyOf(who), end)));
  }

  /** Compares access in which accounts may be given by name or by number. */
  private static List<String> revoked(Files files, Access former, Access future) {
    Access complete = former.complete();
    Access then = future.complete();
    return Access.owned(
            complete
                .owner()
                .map(one -> then.owner().filter(same -> files.isSameUser(one, same)).orElse(one)),
            complete
                .group()
                .map(one -> then.group().filter(same -> files.isSameGroup(one, same)).orElse(one)),
            complete.mode())
        .revokedBy(then);
  }

  public Revocation and(Revocation other) {
    return new Revocation(Stream.concat(lost.stream(), other.lost.stream()).toList());
  }

  /** {@return what remains after the device was released from its driver for good} */
  public Revocation afterRelease() {
    return new Revocation(lost.stream().filter(one -> one.end == End.MAPPED).toList());
  }

  /** {@return whether the device must be released and bound again} */
  public boolean bindsAgain() {
    return lost.stream().anyMatch(one -> one.end == End.BINDING_AGAIN);
  }

  /** {@return whether somebody could open a node of an IOMMU group} */
  public boolean asksKernel(String node) {
    return lost.stream().anyMatch(one -> one.end == End.SINGLE_OPEN && one.node.equals(node));
  }

  private List<Lost> remaining() {
    return lost.stream().filter(one -> !one.end.reason.isEmpty()).toList();
  }

  /**
   * {@return the reason to refuse a change: nothing ends access that the permissions allowed; empty
   * if there is none, or the user forces the change}
   *
   * @param subject what changes, such as a device
   * @param force whether the user accepts that access remains
   */
  public Optional<Problem> refused(String subject, boolean force) {
    List<Lost> remaining = remaining();
    if (force || remaining.isEmpty()) {
      return Optional.empty();
    }
    String help =
        "use --force, with persist if rules of the system gave them access, and restart the system:"
            + " until then, they may keep access; or, without persist and such rules, leave the"
            + " change to dtbind-apply.service at the next boot";
    boolean iommufd = remaining.stream().anyMatch(one -> one.end == End.IOMMUFD);
    return Optional.of(
        Problem.of(Reason.ACCESS_REMAINS, "former users of %s may keep access".formatted(subject))
            .details(remaining.stream().map(Lost::text).toList())
            .help(
                iommufd
                    ? "release the group, and bind it again: the kernel waits until it is closed; or "
                        + help
                    : help));
  }

  /** {@return notes about access that remains in spite of a change, one per line} */
  public List<String> notes() {
    return remaining().stream().map(Lost::note).toList();
  }
}
