// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtc;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;

/**
 * What dtoverlay asks a running Raspberry Pi: its overlays, and what is loaded. The kernel's
 * configfs says what is; what dtoverlay left behind in {@code /tmp/.dtoverlays} says only with
 * which parameters.
 *
 * @param root of the system
 */
record RunningPi(Path root) {

  private static final Pattern NUMBERED = Pattern.compile("(\\d+)_(.*)");
  private static final int TOTAL_SIZE = 4;

  /**
   * An overlay that is loaded.
   *
   * @param name without its number
   * @param parameters as they were given; empty if nothing is known of them
   */
  record Loaded(String name, String parameters, int number) {}

  /** Returns the folder that the firmware takes overlays from. */
  Optional<String> overlays() {
    String prefix =
        content(root.resolve("proc/device-tree/chosen/os_prefix"))
            .map(bytes -> text(bytes, 0))
            .orElse("");
    for (String boot : List.of("boot/firmware", "boot", "flash")) {
      Path folder = root.resolve(boot + "/" + prefix + "overlays");
      if (Files.isDirectory(folder)) {
        return Optional.of(FileName.text(folder));
      }
    }
    return Optional.empty();
  }

  /** Returns what the board is compatible with. */
  Optional<List<String>> compatible() {
    return content(root.resolve("proc/device-tree/compatible"))
        .map(bytes -> List.of(bytes.latin1().split("\0")));
  }

  /** Returns what is loaded, in order; empty if the kernel has no such folder. */
  private Optional<List<Loaded>> loaded() {
    Path folder = root.resolve("sys/kernel/config/device-tree/overlays");
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    List<Loaded> loaded = new ArrayList<>();
    try (DirectoryStream<Path> overlays = Files.newDirectoryStream(folder)) {
      for (Path overlay : overlays) {
        Optional<Bytes> status = content(overlay.resolve("status"));
        if (status.filter(text -> text.latin1().startsWith("applied")).isPresent()) {
          loaded.add(loaded(FileName.text(overlay.getFileName())));
        }
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    loaded.sort(Comparator.comparingInt(Loaded::number).thenComparing(Loaded::name));
    return Optional.of(loaded);
  }

  private Loaded loaded(String name) {
    Matcher numbered = NUMBERED.matcher(name);
    if (!numbered.matches() || numbered.group(1).length() > 9) {
      return new Loaded(name, "", Integer.MAX_VALUE);
    }
    Optional<Bytes> saved = content(root.resolve("tmp/.dtoverlays/" + name + ".dtbo"));
    String parameters = "";
    if (saved.isPresent() && saved.get().length() > 2 * TOTAL_SIZE) {
      long end = saved.get().number(TOTAL_SIZE, 4);
      parameters = end < saved.get().length() ? text(saved.get(), (int) end).strip() : "";
    }
    return new Loaded(numbered.group(2), parameters, Integer.parseInt(numbered.group(1)));
  }

  private static String text(Bytes bytes, int from) {
    int end = bytes.indexOf(0, from);
    return FileName.text(bytes.slice(from, end < 0 ? bytes.length() : end));
  }

  private static Optional<Bytes> content(Path file) {
    try {
      return Optional.of(Bytes.wrap(Files.readAllBytes(file)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Returns the list of what is loaded; empty if the kernel has no such folder. */
  Optional<String> list() {
    Optional<List<Loaded>> loaded = loaded();
    if (loaded.isEmpty()) {
      return Optional.empty();
    }
    if (loaded.get().isEmpty()) {
      return Optional.of("No overlays loaded\n");
    }
    StringBuilder text = new StringBuilder("Overlays (in load order):\n");
    int at = 0;
    for (Loaded one : loaded.get()) {
      text.append(at++).append(":  ").append(one.name());
      text.append(one.parameters().isEmpty() ? "" : " " + one.parameters()).append('\n');
    }
    return Optional.of(text.toString());
  }

  /** Returns the list of the overlays in a folder, and of those that are loaded. */
  String listAll(Path folder) throws IOException {
    Set<String> loaded = new TreeSet<>();
    loaded().orElse(List.of()).forEach(one -> loaded.add(one.name()));
    loaded.remove("dtparam"); // Parameters of the base, which are no overlay.
    Set<String> all = new TreeSet<>(overlaysIn(folder));
    all.addAll(loaded);
    if (all.isEmpty()) {
      return "No overlays found\n";
    }
    StringBuilder text = new StringBuilder("All overlays (* = loaded):\n");
    for (String one : all) {
      text.append(loaded.contains(one) ? "* " : "  ").append(one).append('\n');
    }
    return text.toString();
  }

  private static List<String> overlaysIn(Path folder) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.dtbo")) {
      for (Path file : files) {
        String name = FileName.text(file.getFileName());
        names.add(name.substring(0, name.length() - ".dtbo".length()));
      }
    }
    return names;
  }
}
