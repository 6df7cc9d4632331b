// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.review;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFiles;

/**
 * The files of a project in one state, such as a commit. All paths are relative to the top of the
 * project. A link leads to a file of the project or nowhere: nothing outside is read. Safe for use
 * by several threads.
 */
public final class ProjectFiles implements SourceFiles {

  /** The limit of Linux for links on the way to a file (path_resolution(7)). */
  private static final int MOST_LINKS = 40;

  /** A file or a link. */
  public sealed interface Entry {

    /** A file; {@code id} is the same for files with the same content. */
    record Content(String id) implements Entry {}

    /** A symbolic link. */
    record Link(String target) implements Entry {}
  }

  /** Reads the content of files. */
  public interface Contents {

    /**
     * {@return the content of a file}
     *
     * @param path its path, for messages
     * @throws IOException if it cannot be read
     */
    Bytes read(String path, Entry.Content file) throws IOException;

    /** Reads files that are needed soon, which is faster than to read them one by one. */
    void prepare(Collection<Entry.Content> files) throws IOException;
  }

  /**
   * A file that was found.
   *
   * @param path its path, in which only the file itself may be a link
   */
  public record Located(String path, Entry.Content content) {}

  private final NavigableMap<String, Entry> entries;
  private final Set<String> directories = new HashSet<>();
  private final Contents contents;

  /**
   * Creates the files of a project.
   *
   * @param entries the files and links, by their paths
   */
  public ProjectFiles(Map<String, Entry> entries, Contents contents) {
    this.entries = new TreeMap<>(entries);
    this.contents = contents;
    for (String path : entries.keySet()) {
      String directory = parent(path);
      while (directories.add(directory)) {
        directory = parent(directory);
      }
    }
  }

  /** {@return the directory of a file; empty text for the top of the project} */
  static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  /** {@return the path of a file in a directory, which is empty for the top of the project} */
  static String path(String directory, String name) {
    return directory.isEmpty() ? name : directory + "/" + name;
  }

  /** {@return the name of a file in its directory} */
  static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** {@return the paths of all files and links, sorted} */
  public Set<String> paths() {
    return entries.navigableKeySet();
  }

  /** {@return the paths of files and links that are not the same in other files} */
  Set<String> differing(ProjectFiles others) {
    Set<String> paths = new HashSet<>();
    entries.forEach(
        (path, entry) -> {
          if (!entry.equals(others.entries.get(path))) {
            paths.add(path);
          }
        });
    for (String path : others.entries.keySet()) {
      if (!entries.containsKey(path)) {
        paths.add(path);
      }
    }
    return paths;
  }

  /** {@return whether any path is that of a link} */
  boolean hasLinks(Set<String> paths) {
    return paths.stream().anyMatch(path -> entries.get(path) instanceof Entry.Link);
  }

  /** {@return the entries below a directory, by their paths} */
  public Map<String, Entry> below(String directory) {
    return entries.subMap(directory + "/", directory + "0"); // 0 is the next character.
  }

  /** {@return what reads the files} */
  public Contents contents() {
    return contents;
  }

  /** {@return the file that a path leads to, if there is one in the project} */
  public Optional<Located> locate(String path) {
    if (entries.get(path) instanceof Entry.Content content) {
      return Optional.of(new Located(path, content));
    }
    Optional<String> directory = real(parent(path));
    String name = name(path);
    if (directory.isEmpty() || name.isEmpty() || name.equals(".") || name.equals("..")) {
      return Optional.empty();
    }
    String own = path(directory.get(), name);
    return real(own)
        .flatMap(
            file ->
                entries.get(file) instanceof Entry.Content content
                    ? Optional.of(new Located(own, content))
                    : Optional.empty());
  }

  /** {@return whether a path leads to a directory of the project} */
  public boolean isDirectory(String path) {
    return directories.contains(path) || real(path).filter(directories::contains).isPresent();
  }

  /** Follows all links; returns empty if the path leads out of the project, or nowhere. */
  private Optional<String> real(String path) {
    if (path.startsWith("/")) {
      return Optional.empty();
    }
    if (directories.contains(path)) {
      return Optional.of(path);
    }
    Deque<String> rest = new ArrayDeque<>(List.of(path.split("/", -1)));
    String at = "";
    int links = 0;
    while (!rest.isEmpty()) {
      String part = rest.pop();
      if (part.isEmpty() || part.equals(".")) {
        continue;
      }
      if (part.equals("..")) {
        if (at.isEmpty()) {
          return Optional.empty();
        }
        at = parent(at);
        continue;
      }
      String next = path(at, part);
      if (entries.get(next) instanceof Entry.Link link) {
        if (links++ == MOST_LINKS || link.target().startsWith("/")) {
          return Optional.empty();
        }
        List<String> steps = List.of(link.target().split("/", -1));
        for (int i = steps.size() - 1; i >= 0; i--) {
          rest.push(steps.get(i));
        }
        continue;
      }
      at = next;
    }
    return directories.contains(at) || entries.containsKey(at) ? Optional.of(at) : Optional.empty();
  }

  @Override
  public Optional<Bytes> read(String path) throws IOException {
    Optional<Located> file = locate(path);
    return file.isPresent()
        ? Optional.of(contents.read(file.get().path(), file.get().content()))
        : Optional.empty();
  }

  /** {@return the contents of files, by their paths; links that lead nowhere are omitted} */
  public SortedMap<String, Bytes> read(Collection<String> paths) throws IOException {
    SortedMap<String, Located> found = new TreeMap<>();
    for (String path : paths) {
      locate(path).ifPresent(file -> found.put(path, file));
    }
    contents.prepare(found.values().stream().map(Located::content).toList());
    SortedMap<String, Bytes> texts = new TreeMap<>();
    for (Map.Entry<String, Located> each : found.entrySet()) {
      texts.put(each.getKey(), contents.read(each.getKey(), each.getValue().content()));
    }
    return texts;
  }

  @Override
  public List<String> list(String directory, int most) {
    String plain =
        directory.endsWith("/") ? directory.substring(0, directory.length() - 1) : directory;
    Optional<String> real = real(plain);
    if (real.isEmpty()) {
      return List.of();
    }
    String prefix = real.get().isEmpty() ? "" : real.get() + "/";
    List<String> names = new ArrayList<>();
    String from = prefix;
    while (names.size() < most) {
      String path = entries.ceilingKey(from);
      if (path == null || !path.startsWith(prefix)) {
        break;
      }
      int end = path.indexOf('/', prefix.length());
      names.add(path.substring(prefix.length(), end < 0 ? path.length() : end + 1));
      // After a directory, continue with what follows everything in it.
      from = end < 0 ? path + '\0' : path.substring(0, end) + "0";
    }
    return names;
  }
}
