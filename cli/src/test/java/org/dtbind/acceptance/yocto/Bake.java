// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance.yocto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The result of a run of BitBake.
 *
 * @param status the exit status
 * @param lines the output
 */
record Bake(int status, List<String> lines) {

  private static final Pattern FAILED =
      Pattern.compile("^Summary: There w.* returning a non-zero exit code");

  /** Checks that BitBake succeeded. */
  Bake succeeded() {
    assertThat(status).as("exit status of BitBake, which printed%n%s", lastLines()).isZero();
    return this;
  }

  /** Checks that BitBake failed, and that a line of the output matches each pattern. */
  void failedWith(String... patterns) {
    assertThat(printed(FAILED)).as("BitBake reports a failure:%n%s", lastLines()).isTrue();
    for (String pattern : patterns) {
      assertThat(printed(Pattern.compile(pattern)))
          .as("prints %s:%n%s", pattern, lastLines())
          .isTrue();
    }
  }

  Bake compiled(String recipe) {
    assertThat(hasCompiled(recipe)).as("%s was compiled", recipe).isTrue();
    return this;
  }

  /** Checks that a recipe was not compiled again. */
  Bake notCompiled(String recipe) {
    assertThat(hasCompiled(recipe)).as("%s was compiled again", recipe).isFalse();
    return this;
  }

  private boolean hasCompiled(String recipe) {
    return printed(
        Pattern.compile("^NOTE: recipe " + recipe + "-[0-9][^ ]*: task do_compile: Started"));
  }

  boolean printed(Pattern pattern) {
    return lines.stream().anyMatch(line -> pattern.matcher(line).find());
  }

  List<String> warnings() {
    return lines.stream().filter(line -> line.startsWith("WARNING")).toList();
  }

  /** Checks that BitBake printed no warnings and no errors. */
  void hasNoWarningsOrErrors() {
    assertThat(lines).noneMatch(line -> line.startsWith("WARNING") || line.startsWith("ERROR"));
  }

  private String lastLines() {
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
  }
}
