// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dtbind.testing.Program;
import org.dtbind.testing.Program.Finished;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive that {@code ./release} makes, as somebody uses it who has no Java. */
@Tag("acceptance")
class ReleaseTest {

  @TempDir private static Path work;

  private static Path archive = Path.of("");

  /** The archive's folder, moved after it was unpacked. */
  private static Path app = Path.of("");

  private static String version = "";

  @BeforeAll
  static void makeTheArchive() throws IOException {
    Checkout.build();
    Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxr-xr-x"));
    makeBareFolderOfPrograms();
    version = Checkout.dtbind("--version").output().replaceFirst("^dtbind (\\S+)(?s:.*)", "$1");
    archive = release("release");
    Path first = Files.createDirectory(work.resolve("first"));
    Program.of("tar", "-xzf", archive.toString()).in(first).run().succeeded();
    app = Files.move(first, work.resolve("second place")).resolve("dtbind-" + version);
  }

  /** Nothing but the start script's own programs. */
  private static void makeBareFolderOfPrograms() throws IOException {
    Path bin = Files.createDirectory(work.resolve("bin"));
    for (String name : List.of("readlink", "sh")) {
      String program = Program.bash("command -v \"$1\"", name).output().strip();
      Files.createSymbolicLink(bin.resolve(name), Path.of(program));
    }
  }

  /** Returns the archive that is made, in a folder of its own. */
  private static Path release(String folder) throws IOException {
    return Path.of(
        Program.of(Checkout.ROOT.resolve("release").toString(), "--tarball", "-o")
            .and(work.resolve(folder).toString())
            .output()
            .strip());
  }

  /**
   * Returns the program of the archive, with no programs to call but two, and no home; where root
   * runs it, for a user who may write nowhere.
   */
  private static Program bare(String... arguments) throws IOException {
    return bareProgram(app.resolve("bin/dtbind"), arguments);
  }

  private static Program bareProgram(Path program, String... arguments) throws IOException {
    return Users.asNobody(program.toString())
        .and(arguments)
        .in(work)
        .with("PATH", work.resolve("bin").toString());
  }

  @Test
  void theSumBesideItIsItsOwn() throws IOException {
    Program.of("sha256sum", "--quiet", "-c", archive.getFileName() + ".sha256")
        .in(archive.resolveSibling(""))
        .run()
        .succeeded();
  }

  @Test
  void theSameBytesComeOutTwice() throws IOException {
    assertThat(release("again")).hasSameBinaryContentAs(archive);
  }

  @Test
  void nothingInItIsThisMachines() throws IOException {
    List<String> files = Program.of("tar", "-tzf", archive.toString()).run().succeeded().lines();
    assertThat(files)
        .isNotEmpty()
        .noneMatch(file -> file.endsWith(".jsa") || file.endsWith("/lib/java"))
        .allMatch(file -> file.startsWith("dtbind-" + version + "/"));
  }

  /** Not where it was unpacked: it was moved since. */
  @Test
  void itRunsWithoutAJavaAnywhere() throws IOException {
    assertThat(bare("--version").run().quietly().out())
        .isEqualTo(Checkout.dtbind("--version").output());
    assertThat(work.resolve("bin/java")).doesNotExist();
  }

  @Test
  void itRunsThroughALink() throws IOException {
    Path program = app.resolve("bin/dtbind");
    Path link = Files.createSymbolicLink(work.resolve("link"), work.relativize(program));
    assertThat(bareProgram(link, "--version").run().both()).startsWith("dtbind " + version);
  }

  /** JAVA_HOME is not even looked at: nothing is said of it. */
  @Test
  void itsOwnJavaComesFirst() throws IOException {
    Finished missing = bare("--version").with("JAVA_HOME", "/no/such/java").run();
    assertThat(missing.both()).startsWith("dtbind " + version);
    Path java = work.resolve("java/bin/java");
    Files.createDirectories(work.resolve("java/bin"));
    Files.writeString(java, "#!/bin/sh\necho not this one\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Finished other = bare("--version").with("JAVA_HOME", work.resolve("java").toString()).run();
    assertThat(other.both()).startsWith("dtbind " + version);
  }

  /** YAML, JSON, the grammar and the declaration's reader: all that is in lib, but for JNA. */
  @Test
  void itHasEveryModuleThatItNeeds() throws IOException {
    Files.writeString(
        work.resolve("base.dts"),
        """
        /dts-v1/;
        / { gpio: gpio { gpio-controller; #gpio-cells = <2>; ngpios = <4>; }; };
        """);
    Files.writeString(
        work.resolve("bindings.yaml"),
        """
        apiVersion: dtbind/v1
        devices:
          - node: door
            compatible: a,b
            gpios:
              - { name: open, controller: gpio, offset: 1 }
        """);
    Files.writeString(work.resolve("broken.dts"), "nonsense\n");
    Program create = bare("overlay", "create", "--base", "base.dts", "--spec", "bindings.yaml");
    assertThat(create.run().both()).contains("gpios = <&gpio 1 0 /* GPIO_ACTIVE_HIGH */>;");
    assertThat(bare("explain", "door", "--tree", "base.dts", "--format", "yaml").run().both())
        .contains("dtbind")
        .doesNotContain("Exception", "NoClassDef");
    Program sarif = bare("compile", "--diagnostics", "sarif", "broken.dts", "-o", "/dev/null");
    assertThat(sarif.run().both()).contains("\"version\" : \"2.1.0\"");
  }

  /**
   * What its jars ask for beyond it; java.desktop, java.sql and java.xml are for JNA's windows and
   * Jackson's object mapping, which nothing here calls.
   */
  @Test
  void noJarNeedsAnotherModule() throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("--ignore-missing-deps", "--multi-release", "17", "-s"));
    try (Stream<Path> files = Files.list(app.resolve("lib"))) {
      for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
        boolean yaml = jar.getFileName().toString().startsWith("jackson-dataformat-yaml-");
        arguments.add((yaml ? notAsModule(jar) : jar).toString());
      }
    }
    StringWriter printed = new StringWriter();
    PrintWriter out = new PrintWriter(printed);
    ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
    jdeps.run(out, new PrintWriter(new StringWriter()), arguments.toArray(String[]::new));
    assertThat(
            printed
                .toString()
                .lines()
                .filter(
                    line ->
                        !line.matches(
                            "(jna-|jackson-databind-|tools\\.jackson\\.databind |com\\.sun\\.jna )"
                                + ".*"))
                .map(line -> line.replaceFirst(".* -> ", ""))
                .filter(module -> module.matches("(java|jdk)\\..*"))
                .collect(Collectors.toSet()))
        .as(printed.toString())
        .containsExactly("java.base");
  }

  /** As a module it asks for databind, which is not there, and jdeps goes no further then. */
  private static Path notAsModule(Path jar) throws IOException {
    Path copy = Files.copy(jar, work.resolve(jar.getFileName()));
    try (FileSystem files = FileSystems.newFileSystem(copy);
        Stream<Path> all = Files.walk(files.getPath("/"))) {
      for (Path file : all.filter(path -> path.endsWith("module-info.class")).toList()) {
        Files.delete(file);
      }
    }
    return copy;
  }

  /** JNA's library too is used from where it lies, or looking for lines would fail. */
  @Test
  void nothingIsWrittenAnywhere() throws IOException {
    String readOnlyTmp = "mount -t tmpfs -o ro none /tmp";
    boolean canMount =
        Users.isRoot() && Program.of("unshare", "-m", "sh", "-c", readOnlyTmp).run().status() == 0;
    Program program =
        canMount
            ? Program.of("unshare", "-m", "sh", "-c")
                .and("mount --bind \"$0\" /mnt && " + readOnlyTmp + " && exec \"$@\"")
                .and(app.toString())
                .and(
                    Users.asNobody("env", "-i", "PATH=/usr/bin:/bin")
                        .command()
                        .toArray(String[]::new))
                .and("/mnt/bin/dtbind", "lines", "no-such-line")
            : bare("lines", "no-such-line");
    assertThat(program.run().both())
        .matches("(?s)dtbind: .*(line|chip).*")
        .doesNotContain("Unsatisfied");
  }
}
