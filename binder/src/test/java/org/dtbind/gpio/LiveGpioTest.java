// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.gpio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dtbind.gpio.GpioLine.Bias;
import org.dtbind.gpio.GpioLine.Direction;
import org.dtbind.gpio.GpioLine.Drive;
import org.dtbind.kernel.AnsweringChips;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.ChipInfo;
import org.dtbind.kernel.GpioChips;
import org.dtbind.kernel.LineInfo;
import org.dtbind.kernel.Trace;
import org.dtbind.kernel.WritableKernel;
import org.dtbind.kernel.linux.LinuxKernel;
import org.dtbind.source.Bytes;
import org.dtbind.tree.NodePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveGpioTest {

  @TempDir Path root;

  private static GpioLine line(long flags) {
    return GpioLine.fromUapi(info(flags), Bytes.latin1("lock"));
  }

  private static LineInfo info(long flags) {
    return new LineInfo(3, Bytes.latin1("lock"), Bytes.latin1("door"), flags);
  }

  @Test
  void flagsAreDecoded() {
    assertThat(line(0b0101))
        .isEqualTo(
            new GpioLine(
                info(0b0101),
                3,
                "lock",
                Direction.INPUT,
                true,
                Optional.of("door"),
                false,
                Drive.PUSH_PULL,
                Bias.AS_IS));
    assertThat(line(0b1010).direction()).isEqualTo(Direction.OUTPUT);
    assertThat(line(0b1010).activeLow()).isTrue();
    assertThat(line(1 << 6).drive()).isEqualTo(Drive.OPEN_DRAIN);
    assertThat(line(1 << 7).drive()).isEqualTo(Drive.OPEN_SOURCE);
    assertThat(line(1 << 8).bias()).isEqualTo(Bias.PULL_UP);
    assertThat(line(1 << 9).bias()).isEqualTo(Bias.PULL_DOWN);
    assertThat(line(1 << 10).bias()).isEqualTo(Bias.DISABLED);
  }

  @Test
  void unreadableChipsAreListedWithTheReason() throws IOException {
    Path devices = Files.createDirectories(root.resolve("sys/bus/gpio/devices"));
    for (String name : new String[] {"gpiochip10", "gpiochip9", "gpiochipx"}) {
      Path directory = Files.createDirectories(root.resolve("sys/devices/platform/door/" + name));
      Files.createSymbolicLink(
          directory.resolve("of_node"), Path.of("../../../../firmware/devicetree/base/door"));
      Files.createSymbolicLink(
          devices.resolve(name), Path.of("../../../devices/platform/door/" + name));
    }
    LiveGpio gpio = LiveGpio.read(LinuxKernel.open(root, Trace.NONE));
    assertThat(gpio.chips()).extracting(GpioChip::name).containsExactly("gpiochip9", "gpiochip10");
    GpioChip chip = gpio.of(new NodePath("/door")).orElseThrow();
    assertThat(chip.parent()).hasValue("door");
    assertThat(chip.text()).isEqualTo("gpiochip9");
    assertThat(chip.unreadable().orElseThrow().text())
        .isEqualTo("cannot open /dev/gpiochip9: ENOENT (no such file or directory)");
  }

  @Test
  void chipsOfManyDevicesAreFoundInTheChipList() throws IOException {
    Path devices = Files.createDirectories(root.resolve("sys/bus/gpio/devices"));
    for (int i = 0; i < 20; i++) {
      String chip = "devices/platform/d" + i / 2 + "/gpiochip" + i;
      Files.createDirectories(root.resolve("sys/" + chip));
      Files.createSymbolicLink(devices.resolve("gpiochip" + i), Path.of("../../../" + chip));
    }
    // The copy has no device nodes, so the answers are simulated.
    WritableKernel kernel =
        AnsweringChips.in(
            LinuxKernel.open(root, Trace.NONE),
            (device, answer) ->
                Attempt.done(new GpioChips.Answer(new ChipInfo(device, "label", 0), List.of())));
    ChipDirectories searching = ChipDirectories.of(kernel, 7);
    ChipDirectories listed = ChipDirectories.of(kernel, 8);
    // Added after the list was read.
    Files.createDirectories(root.resolve("sys/devices/platform/new/gpiochip30"));
    for (String name : new String[] {"d0", "d4", "d5", "new", "none"}) {
      String directory = "/sys/devices/platform/" + name;
      Optional<GpioChip> chip = LiveGpio.below(kernel, directory);
      assertThat(chip.isPresent()).isEqualTo(!name.equals("none"));
      assertThat(searching.below(directory)).isEqualTo(chip);
      assertThat(listed.below(directory)).isEqualTo(chip);
    }
    // Removed, but still in the list.
    Files.delete(root.resolve("sys/devices/platform/d5/gpiochip10"));
    Files.delete(root.resolve("sys/devices/platform/d5/gpiochip11"));
    assertThat(searching.below("/sys/devices/platform/d5")).isEmpty();
    assertThat(listed.below("/sys/devices/platform/d5").orElseThrow().name())
        .isEqualTo("gpiochip10");
  }
}
