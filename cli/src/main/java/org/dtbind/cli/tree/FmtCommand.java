// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.tree;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.argument.Command;
import org.dtbind.cli.option.JobsOption;
import org.dtbind.cli.option.SourceOptions;
import org.dtbind.cli.option.StdinNameOption;
import org.dtbind.cli.session.Phrases;
import org.dtbind.cli.session.Session;
import org.dtbind.diag.Nearest;
import org.dtbind.format.Rule;

/** The command {@code dtbind fmt}, which formats sources in the kernel's style. */
public final class FmtCommand implements Command {

  /** What precedes the name of a rule that does not apply. */
  private static final String WITHOUT = "no-";

  private final Session session;
  private final SourceOptions source = new SourceOptions();
  private final StdinNameOption stdin;
  private boolean check;
  private boolean diff;
  private boolean order;
  private List<String> named = List.of();
  private Optional<String> commit = Optional.empty();
  private final JobsOption jobs = new JobsOption("Format N files");
  private List<Path> files = List.of();

  public FmtCommand(Session session) {
    this.session = session;
    this.stdin = new StdinNameOption(session.inputs());
  }

  @Override
  public List<String> description() {
    return List.of(
        "Format devicetree sources in the style of the kernel. Rows and columns stay. Only white "
            + "space and the case of hexadecimal numbers change, which dtbind proves "
            + "for each file before writing it. With --order, "
            + "properties and child nodes are sorted, too; dtbind then compiles all boards that "
            + "include a file, and changes the file only if their trees stay the same. The parts of #if, the "
            + "bodies of macros, and what is between the comments 'dts-format off' and "
            + "'dts-format on' stay as they are. So do files whose braces, comments or strings do "
            + "not match.");
  }

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option("--check")
        .description(
            "Print the names of the files that would change, and exit with 5 if there are any. No "
                + "file is changed.")
        .flag(value -> check = value);
    arguments
        .option("--diff")
        .description(
            "Print the changes as a unified diff for 'patch -p1' or 'git apply'. No file is "
                + "changed.")
        .flag(value -> diff = value);
    declareRules(arguments);
    arguments.add(source);
    arguments.add(stdin);
    arguments.add(jobs);
    arguments
        .parameter("FILE")
        .index("0..*")
        .arity("1..*")
        .description(
            "A source (.dts, .dtsi, .dtso, .overlay or .keymap), or a directory: dtbind formats all "
                + "sources in it, except those in hidden directories. '-' or a pipe is formatted "
                + "to standard output.")
        .list(Path.class, value -> files = value);
  }

  private void declareRules(Arguments arguments) {
    arguments
        .option("--order")
        .description(
            "Also sort properties and child nodes, by the rules "
                + names(Rule.ORDER)
                + ". For each file, dtbind compiles all boards and overlays of its repository that "
                + "include it, before and after. If one of them does not compile, or if its tree "
                + "would be different, the file stays as it is, and dtbind says why.")
        .flag(value -> order = value);
    arguments
        .option("--rule")
        .label("RULE")
        .split(",")
        .description(
            "Apply only this rule, such as hex-case, or leave it out, as with no-hex-case. May be "
                + "repeated. Default: "
                + names(Rule.DEFAULT)
                + ". 'all' also applies the stricter rules of dt-check-style: "
                + names(Rule.STRICT)
                + ".")
        .list(String.class, value -> named = value);
    arguments
        .option("--lines")
        .label("COMMIT")
        .description(
            "Change only lines that differ from COMMIT, such as HEAD, according to git in the "
                + "current directory. Files that git does not track stay as they are.")
        .value(String.class, value -> commit = Optional.of(value));
  }

  @Override
  public Optional<String> problem() {
    if (check && diff) {
      return Optional.of("specify either --check or --diff, not both");
    }
    boolean stream = files.stream().anyMatch(FmtSources::isStream);
    if (stream && files.size() > 1) {
      return Optional.of("'-' or a pipe cannot be combined with other files");
    }
    if (!source.words().isEmpty() && Collections.disjoint(rules(), Rule.ORDER)) {
      return Optional.of(
          "-I, -D and --no-cpp are for compiling boards before and after their sources are sorted:"
              + " omit them, or add --order");
    }
    if (stdin.problem(files).isPresent()) {
      return stdin.problem(files);
    }
    return stream && commit.isPresent()
        ? Optional.of("--lines needs files, because git knows neither standard input nor pipes")
        : unknownRule();
  }

  private static String names(Set<Rule> rules) {
    return String.join(", ", rules.stream().map(Rule::id).toList());
  }

  private Optional<String> unknownRule() {
    return named.stream()
        .map(name -> name.startsWith(WITHOUT) ? name.substring(WITHOUT.length()) : name)
        .filter(name -> meant(name).isEmpty())
        .findFirst()
        .map(
            name ->
                Phrases.unknown(
                    "rule",
                    name,
                    Nearest.to(name, Arrays.stream(Rule.values()).map(Rule::id).toList())));
  }

  private static Set<Rule> meant(String name) {
    return name.equals("all")
        ? Rule.LAYOUT
        : Rule.named(name).map(EnumSet::of).orElse(EnumSet.noneOf(Rule.class));
  }

  private Set<Rule> rules() {
    Set<Rule> rules = EnumSet.noneOf(Rule.class);
    Set<Rule> without = EnumSet.noneOf(Rule.class);
    boolean only = false;
    for (String name : named) {
      if (name.startsWith(WITHOUT)) {
        without.addAll(meant(name.substring(WITHOUT.length())));
      } else {
        only = true;
        rules.addAll(meant(name));
      }
    }
    rules.addAll(only ? Set.of() : Rule.DEFAULT);
    rules.addAll(order ? Rule.ORDER : Set.of());
    rules.removeAll(without);
    return rules;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    FmtRun.Mode mode = check ? FmtRun.Mode.CHECK : diff ? FmtRun.Mode.DIFF : FmtRun.Mode.WRITE;
    return new FmtRun(session, source, rules(), mode, jobs.threads()).run(files, commit);
  }
}
