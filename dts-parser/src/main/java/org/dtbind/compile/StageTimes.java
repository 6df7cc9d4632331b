// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.compile;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Adds up the time that the stages of compilations take in all threads. Safe for use by several
 * threads.
 */
public final class StageTimes {

  /** The stages, in order. */
  public enum Stage {
    /** Reads files and preprocesses them. */
    PREPROCESS,
    /** Parses text to statements. */
    PARSE,
    /** Builds a tree from statements. */
    BUILD,
    /** Runs the checks. */
    CHECK,
    /** Converts a tree to the output format. */
    FORM,
    /** Writes the output file. */
    WRITE
  }

  private final Map<Stage, AtomicLong> nanoseconds;

  /** Creates an object with no time in any stage. */
  public StageTimes() {
    Map<Stage, AtomicLong> all = new EnumMap<>(Stage.class);
    for (Stage stage : Stage.values()) {
      all.put(stage, new AtomicLong());
    }
    nanoseconds = Collections.unmodifiableMap(all);
  }

  /**
   * {@return the result of {@code work}, whose duration is added to a stage}
   *
   * @param stage the stage
   * @param work the work to do
   * @param <T> the type of the result
   */
  public <T> T of(Stage stage, Supplier<T> work) {
    long begin = System.nanoTime();
    try {
      return work.get();
    } finally {
      add(stage, System.nanoTime() - begin);
    }
  }

  /**
   * Adds time to a stage.
   *
   * @param stage the stage
   * @param time in nanoseconds
   */
  public void add(Stage stage, long time) {
    Objects.requireNonNull(nanoseconds.get(stage)).addAndGet(time);
  }

  /** {@return the stages and their times in seconds, in one line} */
  public String text() {
    StringJoiner text = new StringJoiner(", ");
    nanoseconds.forEach(
        (stage, time) -> {
          String name = stage.name().toLowerCase(Locale.ROOT);
          text.add(String.format(Locale.ROOT, "%s %.2f s", name, time.get() / 1e9));
        });
    return text.toString();
  }
}
