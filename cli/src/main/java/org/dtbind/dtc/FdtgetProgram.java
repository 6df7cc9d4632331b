// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.dtbind.cli.session.Streams;
import org.dtbind.dtb.edit.FdtError;
import org.dtbind.dtb.edit.FdtFailure;
import org.dtbind.dtb.edit.FlatTree;
import org.dtbind.dtc.Getopt.Option;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;

/** The program {@code fdtget}, which prints values of a blob (dtc's fdtget.c). */
final class FdtgetProgram extends FdtProgram {

  private static final String SYNOPSIS =
      """
      fdtget [OPTION]... BLOB [NODE PROPERTY]...
             fdtget -p|-l [OPTION]... BLOB [NODE]...

      Print values, properties or nodes, one per line.
      """
          + TYPES.stripTrailing();

  /** The depth at which fdtget stops to list nodes. */
  private static final int MAX_LEVEL = 32;

  private static final Bytes TOO_DEEP = Bytes.latin1("Nested too deep, aborting.");
  private static final Bytes NAMELESS = Bytes.latin1("/* NULL pointer error */");

  private enum Shown {
    VALUES,
    PROPERTIES,
    NODES
  }

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private FdtType type = FdtType.NONE;
  private Shown shown = Shown.VALUES;
  private Optional<String> fallback = Optional.empty();

  FdtgetProgram(Streams streams) {
    super(
        streams,
        "fdtget",
        SYNOPSIS,
        List.of(
            new Option('t', "type", true, "Type of the printed values"),
            new Option('p', "properties", false, "Show the properties of each node"),
            new Option('l', "list", false, "Show the children of each node"),
            new Option('d', "default", true, "Text to print if the node or property is missing"),
            HELP,
            VERSION));
  }

  @Override
  public void take(char letter, String argument) throws Stop {
    switch (letter) {
      case 't' -> type = FdtType.of(argument).orElseThrow(() -> misused("invalid type string"));
      case 'p' -> shown = Shown.PROPERTIES;
      case 'l' -> shown = Shown.NODES;
      case 'd' -> fallback = Optional.of(argument);
      default -> super.take(letter, argument);
    }
  }

  @Override
  int work(List<String> operands) throws Stop, IOException {
    if (operands.isEmpty()) {
      throw misused("missing filename");
    }
    List<String> requests = operands.subList(1, operands.size());
    if (requests.isEmpty()) {
      return 0;
    }
    int step = shown == Shown.VALUES ? 2 : 1;
    if (requests.size() % step != 0) {
      throw misused("must have an even number of arguments");
    }
    Optional<Bytes> file = read(operands.get(0));
    if (file.isEmpty()) {
      return FAILED;
    }
    FlatTree tree = new FlatTree(file.get());
    try {
      for (int i = 0; i < requests.size(); i += step) {
        show(tree, requests.get(i), requests.get(i + step - 1));
      }
      return 0;
    } finally {
      print(Bytes.wrap(out.toByteArray()));
    }
  }

  private void show(FlatTree tree, String path, String property) throws Stop {
    int node;
    try {
      node = tree.node(FileName.bytes(path));
    } catch (FdtFailure e) {
      missing(path, e.error());
      return;
    }
    try {
      switch (shown) {
        case PROPERTIES -> properties(tree, node);
        case NODES -> children(tree, node);
        case VALUES -> {
          OptionalInt place = tree.property(node, FileName.bytes(property));
          if (place.isPresent()) {
            value(tree.value(place.getAsInt()));
          } else {
            missing(property, FdtError.NOTFOUND);
          }
        }
      }
    } catch (FdtFailure e) {
      if (shown == Shown.VALUES) {
        missing(property, e.error());
      } else {
        throw failed(path, e.error());
      }
    }
  }

  private void missing(String what, FdtError error) throws Stop {
    if (fallback.isEmpty()) {
      throw failed(what, error);
    }
    line(FileName.bytes(fallback.get()));
  }

  private void line(Bytes text) {
    out.writeBytes(text.toArray());
    out.write('\n');
  }

  private void properties(FlatTree tree, int node) throws FdtFailure {
    OptionalInt property = tree.firstProperty(node);
    while (property.isPresent()) {
      tree.propertyName(property.getAsInt()).ifPresent(this::line);
      property = tree.nextProperty(property.getAsInt());
    }
  }

  private void children(FlatTree tree, int node) throws FdtFailure, Stop {
    boolean[] ended = {false, false};
    int[] level = {0};
    tree.walk(
        node,
        (token, offset) -> {
          switch (token) {
            case BEGIN_NODE -> {
              if (level[0] == 1) {
                line(tree.name(offset).orElse(NAMELESS));
              }
              level[0]++;
              ended[1] = level[0] >= MAX_LEVEL;
            }
            case END_NODE -> {
              level[0]--;
              ended[0] = level[0] == 0;
            }
            default -> {
              // fdtget -l prints only nodes.
            }
          }
          return !ended[0] && !ended[1];
        });
    if (ended[1]) {
      line(TOO_DEEP);
      throw new Stop(FAILED);
    }
    if (!ended[0]) {
      throw new FdtFailure(FdtError.BADSTRUCTURE);
    }
  }

  private void value(Bytes value) throws Stop {
    if (type.letter() == 'r') {
      out.writeBytes(value.toArray());
    } else if (type.letter() == 's' || !type.given() && FdtText.isStrings(value)) {
      strings(value);
    } else {
      numbers(value);
    }
    out.write('\n');
  }

  private void strings(Bytes value) throws Stop {
    if (!value.isEmpty() && value.get(value.length() - 1) != 0) {
      printError("Unterminated string\n");
      throw new Stop(FAILED);
    }
    byte[] text = value.slice(0, Math.max(0, value.length() - 1)).toArray();
    for (byte b : text) {
      out.write(b == 0 ? ' ' : b);
    }
  }

  private void numbers(Bytes value) throws Stop {
    int size = type.size() > 0 ? type.size() : value.length() % 4 == 0 ? 4 : 1;
    if (value.length() % size != 0) {
      printError("Property length must be a multiple of selected data size\n");
      throw new Stop(FAILED);
    }
    for (int at = 0; at < value.length(); at += size) {
      String number = (at == 0 ? "" : " ") + type.text((int) value.number(at, size));
      out.writeBytes(Bytes.latin1(number).toArray());
    }
  }
}
