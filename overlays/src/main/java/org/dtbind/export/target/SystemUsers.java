// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.target;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dtbind.export.TextFile;
import org.dtbind.spec.Access;
import org.dtbind.spec.AggregatorSpec;
import org.dtbind.spec.DeclaredAccess;
import org.dtbind.spec.DeviceSpec;
import org.dtbind.spec.Specification;

/**
 * The users and groups that own devices, for sysusers.d(5), which creates missing ones before udev
 * reads its rules.
 *
 * @param users names of users, without numeric IDs and root
 * @param groups names of groups, except those of the users: each user has a group with its name
 * @param others names that sysusers.d does not allow
 */
public record SystemUsers(List<String> users, List<String> groups, List<String> others) {

  /** The names that systemd allows (src/basic/user-util.c, the strict form). */
  private static final String NAME = "[A-Za-z_][A-Za-z0-9_-]{0,30}";

  /** Copies the lists. */
  public SystemUsers {
    users = List.copyOf(users);
    groups = List.copyOf(groups);
    others = List.copyOf(others);
  }

  /**
   * {@return the owners of the declared devices and aggregators}
   *
   * @param specification the declaration
   */
  public static SystemUsers of(Specification specification) {
    return of(
        Stream.concat(
                specification.devices().stream().map(DeviceSpec::access),
                specification.aggregators().stream().map(AggregatorSpec::access))
            .map(DeclaredAccess::values)
            .toList());
  }

  static SystemUsers of(List<Access> accesses) {
    Set<String> users = names(accesses, Access::owner);
    Set<String> groups = names(accesses, Access::group);
    groups.removeAll(users);
    List<String> others = new ArrayList<>(users);
    others.addAll(groups);
    others.removeIf(name -> name.matches(NAME));
    users.removeAll(others);
    groups.removeAll(others);
    return new SystemUsers(List.copyOf(users), List.copyOf(groups), others);
  }

  private static Set<String> names(
      List<Access> accesses, Function<Access, Optional<String>> whose) {
    Set<String> names = new LinkedHashSet<>();
    accesses.forEach(access -> whose.apply(access).ifPresent(names::add));
    names.removeIf(name -> name.equals("root") || name.matches("[0-9]+"));
    return names;
  }

  boolean isEmpty() {
    return users.isEmpty() && groups.isEmpty();
  }

  TextFile text() {
    TextFile out = new TextFile().ours("# Made by dtbind export target. See sysusers.d(5).\n");
    users.forEach(user -> out.fill("u %s - \"owner of devices\"\n", user));
    groups.forEach(group -> out.fill("g %s -\n", group));
    return out;
  }
}
