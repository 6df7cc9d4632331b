// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.scan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.dtbind.diag.Nearest;
import org.dtbind.dts.scan.MacroHeaders.HeaderMatches;
import org.dtbind.source.Bytes;

/**
 * Finds the files that {@code #include}, {@code /include/} and {@code /incbin/} name: first in the
 * directory of the file that names them, then in the search path.
 */
public final class FileSearch {

  /** The message about a file that is not found. */
  public static final String MISSING = "no such file to include: {file}";

  /** The message about a file that cannot be read. */
  public static final String UNREADABLE = "{file} cannot be read: {reason}";

  /** The result of a search. */
  public sealed interface Outcome<T> {}

  /**
   * The search found the file.
   *
   * @param directory index in the search path; -1 if the file is in the directory of the file that
   *     named it, or if its path is absolute
   */
  public record Found<T>(T content, int directory) implements Outcome<T> {}

  /** A file exists but cannot be read. */
  public record Unreadable<T>(String path, String reason) implements Outcome<T> {}

  /**
   * The search found no file.
   *
   * @param help for the diagnostic: the searched directories, and what to do
   */
  public record Missing<T>(String help) implements Outcome<T> {}

  /** The directory of the headers for sources in Linux. */
  private static final String HEADERS = "dt-bindings/";

  /** Limit for the suggested file names. */
  private static final int MAX_SHOWN = 3;

  /**
   * Limit for the names that are compared for suggestions: a source can name many files that do not
   * exist.
   */
  private static final int MAX_COMPARED = 1 << 19;

  /** Is counted for a directory, in addition to its names, because it takes time to list it. */
  private static final int LISTING = 100;

  private final AtomicInteger compared = new AtomicInteger();
  private final SourceCache cache;
  private final List<String> directories;
  private final boolean preprocess;

  /**
   * Creates a search.
   *
   * @param directories the search path, in order; an empty name is the working directory
   * @param preprocess whether the sources are preprocessed; if not, help names options of dtc
   */
  public FileSearch(SourceCache cache, List<String> directories, boolean preprocess) {
    this.cache = cache;
    this.preprocess = preprocess;
    this.directories =
        directories.stream().map(f -> f.isEmpty() || f.endsWith("/") ? f : f + "/").toList();
  }

  /**
   * {@return the content of a file that {@code /incbin/} names}
   *
   * @param includer path of the file that contains the name
   */
  public Outcome<Bytes> binary(String name, String includer) {
    return find(name, Optional.of(includer), 0, true, cache::content);
  }

  /**
   * Returns the content of the file that {@code #include} would read, without scanning it; empty if
   * there is no such file.
   *
   * @param includer path of a file whose directory is searched first
   * @param first index of the directory at which the search path begins
   */
  public Optional<Bytes> present(String name, Optional<String> includer, int first) {
    return find(name, includer, first, false, cache::content) instanceof Found<Bytes> found
        ? Optional.of(found.content())
        : Optional.empty();
  }

  public SourceCache cache() {
    return cache;
  }

  /**
   * Finds and scans a source.
   *
   * @param includer path of a file whose directory is searched first
   * @param first index of the directory at which the search path begins
   */
  public Outcome<FileScan> source(
      String name, Optional<String> includer, int first, boolean directives) {
    return find(name, includer, first, true, path -> cache.file(path, directives));
  }

  private <T> Outcome<T> find(
      String name,
      Optional<String> includer,
      int first,
      boolean explain,
      Function<String, SourceCache.Entry<T>> read) {
    boolean absolute = name.startsWith("/");
    List<String> places = new ArrayList<>();
    if (absolute || includer.isPresent()) {
      places.add(absolute ? "" : directoryOf(includer.get()));
    }
    int searchPathStart = places.size();
    if (!absolute) {
      places.addAll(directories.subList(Math.min(first, directories.size()), directories.size()));
    }
    for (int i = 0; i < places.size(); i++) {
      String path = places.get(i) + name;
      SourceCache.Entry<T> entry = read.apply(path);
      if (entry instanceof SourceCache.Entry.Read<T> found) {
        return new Found<>(found.content(), i < searchPathStart ? -1 : first + i - searchPathStart);
      }
      if (entry instanceof SourceCache.Entry.Unreadable<T> unreadable) {
        return new Unreadable<>(path, unreadable.reason());
      }
    }
    if (!explain) {
      return new Missing<>("");
    }
    String near = near(name, places);
    Optional<String> withheld = absolute ? Optional.empty() : cache.withheld(name);
    if (withheld.isPresent()) {
      return new Missing<>(withheld.get());
    }
    return new Missing<>(
        near + (absolute ? "correct the path" : help(places) + ofLinux(name, places)));
  }

  /** Returns a question that suggests files with similar names, or names a broken link. */
  private String near(String name, List<String> places) {
    String directory = directoryOf(name);
    String file = name.substring(directory.length());
    Set<String> found = new LinkedHashSet<>();
    for (String place : places) {
      if (compared.get() > MAX_COMPARED) {
        break;
      }
      List<String> there =
          cache.list(place + directory).stream().filter(entry -> !entry.endsWith("/")).toList();
      compared.addAndGet(LISTING + there.size());
      if (there.contains(file)) {
        return "'" + place + name + "' is a link to a file that does not exist; ";
      }
      Nearest.to(file, there).forEach(entry -> found.add(directory + entry));
    }
    return found.isEmpty() ? "" : Nearest.question(found.stream().limit(MAX_SHOWN).toList()) + " ";
  }

  /** {@return the headers in the search path that define a macro} */
  public HeaderMatches headersOf(String macro) {
    return cache.headers(directories).of(macro);
  }

  private static String directoryOf(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  private String ofLinux(String name, List<String> places) {
    return name.startsWith(HEADERS)
            && places.stream().allMatch(place -> cache.list(place + HEADERS).isEmpty())
        ? "; dt-bindings is in the directory 'include' of Linux's source"
        : "";
  }

  /**
   * {@return how a user defines a macro outside of the headers, for the end of a sentence}
   *
   * @param define how to name the option: {@code use -D NAME=VALUE}, for example
   */
  public String orDefine(String define) {
    return preprocess ? "or " + define : "and preprocess the source with cpp";
  }

  private String help(List<String> places) {
    String option = preprocess ? "-I DIR" : "-i DIR";
    if (places.isEmpty()) {
      return "dtbind searched no directories; to specify one, use " + option;
    }
    List<String> shown =
        places.stream()
            .map(place -> place.isEmpty() || place.equals("./") ? "." : place)
            .distinct()
            .toList();
    return "dtbind searched '"
        + String.join("', '", shown)
        + "'; to search another directory, use "
        + option;
  }
}
