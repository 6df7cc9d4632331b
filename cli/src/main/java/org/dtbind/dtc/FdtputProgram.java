// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.dtbind.cli.session.Streams;
import org.dtbind.dtb.edit.FdtError;
import org.dtbind.dtb.edit.FdtFailure;
import org.dtbind.dtb.edit.FlatEditor;
import org.dtbind.dtb.edit.FlatTree;
import org.dtbind.dtc.Getopt.Option;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;

/**
 * The program {@code fdtput}, which sets properties of a blob, and adds and removes nodes (dtc's
 * fdtput.c).
 */
final class FdtputProgram extends FdtProgram {

  private static final String SYNOPSIS =
      """
      fdtput [OPTION]... BLOB NODE PROPERTY [VALUE]...
             fdtput -c [OPTION]... BLOB [NODE]...
             fdtput -r [OPTION]... BLOB [NODE]...
             fdtput -d [OPTION]... BLOB NODE [PROPERTY]...

      Set a property to all VALUEs, add nodes, or remove nodes or properties.
      """
          + TYPES.stripTrailing();

  /**
   * The bytes that a new property takes besides its name and value: token, length and name offset.
   */
  private static final int PROPERTY_SIZE = 12;

  private static final int NODE_SIZE = 8;

  private enum Change {
    SET,
    CREATE,
    REMOVE,
    DELETE
  }

  private Change change = Change.SET;
  private FdtType type = FdtType.NONE;
  private boolean wholePath;
  private boolean verbose;

  FdtputProgram(Streams streams) {
    super(
        streams,
        "fdtput",
        SYNOPSIS,
        List.of(
            new Option('c', "create", false, "Add nodes"),
            new Option('r', "remove", false, "Remove nodes with all their contents"),
            new Option('d', "delete", false, "Remove properties of a node"),
            new Option('p', "auto-path", false, "Add missing nodes of a path"),
            new Option('t', "type", true, "Type of the given values"),
            new Option('v', "verbose", false, "Print how each value was interpreted"),
            HELP,
            VERSION));
  }

  @Override
  public void take(char letter, String argument) throws Stop {
    switch (letter) {
      case 'c' -> change = Change.CREATE;
      case 'r' -> change = Change.REMOVE;
      case 'd' -> change = Change.DELETE;
      case 'p' -> wholePath = true;
      case 'v' -> verbose = true;
      case 't' -> {
        type = FdtType.of(argument).orElseThrow(() -> misused("Invalid type string"));
        if (type.letter() == 'r') {
          throw misused("Unsupported raw data type");
        }
      }
      default -> super.take(letter, argument);
    }
  }

  @Override
  int work(List<String> operands) throws Stop, IOException {
    if (operands.isEmpty()) {
      throw misused("missing filename");
    }
    String name = operands.get(0);
    List<String> given = operands.subList(1, operands.size());
    if (given.isEmpty() && (change == Change.SET || change == Change.DELETE)) {
      throw misused("missing node");
    }
    if (given.size() < 2 && change == Change.SET) {
      throw misused("missing property");
    }
    Optional<Bytes> file = read(name);
    if (file.isEmpty()) {
      return FAILED;
    }
    FlatTree tree = new FlatTree(file.get());
    FlatEditor editor = new FlatEditor(tree);
    change(tree, editor, given);
    return write(name, packed(name, tree, editor)) ? 0 : FAILED;
  }

  /**
   * Returns the blob without free space; unchanged if blobs of its version or layout cannot be
   * packed.
   */
  private Bytes packed(String name, FlatTree tree, FlatEditor editor) throws Stop {
    try {
      editor.pack();
    } catch (FdtFailure e) {
      if (e.error() != FdtError.BADVERSION && e.error() != FdtError.BADLAYOUT) {
        throw failed(name, e.error());
      }
    }
    return tree.bytes();
  }

  private void change(FlatTree tree, FlatEditor editor, List<String> given) throws Stop {
    switch (change) {
      case SET -> {
        if (wholePath) {
          createPath(tree, editor, given.get(0));
        }
        set(tree, editor, given.get(0), given.get(1), value(given.subList(2, given.size())));
      }
      case CREATE -> {
        for (String path : given) {
          if (wholePath) {
            createPath(tree, editor, path);
          } else {
            create(tree, editor, path);
          }
        }
      }
      case REMOVE -> {
        for (String path : given) {
          try {
            editor.deleteNode(tree.node(FileName.bytes(path)));
          } catch (FdtFailure e) {
            throw failed(path, e.error());
          }
        }
      }
      case DELETE -> {
        for (String property : given.subList(1, given.size())) {
          try {
            int node = tree.node(FileName.bytes(given.get(0)));
            editor.deleteProperty(node, FileName.bytes(property));
          } catch (FdtFailure e) {
            throw failed(given.get(0), e.error());
          }
        }
      }
    }
  }

  private int node(FlatTree tree, String path, String name) throws Stop {
    try {
      return tree.node(FileName.bytes(path));
    } catch (FdtFailure e) {
      throw failed(name, e.error());
    }
  }

  private static int aligned(int size) {
    return (size + 3) & -4;
  }

  /**
   * Adds free space to the blob. A failure is ignored, as in dtc's fdtput: the change that needs
   * the space fails then.
   */
  private static void grow(FlatEditor editor, int more) {
    try {
      editor.grow(more);
    } catch (FdtFailure e) {
      // The caller's change reports the failure.
    }
  }

  private void set(FlatTree tree, FlatEditor editor, String path, String property, Bytes value)
      throws Stop {
    int node = node(tree, path, path);
    Bytes name = FileName.bytes(property);
    try {
      try {
        editor.setProperty(node, name, value);
      } catch (FdtFailure e) {
        if (e.error() != FdtError.NOSPACE) {
          throw e;
        }
        OptionalInt former = tree.property(node, name);
        int more =
            former.isPresent()
                ? aligned(value.length()) - aligned(tree.value(former.getAsInt()).length())
                : PROPERTY_SIZE + name.length() + 1 + aligned(value.length());
        grow(editor, Math.max(0, more));
        editor.setProperty(node, name, value);
      }
    } catch (FdtFailure e) {
      throw failed(property, e.error());
    }
  }

  /** Adds the missing nodes of a path. */
  private void createPath(FlatTree tree, FlatEditor editor, String path) throws Stop {
    Bytes text = FileName.bytes(path);
    int at = 0;
    while (at < text.length() && text.get(at) == '/') {
      at++;
    }
    int node = 0;
    boolean more = at < text.length();
    while (more) {
      int slash = text.indexOf('/', at);
      int end = slash < 0 ? text.length() : slash;
      Bytes name = text.slice(at, end);
      try {
        OptionalInt child = tree.child(node, name);
        if (child.isPresent()) {
          node = child.getAsInt();
        } else {
          grow(editor, NODE_SIZE + aligned(text.length() - at + 1));
          node = editor.addNode(node, name);
        }
      } catch (FdtFailure e) {
        throw failed(FileName.text(name), e.error());
      }
      at = end + 1;
      more = end < text.length();
    }
  }

  /** Adds a node to an existing parent. */
  private void create(FlatTree tree, FlatEditor editor, String path) throws Stop {
    int slash = path.lastIndexOf('/');
    if (slash < 0) {
      throw failed(path, FdtError.BADPATH);
    }
    String parent = path.substring(0, slash);
    String name = path.substring(slash + 1);
    Bytes text = FileName.bytes(name);
    grow(editor, NODE_SIZE + aligned(text.length() + 1));
    int node = parent.isEmpty() ? 0 : node(tree, parent, path);
    try {
      editor.addNode(node, text);
    } catch (FdtFailure e) {
      throw failed(name, e.error());
    }
  }

  private Bytes value(List<String> words) throws Stop {
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    printVerbose("Decoding value:\n");
    int size = type.size() == 0 ? 4 : type.size();
    for (String word : words) {
      if (type.letter() == 's') {
        value.writeBytes(FileName.bytes(word).toArray());
        value.write(0);
        printVerbose("\tstring: '" + word + "'\n");
        continue;
      }
      Optional<Integer> read = type.number(word);
      if (read.isEmpty()) {
        // dtc's fdtput prints this message only with -v.
        printVerbose("Couldn't parse \"" + word + "\" as an integer\n");
        throw new Stop(FAILED);
      }
      int number = read.get();
      for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) {
        value.write(number >> shift);
      }
      String kind = size == 1 ? "byte" : size == 2 ? "short" : "int";
      printVerbose(String.format(Locale.ROOT, "\t%s: %d\n", kind, number));
    }
    printVerbose("Value size " + value.size() + "\n");
    return Bytes.wrap(value.toByteArray());
  }

  private void printVerbose(String text) {
    if (verbose) {
      printError(text);
    }
  }
}
