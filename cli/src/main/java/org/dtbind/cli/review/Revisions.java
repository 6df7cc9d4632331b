// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.review;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.cli.git.Git;
import org.dtbind.source.Shown;

/**
 * The two states to compare.
 *
 * @param before the hash of a commit
 * @param after the hash of a commit; empty for the work tree
 */
record Revisions(String before, Optional<String> after) {

  private static final int HASH_SHOWN = 12;

  /** A commit, and what it is about. */
  record Commit(String hash, String subject) {}

  /**
   * Returns the states that a text names, as in git: {@code REV}, {@code REV..REV} or {@code
   * REV...REV}, which begins where the two diverge.
   */
  static Revisions of(Git git, String text) throws IOException {
    int dots = text.indexOf("..");
    if (dots < 0) {
      return new Revisions(git.commit(text), Optional.empty());
    }
    boolean diverging = text.startsWith("...", dots);
    String before = git.commit(named(text.substring(0, dots)));
    String after = git.commit(named(text.substring(dots + (diverging ? 3 : 2))));
    return new Revisions(
        diverging
            ? git.output(
                    "git finds no common ancestor of " + Shown.escaped(text),
                    List.of("merge-base", before, after))
                .utf8()
                .strip()
            : before,
        Optional.of(after));
  }

  private static String named(String revision) {
    return revision.isEmpty() ? "HEAD" : revision;
  }

  /** Returns the beginning of a hash, as people read it. */
  static String abbreviated(String hash) {
    return hash.substring(0, Math.min(hash.length(), HASH_SHOWN));
  }

  /** Returns the commits from the first state to the second, without merged branches. */
  List<Commit> commits(Git git) throws IOException {
    List<Commit> commits = new ArrayList<>();
    String output =
        git.output(
                "git cannot list the commits",
                List.of(
                    "log",
                    "--reverse",
                    "--first-parent",
                    "--no-show-signature",
                    "--format=%H %s",
                    before + ".." + after.orElse("HEAD")))
            .utf8();
    for (String line : output.lines().toList()) {
      int blank = line.indexOf(' ');
      commits.add(new Commit(line.substring(0, blank), line.substring(blank + 1)));
    }
    return commits;
  }
}
