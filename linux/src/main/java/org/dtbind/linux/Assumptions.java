// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The answers to questions about the kernel that one prediction assumes. An unknown option counts
 * as built in, except for one denied question. The class records every question, so that the caller
 * can repeat the prediction with that question denied.
 */
final class Assumptions {

  private static final String RECENT = "recent";

  private final TargetKernel kernel;
  private final Optional<String> denied;
  private final Map<String, Boolean> asked = new LinkedHashMap<>();

  /**
   * Creates the assumptions.
   *
   * @param denied the question to answer with no; empty for the first prediction
   */
  Assumptions(TargetKernel kernel, Optional<String> denied) {
    this.kernel = kernel;
    this.denied = denied;
  }

  /**
   * Whether all options of the expression are built into the kernel. Modules do not count: they
   * load after the kernel has populated the tree.
   */
  boolean builtIn(String expression) {
    return kernel.value(expression).map(value -> value == 'y').orElseGet(() -> ask(expression));
  }

  /** Returns {@code y}, {@code m} or {@code n}; empty if unknown. Does not record a question. */
  Optional<Character> value(String expression) {
    return kernel.value(expression);
  }

  /**
   * Returns the rules of the kernel's release. They record the question about the release only if a
   * tree contains something that older and newer kernels read differently; most trees do not, and
   * need no second prediction. The entry made here fixes the position of the question in {@link
   * #asked}.
   */
  Rules rules(boolean pci) {
    asked.putIfAbsent(RECENT, false);
    return new Rules(this::recent, pci);
  }

  private boolean recent() {
    Optional<Release> release = kernel.release();
    if (release.filter(r -> r.compareTo(Rules.NEW) >= 0).isPresent()) {
      return true;
    }
    return release.filter(r -> r.compareTo(Rules.OLD) <= 0).isEmpty() && ask(RECENT);
  }

  /**
   * Whether a table entry can apply to the release of the kernel; true if the release is unknown.
   */
  boolean mayHave(KernelDriver driver) {
    if (driver.only().isEmpty() || kernel.release().isEmpty()) {
      return true;
    }
    Release release = kernel.release().get();
    return driver.only().get().equals(Rules.NEW)
        ? release.compareTo(Rules.OLD) > 0
        : release.compareTo(Rules.NEW) < 0;
  }

  private boolean ask(String question) {
    asked.put(question, true);
    return denied.filter(question::equals).isEmpty();
  }

  /** Returns the questions whose answers were assumed, in the order in which they were asked. */
  List<String> asked() {
    return asked.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).toList();
  }

  /**
   * Describes a kernel for which the answer to the question is yes or no, such as {@code with
   * CONFIG_ARM_AMBA}.
   */
  static String text(String question, boolean holds) {
    if (question.equals(RECENT)) {
      return holds ? "as of Linux " + Rules.NEW : "up to Linux " + Rules.OLD;
    }
    String options = question.contains("?") ? "its driver built in" : KernelConfig.text(question);
    return (holds ? "with " : "without ") + options;
  }
}
