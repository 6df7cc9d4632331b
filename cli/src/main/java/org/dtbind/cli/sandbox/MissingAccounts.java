// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.sandbox;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dtbind.spec.Access;

/**
 * The users and groups that a declaration names, but that this machine does not have. They are
 * created in the sandbox, as a target creates them from the exported sysusers.d(5) file.
 *
 * @param users the users; each also has a group with its name
 */
record MissingAccounts(Set<String> users, Set<String> groups) {

  /** The highest number that systemd-sysusers gives to a user or group (src/basic/user-util.h). */
  private static final int HIGHEST = 999;

  /** {@return the users and groups of declared entries that this machine lacks} */
  static MissingAccounts of(List<Access> accesses) {
    UserPrincipalLookupService accounts = FileSystems.getDefault().getUserPrincipalLookupService();
    Set<String> users = new LinkedHashSet<>();
    Set<String> groups = new LinkedHashSet<>();
    for (Access access : accesses) {
      access
          .owner()
          .filter(name -> isMissing(accounts::lookupPrincipalByName, name))
          .ifPresent(users::add);
      access
          .group()
          .filter(name -> isMissing(accounts::lookupPrincipalByGroupName, name))
          .ifPresent(groups::add);
    }
    return new MissingAccounts(users, groups);
  }

  boolean isEmpty() {
    return users.isEmpty() && groups.isEmpty();
  }

  /** {@return the users and groups as text, such as {@code user anna, group relays}} */
  String text() {
    return Stream.concat(
            users.stream().map("user "::concat),
            groups.stream().filter(name -> !users.contains(name)).map("group "::concat))
        .collect(joining(", "));
  }

  /** The lines that these accounts add to passwd(5) and group(5). */
  record Lines(String passwd, String group) {}

  /** {@return the lines of these accounts, with numbers that this machine does not use} */
  Lines lines() throws IOException {
    return lines(accounts("/etc/passwd"), accounts("/etc/group"));
  }

  /**
   * As {@link #lines()}. A user gets the group that has its name already, as systemd-sysusers does
   * (src/sysusers/sysusers.c, add_group).
   *
   * @param knownUsers the numbers of this machine's users by name
   * @param knownGroups the numbers of this machine's groups by name
   */
  Lines lines(Map<String, String> knownUsers, Map<String, String> knownGroups) {
    Set<String> used = new HashSet<>(knownUsers.values());
    used.addAll(knownGroups.values());
    List<String> passwd = new ArrayList<>();
    List<String> group = new ArrayList<>();
    Set<String> all = new LinkedHashSet<>(users);
    all.addAll(groups);
    int number = HIGHEST;
    for (String name : all) {
      while (used.contains(Integer.toString(number))) {
        number--;
      }
      Optional<String> ownGroup = Optional.ofNullable(knownGroups.get(name));
      if (users.contains(name)) {
        String own = ownGroup.orElse(Integer.toString(number));
        passwd.add("%s:x:%d:%s::/:/usr/sbin/nologin".formatted(name, number, own));
      }
      if (ownGroup.isEmpty()) {
        group.add("%s:x:%d:".formatted(name, number));
      }
      number--;
    }
    return new Lines(String.join("\n", passwd), String.join("\n", group));
  }

  /** Returns the numbers by name: the third and first field of each line in both files. */
  private static Map<String, String> accounts(String file) throws IOException {
    Map<String, String> numbers = new HashMap<>();
    for (String line : Files.readAllLines(Path.of(file), StandardCharsets.ISO_8859_1)) {
      String[] fields = line.split(":", -1);
      if (fields.length > 2) {
        numbers.putIfAbsent(fields[0], fields[2]);
      }
    }
    return numbers;
  }

  private interface Lookup {
    Object account(String name) throws IOException;
  }

  private static boolean isMissing(Lookup lookup, String name) {
    try {
      lookup.account(name);
      return false;
    } catch (UserPrincipalNotFoundException e) {
      return true;
    } catch (IOException e) {
      // The lookup failed for another reason, so the account may exist.
      return false;
    }
  }
}
