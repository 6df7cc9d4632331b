// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.util.Optional;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;

/** The option {@code -j}, which says how many files are processed in parallel. */
public final class JobsOption implements ArgumentGroup {

  private static final int MOST = 1024;

  private final String work;
  private Optional<Integer> jobs = Optional.empty();

  /**
   * Creates an option without a value.
   *
   * @param work what the command does, such as {@code Check N files}
   */
  public JobsOption(String work) {
    this.work = work;
  }

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option("-j")
        .label("N")
        .description(work + " in parallel. Default: the number of processors.")
        .value(Integer.class, value -> jobs = Optional.of(value));
  }

  /** Returns whether the option was given. */
  public boolean isPresent() {
    return jobs.isPresent();
  }

  /** {@return the number of files to process at the same time} */
  public int threads() {
    return jobs.orElse(Runtime.getRuntime().availableProcessors());
  }

  @Override
  public Optional<String> problem() {
    return jobs.filter(count -> count < 1 || count > MOST).isPresent()
        ? Optional.of("-j must be from 1 to " + MOST)
        : Optional.empty();
  }
}
