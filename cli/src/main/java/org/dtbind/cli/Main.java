// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.session.ProcessArguments;
import org.dtbind.cli.session.ResultOutput;
import org.dtbind.cli.session.Session;
import org.dtbind.cli.session.StandardOutput;
import org.dtbind.cli.session.Version;
import org.dtbind.dtc.DropIn;
import org.dtbind.source.FileName;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParseResult;

/** The program {@code dtbind}. */
public final class Main {

  private Main() {}

  /** Runs the program and ends the process. */
  public static void main(String[] args) {
    // Numbers in results have the same digits everywhere.
    Locale.setDefault(Locale.ROOT);
    StandardOutput output = StandardOutput.ofProcess();
    PrintStream out = output.printer();
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), false, StandardCharsets.UTF_8);
    int code = run(ProcessArguments.exact(args), System.in, out, err, System.getenv());
    out.flush();
    Optional<String> failure = output.failure();
    if (failure.isPresent()) {
      err.println("dtbind: cannot write to standard output: " + failure.get());
      err.flush();
      code = code == ExitStatus.DONE.code() ? ExitStatus.FAILED.code() : code;
    }
    System.exit(code);
  }

  /**
   * Runs the program inside another one; returns the exit code. Several runs may be active at once.
   */
  public static int run(
      String[] args,
      InputStream in,
      PrintStream out,
      PrintStream err,
      Map<String, String> environment) {
    Session session = new Session(in, out, err, environment);
    if (args.length > 0 && args[0].equals("help")) {
      return run(helpAsOption(args), in, out, err, environment);
    }
    if (Arrays.equals(args, new String[] {"--version"})) {
      out.println(Version.ofThisBuild().line());
      return ExitStatus.DONE.code();
    }
    int code;
    try {
      Optional<DropIn> dropIn = DropIn.of(args);
      code =
          dropIn.isPresent()
              ? dropIn.get().run(session, Arrays.asList(args).subList(1, args.length))
              : program(session, args).execute(args);
    } catch (Throwable e) {
      // Picocli passes only exceptions to its handler. Report errors as well, instead of a stack
      // trace.
      code = Failures.report(session, e, args);
    }
    code = session.finish(code);
    session.streams().flush();
    out.flush();
    err.flush();
    return code;
  }

  /** Returns {@code COMMAND --help} for {@code help COMMAND}, which users of git expect. */
  private static String[] helpAsOption(String[] args) {
    String[] option = Arrays.copyOfRange(args, 1, args.length + 1);
    option[args.length - 1] = "--help";
    return option;
  }

  private static CommandLine program(Session session, String[] args) {
    CommandLine program = new DtbindCommand(session).line();
    List<String> given = Arrays.asList(args);
    session.output().setCommand(given);
    // An @FILE may contain the command, so add all commands. But if the first argument is a
    // command, an @FILE can only contain its subcommands.
    boolean files = given.stream().anyMatch(arg -> arg.startsWith("@"));
    boolean commandFirst = beginsWithCommand(given);
    boolean hidden = files && !commandFirst;
    for (CommandName name : CommandName.values()) {
      if (hidden || given.contains(name.typed())) {
        program.addSubcommand(name.typed(), name.create(session, files ? List.of() : given));
      } else if (!commandFirst) {
        // The help and the message about an unknown command list all commands.
        program.addSubcommand(name.typed(), outline(name));
      }
    }
    program.getHelpSectionMap().remove(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING);
    program.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, h -> commands());
    program
        .setUseSimplifiedAtFiles(true)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(Path.class, FileName::path)
        .setOut(new PrintWriter(session.output().stream(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(session.streams().err(), true, StandardCharsets.UTF_8))
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .setHelpFactory(CommandHelp::new)
        .setUsageHelpWidth(helpWidth(session.output()))
        .setParameterExceptionHandler(
            (e, unused) -> {
              List<String> expanded = program.getParseResult().expandedArgs();
              FileArguments.protect(session, expanded);
              return session.fail(ExitStatus.USAGE, UsageErrors.text(e, expanded));
            })
        .setExecutionStrategy(parsed -> execute(session, parsed))
        .setExecutionExceptionHandler((e, line, parsed) -> Failures.report(session, e, args));
    // A line of an @FILE is never a comment: #address-cells, for example, is a property.
    everyCommand(program, line -> line.setAtFileCommentChar(null));
    return program;
  }

  /** Returns the width of the terminal, limited to a readable range. */
  private static int helpWidth(ResultOutput output) {
    int columns = output.columns();
    return columns == 0 ? 80 : Math.max(60, Math.min(columns, 100));
  }

  private static int execute(Session session, ParseResult parsed) {
    Optional<String> problem =
        FileArguments.problem(session, parsed)
            .or(() -> StandardStreams.problem(parsed))
            .or(() -> Arguments.problem(parsed));
    if (problem.isPresent()) {
      return session.fail(ExitStatus.USAGE, problem.get());
    }
    session.diagnostics().setCategory(RunCategory.of(parsed));
    // A command must not run if nobody would see its diagnostics.
    try {
      session.diagnostics().checkFile();
    } catch (IOException e) {
      return session.fail(e);
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  private static boolean beginsWithCommand(List<String> args) {
    for (CommandName name : CommandName.values()) {
      if (!args.isEmpty() && args.get(0).equals(name.typed())) {
        return true;
      }
    }
    return false;
  }

  private static void everyCommand(CommandLine line, Consumer<CommandLine> use) {
    use.accept(line);
    line.getSubcommands().values().forEach(sub -> everyCommand(sub, use));
  }

  private static CommandSpec outline(CommandName name) {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage().description(name.summary());
    return spec;
  }

  private static String commands() {
    StringBuilder out = new StringBuilder();
    for (CommandName.Group group : CommandName.Group.values()) {
      out.append("%n%s:%n".formatted(group.heading()));
      for (CommandName name : CommandName.in(group)) {
        out.append("  %-12s %s%n".formatted(name.typed(), name.summary()));
      }
    }
    String programs =
        Arrays.stream(DropIn.values()).map(DropIn::typed).collect(Collectors.joining(", "));
    out.append("%nReplacements for other programs, also as bin/NAME: %s%n".formatted(programs));
    return out.append("%nRun 'dtbind COMMAND --help' for the options of a command.%n".formatted())
        .toString();
  }
}
