// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel.linux;

import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.ChipInfo;
import org.dtbind.kernel.Errno;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.GpioChips;
import org.dtbind.kernel.LineInfo;
import org.dtbind.kernel.Operation;

/**
 * Accesses GPIO chips by ioctl(2).
 *
 * @param root the root directory of the system
 */
record LinuxGpioChips(Root root) implements GpioChips {

  private static final boolean BIG_ENDIAN = ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN;

  /** A limit above the number of lines of any chip: a larger number from the kernel is an error. */
  private static final int MAX_LINES = 1 << 16;

  /** The consumer that the kernel shows while dtbind drives the line. */
  private static final String CONSUMER = "dtbind";

  @Override
  public Attempt<Answer> ask(String device) {
    return open(device).then(Descriptor.closing(LinuxGpioChips::answer));
  }

  /** Opens the node of a chip if the numbers of the ioctls are known for this architecture. */
  private Attempt<Descriptor> open(String device) {
    if (!Libc.NUMBERS_ARE_GENERIC) {
      return Attempt.failed(Failure.of(Operation.IOCTL, device, Errno.EOPNOTSUPP));
    }
    return root.open(device, Libc.O_RDWR);
  }

  private static Attempt<Answer> answer(Descriptor file) {
    return request(file, Uapi.GPIO_GET_CHIPINFO_IOCTL, Uapi.CHIP_INFO_SIZE, 0)
        .map(structure -> Uapi.chipFromUapi(structure, BIG_ENDIAN))
        .then(chip -> lines(file, chip).map(lines -> new Answer(chip, lines)));
  }

  private static Attempt<List<LineInfo>> lines(Descriptor file, ChipInfo chip) {
    if (chip.lines() < 0 || chip.lines() > MAX_LINES) {
      return Attempt.failed(Failure.of(Operation.IOCTL, file.path(), Errno.ERANGE));
    }
    List<LineInfo> lines = new ArrayList<>();
    for (int offset = 0; offset < chip.lines(); offset++) {
      Attempt<byte[]> structure =
          request(file, Uapi.GPIO_V2_GET_LINEINFO_IOCTL, Uapi.LINE_INFO_SIZE, offset);
      if (structure instanceof Attempt.Failed<byte[]> failed) {
        return Attempt.failed(failed.why());
      }
      structure.value().map(s -> Uapi.lineFromUapi(s, BIG_ENDIAN)).ifPresent(lines::add);
    }
    return Attempt.done(lines);
  }

  private static Attempt<byte[]> request(Descriptor file, long number, int size, int offset) {
    try (Memory argument = new Memory(size)) {
      argument.clear();
      if (offset > 0) {
        argument.setInt(Uapi.LINE_OFFSET, offset);
      }
      if (Libc.ioctl(file.number(), new NativeLong(number), argument) < 0) {
        return Attempt.failed(Failure.of(Operation.IOCTL, file.path(), Libc.errno()));
      }
      return Attempt.done(argument.getByteArray(0, size));
    }
  }

  @Override
  public Attempt<Boolean> drive(String device, int offset, boolean active) {
    return open(device)
        .then(Descriptor.closing(file -> requested(file, offset, active)))
        .then(Descriptor.closing(LinuxGpioChips::value));
  }

  /** {@return the requested line, which is released when the descriptor is closed} */
  private static Attempt<Descriptor> requested(Descriptor file, int offset, boolean active) {
    try (Memory request = new Memory(Uapi.LINE_REQUEST_SIZE)) {
      request.clear();
      request.setInt(0, offset);
      request.setInt(Uapi.LINE_REQUEST_LINES, 1);
      byte[] consumer = CONSUMER.getBytes(StandardCharsets.US_ASCII);
      request.write(Uapi.LINE_REQUEST_CONSUMER, consumer, 0, consumer.length);
      request.setLong(Uapi.LINE_REQUEST_FLAGS, Uapi.OUTPUT);
      request.setInt(Uapi.LINE_REQUEST_ATTRIBUTES, 1);
      request.setInt(Uapi.LINE_REQUEST_ATTRIBUTE, Uapi.OUTPUT_VALUES);
      request.setLong(Uapi.LINE_REQUEST_ATTRIBUTE + 8, active ? 1 : 0);
      request.setLong(Uapi.LINE_REQUEST_ATTRIBUTE + 16, 1);
      if (Libc.ioctl(file.number(), new NativeLong(Uapi.GPIO_V2_GET_LINE_IOCTL), request) < 0) {
        return Attempt.failed(Failure.of(Operation.IOCTL, file.path(), Libc.errno()));
      }
      return Attempt.done(new Descriptor(request.getInt(Uapi.LINE_REQUEST_FD), file.path()));
    }
  }

  private static Attempt<Boolean> value(Descriptor line) {
    try (Memory values = new Memory(Uapi.LINE_VALUES_SIZE)) {
      values.clear();
      values.setLong(Uapi.LINE_VALUES_MASK, 1);
      NativeLong number = new NativeLong(Uapi.GPIO_V2_LINE_GET_VALUES_IOCTL);
      if (Libc.ioctl(line.number(), number, values) < 0) {
        return Attempt.failed(Failure.of(Operation.IOCTL, line.path(), Libc.errno()));
      }
      return Attempt.done((values.getLong(0) & 1) != 0);
    }
  }
}
