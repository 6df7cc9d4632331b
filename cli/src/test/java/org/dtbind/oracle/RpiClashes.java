// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.oracle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dtbind.cli.Run;

/**
 * Runs {@code check --together} on pairs of overlays whose parameters select a GPIO. It must report
 * a clash if both select the same GPIO, and none otherwise.
 */
final class RpiClashes {

  private static final int MAX_PAIRS = 40;

  /** Overlays and the parameter that selects their GPIO, as a line, interrupt, hog or pin. */
  private static final Map<String, String> CHOICES =
      new TreeMap<>(
          Map.of(
              "gpio-ir", "gpio_pin",
              "gpio-shutdown", "gpio_pin",
              "gpio-led", "gpio",
              "w1-gpio", "gpiopin",
              "gpio-hog", "gpio",
              "mcp2515-can0", "interrupt",
              "enc28j60", "int_pin",
              "ads7846", "penirq",
              "rotary-encoder", "pin_a",
              "goodix", "interrupt"));

  /** GPIOs that none of the overlays uses by default. */
  private static final List<Integer> FREE = List.of(5, 6, 13, 16, 22, 26, 27);

  /** Diagnostics that report a clash over a GPIO. */
  private static final Pattern CLASH =
      Pattern.compile(
          "\\((?:line_taken|pin_taken|line_and_interrupt|interrupt_driven)\\):.*?\\b(?:line|pin)"
              + " (\\d+) of");

  /** An overlay and its parameter that selects a GPIO. */
  private record Choice(Path overlay, String parameter) {}

  private final RpiPeers peers;
  private final ComparisonLog comparison;
  private final Random random;
  private int right;
  private int wrong;

  RpiClashes(RpiPeers peers, ComparisonLog comparison, Random random) {
    this.peers = peers;
    this.comparison = comparison;
    this.random = random;
  }

  /** Compares the pairs, and returns the number of wrong results. */
  int compare() throws IOException {
    List<Choice> choices = new ArrayList<>();
    CHOICES.forEach(
        (name, parameter) ->
            choices.add(new Choice(peers.overlays().resolve(name + ".dtbo"), parameter)));
    List<List<Choice>> pairs = new ArrayList<>();
    for (Choice first : choices) {
      for (Choice second : choices) {
        if (!first.overlay().equals(second.overlay())) {
          pairs.add(List.of(first, second));
        }
      }
    }
    Collections.shuffle(pairs, random);
    for (List<Choice> pair : pairs.subList(0, Math.min(MAX_PAIRS, pairs.size()))) {
      compare(pair.get(0), pair.get(1));
    }
    comparison.say("%d overlays select a GPIO, %d pairs", choices.size(), pairs.size());
    comparison.say("clashes of GPIOs: %d right, %d wrong", right, wrong);
    return right == 0 ? 1 : wrong;
  }

  private void compare(Choice first, Choice second) throws IOException {
    int index = random.nextInt(FREE.size());
    int pin = FREE.get(index);
    int otherPin = FREE.get((index + 1 + random.nextInt(FREE.size() - 1)) % FREE.size());
    boolean isFound = clashes(List.of(first, second), List.of(pin, pin)).contains(pin);
    Set<Integer> falseClashes = clashes(List.of(first, second), List.of(pin, otherPin));
    if (isFound && !falseClashes.contains(pin) && !falseClashes.contains(otherPin)) {
      right++;
    } else {
      wrong++;
      comparison.say(
          "wrong: %s and %s: %s",
          first,
          second,
          isFound ? "clash for different GPIOs " + falseClashes : "no clash for " + pin);
    }
  }

  /** Returns the GPIOs with a clash if the parameters have these values. */
  private Set<Integer> clashes(List<Choice> choices, List<Integer> pins) {
    List<String> arguments =
        new ArrayList<>(List.of("check", "--together", "--boot", "rpi", "--base"));
    arguments.add(peers.raspberryPi4().toString());
    for (int i = 0; i < choices.size(); i++) {
      arguments.add(choices.get(i).overlay().toString());
      arguments.addAll(List.of("--param", choices.get(i).parameter() + "=" + pins.get(i)));
    }
    Set<Integer> found = new TreeSet<>();
    Run run = Run.of(arguments.toArray(String[]::new));
    Matcher clash = CLASH.matcher(run.out() + run.err());
    while (clash.find()) {
      found.add(Integer.valueOf(clash.group(1)));
    }
    return found;
  }
}
