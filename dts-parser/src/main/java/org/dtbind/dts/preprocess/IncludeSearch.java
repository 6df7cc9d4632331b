// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

import java.util.ArrayList;
import java.util.List;

/** Finds included files: beside the file that includes them where quoted, then in the folders. */
final class IncludeSearch {

  /** What became of a search. */
  sealed interface Outcome {}

  /** The file, scanned. */
  record Found(FileScan scan) implements Outcome {}

  /** A file that is there and gives an error. */
  record Unreadable(String path, String reason) implements Outcome {}

  /** No such file; the help says where it was looked for. */
  record Missing(String help) implements Outcome {}

  private final SourceCache cache;
  private final List<String> folders;

  IncludeSearch(SourceCache cache, List<String> folders) {
    this.cache = cache;
    this.folders = folders;
  }

  Outcome find(String name, String includer, boolean relative, boolean directives) {
    List<String> places = new ArrayList<>();
    if (name.startsWith("/")) {
      places.add("");
    } else {
      if (relative) {
        int slash = includer.lastIndexOf('/');
        places.add(slash < 0 ? "" : includer.substring(0, slash + 1));
      }
      for (String folder : folders) {
        places.add(folder.isEmpty() || folder.endsWith("/") ? folder : folder + "/");
      }
    }
    for (String place : places) {
      SourceCache.Entry entry = cache.file(place + name, directives);
      if (entry instanceof SourceCache.Entry.Scanned scanned) {
        return new Found(scanned.scan());
      }
      if (entry instanceof SourceCache.Entry.Unreadable unreadable) {
        return new Unreadable(place + name, unreadable.reason());
      }
    }
    return new Missing(help(places));
  }

  private static String help(List<String> places) {
    if (places.isEmpty()) {
      return "no folder is searched for <…> includes; name one with -I DIR";
    }
    List<String> shown = new ArrayList<>();
    for (String place : places) {
      shown.add(place.isEmpty() ? "." : place);
    }
    return "searched in " + String.join(", ", shown) + "; add a folder with -I DIR";
  }
}
