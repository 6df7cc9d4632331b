// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.tree;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.session.Rejected;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.source.Shown;

/**
 * The lines that differ from a commit, as git sees them. A file that git does not track has none.
 * Of a renamed file, those are lines that differ from the file with the former name.
 *
 * @param files by the real path of each file that differs
 */
record ChangedLines(Map<Path, Tracked> files) {

  /**
   * A file that differs.
   *
   * @param top the directory of the work tree
   * @param names the former name, if it is another one, and the present name
   */
  private record Tracked(Path top, String hash, List<String> names) {}

  /** The lines of the new file in the head of a hunk, such as {@code @@ -12 +13,2 @@}. */
  private static final Pattern HUNK = Pattern.compile("(?md)^@@ -\\S+ \\+(\\d+)(?:,(\\d+))? @@");

  /** The variables that describe another repository, or change the number of lines in a hunk. */
  private static final Set<String> VARIABLES =
      Set.of("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_PREFIX", "GIT_DIFF_OPTS");

  /**
   * Asks git.
   *
   * @param commit a commit, as the user named it
   * @param given files and directories
   * @throws Rejected if git is missing, or does not know the commit
   */
  static ChangedLines since(String commit, List<Path> given) throws IOException {
    Map<Path, Tracked> files = new HashMap<>();
    Set<Path> tops = new HashSet<>();
    Set<Path> directories = new LinkedHashSet<>();
    for (Path file : given) {
      try {
        Path real = file.toRealPath();
        Path parent = real.getParent();
        directories.add(Files.isDirectory(file) || parent == null ? real : parent);
      } catch (IOException e) {
        // Reading the file fails, too.
      }
    }
    for (Path directory : directories) {
      // The hash cannot be taken for an option, as the name of the commit can.
      String hash =
          last(
              git(
                  directory,
                  true,
                  "git does not find the commit '%s'".formatted(Shown.escaped(commit)),
                  List.of("rev-parse", "--verify", "--end-of-options", commit + "^{commit}")));
      // Only in the whole work tree does git find where a file was before.
      Bytes named =
          git(directory, false, "git finds no work tree", List.of("rev-parse", "--show-toplevel"));
      Path top = FileName.path(FileName.text(named.slice(0, named.length() - 1)));
      if (tops.add(top)) {
        add(top, hash, files);
      }
    }
    return new ChangedLines(files);
  }

  private static void add(Path top, String hash, Map<Path, Tracked> files) throws IOException {
    String output = diff(top, List.of("--name-status", "-z", "--diff-filter=d", hash)).latin1();
    Iterator<String> words = Arrays.asList(output.split("\0")).iterator();
    while (words.hasNext() && !output.isEmpty()) {
      boolean renamed = words.next().startsWith("R");
      List<String> names = new ArrayList<>();
      names.add(FileName.text(Bytes.latin1(words.next())));
      if (renamed) {
        names.add(FileName.text(Bytes.latin1(words.next())));
      }
      Path path = top.resolve(FileName.path(names.get(names.size() - 1)));
      files.put(path, new Tracked(top, hash, names));
    }
  }

  /** Returns the numbers of the lines, from 1, that may change in a file with a real path. */
  BitSet of(Path file) throws IOException {
    BitSet lines = new BitSet();
    if (files.containsKey(file)) {
      Tracked tracked = files.get(file);
      List<String> words = new ArrayList<>();
      words.addAll(List.of("-U0", "--inter-hunk-context=0", "--text", tracked.hash(), "--"));
      words.addAll(tracked.names());
      Matcher hunk = HUNK.matcher(diff(tracked.top(), words).latin1());
      while (hunk.find()) {
        int first = Integer.parseInt(hunk.group(1));
        int count = hunk.group(2) == null ? 1 : Integer.parseInt(hunk.group(2));
        lines.set(first, first + count);
      }
    }
    return lines;
  }

  private static Bytes diff(Path directory, List<String> words) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("diff", "-M", "--no-ext-diff", "--no-textconv", "--no-color"));
    command.addAll(words);
    return git(directory, false, "git does not compare files", command);
  }

  /**
   * Runs git so that neither its configuration nor names of files change what it does.
   *
   * @param errors whether the output contains its messages
   */
  private static Bytes git(Path directory, boolean errors, String failure, List<String> words)
      throws IOException {
    List<String> command =
        new ArrayList<>(List.of("git", "--literal-pathspecs", "-C", FileName.text(directory)));
    command.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(errors);
    if (!errors) {
      builder.redirectError(Redirect.DISCARD);
    }
    // In a hook, these describe the repository from which git started the hook. With -C, git would
    // take the directory for the top of the work tree.
    builder.environment().keySet().removeAll(VARIABLES);
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new Rejected(
          ExitStatus.UNAVAILABLE, "--lines needs git, which cannot be started: " + e.getMessage());
    }
    try {
      Bytes output = Bytes.wrap(process.getInputStream().readAllBytes());
      if (process.waitFor() != 0) {
        throw new Rejected(ExitStatus.NOT_FOUND, failure + ": " + Shown.escaped(last(output)));
      }
      return output;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("git was interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static String last(Bytes output) {
    String text = output.utf8().strip();
    return text.substring(text.lastIndexOf('\n') + 1);
  }
}
