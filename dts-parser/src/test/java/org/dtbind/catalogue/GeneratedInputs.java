// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.check.Check;
import org.dtbind.check.CheckLevels;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.Compiler;
import org.dtbind.compile.DiskFiles;
import org.dtbind.compile.ProjectHeaders;
import org.dtbind.compile.TrustedUsers;
import org.dtbind.diag.Code;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.ReadingCode;
import org.dtbind.dtb.DtbCode;
import org.dtbind.dtb.DtbReader;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.dts.SyntaxCode;
import org.dtbind.dts.preprocess.Limits;
import org.dtbind.dts.preprocess.PreprocessCode;
import org.dtbind.dts.preprocess.Preprocessor;
import org.dtbind.dts.scan.FileSearch;
import org.dtbind.dts.scan.SourceCache;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.tree.BuildOptions;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.build.TreeCode;
import org.dtbind.tree.fs.DeviceTreeDirectory;
import org.dtbind.tree.fs.DirectoryCode;
import org.dtbind.tree.fs.DirectoryLimits;

/**
 * Generated inputs for codes that need a blob, a directory, or more lines than the catalogue should
 * show, each with and without the mistake.
 *
 * @param directory for temporary files
 */
record GeneratedInputs(Path directory) {

  /** Generates an input and reads it. */
  @FunctionalInterface
  interface Input {
    Diagnosed<?> read(boolean withMistake) throws IOException;
  }

  Map<Code, Input> inputs() {
    return Map.ofEntries(
        Map.entry(Check.OMIT_UNUSED_NODES, GeneratedInputs::unusedNode),
        Map.entry(Check.ALWAYS_FAIL, GeneratedInputs::alwaysFailing),
        Map.entry(PreprocessCode.FILE_NOT_READABLE, this::unreadableHeader),
        Map.entry(
            ReadingCode.TOO_MANY_PROBLEMS,
            bad -> compile("/dts-v1/; / { " + "a=;".repeat(bad ? 10_001 : 0) + " };")),
        Map.entry(PreprocessCode.HEADERS_FOUND, this::headersAbove),
        Map.entry(PreprocessCode.INCLUDE_TOO_OFTEN, bad -> limited(bad, 200, 2, 1 << 20)),
        Map.entry(PreprocessCode.TEXT_TOO_LARGE, bad -> limited(bad, 200, 100, 40)),
        Map.entry(PreprocessCode.EXPANSION_TOO_LARGE, bad -> compile(doubling(bad ? 40 : 4))),
        Map.entry(SyntaxCode.NESTING_TOO_DEEP, bad -> compile(nested("", bad ? 257 : 256))),
        Map.entry(TreeCode.NODES_TOO_DEEP, bad -> compile(nested("/plugin/; ", bad ? 256 : 255))),
        Map.entry(DtbCode.BAD_MAGIC, bad -> blob(bad, 0, 0)),
        Map.entry(DtbCode.BAD_VERSION, bad -> blob(bad, 24, 99)),
        Map.entry(DtbCode.TRUNCATED, bad -> blob(bad, 4, 0x100000)),
        Map.entry(DtbCode.BAD_OFFSET, bad -> blob(bad, 8, -8)),
        Map.entry(DtbCode.BAD_STRUCTURE, bad -> blob(bad, 56, 7)),
        Map.entry(DtbCode.BLOB_TOO_DEEP, bad -> deepBlob(bad ? 258 : 257)),
        Map.entry(DirectoryCode.FS_NOT_A_FOLDER, this::missingDirectory),
        Map.entry(DirectoryCode.FS_UNREADABLE, this::unreadableDirectory),
        Map.entry(DirectoryCode.FS_NOT_A_PROPERTY, this::directoryWithLink),
        Map.entry(
            DirectoryCode.FS_LIMIT,
            bad -> DeviceTreeDirectory.read(tree(), new DirectoryLimits(bad ? 0 : 1, 9, 99, 99))));
  }

  /** Enables omit_unused_nodes, and reports a missing label as a warning instead of an error. */
  private static Diagnosed<?> unusedNode(boolean bad) {
    CheckLevels levels =
        CheckLevels.DEFAULT
            .with(true, "no-phandle_references")
            .flatMap(l -> l.with(false, "omit_unused_nodes"))
            .orElseThrow();
    return compile("/dts-v1/; / { a = <&" + (bad ? "b" : "a") + ">; a: a { }; };", levels);
  }

  private static Diagnosed<?> alwaysFailing(boolean bad) {
    CheckLevels levels = CheckLevels.DEFAULT;
    return compile(
        "/dts-v1/; / { };", bad ? levels.with(false, "always_fail").orElseThrow() : levels);
  }

  private static Diagnosed<?> compile(String source) {
    return compile(source, CheckLevels.DEFAULT);
  }

  private static Diagnosed<?> compile(String source, CheckLevels levels) {
    CompileOptions options =
        new CompileOptions(List.of(), List.of(), true, BuildOptions.SYMBOLS, levels);
    return new Compiler(options, name -> Optional.of(Bytes.latin1(source))).compile("x.dts");
  }

  private Diagnosed<?> headersAbove(boolean bad) throws IOException {
    Path header = directory.resolve("include/dt-bindings/x.h");
    Files.createDirectories(header.getParent());
    Files.writeString(header, "");
    Path source = directory.resolve("x.dts");
    Files.writeString(source, "#include <dt-bindings/x.h>\n/dts-v1/;\n/ { };\n");
    int user = (Integer) Files.getAttribute(source, "unix:uid");
    ProjectHeaders headers = new ProjectHeaders(new TrustedUsers(Set.of(user)));
    List<String> named = bad ? List.of() : List.of(directory.resolve("include").toString());
    List<String> directories = new ArrayList<>(named);
    directories.addAll(headers.above(source.toString(), named));
    CompileOptions options = new CompileOptions(directories, List.of(), true, true);
    List<Diagnostic> diagnostics = new ArrayList<>();
    Diagnosed<?> read =
        new Compiler(options, new DiskFiles(used -> {}, headers)).compile(source.toString());
    diagnostics.addAll(read.diagnostics());
    diagnostics.addAll(headers.notes());
    return Diagnosed.failed(diagnostics);
  }

  private Diagnosed<?> unreadableHeader(boolean bad) {
    CompileOptions options = new CompileOptions(List.of(""), List.of(), true, true);
    return new Compiler(
            options,
            name -> {
              if (name.equals("a.h") && bad) {
                throw new IOException("Input/output error");
              }
              String source = "#include <a.h>\n/dts-v1/;\n/ { };\n";
              return Optional.of(name.equals("a.h") ? Bytes.empty() : Bytes.latin1(source));
            })
        .compile("x.dts");
  }

  /** Reads a source with four includes, with the given limits or with the default limits. */
  private static Diagnosed<?> limited(boolean bad, int depth, int readings, int bytes) {
    String source = "#include <a.h>\n".repeat(4) + "/dts-v1/;\n/ { };\n";
    SourceCache cache =
        new SourceCache(
            name ->
                Optional.of(
                    Bytes.latin1(name.equals("x.dts") ? source : "/* */ // a header\nx\n")));
    Limits limits = bad ? new Limits(depth, readings, 1 << 20, bytes / 4, 100) : Limits.DEFAULT;
    return new Preprocessor(new FileSearch(cache, List.of(""), true), limits)
        .preprocess("x.dts", List.of());
  }

  private static String doubling(int times) {
    StringBuilder text = new StringBuilder("#define M0 1\n");
    for (int i = 0; i < times; i++) {
      text.append("#define M%d M%d M%d\n".formatted(i + 1, i, i));
    }
    return text + "/dts-v1/;\n/ { a = <M" + times + ">; };\n";
  }

  private static String nested(String header, int levels) {
    StringBuilder text = new StringBuilder("/dts-v1/; " + header + "/ { ");
    for (int i = 0; i < levels; i++) {
      text.append("l%d: a { p = <&l%d>; ".formatted(i, i));
    }
    return text + "};".repeat(levels + 1) + "\n";
  }

  private static Diagnosed<?> read(byte[] blob) {
    return DtbReader.read(new SourceFile("x.dtb", Bytes.wrap(blob)));
  }

  /** Reads a blob, after it overwrote one header field if {@code bad} is set. */
  private static Diagnosed<?> blob(boolean bad, int field, int value) {
    CompileOptions options = new CompileOptions(List.of(), List.of(), true, true);
    byte[] blob =
        new Compiler(options, name -> Optional.of(Bytes.latin1("/dts-v1/; / { a = <1>; };")))
            .compile("x.dts")
            .value()
            .map(tree -> DtbWriter.write(tree).toArray())
            .orElseThrow();
    if (bad) {
      set(blob, field, value);
    }
    return read(blob);
  }

  /** Reads a blob of nested nodes. The root counts as a level. */
  private static Diagnosed<?> deepBlob(int levels) {
    byte[] blob = new byte[56 + levels * 12 + 4];
    int[] header = {0xd00dfeed, blob.length, 56, blob.length, 40, 17, 16, 0, 0, levels * 12 + 4};
    for (int i = 0; i < header.length; i++) {
      set(blob, i * 4, header[i]);
    }
    for (int i = 0; i < levels; i++) {
      set(blob, 56 + i * 8, 1);
      blob[60 + i * 8] = (byte) (i == 0 ? 0 : 'n');
      set(blob, 56 + levels * 8 + i * 4, 2);
    }
    set(blob, 56 + levels * 12, 9);
    return read(blob);
  }

  private static void set(byte[] blob, int at, int value) {
    for (int i = 0; i < 4; i++) {
      blob[at + i] = (byte) (value >> (24 - 8 * i));
    }
  }

  /** Creates a directory that contains one node. */
  private Path tree() throws IOException {
    Files.createDirectories(directory.resolve("tree/node"));
    return directory.resolve("tree");
  }

  private Diagnosed<?> missingDirectory(boolean bad) throws IOException {
    return DeviceTreeDirectory.read(bad ? tree().resolve("none") : tree());
  }

  /** Reads {@code /proc/self}: some files there cannot be read even by root. */
  private Diagnosed<?> unreadableDirectory(boolean bad) throws IOException {
    return DeviceTreeDirectory.read(
        bad ? Path.of("/proc/self") : tree(),
        new DirectoryLimits(NodePath.MAX_DEPTH, 100_000, 1 << 20, 1 << 28));
  }

  private Diagnosed<?> directoryWithLink(boolean bad) throws IOException {
    if (bad) {
      Files.createSymbolicLink(tree().resolve("link"), directory);
    }
    return DeviceTreeDirectory.read(tree());
  }
}
