// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.aggregator.LiveAggregator.Made;
import org.dtbind.gpio.LineResolution;
import org.dtbind.gpio.LineResolver;
import org.dtbind.gpio.LineWord;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.source.Bytes;

/** Looks for the lines that are wished, and gives them their names. */
final class WishedLines {

  private WishedLines() {}

  static LineResolution resolve(LiveGpio gpio, LineWish wish) {
    LineResolver resolver = new LineResolver(gpio);
    return wish instanceof LineWish.OfChip of
        ? resolver.resolve(new LineWord.OnChip(of.chip(), of.offsets()))
        : resolver.resolve(((LineWish.Text) wish).text());
  }

  /** The names that lines get; empty for those that keep theirs. */
  static List<Optional<Bytes>> names(LineWish wish, int lines) {
    List<Optional<Bytes>> names = new ArrayList<>();
    for (int i = 0; i < lines; i++) {
      boolean named = wish instanceof LineWish.OfChip of && i < of.names().size();
      names.add(
          named
              ? Optional.of(Bytes.utf8(((LineWish.OfChip) wish).names().get(i)))
              : Optional.empty());
    }
    return names;
  }

  static List<SourceLine> named(List<SourceLine> lines, List<Optional<Bytes>> names) {
    List<SourceLine> named = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      SourceLine line = lines.get(i);
      named.add(new SourceLine(line.key(), line.offset(), names.get(i).orElse(line.name())));
    }
    return named;
  }

  /** Whether its lines have the names they are to get, where the kernel can give names. */
  static boolean isCalled(LiveAggregator one, List<Optional<Bytes>> names) {
    boolean called = true;
    for (int i = 0; i < names.size() && one.made() == Made.CONFIGFS; i++) {
      Optional<Bytes> told = one.lines().get(i).told().map(SourceLine::name);
      called &=
          names
              .get(i)
              .map(KernelText::trimmed)
              .filter(name -> !told.equals(Optional.of(name)))
              .isEmpty();
    }
    return called;
  }
}
