// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A release of Linux, identified by its first two numbers: how the kernel populates a tree depends
 * on no others.
 *
 * @param major first number, such as 6
 * @param minor second number, such as 1
 */
public record Release(int major, int minor) implements Comparable<Release> {

  private static final Pattern NUMBERS = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(?!\\d).*");

  private static final Comparator<Release> ORDER =
      Comparator.comparingInt(Release::major).thenComparingInt(Release::minor);

  /**
   * {@return the release at the beginning of a text; empty if the text does not begin with two
   * numbers}
   *
   * @param text a kernel release such as {@code 6.1.192-rt}
   */
  public static Optional<Release> of(String text) {
    Matcher matcher = NUMBERS.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new Release(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  @Override
  public int compareTo(Release that) {
    return ORDER.compare(this, that);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
