// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.scan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dtbind.diag.Nearest;
import org.dtbind.source.Bytes;

/**
 * Finds the files that sources name, for {@code #include}, {@code /include/} and {@code /incbin/}
 * alike: beside the file that names them, then in the folders.
 */
public final class FileSearch {

  /** What became of a search. */
  public sealed interface Outcome<T> {}

  /**
   * The file.
   *
   * @param folder index of the folder in which it was; -1 where it was beside the file that named
   *     it, or has an absolute path
   */
  public record Found<T>(T content, int folder) implements Outcome<T> {}

  /** A file that is there and gives an error. */
  public record Unreadable<T>(String path, String reason) implements Outcome<T> {}

  /**
   * No such file.
   *
   * @param help where it was looked for, and what to do
   */
  public record Missing<T>(String help) implements Outcome<T> {}

  /** File names that are suggested in place of one that is not there. */
  private static final int MAX_SHOWN = 3;

  private final SourceCache cache;
  private final List<String> folders;

  /**
   * Creates a search.
   *
   * @param folders that are searched, in order; an empty name stands for the working folder
   */
  public FileSearch(SourceCache cache, List<String> folders) {
    this.cache = cache;
    this.folders = folders.stream().map(f -> f.isEmpty() || f.endsWith("/") ? f : f + "/").toList();
  }

  /**
   * {@return the content of a file that {@code /incbin/} names}
   *
   * @param name as written
   * @param includer path of the file that names it
   */
  public Outcome<Bytes> binary(String name, String includer) {
    return find(name, Optional.of(includer), 0, cache::content);
  }

  /** Returns what reads the files. */
  public SourceCache cache() {
    return cache;
  }

  /**
   * Returns a source.
   *
   * @param includer path of the file beside which it is looked for first
   * @param first index of the first folder that counts
   * @param directives as for {@link SourceCache#file}
   */
  public Outcome<FileScan> source(
      String name, Optional<String> includer, int first, boolean directives) {
    return find(name, includer, first, path -> cache.file(path, directives));
  }

  private <T> Outcome<T> find(
      String name,
      Optional<String> includer,
      int first,
      Function<String, SourceCache.Entry<T>> read) {
    boolean absolute = name.startsWith("/");
    List<String> places = new ArrayList<>();
    if (absolute || includer.isPresent()) {
      places.add(absolute ? "" : folderOf(includer.get()));
    }
    int beside = places.size();
    if (!absolute) {
      places.addAll(folders.subList(Math.min(first, folders.size()), folders.size()));
    }
    for (int i = 0; i < places.size(); i++) {
      String path = places.get(i) + name;
      SourceCache.Entry<T> entry = read.apply(path);
      if (entry instanceof SourceCache.Entry.Read<T> found) {
        return new Found<>(found.content(), i < beside ? -1 : first + i - beside);
      }
      if (entry instanceof SourceCache.Entry.Unreadable<T> unreadable) {
        return new Unreadable<>(path, unreadable.reason());
      }
    }
    String near = near(name, places);
    Optional<String> withheld = absolute ? Optional.empty() : cache.withheld(name);
    if (withheld.isPresent()) {
      return new Missing<>(withheld.get());
    }
    return new Missing<>(near + (absolute ? "correct the path" : help(places)));
  }

  /** Returns a question, if files of nearly that name are there; else nothing. */
  private String near(String name, List<String> places) {
    String folder = folderOf(name);
    String file = name.substring(folder.length());
    Set<String> found = new LinkedHashSet<>();
    for (String place : places) {
      List<String> there =
          cache.list(place + folder).stream().filter(entry -> !entry.endsWith("/")).toList();
      Nearest.to(file, there).forEach(entry -> found.add(folder + entry));
    }
    return found.isEmpty()
        ? ""
        : "did you mean "
            + found.stream().limit(MAX_SHOWN).collect(Collectors.joining(" or "))
            + "? ";
  }

  /**
   * {@return what headers in the folders define}
   *
   * @param macro the name of a macro
   */
  public MacroHeaders.Found headersOf(String macro) {
    return cache.headers(folders).of(macro);
  }

  private static String folderOf(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  private static String help(List<String> places) {
    if (places.isEmpty()) {
      return "no folder was searched; add one with -I DIR";
    }
    List<String> shown = places.stream().map(place -> place.isEmpty() ? "." : place).toList();
    return "searched in " + String.join(", ", shown) + "; add a folder with -I DIR";
  }
}
