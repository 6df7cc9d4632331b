// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.yocto;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dtbind.export.TextFile;
import org.dtbind.export.target.SystemUsers;
import org.dtbind.spec.Specification;

/** The users and groups that a recipe creates with OE-core's useradd.bbclass. */
final class Accounts {

  /**
   * Users and groups in OE-core's base-passwd of every release since 4.0, which need not be
   * created.
   */
  static final List<String> KNOWN =
      List.of(
          ("root daemon bin sys adm tty disk lp mail news uucp man proxy kmem input dialout fax voice"
                  + " cdrom floppy tape sudo audio dip www-data backup operator list irc src shadow"
                  + " utmp video sasl plugdev staff games users kvm sgx wheel shutdown nogroup sync"
                  + " nobody")
              .split(" "));

  private final List<String> users;
  private final List<String> groups;

  private Accounts(List<String> users, List<String> groups) {
    this.users = users;
    this.groups = groups;
  }

  static Accounts of(Specification specification) {
    SystemUsers declared = SystemUsers.of(specification);
    List<String> users = new ArrayList<>(declared.users());
    users.removeAll(KNOWN);
    // The package of another declaration may already have created the group of a user.
    Set<String> groups = new TreeSet<>(users);
    groups.addAll(declared.groups());
    groups.removeAll(KNOWN);
    return new Accounts(users, List.copyOf(groups));
  }

  /** Returns the end of the recipe; empty if there is no user or group to create. */
  TextFile text() {
    TextFile text = new TextFile();
    if (groups.isEmpty()) {
      return text;
    }
    text.verbatim(
        """

        # The users and groups that own the devices are created when the package is installed.
        inherit useradd
        USERADD_PACKAGES = "${PN}"
        """);
    text.line("GROUPADD_PARAM:${PN} = \"", commands(groups.stream(), "--system %1$s"), "\"");
    if (!users.isEmpty()) {
      String command =
          "--system --no-create-home --home-dir / --shell /sbin/nologin --gid %1$s %1$s";
      text.line("USERADD_PARAM:${PN} = \"", commands(users.stream(), command), "\"");
    }
    return text;
  }

  private static String commands(Stream<String> names, String command) {
    return names.map(command::formatted).collect(Collectors.joining("; "));
  }
}
