// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dtbind.acceptance.packages.InstalledPackage.assertLintianClean;
import static org.dtbind.acceptance.packages.InstalledPackage.assertOutput;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dtbind.acceptance.Checkout;
import org.dtbind.acceptance.DebianPackage;
import org.dtbind.testing.Program;
import org.dtbind.testing.Program.Finished;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Installs and uses the packages that {@code ./release} makes on minimal Debian 12 systems without
 * Java: amd64 in a chroot, arm64 and armhf in QEMU. Also uses the amd64 package and a checkout on
 * Debian 13. Each test uses the system as the tests before it left it. Measurements are written to
 * {@code target/packages.txt}.
 */
@Tag("acceptance")
@Tag("long")
@TestMethodOrder(OrderAnnotation.class)
class PackagesTest extends PackagesFixture {

  PackagesTest() throws IOException {}

  /** ./release itself builds twice and compares the results. */
  @Test
  @Order(1)
  void releaseIsReproducible() throws IOException {
    assertThat(released.making().succeeded().err()).contains("a second build gave the same bytes");
    Program.of("sha256sum", "--quiet", "-c", "SHA256SUMS").in(released.directory()).output();
    assertThat(Files.readAllLines(released.file("SHA256SUMS"))).hasSize(8);
  }

  @Test
  @Order(2)
  void sbomListsAllJars() throws IOException {
    String list = Files.readString(released.file("dtbind-*-sbom.json"));
    assertThat(list).doesNotContain("\"timestamp\"");
    List<String> jars = jars();
    assertThat(jars).isNotEmpty();
    for (String jar : jars) {
      String name = jar.replaceFirst("-[0-9].*\\.jar$", "");
      assertThat(list).containsPattern("\"pkg:maven/[^\"]*/" + name + "@");
    }
  }

  @Test
  @Order(3)
  void standaloneJarRuns() throws IOException {
    String jar = released.file("dtbind-*.jar").toString();
    String door = Checkout.ROOT.resolve("samples/door/door.dts").toString();
    assertOutput(0, Program.of(java(), "-jar", jar, "--version"), "dtbind ");
    Program devices = Program.of(java(), "-jar", jar, "devices", "--tree", door);
    assertThat(devices.and("--format", "json").output()).startsWith("schema: \"dtbind.devices");
  }

  @ParameterizedTest
  @ValueSource(strings = {"amd64", "arm64", "armhf"})
  @Order(4)
  void lintianReportsNothing(String architecture) throws IOException {
    assertLintianClean(released.dtbind(architecture).file());
  }

  @Test
  @Order(5)
  void packageInstallsWithoutJava() throws IOException {
    system().hasNoJava();
    filesBefore.addAll(system().files());
    system().install(released.dtbind("amd64"));
    Program archives = system().inside("find", "/usr/lib/dtbind/lib", "-name", "*.jsa");
    assertThat(archives.run().lines()).as("class archives").hasSize(1);
  }

  @Test
  @Order(6)
  void installedSizeIsAtMost70MiB() throws IOException {
    int size = installed().size();
    recordMeasurement("installed: " + size + " KiB");
    assertThat(size).isPositive().isLessThanOrEqualTo(70 * 1024);
  }

  @Test
  @Order(7)
  void installedProgramRuns() throws IOException {
    assertOutput(0, system().inside("dtbind", "--version"), "dtbind ");
    assertOutput(3, system().user("dtbind", "lines"), "no GPIO chip");
    String example = "/usr/share/doc/dtbind/examples/bindings.yaml";
    assertOutput(0, system().inside("cat", example), "apiVersion");
    assertOutput(3, system().user("dtbind", "bind", "--dry-run", "door"), "door");
  }

  @Test
  @Order(8)
  void installedDtcMatchesDtc() throws IOException {
    installed().compilesAsDtc();
  }

  /** JNA must load its library in place. */
  @Test
  @Order(9)
  void nothingIsWrittenInTmp() throws IOException {
    system().user("dtbind", "lines").run();
    assertThat(system().inside("find", "/tmp", "-mindepth", "1").output()).isEmpty();
  }

  /** Trials B2: try must neither install nor build a kernel by itself. */
  @Test
  @Order(10)
  void tryWithoutKernelNamesTheCommandsToGetOne() throws IOException {
    Files.copy(Checkout.ROOT.resolve("cli/src/it/try/banked.dts"), system().file("root.dts"));
    Program trial = system().inside("dtbind", "try", "/root.dts");
    assertOutput(69, trial, "no kernel 6.1", "dtbind try --setup", "dtbind-sandbox");
  }

  /** Trials B2. */
  @Test
  @Order(11)
  void tryWorksWithTheSandboxPackage() throws IOException {
    DebianPackage sandbox = released.sandbox();
    system().install(sandbox);
    assertOutput(0, system().user("dtbind", "try", "/root.dts"), "Linux 6.1", "chips");
    Files.delete(system().file("root.dts"));
    // The cache of a user without a home.
    system().inside("rm", "-r", "/tmp/dtbind-65534").output();
    String patch = "usr/share/doc/dtbind-sandbox/source/um-memfd.patch";
    assertThat(system().file(patch)).isRegularFile();
    assertThat(sandbox.field("Built-Using")).startsWith("linux");
    assertLintianClean(sandbox.file());
    system().inside("dpkg", "-P", "dtbind-sandbox").output();
    assertThat(system().file("usr/lib/dtbind/kernels")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "lines x", "dtc --version"})
  @Order(12)
  void classesAreLoadedFromTheArchives(String command) throws IOException {
    assertThat(installed().sharedClasses(command)).isGreaterThan(400);
  }

  /**
   * Compares start times with those of trivial Java programs; .ci/benchmark-start has the limits.
   * It runs with real-time priority if permitted, so that other load matters little.
   */
  @Test
  @Order(13)
  void programStartsFast() throws IOException {
    recordMeasurement(installed().benchmarkStarts());
  }

  @Test
  @Order(14)
  void manualPagesHaveNoWarnings() throws IOException {
    List<Path> pages = installed().pages();
    assertThat(pages).hasSizeGreaterThan(30);
    for (Path page : pages) {
      InstalledPackage.assertWellFormed(page);
    }
    assertThat(system().inside("man", "dtbind-bind").output())
        .containsPattern("Exit status|EXIT STATUS");
  }

  @Test
  @Order(15)
  void everyCommandHasAManualPage() throws IOException {
    assertThat(installed().commands()).isNotEmpty();
    for (String command : installed().commands()) {
      Path page = system().file("usr/share/man/man1/dtbind-" + command + ".1.gz");
      assertThat(page).isRegularFile();
    }
  }

  @Test
  @Order(16)
  void bashCompletes() throws IOException {
    InstalledCompletions completions = new InstalledCompletions(system(), work);
    completions.bashCompletes();
    completions.bashRunsNoNames();
  }

  @Test
  @Order(17)
  void fishCompletes() throws IOException {
    new InstalledCompletions(system(), work).fishCompletes();
  }

  @Test
  @Order(18)
  void zshCompletes() throws IOException {
    new InstalledCompletions(system(), work).zshCompletes();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dtbind-apply.service", "dtbind-recover.service"})
  @Order(19)
  void systemdUnitIsValid(String unit) throws IOException {
    assertThat(system().file("usr/bin/dtbind")).isExecutable();
    installed().assertValidUnit(unit);
  }

  @Test
  @Order(20)
  void removalReportsDevicesThatStayBound() throws IOException {
    Path records = Files.createDirectories(system().file("run/dtbind/bindings"));
    Files.createDirectories(system().file("var/lib/dtbind/bindings"));
    Files.createFile(records.resolve("platform:door"));
    Finished removed = system().inside("dpkg", "-r", "dtbind").run().succeeded();
    assertThat(removed.both()).contains("1 devices and chips stay as they are");
    assertThat(system().file("usr/lib/dtbind")).doesNotExist();
  }

  @Test
  @Order(21)
  void purgingLeavesNothing() throws IOException {
    system().inside("rm", "-r", "/run/dtbind").output();
    system().inside("dpkg", "-P", "dtbind").output();
    installed().assertPurged(filesBefore);
  }

  /** As in an image build for another architecture. A java that fails replaces a foreign one. */
  @Test
  @Order(22)
  void packageInstallsWhereJavaCannotRun() throws IOException {
    system().unmount("proc");
    system().inside("chmod", "000", "/dev/urandom").output();
    Path rules = Files.createDirectories(system().file("etc/dpkg/dpkg.cfg.d"));
    Files.writeString(rules.resolve("x"), "path-exclude=/usr/lib/dtbind/runtime/lib/modules\n");
    assertThat(system().install(released.dtbind("amd64")).both())
        .contains("no archive for a fast start");
    assertThat(system().inside("dpkg-query", "-W", "-f", "${Status}", "dtbind").output())
        .isEqualTo("install ok installed");
  }

  /** Runs as nobody, with the kernel of the checkout. */
  @Test
  @Order(23)
  void packageRunsOnDebian13() throws IOException {
    String kernel = Checkout.dtbind("try", "--setup").output().strip();
    Path kernels = Files.createDirectory(debian13().file("kernels"));
    Files.copy(Path.of(kernel), kernels.resolve("um-6.1"));
    debian13().inside("chmod", "755", "/kernels/um-6.1").output();
    Files.copy(Checkout.ROOT.resolve("cli/src/it/try/banked.dts"), debian13().file("root.dts"));
    debian13().install(released.dtbind("amd64"));
    assertOutput(0, debian13().user("dtbind", "--version"), "dtbind ");
    assertOutput(3, debian13().user("dtbind", "lines"), "no GPIO chip");
    Program trial = debian13().user("env", "DTBIND_KERNELS=/kernels", "dtbind", "try");
    assertOutput(0, trial.and("--kernel", "6.1", "/root.dts"), "Linux 6.1", "chips");
    debian13().inside("dpkg", "-P", "dtbind").output();
    debian13().hasNoJava();
  }

  /**
   * The system trusts the certificates of this machine. The kernel source comes from Debian 12,
   * because Debian 13 no longer has it.
   */
  @Test
  @Order(24)
  void checkoutBuildsOnDebian13() throws IOException {
    copyCheckout(debian13());
    String demo =
        "apt-get -qq update && apt-get -qq install -y gpiod && /root/checkout/dtbind demo door";
    assertOutput(
        0,
        debian13().inside("sh", "-c", demo),
        "fetching Debian 12",
        "the kernel agrees: no driver, no override, no chip",
        "read back by two programs");
  }

  @Test
  @Order(25)
  void arm64PackageWorksInQemu() throws IOException {
    emulated().runForeignPrograms();
    List<String> console = emulated().bootArm64(emulated().arm64(released.dtbind("arm64")));
    assertGuestSucceeded(console);
    compareStarts(console);
  }

  @Test
  @Order(26)
  void armhfPackageWorksInQemu() throws IOException {
    emulated().runForeignPrograms();
    assertGuestSucceeded(emulated().bootArmhf(emulated().armhf(released.dtbind("armhf"))));
  }
}
