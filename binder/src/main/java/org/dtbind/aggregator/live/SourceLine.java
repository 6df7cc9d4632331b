// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator.live;

import java.util.Optional;
import java.util.OptionalInt;
import org.dtbind.source.Bytes;
import org.dtbind.source.LineValue;

/**
 * A line of an aggregator as passed to the kernel (Linux,
 * Documentation/admin-guide/gpio/gpio-aggregator.rst). Names are bytes, because a devicetree may
 * contain any.
 *
 * @param key the label of a chip; without an offset, the name of a line
 * @param offset the offset in the chip, from 0; empty if {@code key} is the name of a line
 * @param name the line's name in the aggregator, if the kernel supports names; may be empty
 */
public record SourceLine(Bytes key, OptionalInt offset, Bytes name) {

  /**
   * {@return a line of a chip, by its offset}
   *
   * @param offset the offset in the chip, from 0
   * @param name the line's name in the aggregator; may be empty
   */
  public static SourceLine at(Bytes label, int offset, Bytes name) {
    return new SourceLine(label, OptionalInt.of(offset), name);
  }

  /**
   * {@return a line by its name, which it keeps in the aggregator}
   *
   * @param name the exact name
   */
  public static SourceLine named(Bytes name) {
    return new SourceLine(name, OptionalInt.empty(), name);
  }

  /** {@return the line as {@code LABEL:OFFSET}, or its name in quotation marks} */
  public String text() {
    return offset.isPresent() ? key.utf8() + ":" + offset.getAsInt() : "\"" + key.utf8() + "\"";
  }

  /**
   * {@return the line as stored in records: {@code OFFSET KEY NAME}, with {@code -} for no offset}
   */
  public String recorded() {
    String number = offset.isPresent() ? "" + offset.getAsInt() : "-";
    return number + " " + LineValue.word(key) + " " + LineValue.word(name);
  }

  public static Optional<SourceLine> ofRecord(String text) {
    String[] words = text.split(" ", -1);
    if (words.length != 3 || !words[0].matches("-|[0-9]{1,9}")) {
      return Optional.empty();
    }
    OptionalInt offset =
        words[0].equals("-") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(words[0]));
    return LineValue.ofWord(words[1])
        .flatMap(key -> LineValue.ofWord(words[2]).map(name -> new SourceLine(key, offset, name)));
  }
}
