// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.tree;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.option.TargetOptions;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.Session;
import org.dtbind.explain.MessageSearch;
import org.dtbind.explain.MessageSearch.Message;
import org.dtbind.tree.NodePath;
import org.dtbind.view.View;

/** Shows kernel messages, ordered by the nodes that they mention. */
public record NodeMessages(Session session, TargetOptions target, Path file) {

  /** A kernel message and one of the nodes that it mentions. */
  public record Row(NodePath node, Message message) {}

  public static final View<List<Row>> VIEW =
      View.<List<Row>>document(
              "explain-dmesg",
              "`explain --dmesg`: kernel messages, and the nodes that they are about")
          .list(
              "messages",
              "messages, grouped by node; a message that is about several nodes has one entry for"
                  + " each of them",
              View.<Row>part()
                  .text("node", "path of the node", Row::node)
                  .column("NODE")
                  .number(
                      "line",
                      "number of the line in the file, counted from 1",
                      row -> row.message().line())
                  .column("LINE")
                  .textOrNull(
                      "time",
                      "time of the message, as in the file; null if the file contains no time",
                      row -> row.message().time())
                  .column("TIME")
                  .text(
                      "text", "text of the message, without the time", row -> row.message().text())
                  .column("MESSAGE"),
              rows -> rows);

  /** Writes the messages about given nodes, or about all nodes; returns the exit code. */
  int write(MessageSearch search, Optional<Set<NodePath>> wanted) throws IOException {
    Map<NodePath, List<Row>> byNode = new LinkedHashMap<>();
    for (Message message : search.messages(session.inputs().read(file).utf8())) {
      for (NodePath node : message.nodes()) {
        if (wanted.isEmpty() || wanted.get().contains(node)) {
          byNode.computeIfAbsent(node, any -> new ArrayList<>()).add(new Row(node, message));
        }
      }
    }
    List<Row> rows = byNode.values().stream().flatMap(List::stream).toList();
    if (rows.isEmpty()) {
      String subject = wanted.isPresent() ? "the specified name" : "a node or device";
      return session.fail(
          ExitStatus.NOT_FOUND,
          "no message in %s is about %s".formatted(InputFiles.name(file), subject));
    }
    session.output().write(VIEW, rows, target.format());
    return ExitStatus.DONE.code();
  }
}
