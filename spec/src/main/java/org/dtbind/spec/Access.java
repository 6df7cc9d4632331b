// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The owner, group, mode, link and SELinux label of a device node. An empty part leaves the setting
 * of the device node unchanged.
 *
 * @param owner the user that owns the device node, by name or number
 * @param group the group that owns the device node, by name or number
 * @param mode the mode in three or four octal digits, such as {@code 0660}
 * @param link the name of a link in {@code /dev/gpio} to the device node
 * @param selinux the SELinux label, such as {@code system_u:object_r:gpio_device_t:s0}
 */
public record Access(
    Optional<String> owner,
    Optional<String> group,
    Optional<String> mode,
    Optional<String> link,
    Optional<String> selinux) {

  /** A regular expression for the name or number of a user or group. */
  public static final String ACCOUNT = "[A-Za-z0-9_][A-Za-z0-9_.-]*[$]?";

  static final String OCTAL = "[0-7]{3,4}";

  /**
   * A regular expression for an SELinux context: user, role and type; also a level or range, if the
   * policy uses them.
   */
  static final String CONTEXT = "[A-Za-z0-9_.]+:[A-Za-z0-9_.]+:[A-Za-z0-9_.]+(:[A-Za-z0-9_.,:-]+)?";

  /** A regular expression for one file name without slashes, such as the name of an aggregator. */
  public static final String FILE = "[A-Za-z0-9_+][A-Za-z0-9_+.,@=-]*";

  private static final String ROOT = "root";

  /** The owner of a node for which nothing is declared: only root may use it. */
  public static final Access ROOT_ONLY =
      owned(Optional.of(ROOT), Optional.of(ROOT), Optional.of("0600"));

  /** An access in which no part is specified. */
  public static final Access NONE =
      new Access(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * {@return an access with only owner, group and mode}
   *
   * @param owner the user that owns the device node, by name or number
   * @param group the group that owns the device node, by name or number
   * @param mode the mode in three or four octal digits, such as {@code 0660}
   */
  public static Access owned(
      Optional<String> owner, Optional<String> group, Optional<String> mode) {
    return new Access(owner, group, mode, Optional.empty(), Optional.empty());
  }

  /** {@return whether at least one part is specified} */
  public boolean isSpecified() {
    return owner.isPresent()
        || group.isPresent()
        || mode.isPresent()
        || link.isPresent()
        || selinux.isPresent();
  }

  /** {@return the mode without leading zeros, as stat(1) prints it} */
  public Optional<String> shownMode() {
    return mode.map(digits -> Integer.toOctalString(Integer.parseInt(digits, 8)));
  }

  /**
   * {@return this access, with {@code name} as the link if no link is specified}
   *
   * @param name the name of a link in {@code /dev/gpio}
   */
  public Access orLink(String name) {
    return new Access(owner, group, mode, link.or(() -> Optional.of(name)), selinux);
  }

  /**
   * {@return this access with owner, group and mode all specified, if at least one of them is;
   * otherwise this access unchanged}
   *
   * <p>A missing owner or group becomes root, so that nobody else has access. A missing mode
   * becomes {@code 0660} if a group is specified, otherwise {@code 0600}.
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

  /** {@return whether a user other than root, or a group other than root's, can open the node} */
  public boolean admitsOthers() {
    Access complete = complete();
    int bits = complete.bits();
    return complete.owner().filter(Access::isNotRoot).isPresent()
        || complete.group().filter(Access::isNotRoot).isPresent() && (bits & 060) != 0
        || (bits & 06) != 0;
  }

  /**
   * {@return those, except root, who can open a node with this access, but cannot open it with
   * another, in words; nobody but root can open a node without owner, group and mode}
   *
   * @param future the other access
   */
  public List<String> revokedBy(Access future) {
    Access now = complete();
    Access then = future.complete();
    int lost = now.bits() & ~then.bits() & 0666;
    List<String> who = new ArrayList<>();
    // The owner of a node can give himself rights to it.
    now.owner
        .filter(user -> loses(user, then.owner, 0600, lost & 0600))
        .ifPresent(user -> who.add("user " + user));
    now.group
        .filter(group -> loses(group, then.group, now.bits() & 060, lost & 060))
        .ifPresent(group -> who.add("members of group " + group));
    if ((lost & 06) != 0) {
      who.add("all users");
    }
    return List.copyOf(who);
  }

  private static boolean loses(String now, Optional<String> then, int had, int lost) {
    return isNotRoot(now) && (lost != 0 || had != 0 && !then.equals(Optional.of(now)));
  }

  /** The mode as a number; 0 without a mode. */
  private int bits() {
    return mode.map(digits -> Integer.parseInt(digits, 8)).orElse(0);
  }

  private static boolean isNotRoot(String account) {
    return !account.equals(ROOT) && !account.equals("0");
  }

  /** {@return an access with only the owner, group and mode of this one} */
  public Access ownership() {
    return owned(owner, group, mode);
  }

  /** {@return owner, group and mode as words, such as {@code owner anna}} */
  public List<String> words() {
    return Stream.of(
            owner.map("owner "::concat), group.map("group "::concat), mode.map("mode "::concat))
        .flatMap(Optional::stream)
        .toList();
  }

  /** {@return this access without the link} */
  public Access withoutLink() {
    return new Access(owner, group, mode, Optional.empty(), selinux);
  }
}
