// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dtbind.bind.record.Binding;
import org.dtbind.change.Phase;
import org.dtbind.device.DriverOverride;
import org.dtbind.device.LinuxDevice;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.GpioLine;
import org.dtbind.kernel.LineInfo;
import org.dtbind.source.Bytes;
import org.dtbind.tree.NodePath;
import org.junit.jupiter.api.Test;

class PlanTest {

  private static LinuxDevice door(Optional<String> driver, Optional<String> override) {
    return new LinuxDevice(
        "platform",
        "soc:door",
        "/sys/devices/platform/soc/soc:door",
        Optional.of(new NodePath("/soc/door")),
        driver,
        new DriverOverride(true, override));
  }

  @Test
  void bindSetsTheOverrideThenUnbindsThenBinds() {
    Plan plan =
        Plan.of(
            door(Optional.of("real"), Optional.empty()),
            Optional.of("gpio-aggregator"),
            Optional.of("gpio-aggregator"),
            Optional.empty());
    assertThat(plan.text())
        .containsExactly(
            "write /sys/devices/platform/soc/soc:door/driver_override \"gpio-aggregator\""
                + "  # allow only gpio-aggregator",
            "write /sys/bus/platform/drivers/real/unbind \"soc:door\"  # release from real",
            "write /sys/bus/platform/drivers/gpio-aggregator/bind \"soc:door\""
                + "  # bind to gpio-aggregator",
            "# if that fails with EAGAIN: write /sys/bus/platform/drivers_probe \"soc:door\""
                + "  # keep trying as suppliers appear",
            "# a rollback does not restore the electrical state of lines that the driver set");
  }

  @Test
  void restoreKeepsTheOverrideUntilTheFormerDriverIsBound() {
    Plan plan =
        Plan.of(
            door(Optional.of("gpio-aggregator"), Optional.of("gpio-aggregator")),
            Optional.of("real"),
            Optional.empty(),
            Optional.empty());
    assertThat(plan.steps())
        .extracting(step -> step.path().replaceAll(".*/(drivers/)?", "") + " " + step.purpose())
        .containsExactly(
            "driver_override allow only real",
            "unbind release from gpio-aggregator",
            "bind bind to real",
            "driver_override allow any driver that matches");
  }

  @Test
  void eachPhaseHasItsSteps() {
    Plan plan =
        Plan.of(
                door(Optional.of("gpio-aggregator"), Optional.of("gpio-aggregator")),
                Optional.of("real"),
                Optional.empty(),
                Optional.empty())
            .bindingAgain();
    assertThat(plan.steps(Phase.LOAD)).isEmpty();
    assertThat(plan.steps(Phase.HOLD)).isEqualTo(plan.steps().subList(0, 1));
    assertThat(plan.steps(Phase.RELEASE)).isEqualTo(plan.steps().subList(1, 2));
    assertThat(plan.steps(Phase.ATTACH))
        .as("the steps after the first that binds")
        .hasSize(4)
        .isEqualTo(plan.steps().subList(2, 6));
    assertThat(plan.steps(Phase.WAIT)).isEmpty();
  }

  @Test
  void overrideIsClearedWithANewline() {
    Plan plan =
        Plan.of(
            door(Optional.of("gpio-aggregator"), Optional.of("gpio-aggregator")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    assertThat(plan.steps().get(0).content().latin1()).isEqualTo("\n");
    assertThat(plan.steps().get(0).text())
        .endsWith("driver_override \"\\n\"  # allow any driver that matches");
  }

  @Test
  void planIsEmptyIfTheDeviceIsAsRequested() {
    Plan plan =
        Plan.of(
            door(Optional.of("d"), Optional.of("d")),
            Optional.of("d"),
            Optional.of("d"),
            Optional.empty());
    assertThat(plan.steps()).isEmpty();
    assertThat(plan.text())
        .containsExactly(
            "nothing to write: platform device soc:door (/soc/door) is already as requested");
  }

  @Test
  void nullAndEmptyMeanThatNoOverrideIsSet() {
    assertThat(DriverOverride.of("(null)\n")).isEqualTo(DriverOverride.UNSET);
    assertThat(DriverOverride.of("\n")).isEqualTo(DriverOverride.UNSET);
    assertThat(DriverOverride.of("")).isEqualTo(DriverOverride.UNSET);
    assertThat(DriverOverride.of("spidev \n").driver()).hasValue("spidev ");
  }

  @Test
  void chipIsComparedByNumberAndNamesOfLines() {
    ExpectedChip expected = new ExpectedChip(2, List.of("open", "lock"));
    assertThat(expected.differences(chip("open", "lock"))).isEmpty();
    assertThat(expected.differences(chip("open")))
        .containsExactly("door (gpiochip1) has 1 lines, but \"gpios\" has 2");
    assertThat(expected.differences(chip("open", "shut")))
        .containsExactly("line 1 is named \"shut\", but \"lock\" in \"gpio-line-names\"");
    assertThat(new ExpectedChip(2, List.of("open")).differences(chip("open", ""))).isEmpty();
  }

  private static GpioChip chip(String... names) {
    List<GpioLine> lines =
        IntStream.range(0, names.length)
            .mapToObj(
                i ->
                    GpioLine.fromUapi(
                        new LineInfo(i, Bytes.latin1(names[i]), Bytes.empty(), 0),
                        Bytes.latin1(names[i])))
            .toList();
    return new GpioChip(
        "gpiochip1",
        "/dev/gpiochip1",
        Optional.of("door"),
        Optional.empty(),
        Optional.of("door"),
        lines,
        Optional.empty());
  }

  @Test
  void bindingRecordRoundTrips() {
    LinuxDevice device = door(Optional.of("real"), Optional.empty());
    Optional<String> aggregator = Optional.of("gpio-aggregator");
    Binding first = Binding.of(device, aggregator, aggregator);
    assertThat(first.text())
        .isEqualTo(
            """
            dtbind-binding=1
            bus=platform
            device=soc:door
            node=/soc/door
            driver=gpio-aggregator
            override=gpio-aggregator
            former-driver=real
            end
            """);
    assertThat(Binding.parse(first.text())).hasValue(first);
    Binding second = first.to(Optional.empty(), Optional.of("none"));
    assertThat(second.formerDriver()).hasValue("real");
    assertThat(second.formerOverride()).isEmpty();
  }

  @Test
  void bindingHoldsUntilAnotherProgramRebindsTheDevice() {
    Optional<String> real = Optional.of("real");
    Optional<String> requested = Optional.of("gpio-aggregator");
    Optional<String> other = Optional.of("other");
    Binding binding = Binding.of(door(real, Optional.empty()), requested, requested);
    assertThat(binding.holds(door(requested, requested))).isTrue();
    assertThat(binding.holds(door(requested, Optional.empty()))).as("override cleared").isTrue();
    assertThat(binding.holds(door(real, requested))).as("stopped after the first write").isTrue();
    assertThat(binding.holds(door(Optional.empty(), requested)))
        .as("stopped after the unbind")
        .isTrue();
    assertThat(binding.holds(door(Optional.empty(), real)))
        .as("stopped during the restore")
        .isTrue();
    assertThat(binding.holds(door(other, other))).isFalse();
    assertThat(binding.holds(door(Optional.empty(), Optional.empty()))).isFalse();
    assertThat(binding.holds(door(real, Optional.empty())))
        .as("restored by another program")
        .isFalse();
  }

  @Test
  void bindingRecordOfAnotherVersionIsRejected() {
    String good = "dtbind-binding=1\nbus=b\ndevice=d\nnode=/a/b\nend\n";
    assertThat(Binding.parse(good)).isPresent();
    assertThat(Binding.parse(good.replace("=1", "=2"))).isEmpty();
    assertThat(Binding.parse(good.replace("/a/b", "/a//b"))).isEmpty();
    assertThat(Binding.parse(good.replace("bus=b\n", ""))).isEmpty();
    assertThat(Binding.parse("")).isEmpty();
    for (int cut = 0; cut < good.length(); cut++) {
      assertThat(Binding.parse(good.substring(0, cut))).as("the first %s bytes", cut).isEmpty();
    }
  }
}
