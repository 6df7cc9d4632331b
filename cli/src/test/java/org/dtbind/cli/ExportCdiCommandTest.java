// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests {@code dtbind export cdi} and {@code apply --cdi} with a copied system. */
class ExportCdiCommandTest {

  private static final String ALL =
      """
      apiVersion: dtbind/v1
      devices:
        - { node: display@0, parent: /spi, bind: spidev }
      iommuGroups:
        - { member: "0000:01:00.0", bind: vfio-pci }
      """;

  @TempDir Path directory = Path.of("");

  private Path root() {
    return directory.resolve("root");
  }

  private static void link(Path at, Path to) throws Exception {
    Path directory = Files.createDirectories(at.resolve("..").normalize());
    Files.createSymbolicLink(at, directory.relativize(to));
  }

  private void createSpiDevice(String controller, String number) throws Exception {
    Path sys = root().resolve("sys");
    String at = "firmware/devicetree/base/" + controller + "/display@0";
    Path node = Files.createDirectories(sys.resolve(at));
    Path spi =
        Files.createDirectories(sys.resolve("devices/platform/" + controller + "/" + number));
    link(spi.resolve("subsystem"), Files.createDirectories(sys.resolve("bus/spi")));
    link(sys.resolve("bus/spi/devices/" + number), spi);
    link(spi.resolve("of_node"), node);
    link(spi.resolve("driver"), Files.createDirectories(sys.resolve("bus/spi/drivers/spidev")));
    String name = number.replace("spi", "spidev");
    Path file = Files.createDirectories(spi.resolve("spidev").resolve(name));
    Files.writeString(file.resolve("dev"), "153:" + number.charAt(3) + "\n");
    Files.writeString(file.resolve("uevent"), "DEVNAME=" + name + "\n");
  }

  /** Creates an SPI device with its node, and a device in a VFIO group. */
  private void createSystem() throws Exception {
    Path sys = root().resolve("sys");
    createSpiDevice("spi", "spi0.0");
    link(root().resolve("proc/device-tree"), sys.resolve("firmware/devicetree/base"));
    Path pci = Files.createDirectories(sys.resolve("devices/pci0000:00/0000:01:00.0"));
    link(pci.resolve("subsystem"), Files.createDirectories(sys.resolve("bus/pci")));
    link(sys.resolve("bus/pci/devices/0000:01:00.0"), pci);
    link(pci.resolve("iommu_group"), Files.createDirectories(sys.resolve("kernel/iommu_groups/7")));
    Files.createDirectories(sys.resolve("class/vfio/7"));
  }

  private Run run(int status, String spec, String... words) throws Exception {
    Path declared = Files.writeString(directory.resolve("bindings.yaml"), spec);
    List<String> command = new ArrayList<>(Arrays.asList(words));
    command.addAll(List.of("--spec", declared.toString(), "--sysroot", root().toString()));
    Run run = Run.of(command.toArray(String[]::new));
    assertThat(run.status()).as(run.toString()).isEqualTo(status);
    return run;
  }

  @Test
  void deviceAndGroupGetOneFileEach() throws Exception {
    createSystem();
    Run printed = run(0, ALL, "export", "cdi");
    assertThat(printed.err()).isEmpty();
    assertThat(printed.out())
        .contains("\"kind\": \"dtbind.org/spi\"", "\"name\": \"display-0\"")
        .contains("{ \"path\": \"/dev/spidev0.0\", \"hostPath\": \"/dev/spidev0.0\"")
        .contains("{ \"path\": \"/dev/spi/display-0\", \"hostPath\": \"/dev/spidev0.0\"")
        .contains("\"kind\": \"dtbind.org/vfio\"", "\"name\": \"0000-01-00.0\"")
        .contains("{ \"path\": \"/dev/vfio/vfio\", \"hostPath\": \"/dev/vfio/vfio\"");
    String out = directory.resolve("out").toString();
    assertThat(run(0, ALL, "export", "cdi", "-o", out, "--dry-run").out()).contains("new");
    assertThat(directory.resolve("out")).doesNotExist();
    run(0, ALL, "export", "cdi", "-o", out);
    assertThat(directory.resolve("out/dtbind.org-spi_display-0.json")).exists();
    assertThat(
            Files.readString(directory.resolve("out/dtbind.org-spi_display-0.json"))
                + Files.readString(directory.resolve("out/dtbind.org-vfio_0000-01-00.0.json")))
        .isEqualTo(printed.out());
    assertThat(run(0, ALL, "export", "cdi", "-o", out).out()).contains("same");
  }

  @Test
  void missingDeviceNodeIsReported() throws Exception {
    createSystem();
    String relays = "aggregators:\n  - { name: relays, lines: [k1] }\n";
    Run run = run(3, ALL + relays, "export", "cdi");
    assertThat(run.out()).contains("dtbind.org/spi").doesNotContain("relays");
    assertThat(run.err()).contains("relays has no device node", "bindings.yaml:7");
    assertThat(run(3, ALL + relays, "export", "cdi", "-q")).isEqualTo(run);
  }

  @Test
  void devicesWithTheSameNameAreRefused() throws Exception {
    createSystem();
    createSpiDevice("other", "spi1.0");
    String again =
        ALL.replace("iommuGroups:", "  - { node: /other/display@0, bind: spidev }\niommuGroups:");
    Run run = run(2, again, "export", "cdi");
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("two devices would have the name display-0 in containers")
        .contains("bindings.yaml:3", "bindings.yaml:4");
  }

  @Test
  void planListsFilesAndRules() throws Exception {
    createSystem();
    String spi = ALL.substring(0, ALL.indexOf("iommuGroups"));
    Run plan = run(0, spi, "plan", "--cdi");
    assertThat(plan.out())
        .contains(
            "write file /run/dtbind/dtbind-cdi",
            "write file /run/udev/rules.d/80-dtbind-cdi-spi_display-0.rules",
            "write file /run/cdi/dtbind.org-spi_display-0.json");
    assertThat(run(0, spi, "plan", "--cdi=/etc/cdi").out())
        .contains("write file /etc/cdi/dtbind.org-spi_display-0.json");
    assertThat(run(5, spi, "plan", "--check", "--cdi").out()).isEqualTo(plan.out());
    assertThat(run(0, spi, "plan", "--check").out()).doesNotContain("cdi");
    assertThat(run(5, spi, "plan", "--check", "--cdi", "--format", "json").out())
        .containsOnlyOnce("\"schema\"")
        .contains("\"containers\" : {", "\"path\" : \"/run/cdi/dtbind.org-spi_display-0.json\"");
    assertThat(run(0, spi, "plan", "--format", "json").out()).contains("\"containers\" : null");
    assertThat(run(64, spi, "apply", "--cdi=/tmp").err()).contains("/run/cdi or /etc/cdi");
    Path written = root().resolve("run/cdi/dtbind.org-gpio_old.json");
    Files.createDirectories(written.getParent());
    Files.writeString(written, "{}");
    assertThat(run(0, spi, "plan", "--cdi", "--prune").out())
        .contains("remove file /run/cdi/dtbind.org-gpio_old.json");
    assertThat(run(0, spi, "plan", "--cdi").out()).doesNotContain("remove file");
  }
}
