// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.gpio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.dtbind.gpio.LineHolders.Holder;
import org.dtbind.kernel.Trace;
import org.dtbind.kernel.linux.LinuxKernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests finding the processes that hold lines, in a copy of {@code /proc}. */
class LineHoldersTest {

  @TempDir Path root;

  private void process(int id, String name, String file, String fdinfo) throws IOException {
    Path process = root.resolve("proc/" + id);
    Path directory = process;
    Files.createDirectories(directory.resolve("fd"));
    Files.createDirectories(directory.resolve("fdinfo"));
    Files.writeString(process.resolve("comm"), name + "\n");
    Files.createSymbolicLink(directory.resolve("fd/5"), Path.of(file));
    Files.writeString(directory.resolve("fdinfo/5"), fdinfo);
  }

  private Optional<Holder> holder(String chip, int offset, String consumer) {
    return LineHolders.read(LinuxKernel.open(root, Trace.NONE).sysfs())
        .of(chip, offset, Optional.of(consumer));
  }

  @Test
  void uapiV2RequestListsItsLines() throws IOException {
    process(
        612,
        "relayd",
        "anon_inode:gpio-line",
        "pos:\t0\ngpio-chip:\tgpiochip1\ngpio-line:\t3\ngpio-line:\t7\n");
    assertThat(holder("gpiochip1", 7, "anything")).hasValue(new Holder(612, "relayd"));
    assertThat(holder("gpiochip1", 4, "relayd")).isEmpty();
    assertThat(holder("gpiochip0", 7, "relayd")).isEmpty();
  }

  @Test
  void uapiV1RequestIsMatchedByAUniqueConsumerName() throws IOException {
    process(612, "gpioset", "anon_inode:gpio-linehandle", "pos:\t0\n");
    assertThat(holder("gpiochip1", 7, "gpioset")).hasValue(new Holder(612, "gpioset"));
    assertThat(holder("gpiochip1", 7, "door")).isEmpty();
    process(613, "gpioset", "anon_inode:gpio-linehandle", "pos:\t0\n");
    assertThat(holder("gpiochip1", 7, "gpioset")).isEmpty();
  }
}
