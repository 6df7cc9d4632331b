// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.dtbind.change.FileChange;
import org.dtbind.change.FileState;
import org.dtbind.container.CdiDevice;
import org.dtbind.container.CdiRules;
import org.dtbind.device.LinuxDevice;
import org.dtbind.kernel.Files;
import org.dtbind.kernel.Paths;

/**
 * The names by which containers get devices. A name ends before its device goes, so that it never
 * stands for the next device with the same number or the same directory, even if udev does not run.
 */
public final class CdiNames {

  private static final String PURPOSE = "the device is no longer available to containers";

  private static final Pattern NODE = Pattern.compile("\"hostPath\": \"[^\"]*\"");

  private CdiNames() {}

  /**
   * {@return the changes that end the names of a device}
   *
   * @param files the system's files
   * @param device the device
   * @param nodes the paths of its nodes
   * @param forever whether rules in {@code /etc} end, too, rather than only until the next boot
   */
  public static List<FileChange> ended(
      Files files, LinuxDevice device, List<String> nodes, boolean forever) {
    String below = "/" + device.name() + "/*\", RUN";
    String member = " " + device.busDirectory() + "/devices/" + device.name() + "\"";
    return ended(files, nodes, forever, rule -> rule.contains(below) || rule.contains(member));
  }

  /**
   * {@return the changes that end the names of an aggregator}
   *
   * @param files the system's files
   * @param link the name of the link to its chip
   * @param nodes the path of its chip, or none
   * @param forever whether rules in {@code /etc} end, too, rather than only until the next boot
   */
  public static List<FileChange> ended(
      Files files, String link, List<String> nodes, boolean forever) {
    String match = "SYMLINK==\"gpio/" + link + "\", RUN";
    return ended(files, nodes, forever, rule -> rule.contains(match));
  }

  private static List<FileChange> ended(
      Files files, List<String> nodes, boolean forever, Predicate<String> names) {
    Set<String> gone = new TreeSet<>();
    cdiFilesOf(files, nodes).forEach(gone::add);
    List<FileChange> changes = new ArrayList<>();
    for (Map.Entry<String, String> rule : texts(files).entrySet()) {
      String file = CdiRules.cdiFile(Paths.name(rule.getKey()));
      boolean ends =
          names.test(rule.getValue())
              || gone.stream().anyMatch(path -> Paths.name(path).equals(file));
      boolean suspends = !forever && rule.getValue().contains(CdiRules.ended(file));
      if (ends && suspends) {
        FileState mark = new FileState.Text("", false);
        String purpose = "until the next boot, " + PURPOSE;
        FileChange.to(files, CdiRules.ended(file), Optional.of(mark), purpose)
            .ifPresent(changes::add);
      } else if (ends) {
        gone.add(rule.getKey());
      }
    }
    gone.forEach(
        path -> FileChange.to(files, path, Optional.empty(), PURPOSE).ifPresent(changes::add));
    return changes;
  }

  /** The CDI files that describe one of the nodes. */
  private static List<String> cdiFilesOf(Files files, List<String> nodes) {
    return cdiFiles(files).stream()
        .filter(
            path ->
                NODE.matcher(text(files, path))
                    .results()
                    .map(MatchResult::group)
                    .map(line -> line.substring(line.indexOf(' ') + 2, line.length() - 1))
                    .anyMatch(nodes::contains))
        .toList();
  }

  private static Map<String, String> texts(Files files) {
    Map<String, String> found = new TreeMap<>();
    rules(files).forEach(path -> found.put(path, text(files, path)));
    return found;
  }

  /** {@return the paths of dtbind's CDI files} */
  public static List<String> cdiFiles(Files files) {
    return paths(files, CdiDevice.DIRECTORIES, name -> CdiDevice.FILE.matcher(name).matches());
  }

  /** {@return the paths of the rules files that keep CDI files up to date} */
  public static List<String> rules(Files files) {
    return paths(files, CdiRules.DIRECTORIES, name -> name.startsWith(CdiRules.PREFIX));
  }

  private static List<String> paths(
      Files files, List<String> directories, Predicate<String> names) {
    return directories.stream()
        .flatMap(
            directory ->
                files.names(directory).stream().filter(names).map(name -> directory + "/" + name))
        .toList();
  }

  private static String text(Files files, String path) {
    return files.read(path).value().flatMap(text -> text).orElse("");
  }
}
