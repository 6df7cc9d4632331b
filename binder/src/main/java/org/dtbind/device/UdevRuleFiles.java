// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.device;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dtbind.kernel.Files;
import org.dtbind.kernel.Owner;
import org.dtbind.spec.Access;

/**
 * The udev rules of a system, as far as they set owners of device nodes; see udev(7). Rules are
 * matched by subsystem and kernel name only, so a rule that is found need not apply, but it sets
 * the values that the node has.
 */
public record UdevRuleFiles(Files files) {

  /** The directories of rules. A file hides the files of the same name in later directories. */
  private static final List<String> DIRECTORIES =
      List.of(
          "/etc/udev/rules.d/",
          "/run/udev/rules.d/",
          "/usr/local/lib/udev/rules.d/",
          "/usr/lib/udev/rules.d/",
          "/lib/udev/rules.d/");

  /** The names of the rules files that dtbind writes. */
  private static final Pattern DTBIND_FILE = Pattern.compile("70-dtbind[.-].*");

  private static final Pattern PART =
      Pattern.compile(
          // The possessive quantifiers do not recurse, and no text is searched twice.
          "(?<![A-Z_])([A-Z_]++(?:\\{[^{}]*+\\})?)\\s*+(==|!=|\\+=|-=|:=|=)"
              + "\\s*+e?\"((?:[^\"\\\\]|\\\\.)*+)\"");

  /**
   * {@return the rule that probably set the owner, group or mode of a node to another value than
   * the required one, as {@code FILE:LINE}: the first such rule that uses {@code :=}, otherwise the
   * last one; empty if none is found}
   *
   * @param subsystem the subsystem of the node's device
   * @param name the name of that device, such as {@code gpiochip4}
   */
  public Optional<String> blame(String subsystem, String name, Owner actual, Access wanted) {
    Optional<String> last = Optional.empty();
    for (String path : paths()) {
      List<String> lines =
          files.read(path).value().flatMap(text -> text).orElse("").lines().toList();
      for (int at = 0; at < lines.size(); ) {
        int first = at;
        StringBuilder rule = new StringBuilder(lines.get(at++));
        while (continues(rule) && at < lines.size()) {
          rule.setLength(rule.length() - 1);
          rule.append(lines.get(at++));
        }
        if (sets(rule.toString(), subsystem, name, actual, wanted)) {
          last = Optional.of(path + ":" + (first + 1));
          if (rule.indexOf(":=") >= 0) {
            return last;
          }
        }
      }
    }
    return last;
  }

  private static boolean continues(StringBuilder rule) {
    return !rule.isEmpty() && rule.charAt(rule.length() - 1) == '\\';
  }

  private List<String> paths() {
    Map<String, String> paths = new TreeMap<>();
    for (String directory : DIRECTORIES) {
      for (String file : files.names(directory)) {
        if (file.endsWith(".rules")) {
          paths.putIfAbsent(file, directory + file);
        }
      }
    }
    return paths.entrySet().stream()
        .filter(file -> !DTBIND_FILE.matcher(file.getKey()).matches())
        .map(Map.Entry::getValue)
        .toList();
  }

  private static boolean sets(
      String rule, String subsystem, String name, Owner actual, Access wanted) {
    if (rule.stripLeading().startsWith("#")) {
      return false;
    }
    boolean sets = false;
    Matcher part = PART.matcher(rule);
    while (part.find()) {
      String value = part.group(3);
      boolean equal = part.group(2).equals("==");
      switch (part.group(1)) {
        case "SUBSYSTEM" -> {
          if (equal && !matches(value, subsystem)) {
            return false;
          }
        }
        case "KERNEL" -> {
          if (equal && !matches(value, name)) {
            return false;
          }
        }
        case "OWNER" ->
            sets |= isSet(part.group(2)) && isOther(value, actual.user(), wanted.owner());
        case "GROUP" ->
            sets |= isSet(part.group(2)) && isOther(value, actual.group(), wanted.group());
        case "MODE" -> sets |= isSet(part.group(2)) && isOtherMode(value, actual, wanted);
        default -> {
          // Other conditions are assumed to be true.
        }
      }
    }
    return sets;
  }

  private static boolean isSet(String operator) {
    return operator.equals("=") || operator.equals(":=") || operator.equals("+=");
  }

  private static boolean isOther(String value, String actual, Optional<String> wanted) {
    return value.equals(actual) && wanted.filter(other -> !other.equals(actual)).isPresent();
  }

  private static boolean isOtherMode(String value, Owner actual, Access wanted) {
    if (!value.matches("[0-7]{3,4}") || wanted.mode().isEmpty()) {
      return false;
    }
    String shown = Owner.permissions(value);
    return shown.equals(actual.permissions())
        && !shown.equals(Owner.permissions(wanted.mode().get()));
  }

  /**
   * {@return whether text matches a pattern as in fnmatch(3), or one of several patterns separated
   * by a vertical bar}
   */
  static boolean matches(String pattern, String text) {
    return Stream.of(pattern.split("\\|", -1))
        .anyMatch(one -> new ShellPattern(one, false).matches(text));
  }
}
