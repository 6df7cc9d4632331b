// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.source;

/**
 * The limits for input, which is untrusted. All numbers are defined here; each is far above the
 * needs of any known input.
 */
public enum Limit {
  /** The limit of cpp. */
  INCLUDE_DEPTH(200, "levels of nested includes", "include_too_deep"),
  /** The largest source of the kernel has a few hundred. */
  INCLUDES(200_000, "includes in one source", "include_too_often"),
  /** A file counts each time it is included. */
  INCLUDED_BYTES(256L << 20, "bytes in the files that one source includes", "include_too_often"),
  /** The largest source of the kernel leads to 1 MB. */
  TEXT_BYTES(64L << 20, "bytes of preprocessed text", "text_too_large"),
  /** No source of the kernel has more than 300 KiB. */
  FORMATTED_BYTES(2L << 20, "bytes in a source that `fmt` formats", "text_too_large"),
  /** 16 bytes that {@code #}, {@code ##} or {@code __FILE__} produces count as one token. */
  EXPANSION_TOKENS(8_000_000, "tokens produced by all macros in one source", "expansion_too_large"),
  /** Counts calls of macros in the arguments of other calls. */
  ARGUMENT_DEPTH(
      500, "levels of macro calls in the arguments of other macro calls", "expansion_too_large"),
  /** Counts parentheses, unary operators and conditional operators. */
  CONDITION_DEPTH(200, "levels of nesting in the condition of an `#if`", "bad_condition"),
  /**
   * Applies to sources, blobs and directories. Linux accepts 64 levels. Code may recurse this deep.
   */
  NODE_DEPTH(256, "levels of nodes below the root", "nesting_too_deep"),
  /**
   * Applies to sources and blobs: each node of a tree and each problem may need a copy of a path.
   */
  PATH_BYTES(4_096, "bytes in the path of a node, and in a name in a source", "nesting_too_deep"),
  /** Values in {@code __symbols__} and {@code __fixups__} contain paths too. */
  ADDED_PATHS(
      64L << 20, "bytes in the paths that dtbind adds to the values of a tree", "nodes_too_deep"),
  /** Counted separately from the levels of nodes. */
  EXPRESSION_DEPTH(
      100, "levels of nested parentheses and conditional operators in a cell", "nesting_too_deep"),
  /** Applies to a source, a header or the file of an {@code /incbin/}. */
  FILE_BYTES(256L << 20, "bytes in one file", "file_not_readable"),
  /** A blob is smaller than 2 GiB. */
  BINARY_BYTES(512L << 20, "bytes that all `/incbin/` directives in one source read", "incbin"),
  /** No source of the kernel has more than a few hundred. */
  PROBLEMS(10_000, "problems shown for one pass or check", "too_many_problems"),
  /** A blob ends the list with an empty entry instead of storing its length. */
  RESERVATIONS(65_536, "memory reservations in a blob", "bad_structure"),
  /** In a blob, many properties can share one name, or ends of it, in few bytes. */
  NAME_BYTES(4_096, "bytes in the name of a node or property in a blob", "bad_structure"),
  /**
   * Counts the name of each node, and each different offset of a property's name in the strings
   * block.
   */
  BLOB_NAME_BYTES(16L << 20, "bytes in all names in a blob", "bad_structure"),
  /** Counts nodes and properties together. */
  DIRECTORY_ENTRIES(
      500_000, "files and directories in a directory that contains a devicetree", "fs_limit"),
  /** Applies to the file of one property. */
  DIRECTORY_VALUE_BYTES(
      16L << 20, "bytes in one property in a directory that contains a devicetree", "fs_limit"),
  /** Applies to the files of all properties together. */
  DIRECTORY_BYTES(
      64L << 20, "bytes in all properties in a directory that contains a devicetree", "fs_limit"),
  /** The largest overlay for the Raspberry Pi has a few hundred. */
  OVERLAY_MERGED(
      1_000_000,
      "nodes and properties that fragments add to other fragments of the same overlay",
      "merged_too_much"),
  /** Applies to one parameter, or to one table in it. The largest has a few hundred. */
  OVERRIDE_TARGETS(
      10_000, "targets of a parameter, or entries in one of its tables", "override_too_large"),
  /** Applies to one tree. The largest has a few thousand. */
  OVERRIDE_ALL_TARGETS(100_000, "targets of all parameters of a tree", "override_too_large"),
  /** A value counts each time it is set, together with the bytes that are searched for it. */
  OVERRIDE_WORK(64L << 20, "bytes that all parameters set in total", "override_too_large"),
  /** The limit of dtmerge. */
  OVERRIDE_TEXT(255, "bytes in a parameter's value", "override_too_large"),
  /** Existing parameters extend properties of about ten bytes. */
  OVERRIDE_OFFSET(
      65_535, "bytes in a property before the value that a parameter sets", "override_too_large"),
  /** The firmware reads a few kilobytes of a file. */
  CONFIG_SETTINGS(1_000, "overlays and parameters in a config.txt", "config_too_large"),
  /** Boards have one or two. */
  CONFIG_INCLUDES(100, "files that a config.txt includes", "config_include"),
  /** Counts files that include each other. */
  CONFIG_INCLUDE_DEPTH(8, "levels of nested includes in a config.txt", "config_include"),
  /** A declaration of all devices of a board has a few kilobytes. */
  YAML_BYTES(1L << 20, "bytes in a bindings.yaml", "yaml_too_large"),
  /** Declarations have four levels. */
  YAML_DEPTH(32, "levels of nesting in a bindings.yaml", "yaml_too_deep"),
  /** PATH_MAX of Linux is 4,096. The match of a pattern may recurse this deep. */
  YAML_TEXT(1_024, "characters in a name or path in a bindings.yaml", "bad_value"),
  /** The sources of Linux 7 have 1,700 MiB. */
  ARCHIVE_MEBIBYTES(8_192, "MiB in an unpacked archive of binding documents", "file_not_readable"),
  /** The sources of Linux 7 have 101,000. */
  ARCHIVE_FILES(
      200_000, "files and directories in an archive of binding documents", "file_not_readable"),
  /** The documents of the kernel have 12 MB. */
  ARCHIVE_KEPT_BYTES(256L << 20, "bytes of binding documents in an archive", "file_not_readable"),
  /**
   * A document of the kernel has up to 60,000 bytes. The output of dt-mk-schema for all of them has
   * 60 MB.
   */
  BINDING_BYTES(
      256L << 20,
      "bytes in a binding document, or in the output of dt-mk-schema",
      "binding_ignored"),
  /** The documents of the kernel have about 20 levels. */
  BINDING_DEPTH(100, "levels of nesting in a binding document", "binding_ignored"),
  /** The output of dt-mk-schema for all documents of the kernel has several million. */
  BINDING_PARTS(
      20_000_000,
      "keys and values in a binding document, or in the output of dt-mk-schema",
      "binding_ignored"),
  /** No document of the kernel contains an alias. */
  BINDING_ALIASED(100_000, "values that aliases in a binding document repeat", "binding_ignored"),
  /**
   * Counts the steps between two characters that a search examines: combinations of parts that
   * match an empty text. Those in the kernel have some hundred.
   */
  BINDING_REPEATS(
      1_000_000,
      "steps that a regular expression can take between two characters",
      "binding_ignored"),
  /** Each examined character counts as the steps that can follow it. The kernel needs 30,000. */
  BINDING_SEARCH(
      2_000_000, "steps to match one text against a regular expression", "binding_unfinished"),
  /** The deepest schemas of the kernel, including references, have about 40 levels. */
  BINDING_NESTED(400, "levels of nested schemas, including references", "binding_unfinished"),
  /** The nodes of the kernel's boards need at most a few hundred thousand. */
  BINDING_STEPS(50_000_000, "schemas tried for one node and one document", "binding_unfinished"),
  /** A large board of the kernel needs 40,000,000. */
  BINDING_WORK(
      1_000_000_000,
      "schemas, names, values and steps of regular expressions tried for one tree",
      "binding_unfinished");

  private final long most;
  private final String what;
  private final String code;

  Limit(long most, String what, String code) {
    this.most = most;
    this.what = what;
    this.code = code;
  }

  /** {@return the greatest permitted number} */
  public int most() {
    return Math.toIntExact(most);
  }

  /** {@return a description of the counted things, in the plural} */
  public String what() {
    return what;
  }

  /** {@return the code of the diagnostic for input that exceeds the limit} */
  public String code() {
    return code;
  }
}
