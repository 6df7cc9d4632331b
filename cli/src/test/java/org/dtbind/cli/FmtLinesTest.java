// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests {@code dtbind fmt --lines}, which asks git. */
class FmtLinesTest {

  private static final String OLD = "/dts-v1/;\n/ {\n    a = <0xA>;\n};\n";
  private static final String NEW = "/dts-v1/;\n/ {\n    a = <0xA>;\n    b = <0xB>;\n};\n";
  private static final String FORMATTED = "/dts-v1/;\n/ {\n    a = <0xA>;\n\tb = <0xb>;\n};\n";

  @TempDir private Path top;
  @TempDir private Path temporary;
  private Path board;

  @BeforeEach
  void repository() throws Exception {
    board = Files.createDirectory(top.resolve("boards")).resolve("board.dts");
    Files.writeString(board, OLD);
    git(top, "init", "-q");
    git(top, "add", ".");
    commit();
  }

  private void commit() throws Exception {
    git(top, "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-qm", "a");
  }

  private static void git(Path directory, String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("git", "-C", directory.toString()));
    command.addAll(List.of(words));
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }

  /** Formats lines that differ from HEAD. */
  private Run fmt(Path directory, int status, String... arguments) throws Exception {
    return since("HEAD", directory, status, arguments);
  }

  private Run since(String commit, Path directory, int status, String... arguments)
      throws Exception {
    List<String> words = new ArrayList<>(List.of("fmt", "--lines=" + commit));
    words.addAll(List.of(arguments));
    // A program in the first directory takes the place of git.
    Map<String, String> path = Map.of("PATH", temporary + ":" + System.getenv("PATH"));
    Run run =
        Run.ended(
            Run.process(temporary, path, words.toArray(String[]::new))
                .directory(directory.toFile()));
    assertThat(run.status()).as(run.toString()).isEqualTo(status);
    return run;
  }

  @Test
  void onlyLinesThatDifferFromACommitChange() throws Exception {
    Files.writeString(board, NEW);
    Files.writeString(top.resolve("new.dts"), OLD);
    fmt(top, 0, ".");
    assertThat(board).hasContent(FORMATTED);
    assertThat(top.resolve("new.dts")).hasContent(OLD);
    assertThat(fmt(top.resolve("boards"), 0, "--check", "board.dts").out()).isEmpty();
    assertThat(since("no-such", top, 3, ".").err())
        .contains("git does not find the commit 'no-such'");
    assertThat(since("--output=x", top, 3, ".").err()).contains("git does not find");
    assertThat(top.resolve("x")).doesNotExist();
  }

  @Test
  void aRenamedFileChangesWhereItDiffersFromTheFormerOne() throws Exception {
    git(top, "mv", "boards/board.dts", "new.dts");
    Path moved = top.resolve("new.dts");
    Files.writeString(moved, OLD.replace("};", "    b = <0xB>; // \r@@ -3 +3 @@\n};"));
    fmt(top, 0, "new.dts");
    assertThat(moved)
        .hasContent("/dts-v1/;\n/ {\n    a = <0xA>;\n\tb = <0xb>; // \r@@ -3 +3 @@\n};\n");
  }

  @Test
  void aMissingFileDoesNotStopOthers() throws Exception {
    Files.writeString(board, NEW);
    assertThat(fmt(top, 3, "none.dts", "boards/board.dts").err())
        .contains("none.dts: no such file", "formatted 1 of 2 files");
    assertThat(board).hasContent(FORMATTED);
  }

  @Test
  void filesOutsideOfTheWorkTreeAreRefused() throws Exception {
    Path outside = Files.writeString(temporary.resolve("outside.dts"), OLD);
    assertThat(fmt(top, 3, outside.toString()).err())
        .contains(outside + " is not in the work tree " + top.toRealPath());
    assertThat(fmt(temporary, 3, board.toString()).err()).contains("git finds no work tree");
    assertThat(outside).hasContent(OLD);
  }

  /**
   * A directory of a checkout can look like a repository, and name programs in its configuration.
   */
  @Test
  void aCheckoutNamesNoPrograms() throws Exception {
    Path ran = temporary.resolve("ran");
    Path boards = top.resolve("boards");
    git(boards, "init", "-q", "--bare", ".");
    git(boards, "config", "--file", "config", "core.bare", "false");
    git(boards, "config", "--file", "config", "core.worktree", top.toString());
    names(boards, ran);
    Files.createDirectories(boards.resolve("info"));
    Files.writeString(boards.resolve("info/attributes"), "* filter=f diff=f\n");
    Files.writeString(top.resolve(".gitattributes"), "* filter=f diff=f\n");
    git(top, "add", ".gitattributes");
    commit();
    // With this configuration, git runs the programs.
    new ProcessBuilder("git", "-C", boards.toString(), "status").start().waitFor();
    assertThat(ran).exists();
    Files.delete(ran);

    Files.writeString(board, NEW);
    fmt(top, 0, "boards/board.dts", "boards");
    assertThat(board).hasContent(FORMATTED);
    fmt(boards, 3, "board.dts");
    assertThat(ran).doesNotExist();

    // Git before 2.38 does not know the setting.
    Path older = temporary.resolve("git");
    Files.writeString(
        older,
        "#!/bin/bash\nPATH=${PATH#*:} exec git \"${@/safe.bareRepository=explicit/a.b=c}\"\n");
    executable(older);
    assertThat(fmt(boards, 3, "board.dts").err()).contains("git finds no work tree");
    assertThat(ran).doesNotExist();
  }

  /** The configuration of a work tree that was unpacked from an archive is not the user's. */
  @Test
  void noHookAndNoMonitorRuns() throws Exception {
    Path ran = temporary.resolve("ran");
    names(top.resolve(".git"), ran);
    Files.writeString(board, NEW);
    fmt(top, 0, "boards");
    assertThat(board).hasContent(FORMATTED);
    assertThat(ran).doesNotExist();
  }

  /** Names a program in the configuration of a repository in each way that comparing files uses. */
  private static void names(Path repository, Path ran) throws Exception {
    Path program = repository.resolve("program");
    Files.writeString(program, "#!/bin/sh\n: > '" + ran + "'\n");
    executable(program);
    Path hooks = Files.createDirectories(repository.resolve("hooks"));
    Files.copy(program, hooks.resolve("post-index-change"));
    executable(hooks.resolve("post-index-change"));
    for (String key :
        List.of(
            "core.fsmonitor",
            "core.pager",
            "diff.external",
            "diff.f.command",
            "diff.f.textconv",
            "filter.f.clean",
            "filter.f.process")) {
      git(repository, "config", "--file", "config", key, program.toString());
    }
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
