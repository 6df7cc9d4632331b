// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.dtbind.export.Artefact;
import org.dtbind.export.target.AggregatorFiles;
import org.dtbind.export.target.BindingFiles;
import org.dtbind.export.target.TargetAggregator;
import org.dtbind.gpio.GpioChip;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Ownership;
import org.dtbind.kernel.Paths;
import org.dtbind.kernel.Watch;
import org.dtbind.source.Bytes;
import org.dtbind.transaction.FileChange;
import org.dtbind.transaction.FileState;

/**
 * Gives the device node of an aggregator to its users: by rules, where udev is at work, else at
 * once. Remembers what it has replaced.
 */
final class NodeSetup {

  /** Groups our messages to udev, as those of the script that does without Java. */
  private static final String UUID = "7e0d5f9c-6b0e-4c7f-9d55-647462696e64";

  private static final Duration HEARD = Duration.ofSeconds(2);

  private static final String CHIPS = "/sys/bus/gpio/devices/";
  private static final String WANTED =
      "/etc/systemd/system/multi-user.target.wants/" + AggregatorFiles.UNIT;

  private final Kernel kernel;
  private final TargetAggregator aggregator;
  private final boolean persist;
  private final boolean udev;
  private final Deque<FileChange> replaced = new ArrayDeque<>();
  private Optional<String> linked = Optional.empty();

  NodeSetup(Kernel kernel, TargetAggregator aggregator, boolean persist) {
    this.kernel = kernel;
    this.aggregator = aggregator;
    this.persist = persist;
    this.udev = kernel.udev().runs();
  }

  private String link() {
    return CreatePreparation.LINKS + aggregator.access().link().orElse(aggregator.name());
  }

  private Ownership ownership() {
    return CreatePreparation.ownership(aggregator.access());
  }

  private List<Artefact> files() {
    List<Artefact> files = new ArrayList<>();
    if (udev || persist) {
      Artefact rules = AggregatorFiles.rules(aggregator);
      files.add(
          new Artefact(
              rules(aggregator.name(), persist).substring(1),
              rules.purpose(),
              rules.executable(),
              rules.content()));
    }
    if (persist) {
      files.addAll(AggregatorFiles.boot());
      files.add(AggregatorFiles.declaration(aggregator));
    }
    return files;
  }

  static String rules(String name, boolean persist) {
    return (persist ? "/etc" : "/run") + "/udev/rules.d/70-dtbind-aggregator-" + name + ".rules";
  }

  /** What would be done, a line each. */
  List<String> plan() {
    List<String> plan = new ArrayList<>();
    files().forEach(file -> plan.add("write file /" + file.path()));
    if (persist) {
      plan.add("link " + WANTED);
    }
    if (udev) {
      plan.add("run udevadm control --reload");
      plan.add("write %sgpiochipN/uevent \"%s\"".formatted(CHIPS, message()));
      plan.add("# udev makes " + link() + shown());
    } else {
      plan.add("link " + link() + shown());
    }
    return plan;
  }

  private String shown() {
    Ownership wanted = ownership();
    List<String> words = new ArrayList<>();
    wanted.user().ifPresent(user -> words.add("owner " + user));
    wanted.group().ifPresent(group -> words.add("group " + group));
    wanted.mode().ifPresent(mode -> words.add("mode " + mode));
    return words.isEmpty() ? "" : ", " + String.join(", ", words);
  }

  private String message() {
    return "change " + UUID + " DTBIND=" + aggregator.key();
  }

  /** Before there is a chip. */
  Optional<Failure> prepare() {
    for (Artefact file : files()) {
      FileState wanted = new FileState.Text(file.content().utf8(), file.executable());
      Optional<Failure> failure = put("/" + file.path(), wanted, file.purpose()).failure();
      if (failure.isPresent()) {
        return failure;
      }
    }
    if (persist && kernel.files().linked(WANTED).isEmpty()) {
      FileState unit = new FileState.Link("../" + AggregatorFiles.UNIT);
      Optional<Failure> failure = put(WANTED, unit, "enables that").failure();
      if (failure.isPresent()) {
        return failure;
      }
    }
    return udev ? kernel.udev().reload().failure() : Optional.empty();
  }

  private Attempt<Nothing> put(String path, FileState wanted, String purpose) {
    return FileState.of(kernel.files(), path)
        .then(
            former -> {
              FileChange change = new FileChange(path, former, Optional.of(wanted), purpose);
              replaced.push(change);
              kernel.trace().decided(change.text());
              return change.make(kernel.files());
            });
  }

  /** Once there is a chip; says what is not as wished. */
  Optional<String> apply(GpioChip chip, Watch watch) {
    if (!udev) {
      return atOnce(chip).map(Failure::text);
    }
    String uevent = CHIPS + chip.name() + "/uevent";
    boolean goesOn = true;
    while (goesOn) {
      Optional<Failure> told = kernel.sysfs().write(uevent, Bytes.latin1(message())).failure();
      if (told.isPresent()) {
        return told.map(Failure::text);
      }
      // A daemon that is being started anew has missed it.
      goesOn = !watch.until(HEARD, () -> wrong(chip).isEmpty()) && watch.goesOn();
    }
    return wrong(chip).map(what -> "udev has not set up " + chip.device() + ": " + what);
  }

  private Optional<Failure> atOnce(GpioChip chip) {
    linked = Optional.of(chip.device());
    return kernel
        .files()
        .give(chip.device(), ownership())
        .then(given -> kernel.files().link(link(), "../" + Paths.name(chip.device())))
        .failure();
  }

  private Optional<String> wrong(GpioChip chip) {
    Optional<String> leads = kernel.files().linked(link()).map(to -> Paths.follow(link(), to));
    if (!leads.equals(Optional.of(chip.device()))) {
      return Optional.of(link() + " does not lead to it");
    }
    return kernel.files().difference(chip.device(), ownership());
  }

  /** Takes everything back; says what stays, a line each. */
  List<String> undo() {
    List<String> left = new ArrayList<>();
    if (linked.isPresent()) {
      removeLink(kernel, link(), linked.get());
    }
    boolean changed = !replaced.isEmpty();
    while (!replaced.isEmpty()) {
      replaced.pop().undo(kernel.files()).ifPresent(why -> left.add(why.text()));
    }
    if (changed && udev) {
      kernel.udev().reload();
    }
    return left;
  }

  /** Removes a link that leads to a device, and the folder of links if it was the last. */
  static void removeLink(Kernel kernel, String link, String device) {
    Optional<String> leads = kernel.files().linked(link).map(to -> Paths.follow(link, to));
    if (leads.equals(Optional.of(device))) {
      kernel.files().remove(link);
      // Others may be in it: then it stays.
      kernel.sysfs().removeFolder(Paths.parent(link));
    }
  }

  /** Removes what makes an aggregator at boot; says what stays, a line each. */
  static List<String> removePersistent(Kernel kernel, String name) {
    String folder = "/" + AggregatorFiles.DECLARATIONS;
    List<String> paths = new ArrayList<>();
    paths.add(folder + "/" + name + AggregatorFiles.SUFFIX);
    paths.add(rules(name, true));
    List<String> others = new ArrayList<>(kernel.files().names(folder));
    others.remove(name + AggregatorFiles.SUFFIX);
    if (others.isEmpty()) {
      paths.add(WANTED);
      boolean devices = !kernel.files().names("/" + BindingFiles.DECLARATIONS).isEmpty();
      AggregatorFiles.boot().stream()
          // What binds devices at boot is the same program.
          .filter(file -> !(file.executable() && devices))
          .forEach(file -> paths.add("/" + file.path()));
    }
    List<String> left = new ArrayList<>();
    for (String path : paths) {
      kernel.trace().decided("remove file " + path);
      kernel.files().remove(path).failure().ifPresent(why -> left.add(why.text()));
    }
    return left;
  }
}
