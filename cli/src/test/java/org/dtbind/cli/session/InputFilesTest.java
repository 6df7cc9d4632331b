// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.dtbind.source.Bytes;
import org.junit.jupiter.api.Test;

class InputFilesTest {

  private static final byte[] TEXT = "/dts-v1/;\n".getBytes(StandardCharsets.UTF_8);

  /** A pipe that pauses long enough for another thread to start reading it, too. */
  private static InputStream slowPipe() {
    return new ByteArrayInputStream(TEXT) {
      @Override
      public synchronized int read(byte[] into, int from, int length) {
        int read = super.read(into, from, length);
        try {
          TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        return read;
      }
    };
  }

  @Test
  void threadsThatReadOnePipeGetTheSameContent() throws Exception {
    InputFiles files = new InputFiles(slowPipe(), new Environment(Map.of()));
    CyclicBarrier both = new CyclicBarrier(2);
    Callable<Optional<Bytes>> read =
        () -> {
          both.await();
          return files.stream(Path.of("-"));
        };
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (Future<Optional<Bytes>> one : threads.invokeAll(List.of(read, read))) {
        assertThat(one.get()).contains(Bytes.wrap(TEXT));
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
