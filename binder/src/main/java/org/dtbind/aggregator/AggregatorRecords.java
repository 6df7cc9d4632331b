// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Files;

/**
 * The aggregators made since the system started: a file for each in {@code
 * /run/dtbind/aggregators}, where the script that does without Java writes them too.
 */
record AggregatorRecords(Files files) {

  private static final String FOLDER = "/run/dtbind/aggregators";

  /** All that can be understood, by name. */
  List<AggregatorRecord> all() {
    List<AggregatorRecord> records = new ArrayList<>();
    for (String name : files.names(FOLDER)) {
      named(name).ifPresent(records::add);
    }
    return records;
  }

  /** Files that are there and cannot be understood: nothing may be concluded from them. */
  List<String> unclear() {
    return files.names(FOLDER).stream()
        .filter(name -> named(name).isEmpty())
        .map(AggregatorRecords::path)
        .toList();
  }

  Optional<AggregatorRecord> named(String name) {
    return files
        .read(path(name))
        .value()
        .flatMap(text -> text)
        .flatMap(AggregatorRecord::parse)
        .filter(record -> record.name().equals(name));
  }

  Attempt<Nothing> remember(AggregatorRecord record) {
    // Until it is known which device it is, nobody need know which lines it is to have.
    return record.device().isEmpty()
        ? files.replacePrivately(path(record.name()), record.text())
        : files.replace(path(record.name()), record.text());
  }

  Attempt<Nothing> forget(String name) {
    return files.remove(path(name));
  }

  static String path(String name) {
    return FOLDER + "/" + name;
  }
}
