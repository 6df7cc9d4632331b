// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dtbind.acceptance.packages.InstalledPackage.isClean;
import static org.dtbind.acceptance.packages.InstalledPackage.says;

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
 * Installs the packages that {@code ./release} makes on bare systems of Debian 12 that have no
 * Java, and uses them there: amd64 in a root of its own, arm64 and armhf in QEMU; also amd64 on
 * Debian 13, and what somebody does there with a checkout. Each test takes a system as the ones
 * before it left it. What was measured is in {@code target/packages.txt}.
 */
@Tag("acceptance")
@Tag("long")
@TestMethodOrder(OrderAnnotation.class)
class PackagesTest extends PackagesFixture {

  PackagesTest() throws IOException {}

  /** What ./release does itself, and tells by how it ends. */
  @Test
  @Order(1)
  void allOfItComesOutTwiceTheSame() throws IOException {
    assertThat(released.making().succeeded().err()).contains("a second build gave the same bytes");
    Program.of("sha256sum", "--quiet", "-c", "SHA256SUMS").in(released.folder()).output();
    assertThat(Files.readAllLines(released.file("SHA256SUMS"))).hasSize(8);
  }

  @Test
  @Order(2)
  void theListNamesWhatIsInIt() throws IOException {
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
  void oneJarRuns() throws IOException {
    String jar = released.file("dtbind-*.jar").toString();
    String door = Checkout.ROOT.resolve("samples/door/door.dts").toString();
    says(0, Program.of(java(), "-jar", jar, "--version"), "dtbind ");
    Program devices = Program.of(java(), "-jar", jar, "devices", "--tree", door);
    assertThat(devices.and("--format", "yaml").output()).startsWith("schema: \"dtbind.devices");
  }

  @ParameterizedTest
  @ValueSource(strings = {"amd64", "arm64", "armhf"})
  @Order(4)
  void lintianHasNothingToSay(String architecture) throws IOException {
    isClean(released.dtbind(architecture).file());
  }

  @Test
  @Order(5)
  void itInstallsWhereThereIsNoJava() throws IOException {
    system().hasNoJava();
    filesBefore.addAll(system().files());
    system().install(released.dtbind("amd64"));
    Program archives = system().inside("find", "/usr/lib/dtbind/lib", "-name", "*.jsa");
    assertThat(archives.run().lines()).as("archives that were made").hasSize(2);
  }

  /** With its archives: 70 MiB. */
  @Test
  @Order(6)
  void itTakesAtMost70MiB() throws IOException {
    int size = installed().size();
    measured("installed: " + size + " KiB");
    assertThat(size).isPositive().isLessThanOrEqualTo(70 * 1024);
  }

  @Test
  @Order(7)
  void itRunsThere() throws IOException {
    says(0, system().inside("dtbind", "--version"), "dtbind ");
    says(3, system().user("dtbind", "lines"), "no GPIO chip");
    String example = "/usr/share/doc/dtbind/examples/bindings.yaml";
    says(0, system().inside("cat", example), "apiVersion");
    says(3, system().user("dtbind", "bind", "--dry-run", "door"), "door");
  }

  @Test
  @Order(8)
  void theDropInsRunThere() throws IOException {
    installed().compilesAsDtc();
  }

  /** JNA's library is used where it lies; "no chip" is only said by one that could call it. */
  @Test
  @Order(9)
  void nothingIsWrittenInTmp() throws IOException {
    system().user("dtbind", "lines").run();
    assertThat(system().inside("find", "/tmp", "-mindepth", "1").output()).isEmpty();
  }

  /** Trials B2: nothing is installed or built unasked, and one command gets the kernel. */
  @Test
  @Order(10)
  void tryWithoutAKernelNamesWhatGetsIt() throws IOException {
    Files.copy(Checkout.ROOT.resolve("cli/src/it/try/banked.dts"), system().file("root.dts"));
    Program trial = system().inside("dtbind", "try", "/root.dts");
    says(69, trial, "no kernel 6.1", "dtbind demo kernel", "dtbind-sandbox");
  }

  /** Trials B2. */
  @Test
  @Order(11)
  void tryWorksAtOnceWithTheSandbox() throws IOException {
    DebianPackage sandbox = released.sandbox();
    system().install(sandbox);
    says(0, system().user("dtbind", "try", "/root.dts"), "Linux 6.1", "chips");
    Files.delete(system().file("root.dts"));
    String patch = "usr/share/doc/dtbind-sandbox/source/um-memfd.patch";
    assertThat(system().file(patch)).isRegularFile();
    assertThat(sandbox.field("Built-Using")).startsWith("linux");
    isClean(sandbox.file());
    system().inside("dpkg", "-P", "dtbind-sandbox").output();
    assertThat(system().file("usr/lib/dtbind/kernels")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "lines x", "dtc --version"})
  @Order(12)
  void classesComeFromTheArchives(String command) throws IOException {
    assertThat(installed().sharedClasses(command)).isGreaterThan(400);
  }

  /**
   * Against javas that do nothing, here and in a kernel; what it is held to says benchmark-start.
   * With real-time priority, where that may be had: then it matters little what else this machine
   * does.
   */
  @Test
  @Order(13)
  void itStartsFast() throws IOException {
    measured(installed().starts());
  }

  @Test
  @Order(14)
  void manualPagesHaveNoWarnings() throws IOException {
    List<Path> pages = installed().pages();
    assertThat(pages).hasSizeGreaterThan(30);
    for (Path page : pages) {
      InstalledPackage.isWellFormed(page);
    }
    assertThat(system().inside("man", "dtbind-bind").output())
        .containsPattern("Exit status|EXIT STATUS");
  }

  @Test
  @Order(15)
  void everyCommandHasAPage() throws IOException {
    assertThat(installed().commands()).isNotEmpty();
    for (String command : installed().commands()) {
      Path page = system().file("usr/share/man/man1/dtbind-" + command + ".1.gz");
      assertThat(page).isRegularFile();
    }
  }

  @Test
  @Order(16)
  void bashCompletes() throws IOException {
    Completions completions = new Completions(system(), work);
    completions.ofBash();
    completions.ofBashRunNoNames();
  }

  @Test
  @Order(17)
  void fishCompletes() throws IOException {
    new Completions(system(), work).ofFish();
  }

  @Test
  @Order(18)
  void zshCompletes() throws IOException {
    new Completions(system(), work).ofZsh();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dtbind-apply.service", "dtbind-recover.service"})
  @Order(19)
  void theUnitIsRight(String unit) throws IOException {
    assertThat(system().file("usr/bin/dtbind")).isExecutable();
    installed().isRight(unit);
  }

  @Test
  @Order(20)
  void removingTellsWhatStays() throws IOException {
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
    installed().leftNothing(filesBefore);
  }

  /**
   * As where an image is put together. A java that fails stands in for one of another processor.
   */
  @Test
  @Order(22)
  void itInstallsWhereJavaCannotRun() throws IOException {
    system().unmount("proc");
    system().inside("chmod", "000", "/dev/urandom").output();
    Path rules = Files.createDirectories(system().file("etc/dpkg/dpkg.cfg.d"));
    Files.writeString(rules.resolve("x"), "path-exclude=/usr/lib/dtbind/runtime/lib/modules\n");
    assertThat(system().install(released.dtbind("amd64")).both())
        .contains("no archives for a fast start");
    assertThat(system().inside("dpkg-query", "-W", "-f", "${Status}", "dtbind").output())
        .isEqualTo("install ok installed");
  }

  /** As nobody, with a kernel that was built before. */
  @Test
  @Order(23)
  void aNewerDebianRunsThePackage() throws IOException {
    String kernel = Checkout.dtbind("demo", "kernel").output().strip();
    Path kernels = Files.createDirectory(newer().file("kernels"));
    Files.copy(Path.of(kernel), kernels.resolve("um-6.1"));
    newer().inside("chmod", "755", "/kernels/um-6.1").output();
    Files.copy(Checkout.ROOT.resolve("cli/src/it/try/banked.dts"), newer().file("root.dts"));
    newer().install(released.dtbind("amd64"));
    says(0, newer().user("dtbind", "--version"), "dtbind ");
    says(3, newer().user("dtbind", "lines"), "no GPIO chip");
    Program trial = newer().user("env", "DTBIND_KERNELS=/kernels", "dtbind", "try");
    says(0, trial.and("--kernel", "6.1", "/root.dts"), "Linux 6.1", "chips");
    newer().inside("dpkg", "-P", "dtbind").output();
    newer().hasNoJava();
  }

  /**
   * What it trusts is what this machine does. The kernel's source is Debian 12's: that one has it
   * no more.
   */
  @Test
  @Order(24)
  void aNewerDebianBuildsFromACheckout() throws IOException {
    copyCheckout(newer());
    String demo =
        "apt-get -qq update && apt-get -qq install -y gpiod && /root/checkout/dtbind demo door";
    says(
        0,
        newer().inside("sh", "-c", demo),
        "fetching Debian 12",
        "the kernel agrees: no driver, no override, no chip",
        "read back by two programs");
  }

  @Test
  @Order(25)
  void arm64Journey() throws IOException {
    emulated().runForeignPrograms();
    List<String> said = emulated().bootArm64(emulated().arm64(released.dtbind("arm64")));
    journey(said);
    compareStarts(said);
  }

  @Test
  @Order(26)
  void armhfInQemu() throws IOException {
    emulated().runForeignPrograms();
    journey(emulated().bootArmhf(emulated().armhf(released.dtbind("armhf"))));
  }
}
