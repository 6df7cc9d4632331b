// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.tree;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.argument.Command;
import org.dtbind.cli.option.InputOption;
import org.dtbind.cli.session.Phrases;
import org.dtbind.cli.session.Session;
import org.dtbind.device.DeviceResolver;
import org.dtbind.device.DeviceSnapshot;
import org.dtbind.device.LiveTree;
import org.dtbind.diag.Nearest;
import org.dtbind.dts.print.DtsPrinter;
import org.dtbind.kernel.Sysfs;
import org.dtbind.linux.chain.NodeMatch;
import org.dtbind.linux.chain.NodeMatch.Words;
import org.dtbind.linux.chain.NodeWord;
import org.dtbind.overlay.rpi.ReadableOverrides;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.source.Shown;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;
import org.dtbind.view.Format;

/** The command {@code dtbind show}, which shows a node and the places in source that wrote it. */
public final class ShowCommand implements Command {

  private final Session session;
  private final InputOption input =
      InputOption.plain(
          "The devicetree: a source file, a blob, or a directory such as /proc/device-tree. Default: "
              + "the devicetree of this system.");
  private boolean origins;
  private Optional<Integer> depth = Optional.empty();
  private boolean symbols;
  private String wanted = "/";

  public ShowCommand(Session session) {
    this.session = session;
  }

  @Override
  public List<String> description() {
    return List.of(
        "Show a devicetree node, and everything in it, as source. With --origins, show where the "
            + "source sets each property, and which earlier values were overridden.");
  }

  @Override
  public void declare(Arguments arguments) {
    arguments.add(input);
    arguments
        .option("--origins")
        .description(
            "For each property, show all places where the source sets it, beginning with the one "
                + "that takes effect.")
        .flag(value -> origins = value);
    arguments
        .option("--depth")
        .label("N")
        .description("Show only N levels of nodes below NODE. Default: all levels.")
        .value(Integer.class, value -> depth = Optional.of(value));
    arguments
        .option("-@", "--symbols")
        .description("Also show /__symbols__, as 'compile -@' would write it.")
        .flag(value -> symbols = value);
    arguments.add(input.source());
    arguments.add(input.target());
    arguments
        .parameter("NODE")
        .index("0")
        .arity("0..1")
        .description(
            "Path, label (LABEL or &LABEL), alias or name of a node; name of a Linux device; or "
                + "path of a directory in /sys. Default: the root node.")
        .value(String.class, value -> wanted = value);
  }

  @Override
  public Optional<String> problem() {
    if (depth.isPresent() && depth.get() < 0) {
      return Optional.of("--depth must be at least 0");
    }
    if (symbols && input.tree().isEmpty()) {
      return Optional.of("-@ is only for sources: omit it, or add --tree");
    }
    return Optional.empty();
  }

  @Override
  public Integer call() throws IOException {
    Optional<Path> tree = input.tree();
    if (tree.isPresent()) {
      Optional<DeviceTree> read =
          session.diagnostics().shown(input.source().read(session.inputs(), tree.get(), symbols));
      if (read.isEmpty()) {
        return ExitStatus.INPUT.code();
      }
      DeviceTree all = ReadableOverrides.of(read.get());
      return show(all, NodeMatch.find(all, wanted, Words.NODES));
    }
    Sysfs sysfs = input.target().open(session).sysfs();
    LiveTree live = LiveTree.of(sysfs);
    if (!live.isPresent()) {
      Optional<String> file = NodeMatches.ofFile(wanted);
      return file.isPresent()
          ? session.fail(ExitStatus.USAGE, file.get())
          : MissingInput.tree(session);
    }
    DeviceTree all = ReadableOverrides.of(live.whole());
    return show(all, new DeviceResolver(DeviceSnapshot.read(sysfs), live).nodes(wanted, all));
  }

  private int show(DeviceTree all, List<NodeMatch> matches) throws IOException {
    if (matches.size() > 1) {
      return session.fail(
          ExitStatus.NOT_FOUND, NodeMatches.ambiguous(wanted, NodeMatches.candidates(matches)));
    }
    if (matches.isEmpty()) {
      return notFound(all);
    }
    NodePath path = matches.get(0).node();
    DtNode node = all.node(path).orElseThrow();
    Format format = input.target().format();
    if (origins || format != Format.TABLE) {
      NodeOrigins report = new NodeOrigins(all, depth.orElse(Integer.MAX_VALUE));
      if (format == Format.TABLE) {
        session.output().stream().write(report.text(path, node).getBytes(StandardCharsets.UTF_8));
      } else {
        session.output().write(NodeOrigins.VIEW, report.nodes(path, node), format);
      }
    } else {
      String text = DtsPrinter.node(all, node, depth.orElse(Integer.MAX_VALUE));
      String shown = Shown.escapedLines(FileName.text(Bytes.latin1(text)));
      session.output().stream().write(shown.getBytes(StandardCharsets.UTF_8));
    }
    return ExitStatus.DONE.code();
  }

  private int notFound(DeviceTree all) {
    Optional<NodePath> path = NodeWord.of(wanted).node();
    Optional<NodePath> missing = path.flatMap(all::firstMissing);
    List<String> near =
        missing.isPresent()
            ? Nearest.to(
                missing.get().text(),
                all.childPaths(missing.get().parent()).stream().map(NodePath::text).toList())
            : Nearest.to(wanted, NodeMatch.words(all, Words.NODES));
    return session.fail(
        ExitStatus.NOT_FOUND,
        "no node of this tree " + (path.isPresent() ? "has the path " : "is named ") + wanted,
        NodeMatches.ofFile(wanted).or(() -> Phrases.meant(near)));
  }
}
