// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.dtbind.source.FileName;
import org.dtbind.source.Shown;
import org.jspecify.annotations.Nullable;

/**
 * The files of a directory that are added to the root file system of a whole system.
 *
 * @param entries what to copy; a directory comes before its contents
 * @param units the names of the units among the files
 * @param notUnits files among the units that are none, as the caller names them
 * @param problems why files cannot be added: at most 20, and a line that says so if there are more;
 *     empty if all can be added
 */
public record AddedFiles(
    List<Entry> entries, List<String> units, List<String> notUnits, List<String> problems) {

  /** No files. */
  public static final AddedFiles NONE = new AddedFiles(List.of(), List.of(), List.of(), List.of());

  /**
   * The system's files are in memory, in a tmpfs that takes at most half of {@link
   * SandboxRequest#MEGABYTES}. What the system writes itself needs the rest.
   */
  private static final int MOST_MEGABYTES = 200;

  private static final int PAGE = 4096;

  /** As Linux (include/linux/namei.h, MAXSYMLINKS). */
  private static final int MOST_LINKS = 40;

  private static final int MOST_PROBLEMS = 20;

  private static final Path NOWHERE = Path.of("");
  private static final Path NOTHING = Path.of("/dev/null");

  /** The directories of units that the added files can be in; see systemd.unit(5). */
  private static final Set<Path> UNITS =
      Set.of(
          Path.of("etc/systemd/system"),
          Path.of("usr/local/lib/systemd/system"),
          Path.of("usr/lib/systemd/system"));

  /** A valid name of a unit (systemd, src/basic/unit-name.c). */
  private static final Pattern UNIT =
      Pattern.compile(
          "[A-Za-z0-9:_.\\\\-]+(@[A-Za-z0-9:_.\\\\@-]*)?"
              + "\\.(service|socket|device|mount|automount|swap|target|path|timer|slice|scope)");

  /** Directories whose contents the system replaces when it boots. */
  private static final Set<Path> MADE_AT_BOOT =
      Set.of(Path.of("dev"), Path.of("proc"), Path.of("run"), Path.of("sys"), Path.of("tmp"));

  /** The directory of the sandbox in the system; see system.sh. */
  private static final Path OWN = Path.of("dtbind");

  /** The unit that runs the command; see system.sh. */
  private static final Path COMMAND = Path.of("etc/systemd/system/dtbind-command.service");

  /**
   * A file, directory or link to copy.
   *
   * @param from of a directory that the root has, the one in the root
   * @param to the path below the root, without links to directories
   */
  record Entry(Path from, Path to) {}

  public AddedFiles {
    entries = List.copyOf(entries);
    units = List.copyOf(units);
    notUnits = List.copyOf(notUnits);
    problems = List.copyOf(problems);
  }

  /**
   * Finds the files of a directory.
   *
   * @param directory the directory as the caller names it, which may be a link; empty for no files
   * @param root the directory of the root file system
   * @param others the absolute paths of other files that are added, which these files replace;
   *     {@code units} includes their units
   */
  public static AddedFiles of(Optional<Path> directory, Path root, Set<String> others)
      throws IOException {
    Path named = directory.orElse(root);
    Search search = new Search(named, named.toRealPath(), root.toRealPath());
    for (String other : others) {
      Path path = Path.of("/").relativize(Path.of(other));
      search.otherFiles.add(path);
      for (Path at = path.getParent(); at != null; at = at.getParent()) {
        search.otherDirectories.add(at);
      }
      String name = FileName.text(path.getFileName());
      if (isAmongUnits(path) && UNIT.matcher(name).matches()) {
        search.units.add(name);
      }
    }
    if (directory.isPresent()) {
      Files.walkFileTree(search.from, search);
    }
    return new AddedFiles(
        search.entries, List.copyOf(search.units), search.notUnits, search.problems);
  }

  private static boolean isAmongUnits(Path file) {
    return Optional.ofNullable(file.getParent()).filter(UNITS::contains).isPresent();
  }

  /**
   * Copies the files, with their modes, over others that may exist.
   *
   * @param to the directory for the root's files; it need not exist
   * @throws InterruptedException if this thread is interrupted
   */
  void copy(Path to) throws IOException, InterruptedException {
    List<Entry> directories = new ArrayList<>();
    for (Entry entry : entries) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      Path target = to.resolve(entry.to);
      if (Files.isDirectory(entry.from, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectories(target);
        directories.add(entry);
      } else {
        Files.copy(
            entry.from,
            target,
            StandardCopyOption.COPY_ATTRIBUTES,
            StandardCopyOption.REPLACE_EXISTING,
            LinkOption.NOFOLLOW_LINKS);
        if (!Files.isSymbolicLink(entry.from)) {
          // If the owner or group cannot be copied, COPY_ATTRIBUTES does not copy the mode either.
          copyMode(entry, to);
        }
      }
    }
    // Only now, because the mode can prevent this user from writing to the directory.
    for (int i = directories.size() - 1; i >= 0; i--) {
      copyMode(directories.get(i), to);
    }
  }

  private static void copyMode(Entry entry, Path to) throws IOException {
    Object mode = Files.getAttribute(entry.from, "unix:mode");
    Files.setAttribute(to.resolve(entry.to), "unix:mode", mode);
  }

  private static final class Search extends SimpleFileVisitor<Path> {

    private final Path named;
    private final Path from;
    private final Path root;
    private final Set<Path> otherFiles = new HashSet<>();
    private final Set<Path> otherDirectories = new HashSet<>();
    private final Map<Path, Path> found = new HashMap<>();
    private final Set<Path> directories = new HashSet<>();
    private final Deque<Path> targets = new ArrayDeque<>();
    private final List<Entry> entries = new ArrayList<>();
    private final Set<String> units = new LinkedHashSet<>();
    private final List<String> notUnits = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private long bytes;

    Search(Path named, Path from, Path root) {
      this.named = named;
      this.from = from;
      this.root = root;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes attributes)
        throws IOException {
      Path target = at.equals(from) ? NOWHERE : behindLinks(targets.element(), at.getFileName());
      Path existing = root.resolve(target);
      Optional<String> problem = reserved(target);
      Path same = found.putIfAbsent(target, at);
      if (same != null && !isDirectory(same)) {
        problem = Optional.of("has the same path in the system as " + shown(same));
      } else if (otherFiles.contains(target)
          || Files.exists(existing, LinkOption.NOFOLLOW_LINKS) && !isDirectory(existing)) {
        problem = Optional.of("is a directory, unlike %s in the system".formatted(in(target)));
      }
      if (problem.isPresent()) {
        return refuse(at, problem.get(), FileVisitResult.SKIP_SUBTREE);
      }
      targets.push(target);
      addDirectory(NOWHERE, at);
      // The directory of DIR/lib is usr/lib, and DIR may have no usr.
      for (int names = 1; names <= target.getNameCount(); names++) {
        addDirectory(target.subpath(0, names), at);
      }
      return counted(PAGE);
    }

    private void addDirectory(Path target, Path at) {
      if (directories.add(target)) {
        Path existing = root.resolve(target);
        entries.add(new Entry(isDirectory(existing) ? existing : at, target));
      }
    }

    private static boolean isDirectory(Path path) {
      return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
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
      Optional<String> problem = special(at, attributes).or(() -> reserved(target));
      Path same = found.putIfAbsent(target, at);
      if (same != null) {
        problem = Optional.of("has the same path in the system as " + shown(same));
      } else if (isDirectoryInSystem(target, attributes.isSymbolicLink())) {
        problem = Optional.of("is not a directory, unlike %s in the system".formatted(in(target)));
      }
      if (problem.isPresent()) {
        return refuse(at, problem.get(), FileVisitResult.CONTINUE);
      }
      entries.add(new Entry(at, target));
      addUnit(at, target, attributes);
      return counted(attributes.size());
    }

    private void addUnit(Path at, Path target, BasicFileAttributes attributes) throws IOException {
      String name = FileName.text(at.getFileName());
      boolean masked =
          attributes.isSymbolicLink()
              ? Files.readSymbolicLink(at).equals(NOTHING)
              : attributes.size() == 0;
      if (isAmongUnits(target) && !masked && !name.startsWith(".")) {
        if (UNIT.matcher(name).matches()) {
          units.add(name);
        } else {
          notUnits.add(shown(at));
        }
      }
    }

    /** Whether the system has a directory at a path, or a link to one that must not be replaced. */
    private boolean isDirectoryInSystem(Path target, boolean byLink) throws IOException {
      Path existing = root.resolve(target);
      if (Files.isSymbolicLink(existing)) {
        Path parent = target.getParent();
        Path behind = behindLinks(parent == null ? NOWHERE : parent, target.getFileName());
        return !byLink && isDirectory(root.resolve(behind));
      }
      return otherDirectories.contains(target) || isDirectory(existing);
    }

    /** Returns the path below the root to which a name in a directory leads, through links. */
    private Path behindLinks(Path directory, Path name) throws IOException {
      Path at = root.resolve(directory);
      Deque<Path> names = new ArrayDeque<>(List.of(name));
      int links = 0;
      while (!names.isEmpty()) {
        Path next = at.resolve(names.pop()).normalize();
        if (Files.isSymbolicLink(next) && links++ < MOST_LINKS) {
          Path text = Files.readSymbolicLink(next);
          at = text.isAbsolute() ? root : at;
          for (int i = text.getNameCount() - 1; i >= 0; i--) {
            names.push(text.getName(i));
          }
        } else if (next.startsWith(root)) {
          at = next;
        }
      }
      return root.relativize(at);
    }

    private static Optional<String> special(Path at, BasicFileAttributes attributes)
        throws IOException {
      if (!attributes.isOther()) {
        return Optional.empty();
      }
      int type = (int) Files.getAttribute(at, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 0170000;
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

    private static Optional<String> reserved(Path target) {
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

    private String shown(Path at) {
      return Shown.escaped(FileName.text(named.resolve(from.relativize(at))));
    }

    private static String in(Path target) {
      return "/" + Shown.escaped(FileName.text(target));
    }
  }
}
