// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.review;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dtbind.dts.scan.Scanner;
import org.dtbind.dts.scan.Symbols;
import org.dtbind.overlay.review.ProjectFiles.Located;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.source.SourceFile;

/**
 * What files include, by their content, which is read and scanned once for all states and, if the
 * caller keeps {@link #text}, for later runs. Safe for use by several threads.
 */
public final class IncludeNames {

  private static final Pattern BINARY = Pattern.compile("/incbin/\\s*\\(\\s*\"([^\"\n]*)\"");
  private static final String SEPARATOR = "\0";

  /**
   * The names in one file.
   *
   * @param isComplete whether no macro names an included file, which could be any
   */
  record Names(List<String> names, boolean isComplete) {

    static final Names NONE = new Names(List.of(), true);

    Names {
      names = List.copyOf(names);
    }
  }

  private final Symbols symbols = new Symbols();
  private final Map<String, Names> ofContent = new ConcurrentHashMap<>();
  private final int read;

  /** Creates an object that knows no file. */
  public IncludeNames() {
    this("");
  }

  /**
   * Creates an object that knows the files of an earlier run.
   *
   * @param text what {@link #text} returned; empty if there was none
   */
  public IncludeNames(String text) {
    for (String line : text.split("\n", -1)) {
      String[] words = line.split(SEPARATOR, -1);
      if (words.length > 1) {
        ofContent.put(
            words[0],
            new Names(Arrays.asList(words).subList(2, words.length), words[1].equals("all")));
      }
    }
    read = ofContent.size();
  }

  /** {@return what is known now, as text; empty if it is the same as in the beginning} */
  public Optional<String> text() {
    if (ofContent.size() == read) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder();
    ofContent.forEach(
        (id, names) -> {
          text.append(id).append(SEPARATOR).append(names.isComplete() ? "all" : "some");
          names.names().forEach(name -> text.append(SEPARATOR).append(name));
          text.append('\n');
        });
    return Optional.of(text.toString());
  }

  boolean knows(String id) {
    return ofContent.containsKey(id);
  }

  /** Returns the names in a file; none if it cannot be read: boards of it do not compile. */
  Names of(ProjectFiles.Contents contents, Located file) {
    Names known = ofContent.get(file.content().id());
    if (known != null) {
      return known;
    }
    Names found;
    try {
      found = scan(file.path(), contents.read(file.path(), file.content()));
    } catch (IOException e) {
      return Names.NONE;
    }
    ofContent.put(file.content().id(), found);
    return found;
  }

  private Names scan(String path, Bytes content) {
    List<String> names = new ArrayList<>();
    boolean complete = true;
    for (Optional<String> name :
        Scanner.scan(new SourceFile(path, content), true, symbols).includes()) {
      name.filter(text -> !text.isEmpty() && !text.contains(SEPARATOR)).ifPresent(names::add);
      complete &= name.isPresent();
    }
    Matcher binary = BINARY.matcher(content.latin1());
    while (binary.find()) {
      names.add(FileName.text(Bytes.latin1(binary.group(1))));
    }
    return new Names(names, complete);
  }
}
