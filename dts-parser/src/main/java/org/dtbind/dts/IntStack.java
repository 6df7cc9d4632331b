// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts;

import java.util.Arrays;

/** A stack of {@code int} values without boxing. */
final class IntStack {

  private int[] numbers = new int[16];
  private int size;

  int size() {
    return size;
  }

  void push(int number) {
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, size * 2);
    }
    numbers[size++] = number;
  }

  int pop() {
    return numbers[--size];
  }

  int top() {
    return numbers[size - 1];
  }

  void cutTo(int count) {
    size = count;
  }
}
