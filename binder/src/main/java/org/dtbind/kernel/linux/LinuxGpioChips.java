// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel.linux;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.ChipInfo;
import org.dtbind.kernel.Errno;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.LineInfo;
import org.dtbind.kernel.Operation;
import org.dtbind.kernel.WritableGpioChips;

/**
 * Accesses GPIO chips by ioctl(2).
 *
 * @param root the root directory of the system
 */
record LinuxGpioChips(Root root) implements WritableGpioChips {

  /** A limit above the number of lines of any chip: a larger number from the kernel is an error. */
  private static final int MAX_LINES = 1 << 16;

  /** The consumer that the kernel shows while dtbind drives the line. */
  private static final String CONSUMER = "dtbind";

  @Override
  public Attempt<Answer> ask(String device) {
    return open(device).then(Descriptor.closing(LinuxGpioChips::answer));
  }

  private Attempt<Descriptor> open(String device) {
    return root.open(device, Libc.O_RDWR);
  }

  private static Attempt<Answer> answer(Descriptor file) {
    return file.ioctl(Uapi.GPIO_GET_CHIPINFO_IOCTL, Uapi.structure(Uapi.CHIP_INFO_SIZE))
        .map(Uapi::chipFromUapi)
        .then(chip -> lines(file, chip).map(lines -> new Answer(chip, lines)));
  }

  private static Attempt<List<LineInfo>> lines(Descriptor file, ChipInfo chip) {
    if (chip.lines() < 0 || chip.lines() > MAX_LINES) {
      return Attempt.failed(Failure.of(Operation.IOCTL, file.path(), Errno.ERANGE));
    }
    List<LineInfo> lines = new ArrayList<>();
    for (int offset = 0; offset < chip.lines(); offset++) {
      ByteBuffer request = Uapi.structure(Uapi.LINE_INFO_SIZE).putInt(Uapi.LINE_OFFSET, offset);
      Attempt<ByteBuffer> answer = file.ioctl(Uapi.GPIO_V2_GET_LINEINFO_IOCTL, request);
      if (answer instanceof Attempt.Failed<ByteBuffer> failed) {
        return Attempt.failed(failed.why());
      }
      answer.value().map(Uapi::lineFromUapi).ifPresent(lines::add);
    }
    return Attempt.done(lines);
  }

  @Override
  public Attempt<Boolean> drive(String device, int offset, boolean active) {
    return open(device)
        .then(Descriptor.closing(file -> requested(file, offset, active)))
        .then(Descriptor.closing(LinuxGpioChips::value));
  }

  /** {@return the requested line, which is released when the descriptor is closed} */
  private static Attempt<Descriptor> requested(Descriptor file, int offset, boolean active) {
    ByteBuffer request =
        Uapi.structure(Uapi.LINE_REQUEST_SIZE)
            .putInt(0, offset)
            .putInt(Uapi.LINE_REQUEST_LINES, 1)
            .put(Uapi.LINE_REQUEST_CONSUMER, CONSUMER.getBytes(StandardCharsets.US_ASCII))
            .putLong(Uapi.LINE_REQUEST_FLAGS, Uapi.OUTPUT)
            .putInt(Uapi.LINE_REQUEST_ATTRIBUTES, 1)
            .putInt(Uapi.LINE_REQUEST_ATTRIBUTE, Uapi.OUTPUT_VALUES)
            .putLong(Uapi.LINE_REQUEST_ATTRIBUTE + 8, active ? 1 : 0)
            .putLong(Uapi.LINE_REQUEST_ATTRIBUTE + 16, 1);
    return file.ioctl(Uapi.GPIO_V2_GET_LINE_IOCTL, request)
        .map(answer -> new Descriptor(answer.getInt(Uapi.LINE_REQUEST_FD), file.path()));
  }

  private static Attempt<Boolean> value(Descriptor line) {
    ByteBuffer values = Uapi.structure(Uapi.LINE_VALUES_SIZE).putLong(Uapi.LINE_VALUES_MASK, 1);
    return line.ioctl(Uapi.GPIO_V2_LINE_GET_VALUES_IOCTL, values)
        .map(answer -> (answer.getLong(0) & 1) != 0);
  }
}
