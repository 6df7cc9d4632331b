// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance.yocto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;

/**
 * How a run of BitBake ended.
 *
 * @param status its exit status
 * @param lines what it said
 */
record Bake(int status, List<String> lines) {

  private static final Pattern FAILED =
      Pattern.compile("^Summary: There w.* returning a non-zero exit code");

  /** Returns it, where it built all; the test fails otherwise. */
  Bake succeeded() {
    assertThat(status).as("the status of BitBake, which said%n%s", end()).isZero();
    return this;
  }

  /** It failed, and said all of these, each on one line. */
  void failedSaying(String... patterns) {
    assertThat(said(FAILED)).as("it says that it failed:%n%s", end()).isTrue();
    for (String pattern : patterns) {
      assertThat(said(Pattern.compile(pattern))).as("says %s:%n%s", pattern, end()).isTrue();
    }
  }

  Bake compiled(String recipe) {
    assertThat(ran(recipe)).as("%s was compiled", recipe).isTrue();
    return this;
  }

  /** It had no need to compile a recipe. */
  Bake kept(String recipe) {
    assertThat(ran(recipe)).as("%s was compiled, too", recipe).isFalse();
    return this;
  }

  private boolean ran(String recipe) {
    return said(
        Pattern.compile("^NOTE: recipe " + recipe + "-[0-9][^ ]*: task do_compile: Started"));
  }

  boolean said(Pattern pattern) {
    return lines.stream().anyMatch(line -> pattern.matcher(line).find());
  }

  List<String> warnings() {
    return lines.stream().filter(line -> line.startsWith("WARNING")).toList();
  }

  /** BitBake has no words of its own about anything odd. */
  void foundNothingOdd() {
    assertThat(lines).noneMatch(line -> line.startsWith("WARNING") || line.startsWith("ERROR"));
  }

  private String end() {
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
  }
}
