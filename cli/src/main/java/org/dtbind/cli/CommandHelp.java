// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The help of a command: first the command's own options, then the global options under a heading.
 */
public final class CommandHelp extends Help {

  private static final Pattern SHORT_OPTION = Pattern.compile("(?<![\\w-])(-[\\w@])=");

  public CommandHelp(CommandSpec spec, ColorScheme colors) {
    super(spec, colors);
  }

  @Override
  public String synopsis(int headingLength) {
    return withSpaces(super.synopsis(headingLength));
  }

  @Override
  public String optionList() {
    List<OptionSpec> own = commandSpec().options().stream().filter(o -> !o.inherited()).toList();
    List<OptionSpec> common = commandSpec().options().stream().filter(o -> o.inherited()).toList();
    return withSpaces(
        common.isEmpty()
            ? super.optionList()
            : list(own) + "%nOptions for all commands:%n".formatted() + list(common));
  }

  /** Separates short options from their values as users do: picocli writes {@code -o=OUT}. */
  private static String withSpaces(String text) {
    return SHORT_OPTION.matcher(text).replaceAll("$1 ");
  }

  /** Returns the help for some options, with columns as wide as for all options. */
  private String list(List<OptionSpec> options) {
    return optionListExcludingGroups(
        options, createDefaultLayout(), createDefaultOptionSort(), parameterLabelRenderer());
  }
}
