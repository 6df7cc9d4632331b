// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.NodePath;
import org.junit.jupiter.api.Test;

class PopulationsTest {

  private static String text(TreeOfPaths tree, String path) {
    return Populations.of(tree.build(), new NodePath(path)).text();
  }

  /** Predicts for the newest kernel release with exactly these options built in. */
  private static String text(TreeOfPaths tree, String path, String... options) {
    Map<String, String> symbols = new HashMap<>();
    for (String option : options) {
      symbols.put(option, "y");
    }
    KernelConfig config = new KernelConfig(Optional.of(new Release(7, 2)), symbols);
    return Populations.of(tree.build(), new NodePath(path), TargetKernel.of(config)).text();
  }

  private static TreeOfPaths cells() {
    return TreeOfPaths.tree().cells("/", "#address-cells", 1).cells("/", "#size-cells", 1);
  }

  private static TreeOfPaths soc() {
    return TreeOfPaths.tree().strings("/soc", "compatible", "simple-bus").cells("/soc", "ranges");
  }

  @Test
  void rootChildWithCompatibleBecomesADevice() {
    assertThat(text(TreeOfPaths.tree().strings("/door", "compatible", "a,b"), "/door"))
        .isEqualTo("becomes platform device door");
  }

  @Test
  void simpleBusChildBecomesADevice() {
    assertThat(text(soc().strings("/soc/door", "compatible", "a,b"), "/soc/door"))
        .isEqualTo("becomes platform device soc:door");
  }

  /** The sum of the numbers of cells does not fit into an int. */
  @Test
  void numbersOfCellsMayBeHuge() {
    TreeOfPaths tree =
        soc()
            .cells("/", "#address-cells", 2)
            .cells("/soc", "#address-cells", 2)
            .cells("/soc", "#size-cells", 0x7fffffff)
            .cells("/soc", "ranges", 0, 0, 0, 0, 0, 0)
            .strings("/soc/door@0", "compatible", "a,b")
            .cells("/soc/door@0", "reg", 0, 0, 0);
    assertThat(text(tree, "/soc/door@0")).startsWith("becomes platform device");
    tree.cells("/i", "phandle", 1)
        .cells("/i", "#interrupt-cells", 0x7fffffff)
        .cells("/soc", "interrupt-parent", 1)
        .cells("/soc/door@0", "interrupts", 1, 2);
    NodePath door = new NodePath("/soc/door@0");
    assertThat(InterruptUse.of(tree.build(), door)).isEmpty();
    tree.cells("/soc/door@0", "interrupts-extended", 1, 1, 2);
    assertThat(InterruptUse.of(tree.build(), door)).isEmpty();
  }

  /** drivers/of/irq.c, {@code of_irq_find_parent()}. */
  @Test
  void interruptParentHasInterruptCells() {
    TreeOfPaths tree =
        soc()
            .cells("/gic", "phandle", 1)
            .cells("/gic", "#interrupt-cells", 3)
            .cells("/", "interrupt-parent", 1)
            .cells("/soc", "#interrupt-cells", 1)
            .cells("/soc", "interrupt-map", 0)
            .cells("/soc/uart@0", "interrupts", 5);
    NodePath uart = new NodePath("/soc/uart@0");
    assertThat(InterruptUse.of(tree.build(), uart))
        .containsExactly(new InterruptUse(0, new NodePath("/soc"), List.of(5)));
    tree.cells("/relay", "phandle", 2).cells("/soc/uart@0", "interrupt-parent", 2);
    tree.cells("/soc/uart@0", "interrupts", 0, 5, 4);
    assertThat(InterruptUse.of(tree.build(), uart))
        .containsExactly(new InterruptUse(0, new NodePath("/gic"), List.of(0, 5, 4)));
    tree.cells("/relay", "interrupt-parent", 2);
    assertThat(InterruptUse.of(tree.build(), uart)).isEmpty();
  }

  /**
   * drivers/of/base.c, {@code of_phandle_iterator_next()}; of_irq_parse_one() looks up each entry.
   */
  @Test
  void interruptsBehindAnEmptyEntryCount() {
    TreeOfPaths tree =
        soc()
            .cells("/gic", "phandle", 1)
            .cells("/gic", "#interrupt-cells", 3)
            .cells("/soc/uart@0", "interrupts-extended", 0, 1, 0, 5, 4, 0, 0, 1, 0, 6, 4);
    NodePath uart = new NodePath("/soc/uart@0");
    NodePath gic = new NodePath("/gic");
    assertThat(InterruptUse.of(tree.build(), uart))
        .containsExactly(
            new InterruptUse(1, gic, List.of(0, 5, 4)), new InterruptUse(4, gic, List.of(0, 6, 4)));
    tree.cells("/soc/uart@0", "interrupts-extended", 1, 0, 5, 4, 9, 0, 6, 4, 1, 0, 7, 4);
    assertThat(InterruptUse.of(tree.build(), uart))
        .containsExactly(new InterruptUse(0, gic, List.of(0, 5, 4)));
  }

  @Test
  void nodeWithoutCompatibleBecomesNoDevice() {
    assertThat(text(TreeOfPaths.tree().cells("/door", "x"), "/door"))
        .isEqualTo("/door has no \"compatible\" property");
  }

  @Test
  void disabledNodeOrBusYieldsNoDevice() {
    TreeOfPaths tree =
        soc().strings("/soc/door", "compatible", "a,b").strings("/soc", "status", "disabled");
    assertThat(text(tree, "/soc/door")).isEqualTo("/soc has status \"disabled\"");
    TreeOfPaths disabledNode =
        soc().strings("/soc/door", "compatible", "a,b").strings("/soc/door", "status", "reserved");
    assertThat(text(disabledNode, "/soc/door")).isEqualTo("/soc/door has status \"reserved\"");
  }

  /** drivers/i2c/i2c-core-of-prober.c in Linux 6.13. */
  @Test
  void nodeThatNeedsAProbeIsEnabledIfTheDeviceAnswers() {
    TreeOfPaths tree =
        soc()
            .strings("/soc/door", "compatible", "a,b")
            .strings("/soc/door", "status", "fail-needs-probe");
    assertThat(text(tree, "/soc/door"))
        .startsWith("/soc/door has status \"fail-needs-probe\": a driver for the board enables it");
  }

  @Test
  void childOfAPlainNodeBecomesNoDevice() {
    assertThat(text(TreeOfPaths.tree().strings("/notbus/win", "compatible", "a,b"), "/notbus/win"))
        .isEqualTo("it is below /notbus, which is not a bus");
  }

  @Test
  void driverOfTheParentDecidesAboutItsChildren() {
    TreeOfPaths tree =
        soc()
            .strings("/soc/spi", "compatible", "vendor,spi-2", "vendor,spi")
            .strings("/soc/spi/flash@0", "compatible", "jedec,spi-nor");
    assertThat(text(tree, "/soc/spi/flash@0"))
        .isEqualTo("depends on the driver of /soc/spi (compatible \"vendor,spi-2\")");
  }

  private static String remedy(TreeOfPaths tree, String path) {
    NodePath node = new NodePath(path);
    Population population = Populations.at(Populations.of(tree.build()), node);
    return ((Population.None) population).remedy(node).orElse("");
  }

  @Test
  void textAfterThePathOfANodeDoesNotRepeatIt() {
    TreeOfPaths tree =
        soc()
            .strings("/soc/door", "compatible", "a,b")
            .strings("/soc/door", "status", "disabled")
            .strings("/soc/door/lamp", "compatible", "a,b")
            .strings("/plain/lamp", "compatible", "a,b");
    assertThat(textAfterPath(tree, "/soc/door")).isEqualTo("has status \"disabled\"");
    assertThat(textAfterPath(tree, "/soc/door/lamp"))
        .isEqualTo("/soc/door has status \"disabled\"");
    assertThat(textAfterPath(tree, "/plain/lamp"))
        .isEqualTo("it is below /plain, which is not a bus");
  }

  private static String textAfterPath(TreeOfPaths tree, String path) {
    NodePath node = new NodePath(path);
    return Populations.at(Populations.of(tree.build()), node).textAfterPath(node);
  }

  /** drivers/gpio/gpiolib-of.c, {@code of_gpiochip_scan_gpios()}, {@code of_parse_own_gpio()}. */
  @Test
  void gpioHogBecomesNoDevice() {
    TreeOfPaths tree =
        TreeOfPaths.tree()
            .strings("/gpio", "compatible", "x")
            .cells("/gpio", "gpio-controller")
            .cells("/gpio", "#gpio-cells", 2)
            .cells("/gpio/led", "gpio-hog");
    assertThat(text(tree, "/gpio/led"))
        .isEqualTo("/gpio/led is a gpio-hog, which Linux ignores because it has no \"gpios\"");
    assertThat(remedy(tree, "/gpio/led")).startsWith("set 'gpios' to the line");
    tree.cells("/gpio/led", "gpios", 9, 0);
    assertThat(text(tree, "/gpio/led"))
        .isEqualTo(
            "/gpio/led is a gpio-hog, which Linux ignores because it has no state: \"input\","
                + " \"output-low\" or \"output-high\"");
    assertThat(remedy(tree, "/gpio/led")).startsWith("add 'output-low', ");
    tree.cells("/gpio/led", "input");
    assertThat(text(tree, "/gpio/led"))
        .isEqualTo("/gpio/led is a gpio-hog, whose line the controller itself requests");
    tree.cells("/gpio/door", "gpios", 12, 0).cells("/gpio/door", "output-high");
    assertThat(text(tree, "/gpio/door"))
        .isEqualTo("/gpio/door has no \"gpio-hog\" property, so its GPIO controller ignores it");
    tree.strings("/gpio/door", "compatible", "a,b");
    assertThat(text(tree, "/gpio/door")).startsWith("depends on the driver of /gpio");
  }

  /** drivers/spi/spi.c, {@code spi_add_device()}, {@code spi_get_gpio_descs()}. */
  @Test
  void controllerHasSoManyChipSelects() {
    TreeOfPaths tree =
        TreeOfPaths.tree()
            .cells("/gpio", "phandle", 1)
            .cells("/gpio", "#gpio-cells", 2)
            .strings("/spi", "compatible", "brcm,bcm2835-spi")
            .strings("/spi/adc@3", "compatible", "x")
            .cells("/spi/adc@3", "reg", 3);
    String beyond = "/spi/adc@3 has chip select 3, but its controller has only ";
    String depends = "depends on the driver of /spi";
    assertThat(text(tree, "/spi/adc@3"))
        .isEqualTo(beyond + "chip selects 0 to 2 (drivers/spi/spi-bcm2835.c)");
    tree.cells("/spi", "num-cs", 4);
    assertThat(text(tree, "/spi/adc@3")).startsWith(beyond);
    tree.cells("/spi", "cs-gpios", 1, 8, 1, 0, 0, 1, 9, 1);
    assertThat(text(tree, "/spi/adc@3")).startsWith(depends);
    tree.cells("/spi", "cs-gpios", 1, 8, 1, 0, 0);
    assertThat(text(tree, "/spi/adc@3")).startsWith(beyond);
    // drivers/gpio/gpiolib-of.c, of_gpio_get_count(): a list with an error counts as no list.
    tree.cells("/spi", "cs-gpios", 7, 8, 1, 0, 0, 0, 0);
    assertThat(text(tree, "/spi/adc@3")).startsWith(beyond);
    tree.cells("/spi", "cs-gpio", 1, 8, 1, 0, 0, 0);
    assertThat(text(tree, "/spi/adc@3")).startsWith(depends);
    tree.cells("/spi", "cs-gpio");
    tree.cells("/spi", "gpios", 1, 8, 1, 0, 0, 0);
    assertThat(text(tree, "/spi/adc@3")).startsWith(beyond);
    tree.strings("/spi", "compatible", "brcm,bcm2835-spi", "fsl,spi");
    assertThat(text(tree, "/spi/adc@3")).startsWith(depends);
    tree.cells("/spi", "cs-gpios").strings("/spi", "compatible", "rockchip,rk3066-spi");
    assertThat(text(tree, "/spi/adc@3")).startsWith(depends);
    tree.cells("/spi", "num-cs", 2);
    assertThat(text(tree, "/spi/adc@3")).isEqualTo(beyond + "chip selects 0 to 1 (its 'num-cs')");
    tree.strings("/spi", "compatible", "snps,dw-apb-ssi");
    assertThat(text(tree, "/spi/adc@3")).startsWith(depends);
  }

  /** drivers/spi/spi.c, {@code of_register_spi_device()}: "cannot find modalias". */
  @Test
  void everyDeviceOnABusNeedsACompatible() {
    TreeOfPaths tree =
        TreeOfPaths.tree()
            .strings("/spi", "compatible", "brcm,bcm2835-spi")
            .cells("/spi/flash@0", "reg", 0)
            .strings("/spi/flash@0/partitions", "compatible", "fixed-partitions")
            .strings("/i2c", "compatible", "brcm,bcm2835-i2c")
            .cells("/i2c/eeprom@50", "reg", 0x50)
            .strings("/cci", "compatible", "qcom,msm8916-cci")
            .cells("/cci/i2c-bus@0", "#address-cells", 1)
            .strings("/unknown", "compatible", "acme,spi")
            .cells("/unknown/flash@0", "reg", 0);
    String lacks = " has no \"compatible\" property, which every device on an %s bus needs";
    String flash = "/spi/flash@0" + lacks.formatted("SPI");
    assertThat(text(tree, "/spi/flash@0")).isEqualTo(flash);
    assertThat(text(tree, "/spi/flash@0/partitions")).isEqualTo(flash);
    assertThat(text(tree, "/i2c/eeprom@50")).isEqualTo("/i2c/eeprom@50" + lacks.formatted("I²C"));
    assertThat(text(tree, "/cci/i2c-bus@0")).startsWith("depends on the driver of /cci");
    assertThat(text(tree, "/unknown/flash@0")).startsWith("depends on the driver of /unknown");
    tree.strings("/i2c/eeprom@50", "status", "disabled");
    assertThat(text(tree, "/i2c/eeprom@50")).contains("has status \"disabled\"");
  }

  /** drivers/i2c/i2c-core-of.c, {@code of_i2c_register_devices()}, visits only children. */
  @Test
  void nodeBelowADeviceOfABusIsNotOnTheBus() {
    TreeOfPaths tree =
        TreeOfPaths.tree()
            .strings("/i2c", "compatible", "brcm,bcm2835-i2c")
            .strings("/i2c/eeprom@50", "compatible", "atmel,24c64")
            .cells("/i2c/eeprom@50", "reg", 0x50)
            .strings("/i2c/eeprom@50/adc@1d", "compatible", "ti,ads1015")
            .cells("/i2c/eeprom@50/adc@1d", "reg", 0x1d);
    assertThat(text(tree, "/i2c/eeprom@50")).startsWith("depends on the driver of /i2c (");
    assertThat(text(tree, "/i2c/eeprom@50/adc@1d"))
        .isEqualTo("depends on the driver of /i2c/eeprom@50 (compatible \"atmel,24c64\")");
  }

  /** drivers/spi/spi.c, {@code spi_dev_check()}; i2c-core-base.c, {@code i2c_check_addr_busy()}. */
  @Test
  void anAddressOnABusBelongsToItsFirstDevice() {
    TreeOfPaths tree =
        TreeOfPaths.tree()
            .strings("/spi", "compatible", "brcm,bcm2835-spi")
            .strings("/spi/flash@0", "compatible", "jedec,spi-nor")
            .cells("/spi/flash@0", "reg", 0)
            .strings("/spi/mux@0", "compatible", "spi-mux")
            .cells("/spi/mux@0", "reg", 0)
            .strings("/i2c", "compatible", "brcm,bcm2835-i2c")
            .strings("/i2c/a@50", "compatible", "acme,a")
            .cells("/i2c/a@50", "reg", 0x50)
            .strings("/i2c/b@50", "compatible", "acme,b")
            .cells("/i2c/b@50", "reg", 0x50)
            .strings("/i2c/c@51", "compatible", "acme,c")
            .cells("/i2c/c@51", "reg", 0x51);
    assertThat(text(tree, "/spi/flash@0")).contains("depends on the driver of /spi");
    assertThat(text(tree, "/spi/mux@0"))
        .isEqualTo("/spi/flash@0 has the same chip select on this bus");
    assertThat(text(tree, "/i2c/b@50")).isEqualTo("/i2c/a@50 has the same address on this bus");
    assertThat(text(tree, "/i2c/c@51")).contains("depends on the driver of /i2c");
    tree.strings("/spi/flash@0", "status", "disabled");
    assertThat(text(tree, "/spi/mux@0")).contains("depends on the driver of /spi");
  }

  /** drivers/i2c/i2c-mux.c, {@code i2c_mux_add_adapter()}. */
  @Test
  void channelsOfAnI2cMultiplexerAreBuses() {
    TreeOfPaths tree =
        TreeOfPaths.tree()
            .strings("/aliases", "i2c1", "/i2c")
            .strings("/i2c", "compatible", "brcm,bcm2835-i2c")
            .strings("/i2c/mux@70", "compatible", "nxp,pca9546")
            .cells("/i2c/mux@70", "reg", 0x70)
            .strings("/i2c/mux@70/bus@0", "compatible", "nxp,pca954x-bus")
            .cells("/i2c/mux@70/bus@0", "reg", 0)
            .strings("/i2c/mux@70/bus@0/rtc@68", "compatible", "x")
            .cells("/i2c/mux@70/bus@0/rtc@68", "reg", 0x68)
            .strings("/i2c/mux@70/bus@0/bad", "compatible", "x");
    assertThat(text(tree, "/i2c/mux@70/bus@0"))
        .isEqualTo(
            "/i2c/mux@70/bus@0 is a channel of an I²C multiplexer, and its child nodes are the"
                + " devices");
    String mux = "depends on the driver of /i2c/mux@70 (compatible \"nxp,pca9546\")";
    assertThat(text(tree, "/i2c/mux@70/bus@0/rtc@68")).startsWith(mux).doesNotContain("i2c device");
    assertThat(text(tree, "/i2c/mux@70/bus@0/bad"))
        .isEqualTo(
            "/i2c/mux@70/bus@0/bad has no \"reg\", so Linux does not know its address on the I²C"
                + " bus");
    tree.strings("/aliases", "i2c7", "/i2c/mux@70/bus@0");
    assertThat(text(tree, "/i2c/mux@70/bus@0/rtc@68")).endsWith("turns it into i2c device 7-0068");
    tree.strings("/aliases", "i2c1", "/other");
    assertThat(text(tree, "/i2c/mux@70/bus@0/rtc@68")).startsWith(mux);
  }

  @Test
  void multiplexerMayHaveItsChannelsInOneNode() {
    TreeOfPaths tree =
        TreeOfPaths.tree()
            .strings("/i2c", "compatible", "brcm,bcm2835-i2c")
            .strings("/i2c/mux@70", "compatible", "nxp,pca9546")
            .cells("/i2c/mux@70", "reg", 0x70)
            .cells("/i2c/mux@70/i2c-mux/i2c@1", "reg", 1)
            .strings("/i2c/mux@70/i2c-mux/i2c@1/rtc@68", "compatible", "x")
            .cells("/i2c/mux@70/i2c-mux/i2c@1/rtc@68", "reg", 0x68)
            .strings("/i2c/arb@71", "compatible", "nxp,pca9541")
            .cells("/i2c/arb@71", "reg", 0x71)
            .strings("/i2c/arb@71/i2c-arb/rtc@68", "compatible", "x")
            .cells("/i2c/arb@71/i2c-arb/rtc@68", "reg", 0x68);
    assertThat(text(tree, "/i2c/mux@70/i2c-mux/i2c@1")).contains("is a channel");
    assertThat(text(tree, "/i2c/mux@70/i2c-mux/i2c@1/rtc@68")).contains("driver of /i2c/mux@70");
    assertThat(text(tree, "/i2c/arb@71/i2c-arb")).contains("is a channel");
    assertThat(text(tree, "/i2c/arb@71/i2c-arb/rtc@68")).contains("driver of /i2c/arb@71");
  }

  /** drivers/of/platform.c, {@code of_amba_device_create()}. */
  @Test
  void primecellBecomesAnAmbaDevice() {
    TreeOfPaths tree =
        cells().strings("/uart", "compatible", "x", "arm,primecell").cells("/uart", "reg", 16, 16);
    assertThat(text(tree, "/uart"))
        .isEqualTo(
            "with CONFIG_ARM_AMBA: becomes amba device 10.uart; without CONFIG_ARM_AMBA: "
                + "/uart needs CONFIG_ARM_AMBA, which the kernel does not have");
    assertThat(text(tree, "/uart", "ARM_AMBA")).isEqualTo("becomes amba device 10.uart");
  }

  /** drivers/of/platform.c, {@code of_amba_device_create()}; drivers/amba/bus.c. */
  @Test
  void primecellNeedsAUniqueAddress() {
    TreeOfPaths tree =
        cells()
            .strings("/nowhere", "compatible", "arm,primecell")
            .strings("/a@100", "compatible", "arm,primecell")
            .cells("/a@100", "reg", 0x100, 0x100)
            .strings("/b@180", "compatible", "arm,primecell")
            .cells("/b@180", "reg", 0x180, 0x100);
    assertThat(text(tree, "/nowhere", "ARM_AMBA")).contains("has no address");
    assertThat(text(tree, "/b@180", "ARM_AMBA")).isEqualTo("its registers overlap those of /a@100");
  }

  /** drivers/of/platform.c, {@code of_default_bus_match_table}. */
  @Test
  void ambaBusIsABusOnlyWithArmAmba() {
    TreeOfPaths tree =
        TreeOfPaths.tree()
            .strings("/bus", "compatible", "arm,amba-bus")
            .strings("/bus/dev", "compatible", "x");
    assertThat(text(tree, "/bus/dev", "ARM_AMBA")).isEqualTo("becomes platform device bus:dev");
    assertThat(text(tree, "/bus/dev", "OF"))
        .contains("a bus whose child nodes neither Linux nor the driver");
  }

  /** drivers/clk/clk.c, {@code of_clk_init()}; drivers/of/irq.c, {@code of_irq_init()}. */
  @Test
  void earlyClocksAndInterruptControllersBecomeNoDevices() {
    TreeOfPaths tree =
        TreeOfPaths.tree()
            .strings("/osc", "compatible", "fixed-clock")
            .strings("/gic", "compatible", "arm,gic-v3")
            .cells("/gic", "interrupt-controller")
            .strings("/nogic", "compatible", "arm,gic-v3");
    assertThat(text(tree, "/osc"))
        .isEqualTo(
            "with CONFIG_COMMON_CLK: /osc is set up early by drivers/clk/clk-fixed-rate.c, and "
                + "does not become a device; without CONFIG_COMMON_CLK: becomes "
                + "platform device osc");
    assertThat(text(tree, "/osc", "OF")).isEqualTo("becomes platform device osc");
    assertThat(text(tree, "/gic", "ARM_GIC_V3")).contains("drivers/irqchip/irq-gic-v3.c");
    assertThat(text(tree, "/nogic")).isEqualTo("becomes platform device nogic");
  }

  /** drivers/bus/simple-pm-bus.c. */
  @Test
  void simplePmBusPopulatesOneLevel() {
    TreeOfPaths tree =
        TreeOfPaths.tree()
            .strings("/pm", "compatible", "simple-pm-bus")
            .strings("/pm/dev", "compatible", "x")
            .strings("/pm/off", "compatible", "x")
            .strings("/pm/off", "status", "disabled")
            .strings("/pm/bus", "compatible", "simple-bus")
            .strings("/pm/bus/dev", "compatible", "x");
    assertThat(text(tree, "/pm/dev"))
        .isEqualTo(
            "depends on the driver of /pm (compatible \"simple-pm-bus\"): simple-pm-bus"
                + " (CONFIG_OF, drivers/bus/simple-pm-bus.c) turns it into platform device pm:dev");
    assertThat(text(tree, "/pm/dev", "OF")).isEqualTo("becomes platform device pm:dev");
    assertThat(text(tree, "/pm/off")).isEqualTo("/pm/off has status \"disabled\"");
    assertThat(text(tree, "/pm/bus/dev"))
        .isEqualTo(
            "it is below /pm/bus, a bus whose child nodes neither Linux nor the driver of the bus "
                + "turns into devices");
  }

  /** A comment in drivers/spi/spi-gpio.c contains another definition of the name. */
  @Test
  void driverNameComesFromTheDriverSource() {
    TreeOfPaths tree =
        TreeOfPaths.tree()
            .strings("/spi", "compatible", "spi-gpio")
            .strings("/spi/flash@0", "compatible", "x")
            .cells("/spi/flash@0", "reg", 0);
    assertThat(text(tree, "/spi/flash@0"))
        .endsWith(": spi_gpio (CONFIG_SPI and CONFIG_SPI_GPIO, drivers/spi/spi-gpio.c)");
  }

  /**
   * drivers/i2c/i2c-core-of.c, {@code of_i2c_get_board_info()}; i2c-core-base.c, {@code
   * i2c_check_addr_validity()}; drivers/spi/spi.c, {@code of_spi_parse_dt()}.
   */
  @Test
  void busDeviceNeedsAValidAddress() {
    TreeOfPaths tree =
        TreeOfPaths.tree()
            .strings("/aliases", "spi2", "/spi")
            .strings("/aliases", "i2c7", "/i2c")
            .strings("/spi", "compatible", "brcm,bcm2835-spi")
            .strings("/spi/none", "compatible", "x")
            .strings("/spi/two@1", "compatible", "x")
            .cells("/spi/two@1", "reg", 1, 2)
            .strings("/slave", "compatible", "spi-gpio")
            .cells("/slave", "spi-slave")
            .strings("/slave/slave", "compatible", "x")
            .strings("/i2c", "compatible", "i2c-gpio")
            .strings("/i2c/none", "compatible", "x")
            .strings("/i2c/empty", "compatible", "x")
            .cells("/i2c/empty", "reg")
            .strings("/i2c/call@0", "compatible", "x")
            .cells("/i2c/call@0", "reg", 0, 0x50)
            .strings("/i2c/high@80", "compatible", "x")
            .cells("/i2c/high@80", "reg", 0x80)
            .strings("/i2c/ten@0", "compatible", "x")
            .cells("/i2c/ten@0", "reg", 0x8000_0000)
            .strings("/i2c/ten@400", "compatible", "x")
            .cells("/i2c/ten@400", "reg", 0x8000_0400)
            .strings("/i2c/own@64", "compatible", "x")
            .cells("/i2c/own@64", "reg", 0x4000_0064);
    assertThat(text(tree, "/spi/none"))
        .isEqualTo("/spi/none has no \"reg\", so Linux does not know its chip select");
    assertThat(text(tree, "/spi/two@1")).contains("spi device spi2.1");
    assertThat(text(tree, "/slave/slave")).startsWith("depends");
    assertThat(text(tree, "/i2c/none"))
        .isEqualTo("/i2c/none has no \"reg\", so Linux does not know its address on the I²C bus");
    assertThat(text(tree, "/i2c/empty"))
        .startsWith("/i2c/empty has a \"reg\" of less than 4 bytes");
    assertThat(text(tree, "/i2c/call@0")).startsWith("/i2c/call@0 has the I²C address 0x00, but");
    assertThat(text(tree, "/i2c/high@80"))
        .isEqualTo(
            "/i2c/high@80 has the I²C address 0x80, but 7-bit addresses are in the range from 0x01"
                + " to 0x7f");
    assertThat(text(tree, "/i2c/ten@0")).contains("i2c device 7-a000");
    assertThat(text(tree, "/i2c/ten@400"))
        .isEqualTo("/i2c/ten@400 has the I²C address 0x400, but 10-bit addresses end at 0x3ff");
    assertThat(text(tree, "/i2c/own@64")).contains("i2c device 7-1064");
  }

  /** drivers/spi/spi.c, {@code spi_dev_set_name()}; drivers/i2c/i2c-core-base.c. */
  /** drivers/net/mdio/of_mdio.c; a PHY without an address is searched for. */
  @Test
  void phyOnAnMdioBusNeedsNoCompatible() {
    TreeOfPaths tree =
        TreeOfPaths.tree()
            .strings("/mdio", "compatible", "aspeed,ast2600-mdio")
            .cells("/mdio/phy@1", "reg", 1)
            .strings("/mdio/switch@2", "compatible", "x")
            .cells("/mdio/switch@2", "reg", 2)
            .strings("/mdio/leds", "label", "x");
    String driver = ": mdio-aspeed ";
    assertThat(text(tree, "/mdio/phy@1", "MDIO_ASPEED")).contains(driver);
    assertThat(text(tree, "/mdio/switch@2", "MDIO_ASPEED")).contains(driver);
    assertThat(text(tree, "/mdio/leds", "MDIO_ASPEED")).doesNotContain(driver);
  }

  @Test
  void spiAndI2cDeviceNamesUseTheControllerAlias() {
    TreeOfPaths tree =
        TreeOfPaths.tree()
            .strings("/aliases", "spi2", "/spi")
            .strings("/aliases", "i2c7", "/i2c")
            .cells("/gpio", "phandle", 1)
            .cells("/gpio", "#gpio-cells", 2)
            .strings("/spi", "compatible", "spi-gpio")
            .cells("/spi", "cs-gpios", 1, 4, 1, 1, 5, 1)
            .strings("/spi/flash@1", "compatible", "x")
            .cells("/spi/flash@1", "reg", 1)
            .strings("/i2c", "compatible", "i2c-gpio")
            .strings("/i2c/eeprom@50", "compatible", "x")
            .cells("/i2c/eeprom@50", "reg", 0x50)
            .strings("/i2c/ten@1", "compatible", "x")
            .cells("/i2c/ten@1", "reg", 0x8000_0123)
            .strings("/any", "compatible", "i2c-gpio")
            .strings("/any/rtc@68", "compatible", "x")
            .cells("/any/rtc@68", "reg", 0x68);
    String[] options = {"SPI", "SPI_GPIO", "I2C_GPIO"};
    assertThat(text(tree, "/spi/flash@1", options)).isEqualTo("becomes spi device spi2.1");
    assertThat(text(tree, "/i2c/eeprom@50", options)).isEqualTo("becomes i2c device 7-0050");
    assertThat(text(tree, "/i2c/ten@1", options)).isEqualTo("becomes i2c device 7-a123");
    assertThat(text(tree, "/any/rtc@68", options))
        .isEqualTo(
            "depends on the driver of /any (compatible \"i2c-gpio\"): i2c-gpio (CONFIG_I2C_GPIO,"
                + " drivers/i2c/busses/i2c-gpio.c)");
    assertThat(text(tree, "/spi/flash@1")).contains("turns it into spi device spi2.1");
    assertThat(text(tree, "/spi/flash@1", "OF"))
        .startsWith("the kernel has no driver that populates /spi, such as spi");
  }

  /** drivers/base/cpu.c, {@code register_cpu()}. */
  @Test
  void cpusAreDevicesOnTheCpuBus() {
    TreeOfPaths tree =
        TreeOfPaths.tree()
            .strings("/cpus/cpu@0", "device_type", "cpu")
            .cells("/cpus/cpu@0", "reg", 0)
            .strings("/cpus/cpu@1", "device_type", "cpu")
            .cells("/cpus/cpu@1", "reg", 1);
    assertThat(text(tree, "/cpus/cpu@0")).isEqualTo("becomes cpu device cpu0");
    assertThat(text(tree, "/cpus/cpu@1", "SMP")).isEqualTo("becomes cpu device cpu1");
    assertThat(text(tree, "/cpus/cpu@1", "OF")).contains("needs CONFIG_SMP");
  }

  /** drivers/of/base.c, {@code __of_find_n_match_cpu_property()}. */
  @Test
  void cpuWithoutRegNeedsZeroAddressCells() {
    TreeOfPaths noReg =
        TreeOfPaths.tree()
            .strings("/cpus/cpu", "device_type", "cpu")
            .cells("/cpus/cpu@1", "reg", 1);
    assertThat(text(noReg, "/cpus/cpu"))
        .contains("has no \"reg\" that matches #address-cells = 1")
        .doesNotContain("cpu0");
    assertThat(text(noReg, "/cpus/cpu@1")).isEqualTo("becomes cpu device cpu0");
    assertThat(text(noReg.cells("/cpus", "#address-cells", 0), "/cpus/cpu"))
        .isEqualTo("becomes cpu device cpu0");
    assertThat(text(noReg, "/cpus/cpu@1", "SMP")).contains("matches #address-cells = 0");
    TreeOfPaths twoCells =
        TreeOfPaths.tree()
            .cells("/cpus", "#address-cells", 2)
            .cells("/cpus/cpu@0", "reg", 0)
            .cells("/cpus/cpu@1", "reg", 0, 1);
    assertThat(text(twoCells, "/cpus/cpu@0")).contains("matches #address-cells = 2");
    assertThat(text(twoCells, "/cpus/cpu@1")).isEqualTo("becomes cpu device cpu0");
  }

  /** include/linux/of.h, {@code of_compat_cmp()}. */
  @Test
  void compatibleIsCaseInsensitive() {
    TreeOfPaths tree =
        TreeOfPaths.tree()
            .strings("/bus", "compatible", "Simple-BUS")
            .strings("/bus/dev", "compatible", "x");
    assertThat(text(tree, "/bus/dev")).isEqualTo("becomes platform device bus:dev");
  }

  /** drivers/of/platform.c: any node as of 6.1, children of /reserved-memory as of 7.2. */
  @Test
  void olderKernelsPopulateReservedMemoryAnywhere() {
    TreeOfPaths tree = TreeOfPaths.tree().strings("/plain/log", "compatible", "ramoops");
    assertThat(text(tree, "/plain/log"))
        .isEqualTo(
            "as of Linux 7.2: it is below /plain, which is not a bus;"
                + " up to Linux 6.12: becomes platform device plain:log");
    DeviceTree built = tree.build();
    TargetKernel old = TargetKernel.ANY.with(new Release(6, 1));
    assertThat(Populations.of(built, new NodePath("/plain/log"), old).text())
        .isEqualTo("becomes platform device plain:log");
  }

  /** Up to Linux 6.12 and without CONFIG_COMMON_CLK, the node would become a device. */
  @Test
  void answersAreNotCombined() {
    TreeOfPaths tree =
        TreeOfPaths.tree().strings("/plain/log", "compatible", "ramoops", "fixed-clock");
    assertThat(text(tree, "/plain/log"))
        .isEqualTo(
            "as of Linux 7.2: it is below /plain, which is not a bus; up to Linux 6.12: /plain/log"
                + " is set up early by drivers/clk/clk-fixed-rate.c, and does not become a device");
  }

  /** drivers/of/address.c, {@code of_match_bus()}: inherited up to 6.12, no bus as of 7.2. */
  @Test
  void newerKernelsRequireAddressCellsOnTheBus() {
    TreeOfPaths tree = soc().strings("/soc/d@8", "compatible", "x").cells("/soc/d@8", "reg", 8, 1);
    tree.cells("/", "#address-cells", 1).cells("/", "#size-cells", 1);
    assertThat(text(tree, "/soc/d@8"))
        .isEqualTo(
            "as of Linux 7.2: becomes platform device soc:d@8; up to Linux 6.12: becomes platform"
                + " device 8.d");
  }

  /** drivers/of/address.c, {@code of_bus_pci_map()}: only memory and I/O space are told apart. */
  @Test
  void pciAddressesNeedConfigPci() {
    TreeOfPaths tree =
        cells()
            .strings("/pcie", "compatible", "simple-bus")
            .cells("/pcie", "#address-cells", 3)
            .cells("/pcie", "#size-cells", 2)
            .cells("/pcie", "ranges", 0x02000000, 0, 0x1000, 0x5000, 0, 0x100)
            .strings("/pcie/d@1", "compatible", "x")
            .cells("/pcie/d@1", "reg", 0x42000800, 0, 0x1010, 0, 1);
    assertThat(text(tree, "/pcie/d@1"))
        .isEqualTo(
            "with CONFIG_PCI: becomes platform device 5010.d; without CONFIG_PCI: becomes platform"
                + " device pcie:d@1");
  }

  /** drivers/of/platform.c: OF_POPULATED_BUS is already set when the node is visited. */
  @Test
  void firmwareNodeBecomesNoDevice() {
    TreeOfPaths tree =
        TreeOfPaths.tree()
            .strings("/firmware", "compatible", "x")
            .strings("/firmware", "status", "disabled")
            .strings("/firmware/scm", "compatible", "x");
    assertThat(text(tree, "/firmware")).contains("populated before all other nodes");
    assertThat(text(tree, "/firmware/scm")).isEqualTo("becomes platform device firmware:scm");
  }

  /** drivers/base/core.c, {@code device_add()}: the parent directory has a file named uevent. */
  @Test
  void deviceNameMayCollideWithASysfsFile() {
    TreeOfPaths tree =
        TreeOfPaths.tree()
            .strings("/uevent", "compatible", "x")
            .strings("/power", "compatible", "x");
    assertThat(text(tree, "/uevent")).contains("has a file of that name");
    assertThat(text(tree, "/power", "PM")).contains("has a file of that name");
    assertThat(text(tree, "/power", "OF")).isEqualTo("becomes platform device power");
  }

  @Test
  void operatingPointsBecomeNoDevice() {
    TreeOfPaths tree = TreeOfPaths.tree().strings("/opp", "compatible", "operating-points-v2");
    assertThat(text(tree, "/opp"))
        .isEqualTo(
            "/opp is compatible with \"operating-points-v2\", for which Linux creates no device");
  }

  @Test
  void firmwareReservedMemoryAndChosenHaveTheirOwnRules() {
    TreeOfPaths tree =
        TreeOfPaths.tree()
            .strings("/firmware/scm", "compatible", "qcom,scm")
            .strings("/reserved-memory/log", "compatible", "ramoops")
            .strings("/reserved-memory/pool", "compatible", "shared-dma-pool")
            .strings("/chosen/fb", "compatible", "simple-framebuffer")
            .strings("/chosen/other", "compatible", "x");
    assertThat(text(tree, "/firmware/scm")).isEqualTo("becomes platform device firmware:scm");
    assertThat(text(tree, "/reserved-memory/log"))
        .isEqualTo("becomes platform device reserved-memory:log");
    assertThat(text(tree, "/reserved-memory/pool")).contains("a few compatible strings");
    assertThat(text(tree, "/chosen/fb")).isEqualTo("becomes platform device chosen:fb");
    assertThat(text(tree, "/chosen/other")).contains("a few compatible strings");
  }

  @Test
  void secondNodeWithTheSameNameBecomesNoDevice() {
    TreeOfPaths tree =
        TreeOfPaths.tree()
            .strings("/a/x@1000", "compatible", "p")
            .cells("/a/x@1000", "reg", 0x1000, 4)
            .strings("/b/x@1000", "compatible", "p")
            .cells("/b/x@1000", "reg", 0x1000, 4)
            .strings("/a", "compatible", "simple-bus")
            .cells("/a", "ranges")
            .strings("/b", "compatible", "simple-bus")
            .cells("/b", "ranges");
    for (String bus : List.of("/", "/a", "/b")) {
      tree.cells(bus, "#address-cells", 1).cells(bus, "#size-cells", 1);
    }
    assertThat(Populations.of(tree.build()).get(new NodePath("/b/x@1000")))
        .isEqualTo(
            new Population.None(Population.Reason.NAME_TAKEN, new NodePath("/a/x@1000"), "1000.x"));
  }
}
