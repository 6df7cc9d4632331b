// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dtbind.cli.Run;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.picture.XmlDocuments;
import org.dtbind.source.Bytes;
import org.w3c.dom.Document;

/**
 * Runs {@code dtbind explain} on a running kernel: complete chains from each of their links, and
 * the reasons for which chains end.
 */
final class ExplainCases {

  private final Target target;

  ExplainCases(Target target) {
    this.target = target;
  }

  List<Case> all() {
    return List.of(
        new Case("chainIsTheSameFromEveryLink", this::everyLink),
        new Case("drawingShowsTheChain", this::drawings),
        new Case("controllerShowsConsumersOfItsLines", this::consumers),
        new Case("chainEndsAtDeviceWithoutDriver", this::unbound),
        new Case("chainEndsAtDisabledNode", this::disabled),
        new Case("chainEndsBelowNonBusNode", this::nonBusNode),
        new Case("chainEndsAtMissingSupplier", this::supplier),
        new Case("chainEndsAtMissingDriver", this::driverMissing),
        new Case("driverWithoutDeviceIsReported", this::idleDriver),
        new Case("reportTestsNodesForDrivers", this::report),
        new Case("kernelMessagesAreAssignedToNodes", this::messages),
        new Case("ambiguousNameListsAllMatches", this::ambiguous),
        new Case("unknownNameSuggestsSimilarNames", this::notFound));
  }

  private static Run works(String... args) {
    Run run = Run.of(args);
    assertThat(run.status()).as(run.toString()).isZero();
    return run;
  }

  private static Run rejected(String name) {
    Run run = Run.of("explain", name);
    assertThat(run.status()).as(run.toString()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
    return run;
  }

  /** Returns the chains of a name as JSON, without the name itself. */
  private static String chains(String name) {
    String json = works("explain", name, "--format", "json").out();
    assertThat(json).contains("\"schema\" : \"dtbind.explain/1\"", "\"candidates\" : [ ]");
    return json.substring(json.indexOf("\"chains\""));
  }

  private void everyLink() {
    works("bind", "door");
    String chip =
        LiveGpio.below(target.kernel(), target.device("door").directory()).orElseThrow().name();
    String expected = chains("/door");
    assertThat(expected)
        .contains("\"path\" : \"/door\"", "\"name\" : \"door\"", "\"driver\" : \"gpio-aggregator\"")
        .contains("\"files\" : [\n            \"/dev/" + chip + "\"\n", "\"end\" : null");
    List<String> names =
        new ArrayList<>(List.of("door", "platform/door", "open", "lock", "gpio-aggregator"));
    names.addAll(List.of(chip, "/dev/" + chip, "/sys/devices/platform/door"));
    for (String name : names) {
      assertThat(chains(name)).as(name).isEqualTo(expected);
    }
    assertThat(works("explain", "lock").out())
        .contains("node    /door", "device  platform/door", "driver  gpio-aggregator")
        .containsPattern("/dev +/dev/" + chip + " +GPIO chip \"door\"")
        .containsPattern("lock +line 1 of " + chip + ", input\n")
        .containsPattern(
            "gpios\\[1\\] +line 20 of /sim/bank, active-low, which is gpiochip\\d \\[gpio2\\],"
                + " used by door\n")
        .doesNotContain("ends");
    works("unbind", "door");
  }

  private void drawings() throws Exception {
    works("bind", "door");
    String door = drawing("door");
    assertThat(door)
        .contains("platform/door", "gpio-aggregator", "GPIO chip door", "open", "free, input")
        .doesNotContain("predicted", "chain ends");
    assertThat(drawing("bank0")).contains("used by door, ", "used by taken-line, ");
    works("unbind", "door");
    assertThat(drawing("door")).contains("after the device", "no driver is bound to it");
  }

  /** Returns the text of the drawing in a page. */
  private static String drawing(String name) throws Exception {
    Document page = XmlDocuments.parsed(works("explain", name, "--html", "-").out());
    return page.getElementsByTagName("svg").item(0).getTextContent();
  }

  private void consumers() {
    works("bind", "door");
    assertThat(works("explain", "&bank0").out())
        .contains("node    /sim/bank", "driver  gpio-sim", "GPIO chip \"gpio2\"")
        .containsPattern("- +line 19 of gpiochip\\d, (in|out)put, used by door\n")
        .containsPattern("- +line 3 of gpiochip\\d, input, used by taken-line\n");
    works("unbind", "door");
  }

  private void unbound() {
    assertThat(works("explain", "door").out())
        .contains("device  platform/door")
        .containsPattern("ends +after the device +no driver is bound to it\n")
        .containsPattern("next +dtbind bind /door\n");
    assertThat(works("explain", "hogged").out())
        .containsPattern(
            "ends .* no driver is bound to it, and gpios\\[1\\] is used by taken-line\n")
        .containsPattern("next +when its lines are free: dtbind bind /hogged\n");
    assertThat(works("explain", "plain").out())
        .contains("no driver is bound to it", "modprobe 'of:NplainT(null)Cmyvendor,plain'");
  }

  private void disabled() {
    assertThat(works("explain", "off_label").out())
        .containsPattern("ends +after the node +/soc/off@3000 has status \"disabled\"\n")
        .contains("set status = \"okay\" in /soc/off@3000");
  }

  private void nonBusNode() {
    assertThat(works("explain", "win").out())
        .contains(
            "it is below /notbus, which is not a bus",
            "or add compatible = \"simple-bus\" to /notbus");
  }

  private void supplier() {
    assertThat(works("explain", "waiting").out())
        .contains("no driver is bound to it; there is no GPIO chip for /lost")
        .contains("dtbind explain /lost");
    String device = "/sys/bus/platform/devices/waiting";
    target.write(device + "/driver_override", "gpio-aggregator");
    probe("waiting");
    assertThat(works("explain", "waiting").out())
        .contains("its driver has deferred probing", "there is no GPIO chip for /lost");
    target.write(device + "/driver_override", "\n");
  }

  /**
   * Makes the kernel look for a driver. In the first seconds after a boot, it reports that it
   * defers the probe as EINVAL (drivers/base/bus.c, {@code drivers_probe_store()}).
   */
  private void probe(String device) {
    target
        .kernel()
        .sysfs()
        .write("/sys/bus/platform/drivers_probe", Bytes.latin1(device))
        .failure()
        .ifPresent(why -> assertThat(why.text()).contains("EINVAL"));
  }

  private void driverMissing() {
    String override = "/sys/bus/platform/devices/door/driver_override";
    target.write(override, "no-such-driver");
    assertThat(works("explain", "door").out())
        .contains(
            "reserved for the driver no-such-driver, which this kernel does not currently have")
        .contains("modprobe no-such-driver");
    target.write(override, "\n");
  }

  private void report() {
    works("bind", "door");
    String device = "/sys/bus/platform/devices/waiting";
    target.write(device + "/driver_override", "gpio-aggregator");
    probe("waiting");
    Run run = Run.of("devices", "--junit");
    assertThat(run.status()).as(run.toString()).isEqualTo(5);
    assertThat(run.out())
        .containsPattern("name=\"/door\"")
        .containsPattern(
            "name=\"/waiting\">\n<failure message=\"it waits for /lost: .* type=\"/lost\"")
        .containsPattern("name=\"/soc/off@3000\">\n<skipped message=\"/soc/off@3000 has status");
    target.write(device + "/driver_override", "\n");
    works("unbind", "door");
  }

  private void messages() {
    String device = "/sys/bus/platform/devices/plain";
    target.write(device + "/driver_override", "gpio-aggregator");
    target.write("/sys/bus/platform/drivers_probe", "plain");
    target.write(device + "/driver_override", "\n");
    try {
      Path log = Files.createTempFile("dmesg", "");
      Process dmesg = new ProcessBuilder("dmesg").redirectOutput(log.toFile()).start();
      assertThat(dmesg.waitFor()).isZero();
      assertThat(works("explain", "--dmesg", log.toString(), "plain").out())
          .containsPattern("/plain .* gpio-aggregator.* probe .* failed with error -2\n");
      Files.delete(log);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void idleDriver() {
    assertThat(works("explain", "gpio-aggregator").out())
        .contains("by driver", "driver gpio-aggregator is not bound to any device");
  }

  private void ambiguous() {
    assertThat(rejected("bank").err())
        .contains(
            "bank is ambiguous (2 matches)",
            "/sim/bank (by node name)",
            "/sim2/bank (by node name)");
    assertThat(rejected("twice").err())
        .contains("/sim/bank (by line name)", "/sim2/bank (by line name)");
    // "spare" is the name of a node, and an alias of another.
    assertThat(rejected("spare").err()).contains("/spare (by", "/soc/off@3000 (by alias)");
  }

  private void notFound() {
    assertThat(rejected("dor").err()).contains("is named dor\n  help: did you mean 'door'");
  }
}
