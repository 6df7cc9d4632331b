// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.diag;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.source.SourceFile;

/**
 * A source with changes.
 *
 * @param file the source
 * @param fixes the changes, of which each has one edit, in the order of the text; they do not touch
 */
public record ChangedFile(SourceFile file, List<Diagnostic.Fix> fixes) {

  private static final int CONTEXT = 3;

  /** Copies the list. */
  public ChangedFile {
    fixes = List.copyOf(fixes);
  }

  /** An edit, regardless of how the file was included. */
  private record Change(int start, int end, String text) {}

  /**
   * Lines that fixes change, counted from 0.
   *
   * @param behind the line after the last one
   * @param from the offset of the first line
   * @param to the offset after the last line
   */
  private record Lines(int first, int behind, int from, int to, List<Diagnostic.Fix> fixes) {}

  /**
   * {@return the file with those fixes that can be made together: of fixes that touch, only the
   * first one, and none of those that replace the same text with different texts}
   *
   * @param file the source
   * @param wanted fixes of this source; several findings may have the same fix
   */
  public static ChangedFile of(SourceFile file, List<Diagnostic.Fix> wanted) {
    List<Diagnostic.Fix> sorted = new ArrayList<>();
    Map<Long, Set<String>> texts = new HashMap<>();
    Set<Change> known = new HashSet<>();
    for (Diagnostic.Fix fix : wanted) {
      Change change = change(fix);
      if (fix.edits().size() == 1 && known.add(change)) {
        sorted.add(fix);
        texts.computeIfAbsent(range(change), range -> new HashSet<>()).add(change.text());
      }
    }
    sorted.removeIf(fix -> texts.getOrDefault(range(change(fix)), Set.of()).size() > 1);
    sorted.sort(Comparator.comparingInt(fix -> change(fix).start()));
    List<Diagnostic.Fix> taken = new ArrayList<>();
    int last = -1;
    for (Diagnostic.Fix fix : sorted) {
      if (change(fix).start() > last) {
        taken.add(fix);
        last = change(fix).end();
      }
    }
    return new ChangedFile(file, taken);
  }

  private static Change change(Diagnostic.Fix fix) {
    Diagnostic.Edit edit = fix.edits().get(0);
    return new Change(edit.place().start(), edit.place().end(), edit.text());
  }

  private static long range(Change change) {
    return (long) change.start() << Integer.SIZE | change.end();
  }

  /** {@return the content with the changes} */
  public Bytes content() {
    return content(0, file.content().length(), fixes);
  }

  private Bytes content(int from, int to, List<Diagnostic.Fix> changes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int at = from;
    for (Diagnostic.Fix fix : changes) {
      Change change = change(fix);
      out.writeBytes(file.content().slice(at, change.start()).toArray());
      out.writeBytes(Bytes.utf8(change.text()).toArray());
      at = change.end();
    }
    out.writeBytes(file.content().slice(at, to).toArray());
    return Bytes.wrap(out.toByteArray());
  }

  /**
   * {@return the changes as a unified diff, which {@code patch -p1} and {@code git apply} read}
   *
   * @param path the path of the file, without a slash at its beginning
   */
  public Bytes patch(String path) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<Bytes> lines = file.lines();
    if (fixes.isEmpty() || lines.isEmpty()) {
      return Bytes.empty();
    }
    out.writeBytes(
        Bytes.utf8("--- %s\n+++ %s\n".formatted(quoted("a/" + path), quoted("b/" + path)))
            .toArray());
    List<Lines> changed = changed(lines.size());
    int moved = 0;
    int at = 0;
    while (at < changed.size()) {
      int end = at + 1;
      while (end < changed.size()
          && changed.get(end).first() - changed.get(end - 1).behind() <= 2 * CONTEXT) {
        end++;
      }
      moved += hunk(out, lines, changed.subList(at, end), moved);
      at = end;
    }
    return Bytes.wrap(out.toByteArray());
  }

  private List<Lines> changed(int count) {
    List<Lines> all = new ArrayList<>();
    for (Diagnostic.Fix fix : fixes) {
      Change change = change(fix);
      // An insertion at the end of the file changes its last line.
      int start = Math.min(change.start(), file.content().length() - 1);
      boolean whole = isWholeLines(change);
      int feed = file.content().indexOf('\n', change.end());
      Lines lines =
          new Lines(
              file.line(start) - 1,
              whole ? file.line(change.end()) - 1 : Math.min(file.line(change.end()), count),
              file.lineStart(start),
              whole ? change.end() : feed < 0 ? file.content().length() : feed + 1,
              List.of(fix));
      if (!all.isEmpty() && lines.first() < all.get(all.size() - 1).behind()) {
        Lines last = all.remove(all.size() - 1);
        List<Diagnostic.Fix> both = new ArrayList<>(last.fixes());
        both.add(fix);
        lines = new Lines(last.first(), lines.behind(), last.from(), lines.to(), both);
      }
      all.add(lines);
    }
    return all;
  }

  /** Whether a change ends before a line, which stays as it is. */
  private boolean isWholeLines(Change change) {
    int end = change.end();
    boolean before = end < file.content().length() && file.lineStart(end) == end;
    boolean begins = file.lineStart(change.start()) == change.start();
    return before && begins && (change.text().isEmpty() || change.text().endsWith("\n"));
  }

  /** Writes the changes of neighboring lines; returns by how many lines the rest moves. */
  private int hunk(ByteArrayOutputStream out, List<Bytes> lines, List<Lines> changed, int moved) {
    int first = Math.max(0, changed.get(0).first() - CONTEXT);
    int behind = Math.min(lines.size(), changed.get(changed.size() - 1).behind() + CONTEXT);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int added = 0;
    int at = first;
    for (Lines range : changed) {
      write(body, ' ', lines.subList(at, range.first()));
      write(body, '-', lines.subList(range.first(), range.behind()));
      Bytes text = content(range.from(), range.to(), range.fixes());
      List<Bytes> after = new SourceFile(file.name(), text).lines();
      write(body, '+', after);
      added += after.size() - (range.behind() - range.first());
      at = range.behind();
    }
    write(body, ' ', lines.subList(at, behind));
    int count = behind - first;
    String head =
        "@@ -%d,%d +%d,%d @@\n".formatted(first + 1, count, first + 1 + moved, count + added);
    out.writeBytes(Bytes.utf8(head).toArray());
    out.writeBytes(body.toByteArray());
    return added;
  }

  private static void write(ByteArrayOutputStream out, char mark, List<Bytes> lines) {
    for (Bytes line : lines) {
      out.write(mark);
      out.writeBytes(line.toArray());
      if (line.get(line.length() - 1) != '\n') {
        out.writeBytes(Bytes.utf8("\n\\ No newline at end of file\n").toArray());
      }
    }
  }

  /** Returns a name as git writes it: in quotes if it contains unusual characters. */
  private static String quoted(String name) {
    boolean unusual = name.chars().anyMatch(c -> c < ' ' || c > '~' || c == '"' || c == '\\');
    if (!unusual) {
      return name.contains(" ") ? name + "\t" : name;
    }
    StringBuilder out = new StringBuilder("\"");
    for (byte one : FileName.bytes(name).toArray()) {
      int c = one & 0xff;
      if (c == '"' || c == '\\') {
        out.append('\\').append((char) c);
      } else if (c < ' ' || c > '~') {
        out.append(String.format(Locale.ROOT, "\\%03o", c));
      } else {
        out.append((char) c);
      }
    }
    return out.append('"').toString();
  }
}
