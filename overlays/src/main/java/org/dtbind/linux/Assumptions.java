// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one prediction takes for granted of the kernel. What is not known is assumed to be there,
 * except for one question; and every question is remembered, to be asked the other way round.
 */
final class Assumptions {

  private static final String RECENT = "recent";

  private final TargetKernel kernel;
  private final Optional<String> denied;
  private final Map<String, Boolean> asked = new LinkedHashMap<>();

  /**
   * Creates them.
   *
   * @param denied the question that is answered with no
   */
  Assumptions(TargetKernel kernel, Optional<String> denied) {
    this.kernel = kernel;
    this.denied = denied;
  }

  /** Whether all of it is built into the kernel; modules come too late for what asks this. */
  boolean builtIn(String expression) {
    return kernel.value(expression).map(value -> value == 'y').orElseGet(() -> ask(expression));
  }

  /** {@code y}, {@code m} or {@code n}; empty if it is not known. No question of its own. */
  Optional<Character> value(String expression) {
    return kernel.value(expression);
  }

  /**
   * The newer rules or the older, told apart where that makes a difference: for most trees it makes
   * none, so they are not gone through again. Among the questions it has its place here.
   */
  Rules rules(boolean pci) {
    asked.putIfAbsent(RECENT, false);
    return new Rules(this::recent, pci);
  }

  /** Whether the kernel follows the newer rules ({@link Rules#recent}). */
  private boolean recent() {
    Optional<Release> release = kernel.release();
    if (release.filter(r -> r.compareTo(Rules.NEW) >= 0).isPresent()) {
      return true;
    }
    return release.filter(r -> r.compareTo(Rules.OLD) <= 0).isEmpty() && ask(RECENT);
  }

  /** Whether the kernel may have what a table says of some releases only. */
  boolean mayHave(KernelDriver driver) {
    return driver.releases().equals("*")
        || kernel.release().isEmpty()
        || (driver.releases().equals("7.2")
            ? kernel.release().get().compareTo(Rules.OLD) > 0
            : kernel.release().get().compareTo(Rules.NEW) < 0);
  }

  private boolean ask(String question) {
    asked.put(question, true);
    return denied.filter(question::equals).isEmpty();
  }

  /** The questions whose answers were assumed, in order. */
  List<String> asked() {
    return asked.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).toList();
  }

  /** A question, as text, answered. */
  static String text(String question, boolean yes) {
    if (question.equals(RECENT)) {
      return yes ? "as of Linux " + Rules.NEW : "up to Linux " + Rules.OLD;
    }
    String options =
        question.contains("?")
            ? "its driver built in"
            : "CONFIG_" + question.replace("&", " and CONFIG_").replace("|", " or CONFIG_");
    return (yes ? "with " : "without ") + options;
  }
}
