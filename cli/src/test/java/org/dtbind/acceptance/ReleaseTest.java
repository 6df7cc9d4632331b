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

/** Tests the archive that {@code ./release} makes, on a system without Java. */
@Tag("acceptance")
@Tag("slow")
class ReleaseTest {

  @TempDir private static Path work;

  private static Path archive = Path.of("");

  /** The unpacked directory, moved to a path with a space. */
  private static Path app = Path.of("");

  private static String version = "";

  @BeforeAll
  static void makeArchive() throws IOException {
    Checkout.build();
    Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxr-xr-x"));
    linkPrograms();
    version = Checkout.dtbind("--version").output().replaceFirst("^dtbind (\\S+)(?s:.*)", "$1");
    archive = Checkout.archive();
    Path first = Files.createDirectory(work.resolve("first"));
    Program.of("tar", "-xzf", archive.toString()).in(first).run().succeeded();
    app = Files.move(first, work.resolve("second place")).resolve("dtbind-" + version);
  }

  /** Links the only programs that the start script may need. */
  private static void linkPrograms() throws IOException {
    Path bin = Files.createDirectory(work.resolve("bin"));
    for (String name : List.of("readlink", "sh")) {
      String program = Program.bash("command -v \"$1\"", name).output().strip();
      Files.createSymbolicLink(bin.resolve(name), Path.of(program));
    }
  }

  /**
   * Returns the program of the archive with only two programs in PATH and without HOME. If root
   * runs the tests, the program runs as nobody, who may write nowhere.
   */
  private static Program dtbind(String... arguments) throws IOException {
    return launcher(app.resolve("bin/dtbind"), arguments);
  }

  private static Program launcher(Path program, String... arguments) throws IOException {
    return Users.asNobody(program.toString())
        .and(arguments)
        .in(work)
        .with("PATH", work.resolve("bin").toString());
  }

  @Test
  void checksumFileMatchesTheArchive() throws IOException {
    Program.of("sha256sum", "--quiet", "-c", archive.getFileName() + ".sha256")
        .in(archive.resolveSibling(""))
        .run()
        .succeeded();
  }

  @Test
  @Tag("long")
  void archiveIsReproducible() throws IOException {
    assertThat(Checkout.release(work.resolve("again"))).hasSameBinaryContentAs(archive);
  }

  @Test
  void archiveContainsNoMachineSpecificFiles() throws IOException {
    List<String> files = Program.of("tar", "-tzf", archive.toString()).run().succeeded().lines();
    assertThat(files)
        .isNotEmpty()
        .noneMatch(file -> file.endsWith(".jsa") || file.endsWith("/lib/java"))
        .allMatch(file -> file.startsWith("dtbind-" + version + "/"));
  }

  /** The directory was moved after unpacking, so the program does not depend on its place. */
  @Test
  void programRunsWithoutInstalledJava() throws IOException {
    assertThat(dtbind("--version").run().quietly().out())
        .isEqualTo(Checkout.dtbind("--version").output());
    assertThat(work.resolve("bin/java")).doesNotExist();
  }

  @Test
  void programRunsThroughASymlink() throws IOException {
    Path program = app.resolve("bin/dtbind");
    Path link = Files.createSymbolicLink(work.resolve("link"), work.relativize(program));
    assertThat(launcher(link, "--version").run().both()).startsWith("dtbind " + version);
  }

  @Test
  void bundledJavaTakesPrecedenceOverJavaHome() throws IOException {
    Finished missing = dtbind("--version").with("JAVA_HOME", "/no/such/java").run();
    assertThat(missing.both()).startsWith("dtbind " + version);
    Path java = work.resolve("java/bin/java");
    Files.createDirectories(work.resolve("java/bin"));
    Files.writeString(java, "#!/bin/sh\necho not this one\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Finished other = dtbind("--version").with("JAVA_HOME", work.resolve("java").toString()).run();
    assertThat(other.both()).startsWith("dtbind " + version);
  }

  /** Runs commands that use every library except JNA: YAML, JSON, ANTLR and the spec reader. */
  @Test
  void bundledJavaHasAllNeededModules() throws IOException {
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
    Program create = dtbind("overlay", "create", "--base", "base.dts", "--spec", "bindings.yaml");
    assertThat(create.run().both()).contains("gpios = <&gpio 1 0 /* GPIO_ACTIVE_HIGH */>;");
    assertThat(dtbind("explain", "door", "--tree", "base.dts", "--format", "json").run().both())
        .contains("dtbind")
        .doesNotContain("Exception", "NoClassDef");
    Program sarif = dtbind("compile", "--diagnostics", "sarif", "broken.dts", "-o", "/dev/null");
    assertThat(sarif.run().both()).contains("\"version\" : \"2.1.0\"");
  }

  /**
   * JNA and Jackson databind are ignored: they refer to java.desktop, java.sql and java.xml for
   * features that dtbind does not use.
   */
  @Test
  void jarsNeedOnlyJavaBase() throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("--ignore-missing-deps", "--multi-release", "17", "-s"));
    try (Stream<Path> files = Files.list(app.resolve("lib"))) {
      for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
        boolean isJacksonYaml = jar.getFileName().toString().startsWith("jackson-dataformat-yaml-");
        arguments.add((isJacksonYaml ? withoutModuleInfo(jar) : jar).toString());
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

  /** Returns a copy without module-info: jdeps would stop at its missing module databind. */
  private static Path withoutModuleInfo(Path jar) throws IOException {
    Path copy = Files.copy(jar, work.resolve(jar.getFileName()));
    try (FileSystem files = FileSystems.newFileSystem(copy);
        Stream<Path> all = Files.walk(files.getPath("/"))) {
      for (Path file : all.filter(path -> path.endsWith("module-info.class")).toList()) {
        Files.delete(file);
      }
    }
    return copy;
  }

  /** JNA must load its library in place: if it had to unpack it, {@code lines} would fail. */
  @Test
  void programWritesNoFiles() throws IOException {
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
            : dtbind("lines", "no-such-line");
    assertThat(program.run().both())
        .matches("(?s)dtbind: .*(line|chip).*")
        .doesNotContain("Unsatisfied");
  }
}
