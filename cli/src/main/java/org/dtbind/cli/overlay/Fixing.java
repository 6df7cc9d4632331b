// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.overlay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.dtbind.cli.session.CurrentDirectory;
import org.dtbind.cli.session.FailureText;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.Phrases;
import org.dtbind.cli.session.Session;
import org.dtbind.diag.ChangedFile;
import org.dtbind.diag.Diagnostic;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.source.SourceFile;

/**
 * Applies the safe fixes of findings to the files that the user named, and to others in the same
 * directories. Other files are usually a vendor's.
 */
final class Fixing {

  /** A safe fix often reveals another problem, but each one solves its own. */
  private static final int MOST_PASSES = 20;

  private final Session session;
  private final Set<Path> directories = new HashSet<>();
  private final Map<String, Optional<Path>> targets = new HashMap<>();
  private int fixed;
  private final Set<Path> written = new HashSet<>();

  /** Why files cannot be written. */
  private final Map<Path, IOException> failures = new LinkedHashMap<>();

  private int passes;

  Fixing(Session session, List<Path> named) {
    this.session = session;
    for (Path file : named) {
      Path parent = file.toAbsolutePath().normalize().getParent();
      try {
        if (parent != null) {
          directories.add(parent.toRealPath());
        }
      } catch (IOException e) {
        session.messages().detail(FailureText.text(e)); // Reading the file fails, too.
      }
    }
  }

  /** Applies the safe fixes; returns whether a file was changed, so that it must be read again. */
  boolean apply(List<Diagnostic> findings) throws IOException {
    Map<Path, ChangedFile> changes = changes(findings);
    if (changes.isEmpty() || passes++ == MOST_PASSES) {
      return false;
    }
    session.output().checkFiles();
    boolean wrote = false;
    for (Map.Entry<Path, ChangedFile> change : changes.entrySet()) {
      wrote |= apply(change.getKey(), change.getValue());
    }
    return wrote;
  }

  private boolean apply(Path file, ChangedFile change) {
    try {
      if (!Files.isWritable(file)) {
        throw new AccessDeniedException(FileName.text(file));
      }
      session.output().write(file, change.content());
    } catch (IOException e) {
      failures.put(file, e);
      return false;
    }
    written.add(file);
    for (Diagnostic.Fix fix : change.fixes()) {
      fixed++;
      session
          .messages()
          .progress("fixed %s: %s".formatted(fix.edits().get(0).place().place(), fix.title()));
    }
    return true;
  }

  /** Reports the files that could not be written; returns the exit code if there are any. */
  Optional<Integer> fail() {
    return failures.values().stream().map(session::fail).reduce((first, other) -> first);
  }

  /** Says how much was fixed, and which fixes belong into other files. */
  void finish(List<Diagnostic> findings) {
    if (fixed > 0) {
      session
          .messages()
          .progress(
              "%s applied to %s"
                  .formatted(
                      fixed == 1 ? "1 fix" : fixed + " fixes",
                      Phrases.count(written.size(), "file")));
    }
    Set<String> others = new TreeSet<>();
    for (Diagnostic finding : findings) {
      finding
          .safeFix()
          .map(fix -> fix.edits().get(0).place().file())
          .filter(file -> target(file).isEmpty())
          .ifPresent(file -> others.add(file.name()));
    }
    for (String file : others) {
      boolean link = Files.isSymbolicLink(FileName.path(file));
      session
          .messages()
          .progress(
              "%s: not fixed, because it is %s"
                  .formatted(
                      file,
                      link
                          ? "a link; name the file to which it leads"
                          : "not in the directory of a file that you named"));
    }
  }

  /** Prints the safe fixes as a unified diff, with paths as seen from the current directory. */
  void print(List<Diagnostic> findings) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Map.Entry<Path, ChangedFile> change : changes(findings).entrySet()) {
      Path file = change.getKey();
      out.writeBytes(change.getValue().patch(CurrentDirectory.patchName(file)).toArray());
      if (!CurrentDirectory.contains(file)) {
        session
            .messages()
            .progress(
                "%s is not in the current directory: apply its changes with 'patch -p1 -d /'"
                    .formatted(FileName.text(file)));
      }
    }
    session.output().write(Path.of("-"), Bytes.wrap(out.toByteArray()));
    finish(findings);
  }

  private Map<Path, ChangedFile> changes(List<Diagnostic> findings) {
    Map<Path, SourceFile> files = new LinkedHashMap<>();
    Map<Path, List<Diagnostic.Fix>> fixes = new HashMap<>();
    for (Diagnostic finding : findings) {
      Optional<Diagnostic.Fix> fix = finding.safeFix().filter(one -> one.edits().size() == 1);
      Optional<SourceFile> source = fix.map(one -> one.edits().get(0).place().file());
      Optional<Path> target = source.flatMap(this::target);
      if (target.isPresent()) {
        SourceFile file = files.computeIfAbsent(target.get(), path -> source.orElseThrow());
        if (file.content().equals(source.orElseThrow().content())) {
          fixes.computeIfAbsent(target.get(), path -> new ArrayList<>()).add(fix.orElseThrow());
        }
      }
    }
    Map<Path, ChangedFile> changes = new LinkedHashMap<>();
    for (Map.Entry<Path, SourceFile> file : files.entrySet()) {
      SourceFile source = file.getValue();
      ChangedFile changed = ChangedFile.of(source, fixes.getOrDefault(file.getKey(), List.of()));
      if (!changed.fixes().isEmpty()
          && !failures.containsKey(file.getKey())
          && isUnchanged(file.getKey(), source)) {
        changes.put(file.getKey(), changed);
      }
    }
    return changes;
  }

  /** Nothing is overwritten that somebody has written meanwhile. */
  private static boolean isUnchanged(Path file, SourceFile source) {
    try {
      return InputFiles.found(file).equals(source.content());
    } catch (IOException e) {
      return false; // It was removed meanwhile.
    }
  }

  /** Returns the real path of a file that may be changed. */
  private Optional<Path> target(SourceFile source) {
    return targets.computeIfAbsent(source.name(), this::located);
  }

  private Optional<Path> located(String name) {
    Path file = FileName.path(name).toAbsolutePath();
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      Path real = file.toRealPath();
      Path parent = real.getParent();
      return parent != null && directories.contains(parent) ? Optional.of(real) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // It was removed meanwhile.
    }
  }
}
