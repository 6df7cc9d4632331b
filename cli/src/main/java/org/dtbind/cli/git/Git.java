// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.git;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.session.Rejected;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.source.Shown;

/**
 * Runs git in a work tree, so that neither the configuration of a checkout nor names of files
 * change what it does, and nothing is written. It starts no programs but filters, which only the
 * user's configuration can name, and with which git compares files with the index.
 *
 * @param top the directory of the work tree
 * @param user what needs git, for messages
 */
public record Git(Path top, String user) {

  /** The variables that describe another repository, or change the number of lines in a hunk. */
  private static final Set<String> VARIABLES =
      Set.of("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_PREFIX", "GIT_DIFF_OPTS");

  /**
   * A directory of a checkout can contain all files of a repository. Git takes it for one, and runs
   * the programs that its configuration names, except with the first setting, which Git 2.38
   * introduced. The last one keeps git from fetching what a partial clone lacks.
   */
  private static final List<String> RUNS_NOTHING =
      List.of(
          "-c", "safe.bareRepository=explicit",
          "-c", "core.fsmonitor=false",
          "-c", "core.hooksPath=/dev/null",
          "-c", "protocol.allow=never");

  /**
   * {@return git for the work tree of the current directory: directories of files could belong to
   * repositories that the user does not know of}
   *
   * @param user what needs git, for messages
   * @throws Rejected if git is missing, or finds no work tree
   */
  public static Git here(String user) throws IOException {
    return of(Path.of(""), user);
  }

  /**
   * {@return git for the work tree of a directory that the user named}
   *
   * @param user what needs git, for messages
   * @throws Rejected if git is missing, or finds no work tree
   */
  public static Git of(Path directory, String user) throws IOException {
    Path here = directory.toRealPath();
    Git git = new Git(here, user);
    String none =
        "git finds no work tree in "
            + (directory.equals(Path.of(""))
                ? "the current directory"
                : Shown.escaped(FileName.text(directory)));
    // Before Git 2.38, only this tells a directory of a checkout from a repository.
    if (here.startsWith(git.directory(none, "--absolute-git-dir"))) {
      throw new Rejected(ExitStatus.NOT_FOUND, none);
    }
    return new Git(git.directory(none, "--show-toplevel"), user);
  }

  private Path directory(String failure, String which) throws IOException {
    Bytes named = message(failure, List.of("rev-parse", which));
    return FileName.path(FileName.text(named.slice(0, named.length() - 1))).toRealPath();
  }

  /**
   * {@return the hash of a commit, which cannot be taken for an option}
   *
   * @param name the commit, as the user named it
   * @throws Rejected if git does not find it
   */
  public String commit(String name) throws IOException {
    return last(
        message(
            "git does not find the commit '%s'".formatted(Shown.escaped(name)),
            List.of("rev-parse", "--verify", "--end-of-options", name + "^{commit}")));
  }

  /** {@return the output of git, whose last line is the message if it fails} */
  private Bytes message(String failure, List<String> words) throws IOException {
    return run(true, failure, words);
  }

  /** {@return the output of git} */
  public Bytes output(String failure, List<String> words) throws IOException {
    return run(false, failure, words);
  }

  private Bytes run(boolean errors, String failure, List<String> words) throws IOException {
    ProcessBuilder builder = builder(words).redirectErrorStream(errors);
    if (!errors) {
      builder.redirectError(Redirect.DISCARD);
    }
    Process process = start(builder);
    try {
      process.getOutputStream().close();
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

  /** Starts git, whose standard input and output the caller uses; its messages are discarded. */
  Process start(List<String> words) throws IOException {
    return start(builder(words).redirectError(Redirect.DISCARD));
  }

  private Process start(ProcessBuilder builder) throws Rejected {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new Rejected(
          ExitStatus.UNAVAILABLE, user + " needs git, which cannot be started: " + e.getMessage());
    }
  }

  private ProcessBuilder builder(List<String> words) {
    List<String> command = new ArrayList<>(List.of("git", "--literal-pathspecs"));
    command.addAll(RUNS_NOTHING);
    command.addAll(List.of("-C", FileName.text(top)));
    command.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(command);
    // In a hook, these describe the repository from which git started the hook. With -C, git would
    // take the directory for the top of the work tree.
    builder.environment().keySet().removeAll(VARIABLES);
    builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
    builder.environment().put("GIT_NO_LAZY_FETCH", "1");
    return builder;
  }

  private static String last(Bytes output) {
    String text = output.utf8().strip();
    return text.substring(text.lastIndexOf('\n') + 1);
  }

  /** {@return the words of an output that are separated by zero bytes, as names of files} */
  public static List<String> words(Bytes output) {
    List<String> words = new ArrayList<>();
    for (int from = 0, end; from < output.length(); from = end + 1) {
      end = output.indexOf(0, from);
      end = end < 0 ? output.length() : end;
      words.add(FileName.text(output.slice(from, end)));
    }
    return words;
  }
}
