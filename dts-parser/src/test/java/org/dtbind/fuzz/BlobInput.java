// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dtbind.source.Bytes;

/** Makes fuzzing input from valid blobs by changing fields, tokens or parts of the structure. */
final class BlobInput {

  private static final int[] NUMBERS = {
    0, 1, 2, 3, 4, 5, 8, 9, 15, 16, 17, 39, 40, 41, 56, 255, 256, 0x7fffffff, 0x80000000, -1, -4
  };

  /** Longest part, in bytes, that is repeated often; repetition tests the limit on nesting. */
  private static final int MAX_REPEATED = 1 << 10;

  private BlobInput() {}

  static Bytes make(Decisions choices) {
    byte[] blob = choices.of(Seeds.blobs()).toArray();
    do {
      blob = mutate(blob, choices);
    } while (choices.more(1));
    return Bytes.wrap(blob);
  }

  private static byte[] mutate(byte[] blob, Decisions choices) {
    List<Integer> tokens = tokens(blob);
    if (blob.length < 40 || tokens.isEmpty()) {
      return blob;
    }
    int at = choices.of(tokens);
    switch (choices.below(32)) {
      case 0 -> set(blob, 4 * choices.below(10), number(blob, choices));
      case 1 -> set(blob, at, number(blob, choices));
      case 2 -> set(blob, at + 4 * choices.below(4), number(blob, choices));
      case 3 -> blob[choices.below(blob.length)] ^= (byte) (1 << choices.below(8));
      case 4 -> blob = Arrays.copyOf(blob, choices.below(blob.length + 1));
      case 5 -> set(blob, 20, choices.below(18));
      case 6 -> blob = repeat(blob, at, choices.of(tokens), choices);
      case 7, 8 -> set(blob, at + 8, choices.below(64));
      case 9, 10, 11, 12 -> value(blob, at, choices);
      default -> blob = repeat(blob, at, end(blob, tokens, at), choices);
    }
    return blob;
  }

  /** Changes a byte of a property's value. */
  private static void value(byte[] blob, int at, Decisions choices) {
    int length = cell(blob, at) == 3 ? cell(blob, at + 4) : 0;
    if (length > 0 && length <= blob.length - at - 12) {
      blob[at + 12 + choices.below(length)] = (byte) choices.octet();
    }
  }

  /** Returns the end of the property or node that begins at a token. */
  private static int end(byte[] blob, List<Integer> tokens, int start) {
    int open = 0;
    for (int i = tokens.indexOf(start); i + 1 < tokens.size(); i++) {
      int token = cell(blob, tokens.get(i));
      open += token == 1 ? 1 : token == 2 ? -1 : 0;
      if (open <= 0) {
        return tokens.get(i + 1);
      }
    }
    return start;
  }

  /** Removes or repeats a part of the structure block and adjusts the header. */
  private static byte[] repeat(byte[] blob, int first, int second, Decisions choices) {
    int from = Math.min(first, second);
    int to = Math.max(first, second);
    int length = to - from;
    int copies = choices.oneIn(32) && length < MAX_REPEATED ? 300 : choices.below(3);
    int added = length * (copies - 1);
    byte[] changed = new byte[blob.length + added];
    System.arraycopy(blob, 0, changed, 0, from);
    for (int i = 0; i < copies; i++) {
      System.arraycopy(blob, from, changed, from + i * length, length);
    }
    System.arraycopy(blob, to, changed, to + added, blob.length - to);
    if (!choices.oneIn(16)) {
      set(changed, 4, cell(changed, 4) + added);
      set(changed, 12, cell(changed, 12) + added);
      set(changed, 36, cell(changed, 36) + added);
    }
    return changed;
  }

  private static int number(byte[] blob, Decisions choices) {
    return switch (choices.below(3)) {
      case 0 -> choices.below(blob.length + 8);
      case 1 -> NUMBERS[choices.below(NUMBERS.length)];
      default -> choices.octet();
    };
  }

  /** Returns the offsets of the tokens in a well-formed structure block. */
  private static List<Integer> tokens(byte[] blob) {
    List<Integer> tokens = new ArrayList<>();
    int at = blob.length < 40 ? -1 : cell(blob, 8);
    while (at >= 40 && at <= blob.length - 12 && tokens.size() < 5000) {
      tokens.add(at);
      int token = cell(blob, at);
      at += 4;
      if (token == 1) {
        while (at < blob.length && blob[at] != 0) {
          at++;
        }
        at = (at + 4) & -4;
      } else if (token == 3) {
        int length = cell(blob, at);
        at = length < 0 || length > blob.length ? -1 : (at + 8 + length + 3) & -4;
      } else if (token != 2 && token != 4) {
        break;
      }
    }
    return tokens;
  }

  private static int cell(byte[] blob, int at) {
    return Bytes.wrap(blob).cell(at);
  }

  private static void set(byte[] blob, int at, int value) {
    for (int i = 0; i < 4 && at >= 0 && at + i < blob.length; i++) {
      blob[at + i] = (byte) (value >> (24 - 8 * i));
    }
  }
}
