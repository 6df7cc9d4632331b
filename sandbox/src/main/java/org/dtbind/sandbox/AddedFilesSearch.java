// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.source.FileName;
import org.dtbind.source.Shown;
import org.jspecify.annotations.Nullable;

/** Finds the files of a directory, where they go in a system, and why some cannot be added. */
final class AddedFilesSearch extends SimpleFileVisitor<Path> {

  /**
   * The system's files are in memory, in a tmpfs that takes at most half of {@link
   * SandboxRequest#MEGABYTES}. What the system writes itself needs the rest.
   */
  private static final int MOST_MEGABYTES = 200;

  private static final int PAGE = 4096;
  private static final int MOST_PROBLEMS = 20;

  /** Directories whose contents the system replaces when it boots. */
  private static final Set<Path> MADE_AT_BOOT =
      Set.of(Path.of("dev"), Path.of("proc"), Path.of("run"), Path.of("sys"), Path.of("tmp"));

  /** The directory of the sandbox in the system; see system.sh. */
  private static final Path OWN = Path.of("dtbind");

  /** The unit that runs the command; see system.sh. */
  private static final Path COMMAND = Path.of("etc/systemd/system/dtbind-command.service");

  /**
   * A file or directory that is found.
   *
   * @param target its path below the root
   * @param same the file or directory with the same path that was found before
   */
  private record FoundFile(
      Path at, Path target, BasicFileAttributes attributes, Optional<Path> same) {}

  /** A reason why a file cannot be added. */
  private interface Rule {
    Optional<String> problem(FoundFile file) throws IOException;
  }

  /** Only the first problem of a file is reported. */
  private final List<Rule> rules =
      List.of(
          this::repeated, this::shadowed, AddedFilesSearch::special, AddedFilesSearch::reserved);

  private final Path named;
  private final Path from;
  private final SystemPaths system;
  private final Map<Path, Path> found = new HashMap<>();
  private final Set<Path> directories = new HashSet<>();
  private final Deque<Path> targets = new ArrayDeque<>();
  private final List<AddedFiles.AddedFile> entries = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private long bytes;

  /**
   * Prepares a search.
   *
   * @param named the directory as the caller names it, which may be a link
   * @param from its path without links
   */
  AddedFilesSearch(Path named, Path from, SystemPaths system) {
    this.named = named;
    this.from = from;
    this.system = system;
  }

  void run() throws IOException {
    Files.walkFileTree(from, this);
  }

  List<AddedFiles.AddedFile> entries() {
    return entries;
  }

  List<String> problems() {
    return problems;
  }

  /** {@return a file as the caller names it} */
  String shown(Path at) {
    return Shown.escaped(FileName.text(named.resolve(from.relativize(at))));
  }

  @Override
  public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes attributes)
      throws IOException {
    Path target =
        at.equals(from) ? SystemPaths.TOP : system.behindLinks(targets.element(), at.getFileName());
    Optional<String> problem = problem(at, target, attributes);
    if (problem.isPresent()) {
      return refuse(at, problem.get(), FileVisitResult.SKIP_SUBTREE);
    }
    targets.push(target);
    addDirectory(SystemPaths.TOP, at);
    // The directory of DIR/lib is usr/lib, and DIR may have no usr.
    for (int names = 1; names <= target.getNameCount(); names++) {
      addDirectory(target.subpath(0, names), at);
    }
    return counted(PAGE);
  }

  private void addDirectory(Path target, Path at) {
    if (directories.add(target)) {
      entries.add(new AddedFiles.AddedFile(system.source(target, at), target));
    }
  }

  @Override
  public FileVisitResult postVisitDirectory(Path at, @Nullable IOException failure)
      throws IOException {
    targets.pop();
    return super.postVisitDirectory(at, failure);
  }

  @Override
  public FileVisitResult visitFile(Path at, BasicFileAttributes attributes) throws IOException {
    Path target = targets.element().resolve(at.getFileName());
    Optional<String> problem = problem(at, target, attributes);
    if (problem.isPresent()) {
      return refuse(at, problem.get(), FileVisitResult.CONTINUE);
    }
    entries.add(new AddedFiles.AddedFile(at, target));
    return counted(attributes.size());
  }

  private Optional<String> problem(Path at, Path target, BasicFileAttributes attributes)
      throws IOException {
    Optional<Path> same = Optional.ofNullable(found.putIfAbsent(target, at));
    FoundFile file = new FoundFile(at, target, attributes, same);
    for (Rule rule : rules) {
      Optional<String> problem = rule.problem(file);
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  private Optional<String> repeated(FoundFile file) {
    return file.same()
        .filter(same -> !file.attributes().isDirectory() || !SystemPaths.isDirectory(same))
        .map(same -> "has the same path in the system as " + shown(same));
  }

  private Optional<String> shadowed(FoundFile file) throws IOException {
    Path target = file.target();
    boolean directory = file.attributes().isDirectory();
    boolean prevented =
        directory
            ? system.preventsDirectory(target)
            : system.preventsFile(target, file.attributes().isSymbolicLink());
    return prevented
        ? Optional.of(
            "%s a directory, unlike %s in the system"
                .formatted(directory ? "is" : "is not", in(target)))
        : Optional.empty();
  }

  private static Optional<String> special(FoundFile file) throws IOException {
    if (!file.attributes().isOther()) {
      return Optional.empty();
    }
    int type =
        (int) Files.getAttribute(file.at(), "unix:mode", LinkOption.NOFOLLOW_LINKS) & 0170000;
    String what =
        switch (type) {
          case 0010000 -> "a FIFO";
          case 0020000, 0060000 -> "a device node";
          case 0140000 -> "a socket";
          default -> "a special file";
        };
    return Optional.of(
        "is " + what + ": only regular files, directories and symbolic links can be added");
  }

  private static Optional<String> reserved(FoundFile file) {
    Path target = file.target();
    Path top = target.getName(0);
    if (top.equals(OWN) || target.equals(COMMAND)) {
      Path own = top.equals(OWN) ? top : target;
      return Optional.of("cannot be added, because %s is the sandbox's own".formatted(in(own)));
    }
    return MADE_AT_BOOT.contains(top) && target.getNameCount() > 1
        ? Optional.of(
            "cannot be added, because the system empties %s when it boots".formatted(in(top)))
        : Optional.empty();
  }

  private FileVisitResult refuse(Path at, String problem, FileVisitResult next) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(shown(at) + " " + problem);
      return next;
    }
    problems.add("there are more such files");
    return FileVisitResult.TERMINATE;
  }

  private FileVisitResult counted(long size) {
    // A file in memory takes whole pages; a small one also needs memory for itself.
    bytes += Math.max(1, (size + PAGE - 1) / PAGE) * PAGE;
    if (bytes <= (long) MOST_MEGABYTES << 20) {
      return FileVisitResult.CONTINUE;
    }
    problems.add(
        "%s contains more than %d MB, which is all that fits into the memory of the system"
            .formatted(Shown.escaped(FileName.text(named)), MOST_MEGABYTES));
    return FileVisitResult.TERMINATE;
  }

  private static String in(Path target) {
    return "/" + Shown.escaped(FileName.text(target));
  }
}
