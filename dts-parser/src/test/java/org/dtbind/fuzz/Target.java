// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.check.Check;
import org.dtbind.check.CheckLevels;
import org.dtbind.check.TreeCheck;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.DiagnosticText;
import org.dtbind.dtb.DtbReader;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.dts.DtsReader;
import org.dtbind.dts.preprocess.Limits;
import org.dtbind.dts.preprocess.PreprocessedText;
import org.dtbind.dts.preprocess.Preprocessor;
import org.dtbind.dts.print.DtsPrinter;
import org.dtbind.dts.scan.FileSearch;
import org.dtbind.dts.scan.SourceCache;
import org.dtbind.dts.syntax.DtsFile;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.source.Span;
import org.dtbind.tree.BuildOptions;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.build.TreeBuilder;

/** The parts of dtbind that are fuzzed, and the checks for each input. */
enum Target {
  /** The preprocessor: the cache does not change the text, and every byte has a position. */
  PREPROCESSOR {
    @Override
    boolean check(Decisions choices) {
      return preprocess(SourceInput.make(choices).files());
    }
  },
  /** The compiler: builds a tree or reports an error that can be printed. */
  SOURCE {
    @Override
    boolean check(Decisions choices) {
      return compile(SourceInput.make(choices).files(), choices.oneIn(2)).isPresent();
    }
  },
  /** The blob reader: returns a tree that survives writing and reading, or an error. */
  BLOB {
    @Override
    boolean check(Decisions choices) {
      return readBlob(BlobInput.make(choices));
    }
  },
  /** The printer: the printed source compiles to the same blob. */
  PRINTER {
    @Override
    boolean check(Decisions choices) {
      if (choices.oneIn(4)) {
        Diagnosed<DeviceTree> tree = read(BlobInput.make(choices));
        roundTrip(tree);
        return tree.value().isPresent();
      }
      boolean symbols = choices.oneIn(2);
      Optional<Diagnosed<DeviceTree>> tree = compile(SourceInput.make(choices).files(), symbols);
      tree.ifPresent(Target::roundTrip);
      return tree.isPresent();
    }
  };

  private static final String SOURCE_NAME = "x.dts";

  private static final CheckLevels EVERY_CHECK = everyCheck();

  private static CheckLevels everyCheck() {
    CheckLevels levels = CheckLevels.DEFAULT;
    for (Check check : Check.values()) {
      levels = levels.with(false, check.id()).orElseThrow();
    }
    return levels;
  }

  /**
   * Makes an input and checks it.
   *
   * @return whether a tree was built
   */
  abstract boolean check(Decisions choices);

  static boolean preprocess(Map<String, Bytes> files) {
    FileSearch search = search(files);
    Preprocessor preprocessor = new Preprocessor(search, Limits.DEFAULT);
    Diagnosed<PreprocessedText> first = preprocessor.preprocess(SOURCE_NAME, List.of());
    Diagnosed<PreprocessedText> second = preprocessor.preprocess(SOURCE_NAME, List.of());
    PreprocessedText text = first.value().orElseThrow();
    assertThat(second.value().orElseThrow().text()).isEqualTo(text.text());
    assertPrintable(first);
    int step = 1 + text.text().length() / 64;
    for (int i = 0; i < text.text().length(); i += step) {
      assertThat(text.origins().of(new Span(i, i + 1)).place()).isNotEmpty();
    }
    return !first.hasErrors() && DtsReader.read(text, search).value().isPresent();
  }

  /** Returns the result of the tree builder, or empty if an earlier step failed. */
  static Optional<Diagnosed<DeviceTree>> compile(Map<String, Bytes> files, boolean symbols) {
    FileSearch search = search(files);
    Diagnosed<PreprocessedText> text =
        new Preprocessor(search, Limits.DEFAULT).preprocess(SOURCE_NAME, List.of());
    assertPrintable(text);
    if (text.hasErrors()) {
      return Optional.empty();
    }
    Diagnosed<DtsFile> file = text.then(t -> DtsReader.read(t, search));
    assertPrintable(file);
    if (file.value().isEmpty()) {
      return Optional.empty();
    }
    BuildOptions options = symbols ? BuildOptions.SYMBOLS : BuildOptions.NONE;
    Diagnosed<DeviceTree> tree =
        TreeCheck.run(file.then(f -> TreeBuilder.build(f, options)), EVERY_CHECK);
    assertPrintable(tree);
    if (!tree.hasErrors() && Printable.hasNoEmptyReservation(tree.value().orElseThrow())) {
      Bytes blob = DtbWriter.write(tree.value().orElseThrow());
      assertThat(DtbWriter.write(read(blob).value().orElseThrow())).isEqualTo(blob);
    }
    return Optional.of(tree.hasErrors() ? Diagnosed.failed(tree.diagnostics()) : tree);
  }

  static Diagnosed<DeviceTree> read(Bytes blob) {
    return DtbReader.read(new SourceFile("x.dtb", blob));
  }

  static boolean readBlob(Bytes input) {
    Diagnosed<DeviceTree> tree = read(input);
    assertPrintable(tree);
    assertThat(tree.value().isPresent()).isNotEqualTo(tree.hasErrors());
    if (tree.value().isEmpty()) {
      return false;
    }
    Bytes blob = DtbWriter.write(tree.value().get());
    DeviceTree again = read(blob).value().orElseThrow();
    assertThat(DtbWriter.write(again)).isEqualTo(blob);
    tree.value().get().forEach((path, node) -> node.compatible());
    return true;
  }

  static void roundTrip(Diagnosed<DeviceTree> diagnosed) {
    if (diagnosed.value().isEmpty() || diagnosed.hasErrors()) {
      return;
    }
    DeviceTree tree = diagnosed.value().get();
    String printed = DtsPrinter.print(tree);
    if (TreeCheck.run(Diagnosed.of(tree, List.of()), CheckLevels.DEFAULT).hasErrors()
        || !Printable.is(tree)
        || !Printable.hasNoEmptyReservation(tree)) {
      return; // A blob may hold names that a source cannot express.
    }
    Diagnosed<DeviceTree> again =
        compile(Map.of(SOURCE_NAME, Bytes.latin1(printed)), false)
            .orElseThrow(() -> new AssertionError("cannot be read:\n" + printed));
    DeviceTree read =
        again
            .value()
            .orElseThrow(
                () ->
                    new AssertionError(
                        DiagnosticText.snippet(again.diagnostics().get(0)) + printed));
    assertThat(DtbWriter.write(Printable.comparable(read)))
        .as(printed)
        .isEqualTo(DtbWriter.write(Printable.comparable(tree)));
  }

  private static void assertPrintable(Diagnosed<?> diagnosed) {
    if (diagnosed.value().isEmpty()) {
      assertThat(diagnosed.hasErrors()).isTrue();
    }
    diagnosed.diagnostics().stream()
        .limit(20)
        .forEach(
            d -> {
              assertThat(DiagnosticText.snippet(d)).isNotBlank();
              assertThat(d.message().text()).isNotBlank().doesNotContain("\n");
            });
  }

  private static FileSearch search(Map<String, Bytes> files) {
    return new FileSearch(
        new SourceCache(name -> Optional.ofNullable(files.get(name))), List.of(""), true);
  }
}
