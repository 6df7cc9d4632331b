// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.tree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.git.Git;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.Rejected;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.source.Shown;

/**
 * The lines that differ from a commit, as git sees them. A file that git does not track has none.
 * Of a renamed file, those are lines that differ from the file with the former name.
 *
 * @param hash the commit
 * @param files by the real path of each file that differs, its former name, if it is another one,
 *     and its present name
 */
record ChangedLines(Git git, String hash, Map<Path, List<String>> files) {

  /** The lines of the new file in the head of a hunk, such as {@code @@ -12 +13,2 @@}. */
  private static final Pattern HUNK = Pattern.compile("(?md)^@@ -\\S+ \\+(\\d+)(?:,(\\d+))? @@");

  /**
   * Asks git about the work tree of the current directory.
   *
   * @param commit a commit, as the user named it
   * @param given files and directories
   * @throws Rejected if git is missing, or does not know the commit, or a file is not in the work
   *     tree
   */
  static ChangedLines since(String commit, List<Path> given) throws IOException {
    Git git = Git.here("--lines");
    for (Path file : given) {
      if (Files.exists(file) && !file.toRealPath().startsWith(git.top())) {
        throw new Rejected(
            ExitStatus.NOT_FOUND,
            "%s is not in the work tree %s; change to the directory of its work tree"
                .formatted(InputFiles.name(file), Shown.escaped(FileName.text(git.top()))));
      }
    }
    String hash = git.commit(commit);
    return new ChangedLines(git, hash, changed(git, hash));
  }

  /** Only in the whole work tree does git find where a file was before. */
  private static Map<Path, List<String>> changed(Git git, String hash) throws IOException {
    Map<Path, List<String>> files = new HashMap<>();
    Iterator<String> words =
        Git.words(diff(git, List.of("--name-status", "-z", "--diff-filter=d", hash))).iterator();
    while (words.hasNext()) {
      boolean renamed = words.next().startsWith("R");
      List<String> names = new ArrayList<>();
      names.add(words.next());
      if (renamed) {
        names.add(words.next());
      }
      files.put(git.top().resolve(FileName.path(names.get(names.size() - 1))), names);
    }
    return files;
  }

  /** Returns the numbers of the lines, from 1, that may change in a file with a real path. */
  BitSet of(Path file) throws IOException {
    BitSet lines = new BitSet();
    if (files.containsKey(file)) {
      List<String> words = new ArrayList<>();
      words.addAll(List.of("-U0", "--inter-hunk-context=0", "--text", hash, "--"));
      words.addAll(files.get(file));
      Matcher hunk = HUNK.matcher(diff(git, words).latin1());
      while (hunk.find()) {
        int first = Integer.parseInt(hunk.group(1));
        int count = hunk.group(2) == null ? 1 : Integer.parseInt(hunk.group(2));
        lines.set(first, first + count);
      }
    }
    return lines;
  }

  private static Bytes diff(Git git, List<String> words) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("diff", "-M", "--no-ext-diff", "--no-textconv", "--no-color"));
    command.addAll(words);
    return git.output("git does not compare files", command);
  }
}
