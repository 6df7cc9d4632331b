// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Passes each {@code --param} to the command as soon as it is parsed, when the overlays after it
 * are not known yet.
 */
public final class SettingConsumer implements IParameterConsumer {

  /** The options of a command that has overlays with parameters. */
  public interface Settings {

    /** Sets a parameter of the preceding overlay, or of the base. */
    void set(String text);
  }

  private final Settings settings;

  /**
   * Creates a consumer.
   *
   * @param settings receives the parameters
   */
  public SettingConsumer(Settings settings) {
    this.settings = settings;
  }

  @Override
  public void consumeParameters(Stack<String> rest, ArgSpec option, CommandSpec command) {
    if (rest.isEmpty()) {
      throw new MissingParameterException(
          command.commandLine(), option, "Missing required parameter for option '--param'");
    }
    settings.set(rest.pop());
  }
}
