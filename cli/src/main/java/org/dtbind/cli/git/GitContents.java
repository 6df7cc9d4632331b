// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.git;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.dtbind.compile.DiskFiles;
import org.dtbind.overlay.review.ProjectFiles;
import org.dtbind.overlay.review.ProjectFiles.Entry.Content;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.source.Limit;

/**
 * Reads the files of commits, which one process of git reads from its objects, and those of the
 * work tree that differ from the index. Safe for use by several threads.
 */
public final class GitContents implements ProjectFiles.Contents, AutoCloseable {

  /** The beginning of the id of a file in the work tree that has no object. */
  private static final String ON_DISK = "disk:";

  /** Requests are written before their answers are read, so they must fit into a pipe. */
  private static final int AT_ONCE = 256;

  /** Limit for the size of the kept files. All sources of a kernel have 22 MB. */
  private static final long MOST_KEPT = 128L << 20;

  private final Git git;
  private final Map<String, Bytes> kept = new ConcurrentHashMap<>();
  private final AtomicLong size = new AtomicLong();
  private Optional<Process> process = Optional.empty();
  private InputStream answers = InputStream.nullInputStream();

  public GitContents(Git git) {
    this.git = git;
  }

  Git git() {
    return git;
  }

  /** {@return a file of the work tree that is read from the disk} */
  static Content onDisk(String path) {
    return new Content(ON_DISK + path);
  }

  /** {@return a file whose content was read} */
  Content known(String id, Bytes content) {
    if (kept.putIfAbsent(id, content) == null) {
      size.addAndGet(content.length());
    }
    return new Content(id);
  }

  @Override
  public Bytes read(String path, Content file) throws IOException {
    Bytes known = kept.get(file.id());
    if (known != null) {
      return known;
    }
    if (file.id().startsWith(ON_DISK)) {
      return disk(file.id().substring(ON_DISK.length()))
          .orElseThrow(() -> new IOException("it does not exist any more"));
    }
    Optional<Bytes> content;
    synchronized (this) {
      request(List.of(file.id()));
      content = answer(file.id());
    }
    return content.orElseThrow(
        () ->
            new IOException(
                "git cannot read its object %s, so it is damaged or missing".formatted(file.id())));
  }

  /** Returns the content of a file in the work tree; empty if there is no such file. */
  Optional<Bytes> disk(String path) throws IOException {
    return new DiskFiles().read(FileName.text(git.top().resolve(FileName.path(path))));
  }

  @Override
  public synchronized void prepare(Collection<Content> files) throws IOException {
    Set<String> ids = new LinkedHashSet<>();
    for (Content file : files) {
      if (!file.id().startsWith(ON_DISK) && !kept.containsKey(file.id())) {
        ids.add(file.id());
      }
    }
    List<String> all = List.copyOf(ids);
    for (int from = 0; from < all.size() && size.get() < MOST_KEPT; from += AT_ONCE) {
      List<String> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
      request(some);
      for (String id : some) {
        if (answer(id).isEmpty() && process.isEmpty()) {
          return; // Who reads the file learns why it cannot be read.
        }
      }
    }
  }

  private void request(List<String> ids) throws IOException {
    if (process.isEmpty()) {
      Process started = git.start(List.of("cat-file", "--batch"));
      process = Optional.of(started);
      answers = new BufferedInputStream(started.getInputStream(), 1 << 16);
    }
    try {
      var out = process.get().getOutputStream();
      out.write((String.join("\n", ids) + "\n").getBytes(StandardCharsets.US_ASCII));
      out.flush();
    } catch (IOException e) {
      close();
      throw new IOException("git ended while it was reading objects", e);
    }
  }

  /** Returns the content of the next object; empty if git cannot read it. */
  private Optional<Bytes> answer(String id) throws IOException {
    try {
      String[] head = line().split(" ", -1);
      if (head.length != 3 || !head[2].matches("[0-9]{1,18}")) {
        return Optional.empty();
      }
      long length = Long.parseLong(head[2]);
      if (length > Limit.FILE_BYTES.most()) {
        close();
        throw new IOException("it is larger than " + (Limit.FILE_BYTES.most() >> 20) + " MiB");
      }
      byte[] content = answers.readNBytes((int) length);
      if (content.length < length || answers.read() < 0) {
        throw new EOFException();
      }
      Bytes read = Bytes.wrap(content);
      if (size.get() < MOST_KEPT) {
        known(id, read);
      }
      return Optional.of(read);
    } catch (EOFException e) {
      // Git ends when it finds a damaged object.
      close();
      return Optional.empty();
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = answers.read(); c != '\n'; c = answers.read()) {
      if (c < 0) {
        throw new EOFException();
      }
      line.append((char) c);
    }
    return line.toString();
  }

  @Override
  public synchronized void close() {
    process.ifPresent(Process::destroyForcibly);
    process = Optional.empty();
  }
}
