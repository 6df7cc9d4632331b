// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.util.List;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The help of a command: first the command's own options, then the global options under a heading.
 */
final class CommandHelp extends Help {

  CommandHelp(CommandSpec spec, ColorScheme colors) {
    super(spec, colors);
  }

  @Override
  public String optionList() {
    List<OptionSpec> own = commandSpec().options().stream().filter(o -> !o.inherited()).toList();
    List<OptionSpec> common = commandSpec().options().stream().filter(o -> o.inherited()).toList();
    return common.isEmpty()
        ? super.optionList()
        : list(own) + "%nOptions for all commands:%n".formatted() + list(common);
  }

  /** Returns the help for some options, with columns as wide as for all options. */
  private String list(List<OptionSpec> options) {
    return optionListExcludingGroups(
        options, createDefaultLayout(), createDefaultOptionSort(), parameterLabelRenderer());
  }
}
