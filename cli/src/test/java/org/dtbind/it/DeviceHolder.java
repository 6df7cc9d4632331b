// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.io.IOException;

/**
 * Opens a device through its VFIO group, as a virtual machine does, or a node, until standard input
 * ends.
 */
public final class DeviceHolder {

  private static final int READ_WRITE = 2;
  private static final long SET_IOMMU = 0x3B66;
  private static final long SET_CONTAINER = 0x3B68;
  private static final long GET_DEVICE_FD = 0x3B6A;
  private static final int TYPE1_V2 = 3;

  /** The registers of a virtio device (linux/vfio.h, VFIO_PCI_BAR4_REGION_INDEX). */
  private static final long REGISTERS = 4L << 40;

  private DeviceHolder() {}

  private static int call(String function, Object... args) {
    Function called = NativeLibrary.getInstance("c").getFunction(function);
    int result = called.invokeInt(args);
    if (result < 0) {
      throw new IllegalStateException(function);
    }
    return result;
  }

  /**
   * Opens the device, prints "open", and waits.
   *
   * @param args the node of the group, and the name of the device; then "mapped" to have only
   *     registers of the device mapped. Or "socket" and a node, to have the node only in the queue
   *     of a socket
   */
  public static void main(String[] args) throws IOException {
    if (args[0].equals("socket")) {
      send(call("open", args[1], READ_WRITE));
    } else {
      int container = call("open", "/dev/vfio/vfio", READ_WRITE);
      int group = call("open", args[0], READ_WRITE);
      call("ioctl", group, new NativeLong(SET_CONTAINER), new int[] {container});
      call("ioctl", container, new NativeLong(SET_IOMMU), new NativeLong(TYPE1_V2));
      int device = call("ioctl", group, new NativeLong(GET_DEVICE_FD), args[1]);
      if (args.length > 2) {
        map(device);
        for (int fd : new int[] {device, group, container}) {
          call("close", fd);
        }
      }
    }
    System.out.println("open");
    while (System.in.read() >= 0) {
      // Ignore the input.
    }
  }

  private static void map(int device) {
    int shared = 1;
    Pointer at =
        NativeLibrary.getInstance("c")
            .getFunction("mmap")
            .invokePointer(
                new Object[] {
                  Pointer.NULL,
                  new NativeLong(4096),
                  shared,
                  shared,
                  device,
                  new NativeLong(REGISTERS)
                });
    if (Pointer.nativeValue(at) == -1) {
      throw new IllegalStateException("mmap");
    }
  }

  /** Sends a descriptor with SCM_RIGHTS to the other end of a socket, closes it, and drops root. */
  private static void send(int fd) {
    int unix = 1;
    int[] ends = new int[2];
    call("socketpair", unix, unix, 0, ends);
    Memory control = new Memory(24);
    control.clear();
    control.setLong(0, 20);
    control.setInt(8, 1);
    control.setInt(12, 1);
    control.setInt(16, fd);
    Memory text = new Memory(1);
    Memory vector = new Memory(16);
    vector.setPointer(0, text);
    vector.setLong(8, 1);
    Memory message = new Memory(56);
    message.clear();
    message.setPointer(16, vector);
    message.setLong(24, 1);
    message.setPointer(32, control);
    message.setLong(40, control.size());
    call("sendmsg", ends[0], message, 0);
    call("close", fd);
    call("setuid", Integer.parseInt(HeldGroupCases.USER));
  }
}
