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
 *
 * @param lines the numbers of the lines, from 1, by the real path of the file
 */
record ChangedLines(Map<Path, BitSet> lines) {

  /** The lines of the new file in the head of a hunk, such as {@code @@ -12 +13,2 @@}. */
  private static final Pattern HUNK =
      Pattern.compile("^@@ -\\S+ \\+(\\d+)(?:,(\\d+))? @@", Pattern.MULTILINE);

  private static final Set<String> REPOSITORY =
      Set.of("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_PREFIX");

  private static final Pattern HASH = Pattern.compile("[0-9a-f]{40,64}");

  /**
   * Asks git.
   *
   * @param commit a commit, as the user named it
   * @param files files and directories
   * @throws Rejected if git is missing, or does not know the commit
   */
  static ChangedLines since(String commit, List<Path> files) throws IOException {
    Map<Path, BitSet> lines = new HashMap<>();
    for (Path file : files) {
      boolean directory = Files.isDirectory(file);
      Path real = file.toRealPath();
      Path parent = real.getParent();
      Path where = directory || parent == null ? real : parent;
      String hash = hash(commit, where);
      String name = directory ? "." : FileName.text(real.getFileName());
      for (String changed : names(hash, where, name)) {
        Path path = where.resolve(FileName.path(changed));
        String diff =
            diff(where, "-U0", "--inter-hunk-context=0", "--text", hash, "--", changed).latin1();
        lines.computeIfAbsent(path, any -> new BitSet()).or(hunks(diff));
      }
    }
    return new ChangedLines(lines);
  }

  /** Returns whether a line may change. */
  boolean contains(Path file, int line) {
    return lines.getOrDefault(file, new BitSet()).get(line);
  }

  private static List<String> names(String hash, Path where, String name) throws IOException {
    Bytes output =
        diff(where, "--name-only", "-z", "--relative", "--diff-filter=d", hash, "--", name);
    List<String> names = new ArrayList<>();
    int at = 0;
    for (int end = output.indexOf(0, at); end >= 0; end = output.indexOf(0, at)) {
      names.add(FileName.text(output.slice(at, end)));
      at = end + 1;
    }
    return names;
  }

  private static BitSet hunks(String diff) {
    BitSet lines = new BitSet();
    Matcher hunk = HUNK.matcher(diff);
    while (hunk.find()) {
      int first = Integer.parseInt(hunk.group(1));
      int count = hunk.group(2) == null ? 1 : Integer.parseInt(hunk.group(2));
      lines.set(first, first + count);
    }
    return lines;
  }

  /** Returns the hash of a commit, so that its name cannot be taken for an option. */
  private static String hash(String commit, Path where) throws IOException {
    Process process =
        start(
            where,
            true,
            List.of("rev-parse", "--verify", "--end-of-options", commit + "^{commit}"));
    String output = output(process).utf8().strip();
    String last = output.substring(output.lastIndexOf('\n') + 1);
    if (process.exitValue() != 0 || !HASH.matcher(last).matches()) {
      throw new Rejected(
          ExitStatus.NOT_FOUND,
          "git does not find the commit '%s': %s"
              .formatted(Shown.escaped(commit), Shown.escaped(last)));
    }
    return last;
  }

  private static Bytes diff(Path where, String... words) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("diff", "--no-ext-diff", "--no-textconv", "--no-color"));
    command.addAll(Arrays.asList(words));
    Process process = start(where, false, command);
    Bytes output = output(process);
    if (process.exitValue() != 0) {
      throw new IOException("git diff failed in " + FileName.text(where));
    }
    return output;
  }

  /** Starts git so that neither its configuration nor names of files change what it does. */
  private static Process start(Path where, boolean errors, List<String> words) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("git", "--literal-pathspecs", "-C", FileName.text(where)));
    command.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(command);
    // In a hook, these describe the repository from which git started the hook. With -C, git would
    // take the directory for the top of the work tree.
    builder.environment().keySet().removeAll(REPOSITORY);
    if (errors) {
      builder.redirectErrorStream(true);
    } else {
      builder.redirectError(Redirect.DISCARD);
    }
    try {
      return builder.start();
    } catch (IOException e) {
      throw new Rejected(
          ExitStatus.UNAVAILABLE, "--lines needs git, which cannot be started: " + e.getMessage());
    }
  }

  private static Bytes output(Process process) throws IOException {
    try {
      Bytes output = Bytes.wrap(process.getInputStream().readAllBytes());
      process.waitFor();
      return output;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("git was interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }
}
