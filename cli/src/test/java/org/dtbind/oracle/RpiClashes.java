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
 * Pairs of overlays whose parameters choose a GPIO: {@code overlay check} must find each pair that
 * wants the same one, and none that does not.
 */
final class RpiClashes {

  private static final int MOST_PAIRS = 40;

  /** Overlays by whose parameter a GPIO is chosen: lines, interrupts, a hog, and their pins. */
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

  /** GPIOs that none of them has unless it is chosen. */
  private static final List<Integer> FREE = List.of(5, 6, 13, 16, 22, 26, 27);

  /** Those of no clash for a GPIO are left out. */
  private static final Pattern CLASH =
      Pattern.compile(
          "\\((?:line_taken|pin_taken|line_and_interrupt|interrupt_driven)\\):.*?\\b(?:line|pin)"
              + " (\\d+) of");

  /** A parameter that chooses a GPIO. */
  private record Choice(Path overlay, String parameter) {}

  private final RpiPeers peers;
  private final Comparison comparison;
  private final Random random;
  private int right;
  private int wrong;

  RpiClashes(RpiPeers peers, Comparison comparison, Random random) {
    this.peers = peers;
    this.comparison = comparison;
    this.random = random;
  }

  /** Returns how much was wrong. */
  int compare() throws IOException {
    List<Choice> choices = new ArrayList<>();
    CHOICES.forEach(
        (name, parameter) ->
            choices.add(new Choice(peers.overlays().resolve(name + ".dtbo"), parameter)));
    List<List<Choice>> pairs = new ArrayList<>();
    for (Choice one : choices) {
      for (Choice other : choices) {
        if (!one.overlay().equals(other.overlay())) {
          pairs.add(List.of(one, other));
        }
      }
    }
    Collections.shuffle(pairs, random);
    for (List<Choice> pair : pairs.subList(0, Math.min(MOST_PAIRS, pairs.size()))) {
      compare(pair.get(0), pair.get(1));
    }
    comparison.say("%d overlays choose a GPIO, %d pairs", choices.size(), pairs.size());
    comparison.say("clashes made and unmade: %d right, %d wrong", right, wrong);
    return right == 0 ? 1 : wrong;
  }

  private void compare(Choice one, Choice other) throws IOException {
    int first = random.nextInt(FREE.size());
    int pin = FREE.get(first);
    int away = FREE.get((first + 1 + random.nextInt(FREE.size() - 1)) % FREE.size());
    boolean made = claims(List.of(one, other), List.of(pin, pin)).contains(pin);
    Set<Integer> unmade = claims(List.of(one, other), List.of(pin, away));
    if (made && !unmade.contains(pin) && !unmade.contains(away)) {
      right++;
    } else {
      wrong++;
      comparison.say(
          "wrong: %s and %s: %s",
          one, other, made ? "found for other GPIOs " + unmade : "not found for " + pin);
    }
  }

  /** Returns the GPIOs that two nodes want, with these values. */
  private Set<Integer> claims(List<Choice> choices, List<Integer> pins) {
    List<String> typed = new ArrayList<>(List.of("overlay", "check", "--boot", "rpi", "--base"));
    typed.add(peers.raspberryPi4().toString());
    for (int i = 0; i < choices.size(); i++) {
      typed.add(choices.get(i).overlay().toString());
      typed.addAll(List.of("--param", choices.get(i).parameter() + "=" + pins.get(i)));
    }
    Set<Integer> found = new TreeSet<>();
    Run run = Run.of(typed.toArray(String[]::new));
    Matcher clash = CLASH.matcher(run.out() + run.err());
    while (clash.find()) {
      found.add(Integer.valueOf(clash.group(1)));
    }
    return found;
  }
}
