// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dtbind.cli.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reviews repositories that want to run programs, to reach other files, or to confuse dtbind. */
class HostileRepositoryTest {

  private static final String BOARD = "/dts-v1/;\n#include \"x.dtsi\"\n/ { };\n";

  @TempDir private Path top;
  @TempDir private Path temporary;

  @Test
  void namesAreNeverSyntax() throws IOException {
    Repository repository = Repository.create(top, temporary);
    List<String> names =
        List.of("-b\nad.dts", "--output=x.dts", "a\tb.dts", "\u001b[2J.dts", "$(x).dts");
    for (String name : names) {
      repository.write("-d ir/" + name, BOARD);
    }
    repository.write("-d ir/x.dtsi", "/ { a; };\n").commit("names");
    repository.write("-d ir/x.dtsi", "/ { b; };\n");
    Run run = repository.review(0, "-v");
    assertThat(run.out())
        .contains("1 file in 5 boards: 5 changed")
        .doesNotContain("\u001b", "b\nad");
    assertThat(repository.review(0, "HEAD", "--", "-d ir").out()).contains("5 boards");
    assertThat(repository.review(0, "--format", "json").out()).contains("\"-d ir/-b\\nad.dts\"");
    assertThat(top.resolve("x.dts")).doesNotExist();
  }

  @Test
  void linksLeadNowhereButIntoTheProject() throws IOException {
    Path secret = Files.writeString(temporary.resolve("secret.dtsi"), "/ { secret; };\n");
    Repository repository = Repository.create(top, temporary);
    repository.write("out.dts", "/dts-v1/;\n#include \"link.dtsi\"\n/ { };\n");
    repository.write("in.dts", "/dts-v1/;\n#include \"dir/chip.dtsi\"\n/ { };\n");
    repository.write("loop.dts", "/dts-v1/;\n#include \"loop.dtsi\"\n/ { };\n");
    Files.createSymbolicLink(top.resolve("link.dtsi"), secret);
    Files.createSymbolicLink(top.resolve("dir"), Path.of("boards"));
    Files.createSymbolicLink(top.resolve("loop.dtsi"), Path.of("loop.dtsi"));
    Files.createSymbolicLink(
        top.resolve("up.dts"), Path.of("../" + temporary.getFileName() + "/secret.dtsi"));
    Run run = repository.review(2);
    assertThat(run.out()).contains("3 boards: 1 new, 2 broken");
    assertThat(run.err()).contains("no such file to include: link.dtsi").doesNotContain("secret;");
    repository.commit("links").replace("boards/chip.dtsi", "disabled", "okay");
    assertThat(repository.review(0, "-v").out()).contains("in.dts");
  }

  /** A checkout can contain what git takes for a repository of its own. */
  @Test
  void aCheckoutRunsNoProgramsAndIsNotWrittenTo() throws IOException {
    Repository repository = Repository.create(top, temporary);
    Path ran = temporary.resolve("ran");
    String program = "touch " + ran;
    Path inner = Files.createDirectories(top.resolve("inner"));
    repository.git("init", "-q", "--bare", ".").in(inner).run().succeeded();
    for (Path git : List.of(inner, top.resolve(".git"))) {
      for (String key :
          List.of(
              "core.fsmonitor",
              "core.sshCommand",
              "diff.external",
              "core.pager",
              "filter.g.clean",
              "filter.g.smudge",
              "diff.f.textconv",
              "core.alternateRefsCommand",
              "gpg.program",
              "core.editor")) {
        repository
            .git("config", "--file", git.resolve("config").toString(), key, program)
            .run()
            .succeeded();
      }
      Path hooks = Files.createDirectories(git.resolve("hooks"));
      for (String hook :
          List.of("post-index-change", "fsmonitor-watchman", "reference-transaction")) {
        Files.writeString(hooks.resolve(hook), "#!/bin/sh\n" + program + "\n")
            .toFile()
            .setExecutable(true);
      }
    }
    // Filters, which compare files with the index, are only named by the user's configuration.
    repository.git("config", "--unset", "filter.g.clean").run().succeeded();
    Files.writeString(top.resolve(".gitattributes"), "* filter=g diff=f\n");
    repository.replace("boards/chip.dtsi", "disabled", "okay");
    List<String> before = state();
    Files.deleteIfExists(ran); // Git itself may run some of them.
    repository.review(0);
    repository.review(0, "--each", "HEAD");
    assertThat(repository.in(inner, 3).err()).contains("git finds no work tree");
    assertThat(ran).doesNotExist();
    assertThat(state()).isEqualTo(before);
  }

  private List<String> state() throws IOException {
    try (Stream<Path> files = Files.walk(top)) {
      return files
          .sorted()
          .map(file -> file + " " + file.toFile().lastModified() + " " + file.toFile().length())
          .toList();
    }
  }

  @Test
  void aDamagedObjectIsNamed() throws IOException {
    Repository repository = Repository.create(top, temporary);
    repository.replace("boards/one.dts", "model = \"one\"", "model = \"eins\"").commit("eins");
    String id = repository.git("rev-parse", "HEAD:boards/one.dts").run().succeeded().out().strip();
    Path object = top.resolve(".git/objects/" + id.substring(0, 2) + "/" + id.substring(2));
    object.toFile().setWritable(true);
    Files.writeString(object, "damaged");
    Run run = repository.review(2, "HEAD~1..HEAD");
    assertThat(run.err()).contains("boards/one.dts", "git cannot read its object " + id);
    assertThat(run.out()).contains("broken: boards/one.dts");
    Files.delete(object);
    assertThat(repository.review(2, "HEAD~1..HEAD").err()).contains(id);
  }

  @Test
  void shallowClonesSubmodulesAndOtherHashesWork() throws IOException {
    Repository origin =
        Repository.create(
            Files.createDirectory(top.resolve("o")), temporary, "--object-format=sha256");
    origin.replace("boards/chip.dtsi", "disabled", "okay").commit("okay");
    assertThat(origin.review(0, "HEAD~1..HEAD").out()).contains("3 boards: 2 changed, 1 the same");
    origin.write("boards/one.dts", Repository.board("eins", ""));
    assertThat(origin.review(0).out()).contains("1 board: 1 changed");
    Path clone = top.resolve("clone");
    origin
        .git("clone", "-q", "--depth", "1", "file://" + origin.top(), clone.toString())
        .run()
        .succeeded();
    Repository shallow = new Repository(clone, temporary);
    assertThat(shallow.review(3, "HEAD~1").err()).contains("git does not find the commit 'HEAD~1'");
    assertThat(shallow.review(0).out()).contains("0 boards");
    shallow
        .git("-c", "protocol.file.allow=always", "submodule", "add", "-q", "../o", "module")
        .run()
        .succeeded();
    shallow
        .write("sub.dts", "/dts-v1/;\n#include \"module/boards/chip.dtsi\"\n/ { };\n")
        .commit("module");
    assertThat(shallow.review(2, "HEAD~1..HEAD").err())
        .contains("no such file to include: module/boards/chip.dtsi");
  }
}
