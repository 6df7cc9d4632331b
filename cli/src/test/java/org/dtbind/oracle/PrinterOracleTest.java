// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Compares the output of the dtc of dtbind with that of the dtc that DTBIND_DTC names, including
 * messages and exit codes, for the devicetree sources of Debian's linux-source-6.1:
 *
 * <ul>
 *   <li>blobs: {@code -I dtb -O dts} of every blob;
 *   <li>fixups: {@code -I dtb -O dts} of every 13th source, compiled with {@code -L};
 *   <li>again: every blob must be the same after decompiling and compiling;
 *   <li>dts, places, yaml, asm: {@code -O dts}, {@code -O dts -T -T}, {@code -O yaml} and {@code -O
 *       asm} of every 13th source.
 * </ul>
 */
@Tag("oracle")
@Tag("long")
@ExtendWith(GivenCorpus.class)
class PrinterOracleTest {

  private static final int STEP = 13;

  @Test
  void printedOutputMatchesDtc(Corpus corpus) throws IOException {
    Dtc dtc = Dtc.named();
    ComparisonLog comparison = ComparisonLog.begin("printer");
    Path blobs = corpus.newDirectory("blobs");
    corpus.compileAll(blobs);
    List<Path> all = corpus.sources().stream().map(source -> Corpus.blob(blobs, source)).toList();
    Both both = new Both(corpus, dtc, comparison);
    boolean good = both.print("blobs", paths(all), "-I", "dtb", "-O", "dts");
    good &= both.print("fixups", withFixups(corpus, dtc), "-I", "dtb", "-O", "dts");
    good &= recompile(corpus, comparison, all);
    List<String> sample = new ArrayList<>();
    for (String source : corpus.every(STEP)) {
      sample.add(corpus.preprocessed(source));
    }
    good &= both.print("dts", sample, "-I", "dts", "-O", "dts");
    good &= both.print("places", sample, "-I", "dts", "-O", "dts", "-T", "-T", "-@");
    good &= both.print("yaml", sample, "-I", "dts", "-O", "yaml");
    good &= both.print("asm", sample, "-I", "dts", "-O", "asm");
    comparison.passes(good);
  }

  private static List<String> paths(List<Path> files) {
    return files.stream().map(Path::toString).toList();
  }

  /** Compiles blobs with fixups for references. */
  private static List<String> withFixups(Corpus corpus, Dtc dtc) throws IOException {
    Path directory = corpus.newDirectory("fixups");
    List<String> blobs = new ArrayList<>();
    for (String source : corpus.every(STEP)) {
      Path blob = directory.resolve(blobs.size() + ".dtb");
      if (dtc.dtc("-q", "-@", "-L", "-I", "dts", "-O", "dtb", "-o", blob.toString())
              .and(corpus.preprocessed(source))
              .in(corpus.directory())
              .run()
              .status()
          == 0) {
        blobs.add(blob.toString());
      }
    }
    return blobs;
  }

  private static boolean recompile(Corpus corpus, ComparisonLog comparison, List<Path> blobs)
      throws IOException {
    Path directory = corpus.newDirectory("again");
    RunsInOneProcess decompile = new RunsInOneProcess();
    RunsInOneProcess compile = new RunsInOneProcess();
    List<Path> recompiled = new ArrayList<>();
    for (Path blob : blobs) {
      String source = directory.resolve(recompiled.size() + ".dts").toString();
      recompiled.add(directory.resolve(recompiled.size() + ".dtb"));
      decompile.add(directory.resolve("log"), "compile", "-q", "-o", source, blob.toString());
      String out = recompiled.get(recompiled.size() - 1).toString();
      compile.add(directory.resolve("log"), "compile", "-q", "--no-cpp", "-o", out, source);
    }
    decompile.run(corpus.directory());
    compile.run(corpus.directory());
    return compare(comparison, "again", paths(blobs), blobs, recompiled);
  }

  /** Compares files, and their message files if there are any. */
  private static boolean compare(
      ComparisonLog comparison,
      String what,
      List<String> inputs,
      List<Path> expected,
      List<Path> actual)
      throws IOException {
    int same = 0;
    for (int i = 0; i < expected.size(); i++) {
      Path messages = RunsInOneProcess.messages(expected.get(i));
      if (CompileOracleTest.isSame(expected.get(i), actual.get(i))
          && (!Files.exists(messages)
              || CompileOracleTest.isSame(messages, RunsInOneProcess.messages(actual.get(i))))) {
        same++;
      } else {
        comparison.say("differs: %s %s", what, inputs.get(i));
      }
    }
    comparison.say("%-8s %5d of %5d are the same", what, same, expected.size());
    return same > 0 && same == expected.size();
  }

  /** Runs both versions of dtc on files, and compares the results. */
  private record Both(Corpus corpus, Dtc dtc, ComparisonLog comparison) {

    boolean print(String what, List<String> files, String... options) throws IOException {
      Path directory = corpus.newDirectory(what);
      List<Integer> numbers = IntStream.range(0, files.size()).boxed().toList();
      List<Path> expected =
          OnAllProcessors.map(
              numbers, i -> print(directory.resolve(i + ".theirs"), files.get(i), options));
      RunsInOneProcess runs = new RunsInOneProcess();
      List<Path> actual = new ArrayList<>();
      for (String file : files) {
        Path out = directory.resolve(actual.size() + ".ours");
        actual.add(out);
        runs.add(
            out,
            Stream.of(Stream.of("dtc"), Stream.of(options), Stream.of(file))
                .flatMap(words -> words)
                .toArray(String[]::new));
      }
      runs.run(corpus.directory());
      return compare(comparison, what, files, expected, actual);
    }

    private Path print(Path out, String file, String... options) throws IOException {
      Path messages = RunsInOneProcess.messages(out);
      int status = dtc.dtc(options).and(file).in(corpus.directory()).runInto(out, messages);
      Files.writeString(messages, status + "\n", StandardOpenOption.APPEND);
      return out;
    }
  }
}
