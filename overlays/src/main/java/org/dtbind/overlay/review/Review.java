// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.review;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.linux.Population;
import org.dtbind.overlay.compare.Difference;
import org.dtbind.overlay.compare.TreeComparison;
import org.dtbind.overlay.review.ProjectState.Checked;
import org.dtbind.source.Bytes;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.NodePath;
import org.dtbind.validate.report.FindingKey;

/**
 * Compares the boards of two states of a project.
 *
 * @param before the first state
 * @param after the second state
 */
public record Review(ProjectState before, ProjectState after) {

  /**
   * A board that is made of other files in the second state, or of which only one state has a
   * source.
   *
   * @param files the paths of the files that differ
   */
  public record Affected(BoardPair board, Set<String> files) {
    /** Copies the set. */
    public Affected {
      files = Set.copyOf(files);
    }
  }

  /** How the tree of a board differs. */
  public enum Sameness {
    /** The blobs are the same, byte for byte, unless labels are stored in them. */
    SAME_BLOB,
    /** The trees differ only in the order of nodes and properties, or in the values of phandles. */
    SAME_TREE,
    /** The trees differ. */
    CHANGED,
    /** Only the second state has the board. */
    NEW,
    /** Only the first state has the board. */
    DELETED,
    /** The board compiles in the first state, and not in the second. */
    BROKEN,
    /** The board compiles in the second state, and not in the first. */
    REPAIRED,
    /** The board compiles in neither state. */
    STILL_BROKEN
  }

  /**
   * A board in one state.
   *
   * @param tree its tree, with labels
   * @param devices what Linux makes of its nodes
   */
  public record Board(DeviceTree tree, Map<NodePath, Population> devices) {
    /** Copies the map. */
    public Board {
      devices = Collections.unmodifiableMap(new LinkedHashMap<>(devices));
    }

    private static Optional<Board> of(Optional<Diagnosed<DeviceTree>> read, Checked checked) {
      return read.flatMap(Diagnosed::value).map(tree -> new Board(tree, checked.devices()));
    }
  }

  /**
   * The result for a board.
   *
   * @param before the board in the first state; absent if there is none, or nothing differs
   * @param after the board in the second state; absent if there is none, or nothing differs
   * @param added the findings that only the second state has, or why the board does not compile
   * @param removed the findings that only the first state has
   */
  public record Result(
      BoardPair board,
      Sameness sameness,
      Optional<Board> before,
      Optional<Board> after,
      List<Diagnostic> added,
      List<Diagnostic> removed) {
    /** Copies the lists. */
    public Result {
      added = List.copyOf(added);
      removed = List.copyOf(removed);
    }
  }

  /**
   * {@return the boards that are made of other files in the second state, sorted by name}
   *
   * @param isBoard whether a path is that of a board or overlay
   * @param names what files include
   * @throws IOException if a file cannot be read
   */
  public List<Affected> affected(Predicate<String> isBoard, IncludeNames names) throws IOException {
    Set<String> changed = before.files().differing(after.files());
    if (changed.isEmpty()) {
      return List.of();
    }
    // A link may lead to any number of files.
    boolean all = before.files().hasLinks(changed) || after.files().hasLinks(changed);
    Set<String> former = before.boards(isBoard);
    Set<String> present = after.boards(isBoard);
    SourceClosures formerFiles = before.closures(names);
    SourceClosures presentFiles = after.closures(names);
    formerFiles.prepare(former);
    presentFiles.prepare(present);
    Set<String> formerUsers = formerFiles.users(changed);
    Set<String> presentUsers = presentFiles.users(changed);
    List<Affected> affected = new ArrayList<>();
    for (BoardPair pair : BoardPair.of(before.files(), former, after.files(), present)) {
      if (all
          || pair.isRenamed()
          || pair.before().filter(formerUsers::contains).isPresent()
          || pair.after().filter(presentUsers::contains).isPresent()) {
        SortedMap<String, String> one = closure(formerFiles, pair.before());
        SortedMap<String, String> other = closure(presentFiles, pair.after());
        if (!one.equals(other)) {
          Set<String> own = differing(one, other);
          own.retainAll(changed);
          affected.add(new Affected(pair, own));
        }
      }
    }
    return affected;
  }

  private static SortedMap<String, String> closure(
      SourceClosures closures, Optional<String> source) {
    return source.map(closures::of).orElseGet(TreeMap::new);
  }

  private static Set<String> differing(Map<String, String> one, Map<String, String> other) {
    Set<String> paths = new HashSet<>(one.keySet());
    paths.addAll(other.keySet());
    paths.removeIf(path -> one.getOrDefault(path, "").equals(other.getOrDefault(path, "")));
    return paths;
  }

  /**
   * Overlays that could be merged into their base in the first state only.
   *
   * @param problems why they cannot be merged in the second state
   */
  public record Unmerged(OverlayMerge merge, List<Diagnostic> problems) {
    /** Copies the list. */
    public Unmerged {
      problems = List.copyOf(problems);
    }
  }

  /**
   * {@return the overlays that no longer apply to their base, as Makefiles specify it}
   *
   * @param boards the sources of which the trees differ
   * @throws IOException if a Makefile cannot be read
   */
  public List<Unmerged> unmerged(Set<String> boards, Predicate<String> isBoard) throws IOException {
    List<Unmerged> unmerged = new ArrayList<>();
    if (boards.isEmpty()) {
      return unmerged;
    }
    for (OverlayMerge merge : OverlayMerge.of(after.files(), after.boards(isBoard))) {
      if (merge.isMadeOf(boards)) {
        List<Diagnostic> problems = after.problems(merge);
        if (!problems.isEmpty() && before.problems(merge).isEmpty()) {
          unmerged.add(new Unmerged(merge, problems));
        }
      }
    }
    return unmerged;
  }

  /** {@return the result for a board. May be called in several threads} */
  public Result of(BoardPair board) {
    if (isSameText(board)) {
      return new Result(
          board, Sameness.SAME_BLOB, Optional.empty(), Optional.empty(), List.of(), List.of());
    }
    Optional<Diagnosed<DeviceTree>> former = board.before().map(before::labelled);
    Optional<Diagnosed<DeviceTree>> present = board.after().map(after::labelled);
    Sameness sameness = sameness(board, former, present);
    Checked one = Checked.NOTHING;
    Checked other = Checked.NOTHING;
    // Of the same blob, only the labels may differ. Without a tree, findings about it are not gone.
    if (sameness != Sameness.SAME_BLOB) {
      other = present.map(after::checked).orElse(one);
      one = sameness == Sameness.BROKEN ? one : former.map(before::checked).orElse(one);
    }
    return new Result(
        board,
        sameness,
        Board.of(former, one),
        Board.of(present, other),
        without(other.findings(), one.findings()),
        without(one.findings(), other.findings()));
  }

  /** Returns whether only comments, white space or unused macros differ. */
  private boolean isSameText(BoardPair board) {
    Optional<Bytes> former = board.before().flatMap(before::text);
    Optional<Bytes> present = board.after().flatMap(after::text);
    return former.isPresent()
        && present.isPresent()
        && TextComparison.isSame(former.get(), present.get());
  }

  private Sameness sameness(
      BoardPair board,
      Optional<Diagnosed<DeviceTree>> former,
      Optional<Diagnosed<DeviceTree>> present) {
    Optional<DeviceTree> one = former.flatMap(Diagnosed::value);
    Optional<DeviceTree> other = present.flatMap(Diagnosed::value);
    if (present.isEmpty()) {
      return Sameness.DELETED;
    }
    if (other.isEmpty()) {
      return former.isPresent() && one.isEmpty() ? Sameness.STILL_BROKEN : Sameness.BROKEN;
    }
    if (former.isEmpty()) {
      return Sameness.NEW;
    }
    if (one.isEmpty()) {
      return Sameness.REPAIRED;
    }
    boolean differ =
        TreeComparison.ofSources(one.get(), other.get()).differences().stream()
            .anyMatch(difference -> !(difference instanceof Difference.LabelDiffers));
    if (differ) {
      return Sameness.CHANGED;
    }
    // As most boards are built: without labels
    DeviceTree plain = before.tree(board.before().orElseThrow()).value().orElseThrow();
    DeviceTree otherPlain = after.tree(board.after().orElseThrow()).value().orElseThrow();
    return DtbWriter.write(plain).equals(DtbWriter.write(otherPlain))
        ? Sameness.SAME_BLOB
        : Sameness.SAME_TREE;
  }

  /** Returns the findings that another list lacks, whatever numbers their messages contain. */
  private static List<Diagnostic> without(List<Diagnostic> findings, List<Diagnostic> others) {
    Set<FindingKey> known = new HashSet<>();
    others.forEach(finding -> known.add(identity(finding)));
    return findings.stream().filter(finding -> !known.contains(identity(finding))).toList();
  }

  private static FindingKey identity(Diagnostic finding) {
    return FindingKey.of(finding).identity();
  }
}
