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
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.Rejected;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.source.Shown;

/**
 * The lines that differ from a commit, as git sees them. A file that git does not track has none.
 * Of a renamed file, those are lines that differ from the file with the former name.
 *
 * @param top the directory of the work tree
 * @param hash the commit
 * @param files by the real path of each file that differs, its former name, if it is another one,
 *     and its present name
 */
record ChangedLines(Path top, String hash, Map<Path, List<String>> files) {

  /** The lines of the new file in the head of a hunk, such as {@code @@ -12 +13,2 @@}. */
  private static final Pattern HUNK = Pattern.compile("(?md)^@@ -\\S+ \\+(\\d+)(?:,(\\d+))? @@");

  /** The variables that describe another repository, or change the number of lines in a hunk. */
  private static final Set<String> VARIABLES =
      Set.of("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_PREFIX", "GIT_DIFF_OPTS");

  /**
   * A directory of a checkout can contain all files of a repository. Git takes it for one, and runs
   * the programs that its configuration names, except with this setting, which Git 2.38 introduced.
   */
  private static final List<String> RUNS_NOTHING =
      List.of(
          "-c", "safe.bareRepository=explicit",
          "-c", "core.fsmonitor=false",
          "-c", "core.hooksPath=/dev/null");

  /**
   * Asks git about the work tree of the current directory. The directories of files could belong to
   * repositories that the user does not know of.
   *
   * @param commit a commit, as the user named it
   * @param given files and directories
   * @throws Rejected if git is missing, or does not know the commit, or a file is not in the work
   *     tree
   */
  static ChangedLines since(String commit, List<Path> given) throws IOException {
    Path here = Path.of("").toRealPath();
    String none = "git finds no work tree in the current directory";
    // Before Git 2.38, only this tells a directory of a checkout from a repository.
    if (here.startsWith(directory(here, none, "--absolute-git-dir"))) {
      throw new Rejected(ExitStatus.NOT_FOUND, none);
    }
    Path top = directory(here, none, "--show-toplevel");
    for (Path file : given) {
      if (Files.exists(file) && !file.toRealPath().startsWith(top)) {
        throw new Rejected(
            ExitStatus.NOT_FOUND,
            "%s is not in the work tree %s; change to the directory of its work tree"
                .formatted(InputFiles.name(file), Shown.escaped(FileName.text(top))));
      }
    }
    // The hash cannot be taken for an option, as the name of the commit can.
    String hash =
        last(
            git(
                here,
                true,
                "git does not find the commit '%s'".formatted(Shown.escaped(commit)),
                List.of("rev-parse", "--verify", "--end-of-options", commit + "^{commit}")));
    return new ChangedLines(top, hash, changed(top, hash));
  }

  private static Path directory(Path here, String failure, String which) throws IOException {
    Bytes named = git(here, true, failure, List.of("rev-parse", which));
    return FileName.path(FileName.text(named.slice(0, named.length() - 1))).toRealPath();
  }

  /** Only in the whole work tree does git find where a file was before. */
  private static Map<Path, List<String>> changed(Path top, String hash) throws IOException {
    Map<Path, List<String>> files = new HashMap<>();
    String output = diff(top, List.of("--name-status", "-z", "--diff-filter=d", hash)).latin1();
    Iterator<String> words = Arrays.asList(output.split("\0")).iterator();
    while (words.hasNext() && !output.isEmpty()) {
      boolean renamed = words.next().startsWith("R");
      List<String> names = new ArrayList<>();
      names.add(FileName.text(Bytes.latin1(words.next())));
      if (renamed) {
        names.add(FileName.text(Bytes.latin1(words.next())));
      }
      files.put(top.resolve(FileName.path(names.get(names.size() - 1))), names);
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
      Matcher hunk = HUNK.matcher(diff(top, words).latin1());
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
   * Runs git so that neither its configuration nor names of files change what it does, except for
   * filters, which only the user's configuration can name.
   *
   * @param errors whether the output contains its messages
   */
  private static Bytes git(Path directory, boolean errors, String failure, List<String> words)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("git", "--literal-pathspecs"));
    command.addAll(RUNS_NOTHING);
    command.addAll(List.of("-C", FileName.text(directory)));
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
