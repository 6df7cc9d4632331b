// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
/** Prints a line: the shortest program against which benchmarks compare. */
class Hello {
  public static void main(String[] arguments) {
    System.out.println("hello");
  }
}
