// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.target;

import java.util.Optional;
import org.dtbind.spec.Access;
import org.dtbind.spec.Placed;

/**
 * Who may use a device node, and under which name.
 *
 * @param owner a user
 * @param group a group
 * @param mode in octal digits
 * @param link a name below {@code /dev/gpio}
 * @param selinux a label
 */
public record NodeAccess(
    Optional<String> owner,
    Optional<String> group,
    Optional<String> mode,
    Optional<String> link,
    Optional<String> selinux) {

  private static final String ROOT = "root";

  /** Nothing is asked: what comes up is as the system has it. */
  public static final NodeAccess NONE =
      new NodeAccess(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * {@return what a declaration asks}
   *
   * @param access declared
   */
  public static NodeAccess of(Access access) {
    return new NodeAccess(
        access.owner().map(Placed::value),
        access.group().map(Placed::value),
        access.mode().map(Placed::value),
        access.link().map(Placed::value),
        access.selinux().map(Placed::value));
  }

  /** {@return whether it says anything} */
  boolean asks() {
    return owner.isPresent()
        || group.isPresent()
        || mode.isPresent()
        || link.isPresent()
        || selinux.isPresent();
  }

  /** {@return the mode as stat(1) prints it: without zeros in front} */
  Optional<String> shownMode() {
    return mode.map(digits -> Integer.toOctalString(Integer.parseInt(digits, 8)));
  }

  /**
   * {@return the same, with that link where there is none}
   *
   * @param name below {@code /dev/gpio}
   */
  public NodeAccess orLink(String name) {
    return new NodeAccess(owner, group, mode, link.or(() -> Optional.of(name)), selinux);
  }

  /**
   * {@return the same with owner, group and mode all said where one of them is, so that a node
   * belongs to nobody else as well: what is not said is root's. A group that is named may read and
   * write unless a mode says otherwise}
   */
  public NodeAccess complete() {
    if (owner.isEmpty() && group.isEmpty() && mode.isEmpty()) {
      return this;
    }
    return new NodeAccess(
        owner.or(() -> Optional.of(ROOT)),
        group.or(() -> Optional.of(ROOT)),
        mode.or(() -> Optional.of(group.isPresent() ? "0660" : "0600")),
        link,
        selinux);
  }

  /** {@return the same without link} */
  NodeAccess withoutLink() {
    return new NodeAccess(owner, group, mode, Optional.empty(), selinux);
  }
}
