// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/** Prints a line after a call by JNA, as the shortest program that can use a system. */
class JnaHello {
  static native int getpid();

  public static void main(String[] arguments) {
    Native.register(JnaHello.class, NativeLibrary.getProcess());
    System.out.println("hello from " + getpid());
  }
}
