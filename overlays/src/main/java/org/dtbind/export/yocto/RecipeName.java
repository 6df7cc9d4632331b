// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.yocto;

import java.util.List;
import java.util.Optional;

/**
 * The name of a recipe, a package and an overlay at once.
 *
 * @param text lower-case letters, digits, {@code +}, {@code .} and {@code -}, as packages have it
 */
public record RecipeName(String text) {

  /** A package's (Debian Policy, section 5.6.7); an underscore begins the version of a recipe. */
  private static final String PATTERN = "[a-z0-9][a-z0-9+.-]+";

  /** By these BitBake's classes know recipes for others than the target (bitbake.conf). */
  private static final List<String> TAKEN =
      List.of("-native", "-cross", "-initial", "-intermediate", "-crosssdk", "-cross-canadian");

  /**
   * Checks it.
   *
   * @throws IllegalArgumentException if it is none: see {@link #problem}
   */
  public RecipeName {
    problem(text)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(problem);
            });
  }

  /**
   * {@return why a text is no such name; nothing if it is one}
   *
   * @param text anything
   */
  public static Optional<String> problem(String text) {
    if (!text.matches(PATTERN)) {
      return Optional.of(
          "'%s' is not a recipe name: use two or more of a-z, 0-9, '+', '.' and '-', starting with a letter or digit"
              .formatted(text));
    }
    boolean taken =
        TAKEN.stream().anyMatch(text::endsWith)
            || text.startsWith("nativesdk-")
            || text.contains("-cross-");
    return taken
        ? Optional.of("'%s' is a recipe name that is not for the target".formatted(text))
        : Optional.empty();
  }
}
