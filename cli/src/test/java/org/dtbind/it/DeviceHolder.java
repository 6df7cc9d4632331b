// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import java.io.IOException;

/** Opens a device through its VFIO group, as a virtual machine does, until standard input ends. */
public final class DeviceHolder {

  private static final int READ_WRITE = 2;
  private static final long SET_IOMMU = 0x3B66;
  private static final long SET_CONTAINER = 0x3B68;
  private static final long GET_DEVICE_FD = 0x3B6A;
  private static final int TYPE1_V2 = 3;

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
   * @param args the node of the group, and the name of the device
   */
  public static void main(String[] args) throws IOException {
    int container = call("open", "/dev/vfio/vfio", READ_WRITE);
    int group = call("open", args[0], READ_WRITE);
    call("ioctl", group, new NativeLong(SET_CONTAINER), new int[] {container});
    call("ioctl", container, new NativeLong(SET_IOMMU), new NativeLong(TYPE1_V2));
    call("ioctl", group, new NativeLong(GET_DEVICE_FD), args[1]);
    System.out.println("open");
    while (System.in.read() >= 0) {
      // Ignore the input.
    }
  }
}
