// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.session.Rejected;
import org.dtbind.cli.session.SourceNames;
import org.dtbind.overlay.review.ProjectFiles;
import org.dtbind.overlay.review.ProjectFiles.Entry;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;

/** The files of commits and of the work tree. */
public final class GitFiles {

  /** The mode of a link. Submodules have another one, and no content. */
  private static final String LINK = "120000";

  private static final String FILE = "100";

  private GitFiles() {}

  /**
   * {@return the files of a commit or of the work tree}
   *
   * @param commit the hash of a commit; empty for the work tree
   */
  public static ProjectFiles of(Optional<String> commit, GitContents contents) throws IOException {
    return commit.isPresent() ? ofCommit(commit.get(), contents) : ofWorkTree(contents);
  }

  private static ProjectFiles ofCommit(String commit, GitContents contents) throws IOException {
    Map<String, Entry> entries = new TreeMap<>();
    for (String line : listed(contents, commit, "ls-tree", "-r", "-z", "--full-tree", commit)) {
      // MODE TYPE ID, a tab, and the path
      int tab = line.indexOf('\t');
      String[] words = line.substring(0, tab).split(" ", -1);
      add(entries, words[0], words[2], line.substring(tab + 1), contents);
    }
    return new ProjectFiles(entries, contents);
  }

  private static List<String> listed(GitContents contents, String of, String... command)
      throws IOException {
    return Git.words(contents.git().output("git cannot list the files of " + of, List.of(command)));
  }

  private static void add(
      Map<String, Entry> entries, String mode, String id, String path, GitContents contents)
      throws IOException {
    if (mode.equals(LINK)) {
      Bytes target = contents.read(path, new Entry.Content(id));
      entries.put(path, new Entry.Link(FileName.text(target)));
    } else if (mode.startsWith(FILE)) {
      entries.put(path, new Entry.Content(id));
    }
  }

  /**
   * Returns the files of the work tree, also those that git does not know yet, except those that it
   * ignores.
   */
  private static ProjectFiles ofWorkTree(GitContents contents) throws IOException {
    String tree = "the work tree";
    Map<String, Entry> entries = new TreeMap<>();
    int length = 40;
    for (String line : listed(contents, tree, "ls-files", "-s", "-z", "--full-name")) {
      // MODE ID STAGE, a tab, and the path
      int tab = line.indexOf('\t');
      String[] words = line.substring(0, tab).split(" ", -1);
      length = words[1].length();
      add(entries, words[0], words[1], line.substring(tab + 1), contents);
    }
    List<String> others =
        new ArrayList<>(
            listed(contents, tree, "ls-files", "-o", "-z", "--full-name", "--exclude-standard"));
    others.addAll(
        listed(
            contents,
            tree,
            "diff-files",
            "-z",
            "--name-only",
            "--no-ext-diff",
            "--ignore-submodules"));
    for (String path : others) {
      onDisk(path, length, contents)
          .ifPresentOrElse(entry -> entries.put(path, entry), () -> entries.remove(path));
    }
    return new ProjectFiles(entries, contents);
  }

  /** Returns a file of the disk, with the id that git would give it if it may be read. */
  private static Optional<Entry> onDisk(String path, int length, GitContents contents)
      throws IOException {
    Path file = contents.git().top().resolve(FileName.path(path));
    if (Files.isSymbolicLink(file)) {
      return Optional.of(new Entry.Link(FileName.text(Files.readSymbolicLink(file))));
    }
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    if (!SourceNames.isInput(FileName.path(path))) {
      return Optional.of(GitContents.onDisk(path));
    }
    Optional<Bytes> content;
    try {
      content = contents.disk(path);
    } catch (IOException e) {
      throw new Rejected(ExitStatus.FAILED, path, "cannot be read: " + e.getMessage());
    }
    return content.map(bytes -> contents.known(id(bytes, length), bytes));
  }

  /** Returns the id of an object (gitformat-pack(5)), of which the length tells the algorithm. */
  private static String id(Bytes content, int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance(length > 40 ? "SHA-256" : "SHA-1");
      digest.update(Bytes.latin1("blob " + content.length() + "\0").toArray());
      return HexFormat.of().formatHex(digest.digest(content.toArray()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1 and SHA-256", e);
    }
  }
}
