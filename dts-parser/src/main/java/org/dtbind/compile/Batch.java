// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.compile;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.dtbind.check.CheckLevels;
import org.dtbind.diag.Diagnosed;
import org.dtbind.dts.preprocess.PreprocessedText;
import org.dtbind.dts.scan.SourceCache;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFiles;
import org.dtbind.tree.BuildOptions;
import org.dtbind.tree.DeviceTree;

/**
 * Compiles many sources in parallel. Included files are read and scanned once for all sources. A
 * source with errors does not stop the others.
 */
public final class Batch {

  private final SourceCache cache;
  private final Function<String, CompileOptions> options;
  private final int threads;

  /**
   * Creates a batch.
   *
   * @param options the options for a source, by its path
   * @param files reads the sources
   * @param threads the number of threads, at least 1
   */
  public Batch(Function<String, CompileOptions> options, SourceFiles files, int threads) {
    this.cache = new SourceCache(files);
    this.options = options;
    this.threads = threads;
  }

  /**
   * Compiles sources.
   *
   * @param sources the paths of the sources
   * @param finish converts the tree of a source, or its problems, to a result; called in the worker
   *     threads
   * @param take receives the path of each source and its result; called in this thread, in the
   *     order of the sources
   * @param <T> the type of the results
   * @throws InterruptedException if this thread is interrupted; the worker threads are then stopped
   */
  public <T> void run(
      List<String> sources,
      BiFunction<String, Diagnosed<DeviceTree>, T> finish,
      BiConsumer<String, T> take)
      throws InterruptedException {
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      Queue<Future<T>> results = new ArrayDeque<>();
      for (String source : sources) {
        results.add(workers.submit(() -> finish.apply(source, compile(source))));
      }
      for (String source : sources) {
        take.accept(source, results.remove().get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a source could not be compiled", e.getCause());
    } finally {
      workers.shutdownNow();
    }
  }

  /**
   * {@return the tree of a source, compiled in this thread; absent if there are errors}
   *
   * @param source the path of the source
   */
  public Diagnosed<DeviceTree> compile(String source) {
    return new Compiler(options.apply(source), cache).compile(source);
  }

  /**
   * {@return the text of a source after the preprocessor, without places; empty if there are
   * errors}
   *
   * @param source the path of the source
   */
  public Optional<Bytes> text(String source) {
    Diagnosed<PreprocessedText> text = new Compiler(options.apply(source), cache).text(source);
    return text.hasErrors() ? Optional.empty() : text.value().map(PreprocessedText::text);
  }

  /**
   * {@return the tree of a source, compiled in this thread with other options; absent if there are
   * errors}
   *
   * @param source the path of the source
   * @param build the content that is added to the tree
   * @param checks the checks to run
   */
  public Diagnosed<DeviceTree> compile(String source, BuildOptions build, CheckLevels checks) {
    CompileOptions own = options.apply(source);
    return new Compiler(
            new CompileOptions(
                own.includePath(), own.defines(), own.preprocess(), build, checks, own.part()),
            cache)
        .compile(source);
  }
}
