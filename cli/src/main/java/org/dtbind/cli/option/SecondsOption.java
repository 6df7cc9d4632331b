// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.time.Duration;
import java.util.Optional;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;

/** An option for a time in seconds, of at most a day. Picocli fills it in. */
public final class SecondsOption implements ArgumentGroup {

  private static final int MOST = 86_400;

  private final String name;
  private final int least;
  private final String description;
  private Optional<Double> seconds = Optional.empty();

  public SecondsOption(String name, int least, String description) {
    this.name = name;
    this.least = least;
    this.description = description;
  }

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option(name)
        .label("S")
        .description(description)
        .value(Double.class, value -> seconds = Optional.of(value));
  }

  @Override
  public Optional<String> problem() {
    return seconds
        .filter(value -> !(value >= least && value <= MOST)) // Also not a number.
        .map(value -> "%s must be from %d to %d seconds".formatted(name, least, MOST));
  }

  /** {@return the time, or the usual one if the option was not given} */
  public Duration orElse(Duration usual) {
    return seconds.map(value -> Duration.ofMillis((long) (value * 1000))).orElse(usual);
  }
}
