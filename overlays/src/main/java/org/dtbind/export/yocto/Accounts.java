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

/** The users and groups that a recipe makes, by OE-core's useradd.bbclass. */
final class Accounts {

  /** Those of OE-core's base-passwd of every release since 4.0, users and groups. */
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
    // A user's group, too, may be made already by the package of another declaration.
    Set<String> groups = new TreeSet<>(users);
    groups.addAll(declared.groups());
    groups.removeAll(KNOWN);
    return new Accounts(users, List.copyOf(groups));
  }

  /** {@return the end of the recipe; nothing if there is nobody to make} */
  TextFile text() {
    TextFile text = new TextFile();
    if (groups.isEmpty()) {
      return text;
    }
    text.ours(
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
