// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.dtbind.check.CheckLevels;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.Messages;
import org.dtbind.cli.session.Session;
import org.dtbind.cli.session.SourceNames;
import org.dtbind.compile.Batch;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.source.FileName;
import org.dtbind.tree.DeviceTree;

/**
 * Reads trees from many files, and processes them in parallel. Results arrive in the order of the
 * files; progress is shown.
 *
 * @param symbols whether labels become {@code /__symbols__}
 * @param checks the checks that run on sources
 */
public record TreesInParallel(
    Session session, SourceOptions source, int threads, boolean symbols, CheckLevels checks) {

  /** Takes the results for files in this thread, and shows progress every two seconds. */
  public static final class Progress<T> implements BiConsumer<String, T> {

    private static final long INTERVAL_NANOS = 2_000_000_000L;

    private final Messages messages;
    private final BiConsumer<String, T> take;
    private final int all;
    private long reported = System.nanoTime();
    private int done;

    public Progress(Messages messages, BiConsumer<String, T> take, int all) {
      this.messages = messages;
      this.take = take;
      this.all = all;
    }

    @Override
    public void accept(String file, T result) {
      take.accept(file, result);
      done++;
      long now = System.nanoTime();
      if (done < all && now - reported >= INTERVAL_NANOS) {
        reported = now;
        messages.progress("%d of %d: %s".formatted(done, all, file));
      }
    }
  }

  private record Named<T>(String file, T result) {}

  /**
   * Reads and processes files; returns notes about the headers that all of them may use.
   *
   * @param work makes a result of a tree, or of the problems; called in several threads
   * @param take receives the results; called in this thread
   */
  public <T> List<Diagnostic> run(
      List<Path> files, BiFunction<String, Diagnosed<DeviceTree>, T> work, Consumer<T> take)
      throws IOException, InterruptedException {
    Progress<T> progress =
        new Progress<>(session.messages(), (file, result) -> take.accept(result), files.size());
    // Sources share included files.
    Batch batch = source.batch(session.inputs(), symbols, checks, threads);
    try (InOrder<Named<T>> results =
        new InOrder<>(threads, done -> progress.accept(done.file(), done.result()))) {
      for (Path file : files) {
        String name = session.inputs().nameOf(file);
        Supplier<Diagnosed<DeviceTree>> tree = tree(file, batch);
        results.add(() -> new Named<>(name, work.apply(name, tree.get())));
      }
      results.finish();
    }
    return source.headers(session.inputs()).notes();
  }

  private Supplier<Diagnosed<DeviceTree>> tree(Path file, Batch batch) {
    try {
      session.inputs().stream(file); // A pipe is read in this thread, in its turn.
    } catch (IOException e) {
      return () -> unread(file, e);
    }
    return () -> read(file, batch);
  }

  private Diagnosed<DeviceTree> read(Path file, Batch batch) {
    try {
      return SourceNames.isBoard(file) && Files.isRegularFile(file)
          ? batch.compile(FileName.text(file))
          : source.tree(session.inputs(), file, symbols, checks, used -> {});
    } catch (IOException e) {
      return unread(file, e);
    }
  }

  private static Diagnosed<DeviceTree> unread(Path file, IOException failure) {
    return Diagnosed.failed(List.of(InputFiles.unread(file, failure)));
  }
}
