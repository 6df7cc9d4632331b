// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.review;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.dtbind.overlay.compare.Includers;
import org.dtbind.overlay.review.ProjectFiles.Entry.Content;
import org.dtbind.overlay.review.ProjectFiles.Located;

/**
 * Finds the files that sources of a project are made of: a source, and all files that it includes,
 * also where a condition is false. Confined to one thread.
 */
final class SourceClosures {

  private final ProjectFiles files;
  private final Function<String, List<String>> searchPath;
  private final IncludeNames names;

  /** The files that each file includes, by search path. */
  private final Map<List<String>, Map<Located, List<Located>>> included = new HashMap<>();

  private final Includers<String> includers = new Includers<>();

  /**
   * Creates an object that knows no source.
   *
   * @param searchPath returns the directories that are searched for what a source includes
   */
  SourceClosures(
      ProjectFiles files, Function<String, List<String>> searchPath, IncludeNames names) {
    this.files = files;
    this.searchPath = searchPath;
    this.names = names;
  }

  /** Reads sources and what they include, level by level. */
  void prepare(Collection<String> sources) throws IOException {
    Map<List<String>, Set<Located>> level = new HashMap<>();
    for (String source : sources) {
      files
          .locate(source)
          .ifPresent(
              file ->
                  level
                      .computeIfAbsent(searchPath.apply(source), any -> new HashSet<>())
                      .add(file));
    }
    while (!level.isEmpty()) {
      scan(level.values());
      Map<List<String>, Set<Located>> next = new HashMap<>();
      for (Map.Entry<List<String>, Set<Located>> each : level.entrySet()) {
        Map<Located, List<Located>> known =
            included.computeIfAbsent(each.getKey(), any -> new HashMap<>());
        for (Located file : each.getValue()) {
          for (Located one : included(file, each.getKey())) {
            if (!known.containsKey(one)) {
              next.computeIfAbsent(each.getKey(), any -> new HashSet<>()).add(one);
            }
          }
        }
      }
      level.clear();
      level.putAll(next);
    }
  }

  /** Scans files in several threads. */
  private void scan(Collection<Set<Located>> all) throws IOException {
    Map<Content, Located> unknown = new LinkedHashMap<>();
    all.forEach(some -> some.forEach(file -> unknown.put(file.content(), file)));
    unknown.keySet().removeIf(file -> names.knows(file.id()));
    files.contents().prepare(unknown.keySet());
    unknown.values().parallelStream().forEach(file -> names.of(files.contents(), file));
  }

  /** {@return the paths of all files that are among some, or may include one of them} */
  Set<String> users(Set<String> changed) {
    return includers.users(changed);
  }

  /** {@return the ids of the files that a source is made of, by path} */
  SortedMap<String, String> of(String source) {
    List<String> directories = searchPath.apply(source);
    SortedMap<String, String> all = new TreeMap<>();
    Deque<Located> unread = new ArrayDeque<>(files.locate(source).stream().toList());
    while (!unread.isEmpty()) {
      Located file = unread.pop();
      if (all.put(file.path(), file.content().id()) == null) {
        included(file, directories).forEach(unread::push);
        if (includers.isComputed(file.path())) {
          files
              .paths()
              .forEach(
                  path ->
                      files
                          .locate(path)
                          .ifPresent(any -> all.putIfAbsent(path, any.content().id())));
        }
      }
    }
    return all;
  }

  private List<Located> included(Located file, List<String> directories) {
    Map<Located, List<Located>> known =
        included.computeIfAbsent(directories, any -> new HashMap<>());
    List<Located> found = known.get(file);
    if (found == null) {
      found = new ArrayList<>();
      IncludeNames.Names own = names.of(files.contents(), file);
      if (!own.isComplete()) {
        includers.addComputed(file.path());
      }
      for (String name : own.names()) {
        find(name, file, directories).ifPresent(found::add);
      }
      found.forEach(one -> includers.add(one.path(), file.path()));
      known.put(file, found);
    }
    return found;
  }

  /** Searches in the order of the preprocessor. */
  private Optional<Located> find(String name, Located includer, List<String> directories) {
    String own = ProjectFiles.parent(includer.path());
    Optional<Located> found = files.locate(ProjectFiles.path(own, name));
    for (int i = 0; found.isEmpty() && i < directories.size(); i++) {
      found = files.locate(directories.get(i) + "/" + name);
    }
    return found;
  }
}
