// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.dtbind.overlay.review.ProjectFiles.Entry;
import org.dtbind.source.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests paths in the files of a project, which contains links. */
class ProjectFilesTest {

  private static final ProjectFiles.Contents CONTENTS =
      new ProjectFiles.Contents() {
        @Override
        public Bytes read(String path, Entry.Content file) {
          return Bytes.latin1(file.id());
        }

        @Override
        public void prepare(Collection<Entry.Content> files) {}
      };

  private static ProjectFiles files() {
    Map<String, Entry> entries = new TreeMap<>();
    for (String path : new String[] {"a/b/one", "a/two", "include/x/three", "top"}) {
      entries.put(path, new Entry.Content("content of " + path));
    }
    entries.put("a/link", new Entry.Link("b"));
    entries.put("prefixes/x", new Entry.Link("../include/x"));
    entries.put("a/file", new Entry.Link("link/../../top"));
    entries.put("loop", new Entry.Link("loop"));
    entries.put("out", new Entry.Link("../outside"));
    entries.put("root", new Entry.Link("/etc"));
    return new ProjectFiles(entries, CONTENTS);
  }

  @ParameterizedTest
  @CsvSource({
    "a/two, a/two, a/two",
    "a/b/../two, a/two, a/two",
    "./a//two, a/two, a/two",
    "a/link/one, a/b/one, a/b/one",
    "a/link/../two, a/two, a/two",
    "prefixes/x/three, include/x/three, include/x/three",
    "a/file, a/file, top",
    "a, -, -",
    "a/none, -, -",
    "a/two/three, -, -",
    "../top, -, -",
    "a/../../top, -, -",
    "loop, -, -",
    "out, -, -",
    "root/passwd, -, -",
    "/etc/passwd, -, -",
    "'', -, -",
    "a/.., -, -"
  })
  void pathsLeadToFilesOfTheProject(String path, String located, String content) throws Exception {
    assertThat(files().locate(path).map(ProjectFiles.Located::path).orElse("-")).isEqualTo(located);
    assertThat(files().read(path).map(Bytes::latin1).orElse("-"))
        .isEqualTo(content.equals("-") ? "-" : "content of " + content);
  }

  @Test
  void directoriesAreListed() {
    assertThat(files().list("a", 10)).containsExactly("b/", "file", "link", "two");
    assertThat(files().list("a/link/", 10)).containsExactly("one");
    assertThat(files().list("", 2)).containsExactly("a/", "include/");
    assertThat(files().list("none", 2)).isEmpty();
    assertThat(files().isDirectory("prefixes/x")).isTrue();
    assertThat(files().isDirectory("a/two")).isFalse();
    assertThat(files().isDirectory("out")).isFalse();
  }
}
