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

/** The time that the stages of compilations took, of all threads together. Safe between threads. */
public final class StageTimes {

  /** The stages, in order. */
  public enum Stage {
    /** Reading files, and preprocessing. */
    PREPROCESS,
    /** From text to statements. */
    PARSE,
    /** From statements to a tree. */
    BUILD,
    /** The checks. */
    CHECK,
    /** From a tree to the output format. */
    FORM,
    /** Writing the file. */
    WRITE
  }

  private final Map<Stage, AtomicLong> nanoseconds;

  /** Creates it, with no time spent. */
  public StageTimes() {
    Map<Stage, AtomicLong> all = new EnumMap<>(Stage.class);
    for (Stage stage : Stage.values()) {
      all.put(stage, new AtomicLong());
    }
    nanoseconds = Collections.unmodifiableMap(all);
  }

  /**
   * {@return what {@code work} gives; the time it takes is added to a stage}
   *
   * @param stage of which it is part
   * @param work what to do
   * @param <T> what it gives
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

  /** {@return the stages with their seconds, in one line} */
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
