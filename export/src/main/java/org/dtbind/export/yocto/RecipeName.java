// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.yocto;

import java.util.List;
import java.util.Optional;

/**
 * The name of a recipe, which is also the name of a package and of an overlay.
 *
 * @param text lowercase letters, digits, {@code +}, {@code .} and {@code -}, as in package names
 */
public record RecipeName(String text) {

  /**
   * The pattern of package names (Debian Policy, section 5.6.7). Underscores are not allowed,
   * because they separate name and version of a recipe.
   */
  private static final String PATTERN = "[a-z0-9][a-z0-9+.-]+";

  /** Suffixes that mark recipes for other systems than the target (bitbake.conf). */
  private static final List<String> TAKEN =
      List.of("-native", "-cross", "-initial", "-intermediate", "-crosssdk", "-cross-canadian");

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException if {@link #problem} finds a problem
   */
  public RecipeName {
    problem(text)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(problem);
            });
  }

  /** Returns the reason why a text is not a valid name; empty if it is valid. */
  public static Optional<String> problem(String text) {
    if (!text.matches(PATTERN)) {
      return Optional.of(
          ("'%s' is not a valid recipe name; use two or more of the characters a-z, 0-9, '+', '.'"
                  + " and '-', starting with a letter or digit")
              .formatted(text));
    }
    boolean taken =
        TAKEN.stream().anyMatch(text::endsWith)
            || text.startsWith("nativesdk-")
            || text.contains("-cross-");
    return taken
        ? Optional.of(
            "'%s' has a prefix or suffix of recipes that are not for the target".formatted(text))
        : Optional.empty();
  }
}
