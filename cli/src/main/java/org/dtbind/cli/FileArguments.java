// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.OutputFiles;
import org.dtbind.cli.session.OutputFiles.Output;
import org.dtbind.cli.session.Session;
import org.dtbind.source.FileName;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParseResult;

/** Checks that the output files of a command line are neither input files nor the same file. */
final class FileArguments {

  /** The file that standard input reads from, if the shell redirected it from a file. */
  private static final Path STANDARD_INPUT = Path.of("/dev/stdin");

  /** The commands with an option {@code -o} that may name the blob that they read. */
  private static final Set<String> EDITORS = Set.of("compile", "apply");

  /** The arguments for the input that these commands may replace. */
  private static final Set<String> EDITED = Set.of("FILE", "--base");

  private final Map<String, Path> outputs = new LinkedHashMap<>();
  private final Map<Path, String> inputs = new LinkedHashMap<>();
  private String command = "";

  private FileArguments(ParseResult parsed) {
    for (CommandLine each : parsed.asCommandLineList()) {
      command = each.getCommandName();
      each.getParseResult().matchedArgs().stream()
          .filter(StandardStreams::isFile)
          .forEach(this::add);
    }
  }

  private void add(ArgSpec arg) {
    String name = StandardStreams.name(arg);
    for (String value : arg.stringValues()) {
      Path file = FileName.path(value);
      if (!StandardStreams.isWritten(arg)) {
        inputs.put(InputFiles.isStandard(file) ? STANDARD_INPUT : file, name);
      } else if (!InputFiles.isStandard(file) && !arg.paramLabel().equals("DIR")) {
        outputs.put(name, file);
      }
    }
  }

  /**
   * Returns the reason why the command must not run; empty if there is none. The session then knows
   * the output files.
   */
  static Optional<String> problem(Session session, ParseResult parsed) {
    FileArguments arguments = new FileArguments(parsed);
    return arguments.outputs.isEmpty() ? Optional.empty() : arguments.problem(session);
  }

  private Optional<String> problem(Session session) {
    Map<Object, Path> read = OutputFiles.identities(inputs.keySet());
    for (Map.Entry<String, Path> each : outputs.entrySet()) {
      Optional<Path> input = OutputFiles.same(each.getValue(), read);
      boolean inPlace = input.filter(file -> isEdited(each.getKey(), file)).isPresent();
      Output output = new Output(each.getKey(), each.getValue(), inPlace);
      Optional<String> problem =
          input
              .filter(file -> !inPlace)
              .map(output::isInput)
              .or(() -> session.output().files().same(output.file()).map(output::isOutput));
      if (problem.isPresent()) {
        session.options().discardFile();
        return problem;
      }
      session.output().files().add(output);
    }
    return Optional.empty();
  }

  /** Returns whether an option may replace an input with a new version of it. */
  private boolean isEdited(String option, Path input) {
    String name = inputs.getOrDefault(input, "");
    return option.equals("--write-baseline")
        ? name.equals("--baseline")
        : option.equals("-o")
            && EDITORS.contains(command)
            && EDITED.contains(name)
            && InputFiles.isBlob(input);
  }

  /**
   * Keeps messages about an invalid command line out of a file that the command line also contains
   * as another argument.
   */
  static void protect(Session session, List<String> args) {
    Optional<Path> messages = session.options().diagnosticsFile();
    for (int i = 0; i < args.size() && messages.isPresent(); i++) {
      boolean isValue = i > 0 && StandardStreams.MESSAGES.equals(args.get(i - 1));
      Map<Object, Path> named =
          isValue ? Map.of() : OutputFiles.identities(List.of(FileName.path(args.get(i))));
      if (OutputFiles.same(messages.get(), named).isPresent()) {
        session.options().discardFile();
        return;
      }
    }
  }
}
