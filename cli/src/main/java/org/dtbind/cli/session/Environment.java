// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.session;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.compile.TrustedUsers;

/** The environment variables of a run, and what they say about the user and the terminal. */
public record Environment(Map<String, String> variables) {

  /** The character for standard output in {@code DTBIND_TTY}, which the start script sets. */
  static final String OUT = "1";

  /** The character for standard error in {@code DTBIND_TTY}. */
  static final String ERR = "2";

  public Environment {
    variables = Map.copyOf(variables);
  }

  /** {@return a variable; empty if it is unset or empty} */
  public Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
  }

  /**
   * Returns the users whose files dtbind reads by default: root, the current user, and the user who
   * called sudo(8).
   */
  TrustedUsers trustedUsers() {
    int user = CurrentUser.id();
    Set<Integer> users = new HashSet<>(Set.of(user));
    variable("SUDO_UID")
        .filter(id -> user == 0 && id.matches("[0-9]{1,9}"))
        .ifPresent(id -> users.add(Integer.valueOf(id)));
    return new TrustedUsers(users);
  }

  /**
   * Returns whether a stream is a terminal, according to the start script.
   *
   * @param stream {@link #OUT} or {@link #ERR}
   */
  boolean isTerminal(String stream) {
    return variable("DTBIND_TTY").orElse("").contains(stream);
  }

  /**
   * Returns whether to use colors on a stream.
   *
   * @param stream {@link #OUT} or {@link #ERR}
   */
  boolean isColored(GlobalOptions options, String stream) {
    return switch (options.color()) {
      case always -> true;
      case never -> false;
      case auto ->
          variable("NO_COLOR").isEmpty()
              && !variables.getOrDefault("TERM", "dumb").equals("dumb")
              && isTerminal(stream);
    };
  }
}
