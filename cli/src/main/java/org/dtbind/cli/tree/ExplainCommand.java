// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.tree;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.argument.Command;
import org.dtbind.cli.option.InputOption;
import org.dtbind.cli.option.PageOption;
import org.dtbind.cli.option.SchemaOptions;
import org.dtbind.cli.session.Phrases;
import org.dtbind.cli.session.Session;
import org.dtbind.diag.Nearest;
import org.dtbind.explain.Explanation;
import org.dtbind.explain.Explanation.Ambiguous;
import org.dtbind.explain.Explanation.Candidate;
import org.dtbind.explain.Explanation.Found;
import org.dtbind.explain.Explanation.NotFound;
import org.dtbind.explain.LiveSystem;
import org.dtbind.explain.MessageSearch;
import org.dtbind.linux.Population;
import org.dtbind.linux.Populations;
import org.dtbind.linux.chain.ChainEnd;
import org.dtbind.linux.chain.NodeChain;
import org.dtbind.linux.chain.NodeMatch;
import org.dtbind.linux.chain.NodeMatch.Words;
import org.dtbind.overlay.verify.lines.LineCounts;
import org.dtbind.picture.Figure;
import org.dtbind.source.FileName;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.NodePath;
import org.dtbind.validate.SchemaSet;
import org.dtbind.validate.rule.TooMuchWork;
import org.dtbind.validate.schema.PropertyBinding;
import org.dtbind.validate.schema.PropertySearch;
import org.dtbind.view.Format;

/**
 * The command {@code dtbind explain}, which shows the chain that a name belongs to, and why the
 * chain ends.
 */
public final class ExplainCommand implements Command {

  private static final Pattern FILE = Pattern.compile("(?s).*[.]dt[bs]o?");

  private final Session session;
  private final InputOption input = InputOption.withOverlays();
  private final PageOption page = new PageOption();
  private Optional<Path> dmesg = Optional.empty();
  private final SchemaOptions schemas = new SchemaOptions();
  private Optional<String> compatible = Optional.empty();
  private String name = "";

  public ExplainCommand(Session session) {
    this.session = session;
  }

  @Override
  public List<String> description() {
    return List.of(
        "Trace NAME from its devicetree node through its Linux device, driver and device node to "
            + "its GPIO lines. Show where this chain ends, why it ends there, and what you can do "
            + "about it. If NAME is a file, list the parameters of this overlay or base for the "
            + "Raspberry Pi: the values they accept, what they change, and their defaults. With "
            + "--schemas, show what binding documents say about the property NAME.");
  }

  @Override
  public void declare(Arguments arguments) {
    arguments.add(input);
    arguments.add(input.source());
    arguments.add(input.kernel());
    arguments.add(page);
    arguments
        .option("--dmesg")
        .label("FILE")
        .description(
            "Show the kernel messages in FILE that are about NAME or, if NAME is omitted, about any node. "
                + "FILE must contain the output of dmesg or journalctl -k. Use - for standard input.")
        .value(Path.class, value -> dmesg = Optional.of(value));
    arguments.add(schemas);
    arguments
        .option("--compatible")
        .label("TEXT")
        .description(
            "With --schemas: show only binding documents that apply to nodes with the compatible "
                + "string TEXT.")
        .value(String.class, value -> compatible = Optional.of(value));
    arguments.add(input.target());
    arguments
        .parameter("NAME")
        .index("0")
        .arity("0..1")
        .description(
            "Path, label (LABEL or &LABEL), alias or name of a node; name of a Linux device, driver "
                + "or GPIO line; path or name of a file in /dev; path of a directory in /sys; or an overlay or base with "
                + "parameters. With --schemas, NAME must instead be the name of a property. With --dmesg, you can "
                + "omit NAME.")
        .value(String.class, value -> name = value);
  }

  @Override
  public Optional<String> problem() {
    boolean drawn = page.isPresent();
    if (dmesg.isPresent() && drawn) {
      return Optional.of("--dmesg prints a table: omit --html");
    }
    if (name.isEmpty() && dmesg.isEmpty()) {
      return Optional.of("NAME is missing");
    }
    if (compatible.isPresent() && !schemas.areGiven()) {
      return Optional.of("--compatible needs binding documents: add --schemas PATH");
    }
    boolean examined =
        input.tree().isPresent() || !input.target().isRunning() || dmesg.isPresent() || drawn;
    return schemas.areGiven() && examined
        ? Optional.of("--schemas explains a property: omit --tree, --sysroot, --dmesg and --html")
        : Optional.empty();
  }

  @Override
  public Integer call() throws IOException {
    if (schemas.areGiven()) {
      return property();
    }
    if (isFile()) {
      return new ParameterList(
              session, input.source(), input.target().format(), FileName.path(name))
          .run();
    }
    return input.tree().isPresent() ? predicted() : live();
  }

  /** Returns whether the name is that of a tree in a file, and not of a node or device. */
  private boolean isFile() {
    return input.tree().isEmpty()
        && dmesg.isEmpty()
        && !page.isPresent()
        && (name.equals("-") || FILE.matcher(name).matches());
  }

  private int property() throws IOException {
    SchemaSet documents = schemas.read(session);
    List<PropertyBinding> bindings;
    try {
      bindings = PropertySearch.find(schemas.places(), name);
    } catch (TooMuchWork e) {
      return session.fail(ExitStatus.INPUT, "the binding documents require too much work");
    }
    PropertyReport report = PropertyReport.of(name, documents.typesOf(name), bindings, compatible);
    boolean none = report.bindings().isEmpty();
    if (input.target().format() != Format.TABLE) {
      session.output().write(PropertyReport.VIEW, report, input.target().format());
    } else if (!none) {
      report.print(session.output().stream());
    }
    return none ? undescribed(documents.typedProperties()) : ExitStatus.DONE.code();
  }

  private int undescribed(Set<String> known) {
    List<String> near = known.contains(name) ? List.of() : Nearest.to(name, known);
    return session.fail(
        ExitStatus.NOT_FOUND,
        "no binding document describes a property named " + name,
        Phrases.meant(near));
  }

  private int predicted() throws IOException {
    Optional<DeviceTree> read = input.read(session);
    if (read.isEmpty()) {
      return ExitStatus.INPUT.code();
    }
    DeviceTree base = read.get();
    if (dmesg.isPresent() && name.isEmpty()) {
      return messages(dmesg.get(), base, Optional.empty());
    }
    List<NodeMatch> matches = NodeMatch.find(base, name, Words.PREDICTED);
    if (matches.isEmpty()) {
      List<String> near = Nearest.to(name, NodeMatch.words(base, Words.PREDICTED));
      return notFound("no node, device or line of the tree is named " + name, near);
    }
    if (matches.size() > 1) {
      return ambiguous(NodeMatches.candidates(matches));
    }
    if (dmesg.isPresent()) {
      return messages(dmesg.get(), base, Optional.of(Set.of(matches.get(0).node())));
    }
    NodeChain chain =
        NodeChain.of(base, matches.get(0).node(), input.kernel().read(session.inputs()));
    CommandsOfTree commands = CommandsOfTree.of(input);
    ChainEnd end = chain.end(commands.explain());
    show(
        ExplainReport.predicted(name, matches.get(0).by(), chain, end, commands.lines()),
        () -> Figures.predicted(LineCounts.counted(base), chain, end));
    return ExitStatus.DONE.code();
  }

  private int messages(Path file, DeviceTree base, Optional<Set<NodePath>> wanted)
      throws IOException {
    Map<NodePath, Population> populations =
        Populations.of(base, input.kernel().read(session.inputs()));
    return new NodeMessages(session, input.target(), file)
        .write(MessageSearch.of(base, populations), wanted);
  }

  private int live() throws IOException {
    LiveSystem system = LiveSystem.read(input.target().open(session));
    if (dmesg.isPresent() && name.isEmpty()) {
      return system.hasTree()
          ? new NodeMessages(session, input.target(), dmesg.get())
              .write(MessageSearch.of(system), Optional.empty())
          : MissingInput.tree(session);
    }
    Explanation explanation = system.explain(name);
    if (explanation instanceof Found found) {
      if (dmesg.isPresent()) {
        Set<NodePath> nodes =
            found.chains().stream()
                .flatMap(chain -> chain.node().stream())
                .map(NodeChain::node)
                .collect(Collectors.toSet());
        return new NodeMessages(session, input.target(), dmesg.get())
            .write(MessageSearch.of(system), Optional.of(nodes));
      }
      show(ExplainReport.live(found), () -> Figures.live(found));
      return ExitStatus.DONE.code();
    }
    if (explanation instanceof Ambiguous several) {
      return ambiguous(several.candidates());
    }
    String message = "no node, device, driver, file or line of this system is named " + name;
    if (!system.hasTree()) {
      message += "\n  note: this system has no devicetree; use --tree FILE for a prediction";
    }
    return notFound(message, explanation instanceof NotFound none ? none.near() : List.of());
  }

  /** Shows a report in the requested format. */
  private void show(ExplainReport report, Supplier<Figure> figure) throws IOException {
    page.write(session.output(), ExplainPage.of(name, report, figure.get()));
    if (!page.isStandard()) {
      session.output().write(ExplainReport.VIEW, report, input.target().format());
    }
  }

  private int notFound(String message, List<String> near) throws IOException {
    scripts(ExplainReport.nothing(name, List.of(), near));
    return session.fail(
        ExitStatus.NOT_FOUND, message, NodeMatches.ofFile(name).or(() -> Phrases.meant(near)));
  }

  /** Writes a report without chains only for scripts. For people, the error message is enough. */
  private void scripts(ExplainReport report) throws IOException {
    if (input.target().format() != Format.TABLE) {
      session.output().write(ExplainReport.VIEW, report, input.target().format());
    }
  }

  private int ambiguous(List<Candidate> candidates) throws IOException {
    scripts(ExplainReport.nothing(name, candidates, List.of()));
    return session.fail(ExitStatus.NOT_FOUND, NodeMatches.ambiguous(name, candidates));
  }
}
