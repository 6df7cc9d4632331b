// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance.yocto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dtbind.acceptance.Checkout;
import org.dtbind.acceptance.DebianPackage;
import org.dtbind.acceptance.Users;
import org.dtbind.testing.Program;
import org.dtbind.testing.Program.Finished;

/**
 * Builds of the exported layers with one release of BitBake and OE-core. They use only classes,
 * configuration, libraries and licences of OE-core; the host's programs replace native recipes.
 */
final class YoctoBuilds implements AutoCloseable {

  /** The recipes to build. */
  static final List<String> RECIPES =
      List.of(
          "door",
          "door-dtc",
          "door-kernel",
          "with-header",
          "only-bound",
          "gate",
          "dtbind-target",
          "host-u-boot",
          "host-fit",
          "linux-yocto");

  static final Path SAMPLE = Checkout.ROOT.resolve("samples/yocto");
  static final String BOARD = SAMPLE.resolve("board.dts").toString();

  private static final Path YOCTO = Checkout.ROOT.resolve(".ci/yocto");

  private final Path release;
  private final ExportTool tool;
  private final Path work;

  /**
   * Creates the work directory.
   *
   * @param release a directory with bitbake/ and oe-core/, or an archive of it
   */
  YoctoBuilds(Path release, ExportTool tool) throws IOException {
    this.release = release;
    this.tool = tool;
    this.work = Files.createTempDirectory("yocto").toRealPath();
  }

  /** Returns a path below the work directory. */
  Path at(String path) {
    return work.resolve(path);
  }

  ExportTool tool() {
    return tool;
  }

  /** Returns the declaration of the recipe door in the layer. */
  Path declaration() {
    return at("layer/recipes-bsp/door/files/bindings.yaml");
  }

  /** Creates the inputs of builds: oe/, host/ for PATH, locale/, layer/, second/ and test/. */
  void prepare() throws IOException {
    if (Files.isDirectory(release)) {
      Files.createSymbolicLink(at("oe"), release.toRealPath());
    } else {
      Files.createDirectory(at("oe"));
      Program.of("tar", "-xf", release.toString(), "-C", at("oe").toString()).output();
    }
    linkHostPrograms();
    // BitBake needs this locale, which a minimal system does not have.
    Files.createDirectory(at("locale"));
    Program.of("localedef", "-i", "en_US", "-f", "UTF-8", at("locale/en_US.UTF-8").toString())
        .output();
    export("door", tool, "--base", BOARD);
    export("door-dtc", tool, "--base", BOARD, "--compiler", "dtc");
    export("door-kernel", tool, "--kernel-dtb", "board.dtb");
    export(at("second"), YOCTO.resolve("second/bindings.yaml"), "gate", tool)
        .and("--layer", "dtbind-second", "--base", BOARD)
        .output();
    copyTestLayer();
  }

  /** Links all programs of this machine except java. */
  private void linkHostPrograms() throws IOException {
    Path host = Files.createDirectory(at("host"));
    for (String directory : List.of("/usr/sbin", "/usr/bin", "/sbin", "/bin")) {
      try (Stream<Path> files = Files.list(Path.of(directory))) {
        for (Path file : files.toList()) {
          Path link = host.resolve(file.getFileName());
          if (!link.endsWith("java") && !Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
            Files.createSymbolicLink(link, file);
          }
        }
      }
    }
  }

  private void copyTestLayer() throws IOException {
    copy(at("test"), YOCTO.resolve("meta-test"));
    Program.of("chmod", "-R", "u+w", at("test").toString()).output();
    Path host = Files.createDirectories(at("test/recipes-host/host-kernel/files"));
    Path files = at("test/recipes-dt/with-header/files");
    Path headers = Files.createDirectories(files.resolve("include"));
    Path bound = at("test/recipes-dt/only-bound/files");
    copy(bound, Checkout.ROOT.resolve("samples/include"));
    copy(bound, Checkout.ROOT.resolve("samples/door/door.dts"));
    copy(host, Checkout.ROOT.resolve("samples/include/dt-bindings"));
    copy(host, SAMPLE.resolve("board.dts"));
    copy(host, SAMPLE.resolve("board.h"));
    copy(files, SAMPLE.resolve("board.dts"));
    copy(files, SAMPLE.resolve("bindings.yaml"));
    copy(headers, SAMPLE.resolve("board.h"));
  }

  private static void copy(Path to, Path from) throws IOException {
    Program.of("cp", "-R", "--", from.toString(), to.toString()).output();
  }

  /** Exports a recipe into the first layer. */
  void export(String name, ExportTool with, String... options) throws IOException {
    export(at("layer"), SAMPLE.resolve("bindings.yaml"), name, with).and(options).output();
  }

  private static Program export(Path layer, Path declaration, String name, ExportTool with) {
    return with.dtbind("export", "yocto", "--spec", declaration.toString())
        .and("--tool", with.archive().toString(), "--maintainer", "Ann Example <ann@example.org>")
        .and("--tool-uri", "file://" + with.archive().getFileName())
        .and("--name", name, "-o", layer.toString());
  }

  /** Runs a program as root, if necessary in a user namespace, because there is no pseudo. */
  static Program asRoot() throws IOException {
    return Users.isRoot() ? Program.of("env") : Program.of("unshare", "-r", "env");
  }

  /** Builds recipes of both layers in a build directory. */
  Bake bake(String directory, List<String> arguments) throws IOException {
    return bake(directory, at("layer") + " " + at("second"), arguments);
  }

  /** Builds recipes with the first layer only. */
  Bake bakeFirstLayer(String directory, String... arguments) throws IOException {
    return bake(directory, at("layer").toString(), List.of(arguments));
  }

  private Bake bake(String directory, String layers, List<String> arguments) throws IOException {
    Path build = at(directory);
    Files.createDirectories(build.resolve("conf"));
    Files.createDirectories(at("home"));
    for (String file : List.of("bblayers.conf", "local.conf")) {
      copy(build.resolve("conf"), YOCTO.resolve("conf").resolve(file));
    }
    Path oe = at("oe").toRealPath();
    Finished finished =
        asRoot()
            .and("-i", "HOME=" + at("home"), "TERM=dumb", "LC_ALL=en_US.UTF-8")
            .and("LANG=en_US.UTF-8", "LOCPATH=" + at("locale"))
            .and("PATH=" + oe.resolve("bitbake/bin") + ":" + at("host"))
            .and("BUILDDIR=" + build, "BBPATH=" + build, "OEROOT=" + oe)
            .and("TESTLAYER=" + at("test"), "EXPORTED=" + layers)
            .and("BB_ENV_PASSTHROUGH_ADDITIONS=OEROOT TESTLAYER EXPORTED LOCPATH", "bitbake")
            .and(arguments.toArray(String[]::new))
            .in(build)
            .within(Duration.ofMinutes(30))
            .run();
    return new Bake(finished.status(), finished.both().lines().toList());
  }

  /** Returns a package of a build. */
  DebianPackage packaged(String directory, String name) throws IOException {
    return new DebianPackage(
        Found.only(at(directory), "-path", "*/deploy/deb/*", "-name", name + "_*.deb"));
  }

  /** Unpacks packages of the first build into an empty directory. */
  Path unpacked(String... names) throws IOException {
    Path directory = at("unpacked");
    Program.of("rm", "-rf", "--", directory.toString()).output();
    for (String name : names) {
      packaged("one", name).unpack(directory);
    }
    return directory;
  }

  /** Returns a file in deploy/images of the first build. */
  Path deployed(String path) throws IOException {
    return Found.only(at("one"), "-path", "*/deploy/images/*/" + path);
  }

  /** Returns gpio-line-names in the overlay of a package, as fdtget prints them. */
  String lineNames(String name, String... options) throws IOException {
    Path overlay = unpacked(name).resolve("boot/devicetree/" + name + ".dtbo");
    return Program.of("fdtget")
        .and(options)
        .and(overlay.toString(), "/fragment@0/__overlay__/" + name, "gpio-line-names")
        .output();
  }

  /** Replaces the first occurrence on each line of a file, which must contain the text. */
  static void replace(Path file, String text, String other) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    List<String> before = List.copyOf(lines);
    lines.replaceAll(
        line -> {
          int at = line.indexOf(text);
          return at < 0 ? line : line.substring(0, at) + other + line.substring(at + text.length());
        });
    assertThat(lines).as(file.toString()).isNotEqualTo(before);
    Files.write(file, lines);
  }

  @Override
  public void close() throws IOException {
    Program.of("rm", "-rf", "--", work.toString()).run();
  }

  @Override
  public String toString() {
    return release.getFileName().toString();
  }
}
