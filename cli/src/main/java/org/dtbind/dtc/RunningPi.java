// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dtbind.cli.session.CurrentUser;
import org.dtbind.dtb.Fdt;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.source.Limit;
import org.dtbind.source.Shown;

/**
 * The state of a running Raspberry Pi that dtoverlay shows: available and loaded overlays. The
 * kernel's configfs lists the loaded overlays; files that dtoverlay left in {@code
 * /tmp/.dtoverlays} supply only their parameters.
 *
 * @param root the root directory of the system, {@code /} except in tests
 */
record RunningPi(Path root) {

  private static final Pattern NUMBERED = Pattern.compile("(\\d+)_(.*)");
  private static final int WRITABLE_BY_OTHERS = 022;

  /**
   * A loaded overlay.
   *
   * @param name the name without the number that dtoverlay puts before it
   * @param parameters the parameters as dtoverlay received them; empty if unknown
   * @param number the position in load order
   */
  record Loaded(String name, String parameters, int number) {}

  /** {@return the directory from which the firmware loads overlays} */
  Optional<String> overlays() {
    String prefix =
        content(root.resolve("proc/device-tree/chosen/os_prefix"))
            .map(bytes -> text(bytes, 0))
            .orElse("");
    for (String boot : List.of("boot/firmware", "boot", "flash")) {
      Path directory = root.resolve(FileName.path(boot + "/" + prefix + "overlays"));
      if (Files.isDirectory(directory)) {
        return Optional.of(FileName.text(directory));
      }
    }
    return Optional.empty();
  }

  Optional<List<String>> compatible() {
    return content(root.resolve("proc/device-tree/compatible"))
        .map(bytes -> List.of(bytes.latin1().split("\0")));
  }

  /**
   * Returns the loaded overlays in load order; empty if the kernel has no configfs directory for
   * overlays.
   */
  private Optional<List<Loaded>> loaded() {
    Path directory = root.resolve("sys/kernel/config/device-tree/overlays");
    if (!Files.isDirectory(directory)) {
      return Optional.empty();
    }
    List<Loaded> loaded = new ArrayList<>();
    try (DirectoryStream<Path> overlays = Files.newDirectoryStream(directory)) {
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
    Optional<Bytes> saved = saved(name);
    String parameters = "";
    if (saved.isPresent() && saved.get().length() > Fdt.TOTAL_SIZE + 4) {
      long end = saved.get().number(Fdt.TOTAL_SIZE, 4);
      parameters = end < saved.get().length() ? text(saved.get(), (int) end).strip() : "";
    }
    return new Loaded(numbered.group(2), parameters, Integer.parseInt(numbered.group(1)));
  }

  /**
   * Reads a file that dtoverlay left. Everybody may write to {@code /tmp}: files count only if root
   * or this user created their directory and them, and nobody else can replace them.
   */
  private Optional<Bytes> saved(String name) {
    Path directory = root.resolve("tmp/.dtoverlays");
    Path file = directory.resolve(FileName.path(name + ".dtbo"));
    if (!isTrusted(directory)
        || !isTrusted(file)
        || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of(Bytes.read(in, 0, Limit.FILE_BYTES));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static boolean isTrusted(Path file) {
    try {
      Map<String, Object> attributes =
          Files.readAttributes(file, "unix:uid,mode", LinkOption.NOFOLLOW_LINKS);
      return attributes.get("uid") instanceof Integer user
          && (user == 0 || user == CurrentUser.id())
          && attributes.get("mode") instanceof Integer mode
          && (mode & WRITABLE_BY_OTHERS) == 0;
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
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

  /**
   * Returns the output of {@code dtoverlay -l}; empty if the kernel has no configfs directory for
   * overlays.
   */
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
      String parameters = one.parameters().isEmpty() ? "" : " " + one.parameters();
      text.append(at++).append(":  ").append(Shown.masked(one.name() + parameters)).append('\n');
    }
    return Optional.of(text.toString());
  }

  /**
   * {@return the output of {@code dtoverlay -a}: all overlays in a directory, and all loaded ones}
   */
  String listAll(Path directory) throws IOException {
    Set<String> loaded = new TreeSet<>();
    loaded().orElse(List.of()).forEach(one -> loaded.add(one.name()));
    // The name dtparam stands for parameters of the base, not for an overlay.
    loaded.remove("dtparam");
    Set<String> all = new TreeSet<>(overlaysIn(directory));
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

  private static List<String> overlaysIn(Path directory) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.dtbo")) {
      for (Path file : files) {
        String name = FileName.text(file.getFileName());
        names.add(name.substring(0, name.length() - ".dtbo".length()));
      }
    }
    return names;
  }
}
