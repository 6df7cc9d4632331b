// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The help of a command: its own options, and where the global options are listed. */
public final class CommandHelp extends Help {

  private static final Pattern SHORT_OPTION = Pattern.compile("(?<![\\w-])(-[\\w@])=");

  private static final Pattern SENTENCE = Pattern.compile("[.](?= +[A-Z]|$)");

  /** What ends the shown part of a text: a sentence, a list, an example or a remark. */
  private static final Pattern END =
      Pattern.compile("[.](?= +[A-Z]|$)|; |, such as |, for example |(?<=.{24}): ");

  public CommandHelp(CommandSpec spec, ColorScheme colors) {
    super(spec, colors);
    spec.usageMessage().abbreviateSynopsis(true);
  }

  @Override
  public String synopsis(int headingLength) {
    return withSpaces(super.synopsis(headingLength));
  }

  @Override
  public String description(Object... params) {
    String[] paragraphs = commandSpec().usageMessage().description();
    if (paragraphs.length == 0) {
      return "";
    }
    CommandSpec shortened = shortened();
    shortened.usageMessage().description(SENTENCE.split(paragraphs[0], 2)[0] + ".");
    return new Help(shortened, colorScheme()).description();
  }

  @Override
  public String optionList() {
    List<OptionSpec> own = commandSpec().options().stream().filter(o -> !o.inherited()).toList();
    boolean isMain = own.size() == commandSpec().options().size();
    return withSpaces(
        isMain
            ? super.optionList()
            : list(own)
                + "%nOptions of all commands, such as -q and -v: dtbind --help%n".formatted()
                + "Details: man dtbind, or docs/reference/commands.md%n".formatted());
  }

  /** Separates short options from their values as users do: picocli writes {@code -o=OUT}. */
  private static String withSpaces(String text) {
    return SHORT_OPTION.matcher(text).replaceAll("$1 ");
  }

  /** Returns the beginning of each description, so that the help fits on a screen. */
  private String list(List<OptionSpec> options) {
    CommandSpec shortened = shortened();
    for (OptionSpec option : options) {
      shortened.addOption(
          OptionSpec.builder(option).description(begin(option.description())).build());
    }
    return new Help(shortened, colorScheme()).optionList();
  }

  @Override
  public String parameterList() {
    CommandSpec shortened = shortened();
    for (PositionalParamSpec parameter : commandSpec().positionalParameters()) {
      shortened.addPositional(
          PositionalParamSpec.builder(parameter)
              .description(begin(parameter.description()))
              .build());
    }
    return withSpaces(new Help(shortened, colorScheme()).parameterList());
  }

  private CommandSpec shortened() {
    CommandSpec shortened = CommandSpec.create();
    shortened
        .usageMessage()
        .width(commandSpec().usageMessage().width())
        .sortOptions(commandSpec().usageMessage().sortOptions());
    return shortened;
  }

  private static String begin(String... description) {
    return END.split(String.join(" ", description).replaceAll(" \\([^)]*\\)", ""), 2)[0];
  }
}
