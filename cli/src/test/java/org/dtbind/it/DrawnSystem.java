// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dtbind.kernel.WritableKernel;
import org.dtbind.source.Bytes;

/** Random simulated chips with unusual labels and names, created through configfs of gpio-sim. */
final class DrawnSystem implements AutoCloseable {

  /** The kernel shows at most this many bytes of a label or name. */
  static final int MAX_SHOWN = 31;

  private static final String GROUPS = "/sys/kernel/config/gpio-sim/";

  private static final List<String> LABELS =
      List.of(
          "bank",
          "bank",
          "bank a",
          "soc:door",
          "eq=x",
          "q\"uote",
          "12",
          "a,b",
          "",
          "gpio2",
          "a-label-of-just-about-thirty-by",
          "a-label-of-more-than-thirty-one-bytes-by-far");
  private static final List<String> NAMES =
      List.of(
          "",
          "",
          "",
          "relay 1",
          "k=1",
          "a,b",
          "q\"",
          "12",
          "3-4",
          "0x3",
          "gr\u00fcn",
          "twin",
          "a-name-of-more-than-thirty-one-bytes-for-sure");
  private static final List<Integer> SIZES = List.of(1, 4, 8, 8, 32, 64);

  /**
   * A simulated chip.
   *
   * @param group of the chip in configfs
   * @param name such as {@code gpiochip3}
   * @param label in full, even if the kernel cuts it
   * @param directory with the controls of the simulator
   * @param names of its lines, in full
   * @param hogs the offsets of lines in use
   */
  record Chip(
      String group,
      String name,
      String label,
      String directory,
      List<String> names,
      List<Integer> hogs) {}

  private final WritableKernel kernel;
  private final List<Chip> chips = new ArrayList<>();

  private DrawnSystem(WritableKernel kernel) {
    this.kernel = kernel;
  }

  List<Chip> chips() {
    return chips;
  }

  /** Draws up to four chips with at most {@code room} lines in all. */
  static DrawnSystem draw(WritableKernel kernel, Random random, int room) throws IOException {
    DrawnSystem system = new DrawnSystem(kernel);
    int left = room;
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      boolean large = random.nextInt(8) == 0;
      int size = large ? 512 : SIZES.get(random.nextInt(SIZES.size()));
      size = Math.min(size, left - (count - i));
      left -= size;
      system.chips.add(system.make("draw" + i, random, size));
    }
    return system;
  }

  private Chip make(String group, Random random, int size) throws IOException {
    String drawn = LABELS.get(random.nextInt(LABELS.size()));
    String bank = GROUPS + group + "/bank";
    directory(GROUPS + group);
    directory(bank);
    write(bank + "/num_lines", Integer.toString(size));
    if (!drawn.isEmpty()) {
      write(bank + "/label", drawn);
    }
    List<String> names = new ArrayList<>();
    List<Integer> hogs = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      String name = NAMES.get(random.nextInt(NAMES.size()));
      // Most names belong to only one line.
      boolean same = random.nextInt(4) == 0 || name.matches("[0-9x-]*");
      names.add(name.isEmpty() || same ? name : name + " " + group + i);
      boolean hog = random.nextInt(24) == 0;
      if (!names.get(i).isEmpty() || hog) {
        directory(bank + "/line" + i);
      }
      if (!names.get(i).isEmpty()) {
        write(bank + "/line" + i + "/name", names.get(i));
      }
      if (hog) {
        directory(bank + "/line" + i + "/hog");
        write(bank + "/line" + i + "/hog/name", "hog");
        hogs.add(i);
      }
    }
    write(GROUPS + group + "/live", "1");
    String name = kernel.sysfs().text(bank + "/chip_name").orElseThrow();
    String device = kernel.sysfs().text(GROUPS + group + "/dev_name").orElseThrow();
    String label = drawn.isEmpty() ? detectedLabel(name) : drawn;
    return new Chip(
        group, name, label, "/sys/devices/platform/" + device + "/" + name, names, hogs);
  }

  /** Returns the label that libgpiod reports. */
  private static String detectedLabel(String chip) throws IOException {
    String line =
        AggregatorCases.shell("gpiodetect")
            .lines()
            .filter(text -> text.startsWith(chip + " "))
            .findFirst()
            .orElseThrow();
    return line.substring(line.indexOf('[') + 1, line.lastIndexOf(']'));
  }

  private void directory(String path) {
    assertThat(kernel.sysfs().makeDirectory(path).failure()).as(path).isEmpty();
  }

  private void write(String path, String content) {
    Bytes bytes = Bytes.utf8(content);
    assertThat(kernel.sysfs().write(path, bytes).failure()).as(path).isEmpty();
  }

  /** Pulls a line up or down, as an external circuit would. */
  void pull(Chip chip, int offset, boolean up) {
    write(chip.directory() + "/sim_gpio" + offset + "/pull", up ? "pull-up" : "pull-down");
  }

  @Override
  public void close() throws IOException {
    for (Chip chip : chips) {
      String directory = GROUPS + chip.group();
      write(directory + "/live", "0");
      AggregatorCases.shell("cd " + directory + " && find . -depth -type d -exec rmdir {} + ; :");
      AggregatorCases.shell("rmdir " + directory + " 2>/dev/null; [ ! -e " + directory + " ]");
    }
  }
}
