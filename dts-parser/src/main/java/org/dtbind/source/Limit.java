// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.source;

/**
 * The limits of input, which is not trusted. This is the only place with the numbers; each is far
 * above the needs of any known input.
 */
public enum Limit {
  /** As many as cpp follows. */
  INCLUDE_DEPTH(200, "nested includes", "include_too_deep"),
  /** The largest source of the kernel reads some hundred. */
  INCLUDES(200_000, "includes in one source", "include_too_often"),
  /** Each file counts as often as it is included. */
  INCLUDED_BYTES(256L << 20, "bytes in the files that one source includes", "include_too_often"),
  /** The largest of the kernel's becomes 1 MB. */
  TEXT_BYTES(64L << 20, "bytes of preprocessed text", "text_too_large"),
  /** Sixteen bytes that {@code #} or {@code ##} makes count as one. */
  EXPANSION_TOKENS(8_000_000, "tokens produced by all macros of one source", "expansion_too_large"),
  /** Calls of macros within arguments of calls. */
  ARGUMENT_DEPTH(500, "nested macro calls in arguments", "expansion_too_large"),
  /** Parentheses, unary and conditional operators. */
  CONDITION_DEPTH(200, "levels of nesting in the condition of an #if", "bad_condition"),
  /** In sources, blobs and folders; Linux itself follows 64. Passes may recurse this deep. */
  NODE_DEPTH(256, "levels of nodes below the root", "nesting_too_deep"),
  /** Beside those of nodes. */
  EXPRESSION_DEPTH(
      100, "levels of nested parentheses and conditional operators in a cell", "nesting_too_deep"),
  /** A source, a header or a binary. */
  FILE_BYTES(256L << 20, "bytes in one file", "file_not_readable"),
  /** A blob has less than 2 GiB. */
  BINARY_BYTES(512L << 20, "bytes that all /incbin/ directives of one source read", "incbin"),
  /** The most that is said of a source of the kernel is some hundred. */
  PROBLEMS(10_000, "problems shown for one pass or check", "too_many_problems"),
  /** Blobs end the list by an empty one. */
  RESERVATIONS(65_536, "memory reservations in a blob", "bad_structure"),
  /** Many properties may share one name, or ends of it, in few bytes of a blob. */
  NAME_BYTES(4_096, "bytes in the name of a node or property in a blob", "bad_structure"),
  /** Of nodes, and of properties as often as a name stands in the table or begins within one. */
  BLOB_NAME_BYTES(16L << 20, "bytes in all names in a blob", "bad_structure"),
  /** Nodes and properties together. */
  FOLDER_ENTRIES(500_000, "files and folders in a folder that is read as a tree", "fs_limit"),
  /** Of one file. */
  FOLDER_VALUE_BYTES(16L << 20, "bytes in one property in a folder", "fs_limit"),
  /** Of all files. */
  FOLDER_BYTES(64L << 20, "bytes in all properties in a folder", "fs_limit"),
  /** The largest for the Raspberry Pi has some hundred. */
  OVERLAY_MERGED(
      1_000_000, "nodes and properties that an overlay adds to itself", "merged_too_much"),
  /** Of one parameter, or of one table in it; the largest has some hundred. */
  OVERRIDE_TARGETS(
      10_000, "targets of a parameter, or entries in one of its tables", "override_too_large"),
  /** Of one tree; the largest has some thousand. */
  OVERRIDE_ALL_TARGETS(100_000, "targets of all parameters of a tree", "override_too_large"),
  /** Each value as often as it is set, and what is looked through for that. */
  OVERRIDE_WORK(64L << 20, "bytes that parameters set in total", "override_too_large"),
  /** As many as dtmerge has room for. */
  OVERRIDE_TEXT(255, "bytes in a parameter's value", "override_too_large"),
  /** Properties that parameters lengthen have some ten. */
  OVERRIDE_OFFSET(65_535, "bytes before the value that a parameter sets", "override_too_large"),
  /** The firmware reads some kilobytes of a file. */
  CONFIG_SETTINGS(1_000, "overlays and parameters in a config.txt", "config_too_large"),
  /** Boards have one or two. */
  CONFIG_INCLUDES(100, "files that a config.txt includes", "config_include"),
  /** Of files that include each other. */
  CONFIG_INCLUDE_DEPTH(8, "levels of nested includes in a config.txt", "config_include"),
  /** A declaration of all devices of a board has some kilobytes. */
  YAML_BYTES(1L << 20, "bytes in a bindings.yaml", "yaml_too_large"),
  /** Declarations have four. */
  YAML_DEPTH(32, "levels of nesting in a bindings.yaml", "yaml_too_deep"),
  /** PATH_MAX of Linux is 4,096; a match with a pattern may recurse this deep. */
  YAML_TEXT(1_024, "characters in a name or path in a bindings.yaml", "bad_value"),
  /** The sources of Linux 7 have 1,700. */
  ARCHIVE_MEBIBYTES(8_192, "MiB in an unpacked archive of binding documents", "file_not_readable"),
  /** Those of the kernel have 12 MB. */
  ARCHIVE_KEPT_BYTES(256L << 20, "bytes of binding documents in an archive", "file_not_readable"),
  /** A document of the kernel has up to sixty thousand bytes; processed, all of them have 60 MB. */
  BINDING_BYTES(
      256L << 20,
      "bytes in a binding document, or in the output of dt-mk-schema",
      "binding_ignored"),
  /** The kernel's have some twenty. */
  BINDING_DEPTH(100, "levels of nesting in a binding document", "binding_ignored"),
  /** Those of all the kernel's documents together, processed, are some million. */
  BINDING_PARTS(
      20_000_000,
      "keys and values in a binding document, or in the output of dt-mk-schema",
      "binding_ignored"),
  /** No document of the kernel has an alias. */
  BINDING_ALIASED(100_000, "values that aliases in a binding document repeat", "binding_ignored"),
  /** Products of the least counts in a pattern; those of the kernel's are below a hundred. */
  BINDING_REPEATS(1_000_000, "repetitions that a regular expression requires", "binding_ignored"),
  /** A pattern may look back at each character many times. */
  BINDING_SEARCH(
      200_000, "characters of a text that a regular expression examines", "binding_unfinished"),
  /** The deepest of the kernel's schemas, references included, take some forty. */
  BINDING_NESTED(400, "levels of nested schemas, including references", "binding_unfinished"),
  /** The most that a node of the kernel's boards takes is some hundred thousand. */
  BINDING_STEPS(50_000_000, "schemas tried for one node and one document", "binding_unfinished"),
  /**
   * Each is compared with all others; the longest lists of the kernel's boards have some hundred.
   */
  BINDING_UNIQUE(5_000, "entries in a list in which all entries must differ", "binding_unfinished");

  private final long most;
  private final String what;
  private final String code;

  Limit(long most, String what, String code) {
    this.most = most;
    this.what = what;
    this.code = code;
  }

  /** {@return the maximum} */
  public int most() {
    return Math.toIntExact(most);
  }

  /** {@return what is counted, in the plural} */
  public String what() {
    return what;
  }

  /** {@return the code of the problem that is reported if input exceeds the limit} */
  public String code() {
    return code;
  }
}
