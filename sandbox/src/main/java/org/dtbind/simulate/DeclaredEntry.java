// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.simulate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dtbind.spec.Specification;

/**
 * An entry of a declaration.
 *
 * @param index the place of the entry in the list, from 0
 */
public record DeclaredEntry(Section section, int index) {

  /** A list of a declaration. */
  public enum Section {
    DEVICE,
    AGGREGATOR,
    GROUP;

    Optional<DeclaredEntry> entry(int index) {
      return Optional.of(new DeclaredEntry(this, index));
    }

    private <T> List<T> without(Set<DeclaredEntry> leftOut, List<T> all) {
      return IntStream.range(0, all.size())
          .filter(index -> !leftOut.contains(new DeclaredEntry(this, index)))
          .<T>mapToObj(all::get)
          .toList();
    }
  }

  /** {@return the entries as words, such as {@code device:0 group:2}} */
  public static String text(Set<DeclaredEntry> entries) {
    return entries.stream()
        .map(one -> one.section.name().toLowerCase(Locale.ROOT) + ":" + one.index)
        .sorted()
        .collect(Collectors.joining(" "));
  }

  /** Returns the entries of a text. */
  public static Set<DeclaredEntry> entries(String text) {
    return Arrays.stream(text.split(" ", -1))
        .filter(word -> !word.isEmpty())
        .map(word -> word.split(":", -1))
        .map(
            word ->
                new DeclaredEntry(
                    Section.valueOf(word[0].toUpperCase(Locale.ROOT)), Integer.parseInt(word[1])))
        .collect(Collectors.toUnmodifiableSet());
  }

  public static Specification without(Specification all, Set<DeclaredEntry> leftOut) {
    return new Specification(
        Section.DEVICE.without(leftOut, all.devices()),
        Section.AGGREGATOR.without(leftOut, all.aggregators()),
        Section.GROUP.without(leftOut, all.iommuGroups()),
        all.origins());
  }
}
