// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec;

import java.util.Optional;

/**
 * Who may use a device node, and under which name; empty parts stay unchanged.
 *
 * @param owner a user, by name or number
 * @param group by name or number
 * @param mode in octal digits, such as {@code 0660}
 * @param link a name below {@code /dev/gpio}
 * @param selinux a label
 */
public record Access(
    Optional<String> owner,
    Optional<String> group,
    Optional<String> mode,
    Optional<String> link,
    Optional<String> selinux) {

  /** A name of a user or group, or its number: a regular expression. */
  public static final String ACCOUNT = "[A-Za-z0-9_][A-Za-z0-9_.-]*[$]?";

  /** A mode. */
  static final String OCTAL = "[0-7]{3,4}";

  /** A security context: user, role, type, and a level or range where the policy has them. */
  static final String CONTEXT = "[A-Za-z0-9_.]+:[A-Za-z0-9_.]+:[A-Za-z0-9_.]+(:[A-Za-z0-9_.,:-]+)?";

  /** One name of a file, such as that of an aggregator: a regular expression. */
  public static final String FILE = "[A-Za-z0-9_+][A-Za-z0-9_+.,@=-]*";

  private static final String ROOT = "root";

  /** Nothing is specified: nodes keep the system's settings. */
  public static final Access NONE =
      new Access(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * {@return access with owner, group and mode only}
   *
   * @param owner a user, by name or number
   * @param group by name or number
   * @param mode in octal digits, such as {@code 0660}
   */
  public static Access owned(
      Optional<String> owner, Optional<String> group, Optional<String> mode) {
    return new Access(owner, group, mode, Optional.empty(), Optional.empty());
  }

  /** {@return whether it specifies anything} */
  public boolean asks() {
    return owner.isPresent()
        || group.isPresent()
        || mode.isPresent()
        || link.isPresent()
        || selinux.isPresent();
  }

  /** {@return the mode as stat(1) prints it: without leading zeros} */
  public Optional<String> shownMode() {
    return mode.map(digits -> Integer.toOctalString(Integer.parseInt(digits, 8)));
  }

  /**
   * {@return this access, with a link if it has none}
   *
   * @param name below {@code /dev/gpio}
   */
  public Access orLink(String name) {
    return new Access(owner, group, mode, link.or(() -> Optional.of(name)), selinux);
  }

  /**
   * {@return this access with all of owner, group and mode if one of them is specified, so that
   * nobody else has access: unspecified ones are root's. A named group may read and write unless a
   * mode is specified}
   */
  public Access complete() {
    if (owner.isEmpty() && group.isEmpty() && mode.isEmpty()) {
      return this;
    }
    return new Access(
        owner.or(() -> Optional.of(ROOT)),
        group.or(() -> Optional.of(ROOT)),
        mode.or(() -> Optional.of(group.isPresent() ? "0660" : "0600")),
        link,
        selinux);
  }

  /** {@return owner, group and mode alone} */
  public Access ownership() {
    return owned(owner, group, mode);
  }

  /** {@return the same without link} */
  public Access withoutLink() {
    return new Access(owner, group, mode, Optional.empty(), selinux);
  }
}
