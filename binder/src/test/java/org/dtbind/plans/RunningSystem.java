// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.plans;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.dtbind.bind.plan.Drivers;
import org.dtbind.bind.plan.Results;
import org.dtbind.device.DriverOverride;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Errno;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.KernelLog;
import org.dtbind.kernel.Lock;
import org.dtbind.kernel.Operation;
import org.dtbind.kernel.Owner;
import org.dtbind.kernel.Paths;
import org.dtbind.kernel.ReplacedPort;
import org.dtbind.kernel.TracedSysfs;
import org.dtbind.kernel.Uevents;
import org.dtbind.kernel.WritableGpioChips;
import org.dtbind.kernel.WritableKernel;
import org.dtbind.plans.SystemTree.Entry;
import org.dtbind.plans.SystemTree.File;
import org.dtbind.plans.SystemTree.Link;
import org.dtbind.plans.SystemTree.Node;
import org.dtbind.source.Bytes;
import org.dtbind.spec.Access;

/**
 * A system that is written as text, and changes when it is written to. It knows only what Linux
 * does with the attributes that bind devices; the kernel cases show what Linux really does.
 */
final class RunningSystem {

  private static final SystemTree NOTHING = new SystemTree(Map.of(), Map.of());

  /**
   * What a system does when it is written to.
   *
   * @param created the entries that exist while a device is bound, by {@code DRIVER/DEVICE}
   * @param failures the errors of attributes that cannot be written, by path
   */
  record Behavior(Map<String, List<String>> created, Map<String, Errno> failures) {

    static final Behavior NONE = new Behavior(Map.of(), Map.of());

    Behavior {
      created = Map.copyOf(created);
      failures = Map.copyOf(failures);
    }

    /** {@return this behavior, with an attribute that fails: {@code PATH ERRNO}} */
    Behavior failing(String text) {
      String[] words = text.split(" ", 2);
      Map<String, Errno> all = new HashMap<>(failures);
      all.put(words[0], Errno.valueOf(words[1]));
      return new Behavior(created, all);
    }

    /** {@return this behavior, with entries that exist while {@code DRIVER/DEVICE} is bound} */
    Behavior creating(String bound, List<String> lines) {
      Map<String, List<String>> all = new HashMap<>(created);
      all.put(bound, List.copyOf(lines));
      return new Behavior(all, failures);
    }
  }

  private final Behavior behavior;
  private final List<String> log = new ArrayList<>();
  private SystemTree tree;
  private int writes;

  /** Returns the error of a write, by its number from 1; may throw. */
  private IntFunction<Optional<Errno>> interruption = number -> Optional.empty();

  /** What another program changes while a request waits for the lock. */
  private final UnaryOperator<SystemTree> meanwhile;

  /** The files when a request gets the lock. */
  private SystemTree before;

  RunningSystem(SystemTree tree, Behavior behavior, UnaryOperator<SystemTree> meanwhile) {
    this.tree = tree;
    this.behavior = behavior;
    this.meanwhile = meanwhile;
    this.before = tree;
  }

  /** {@return the current files} */
  SystemTree tree() {
    return tree;
  }

  /** {@return how often the system was written to, including failed attempts} */
  int writes() {
    return writes;
  }

  /** Sets what happens to each write, by its number from 1; an exception ends the program. */
  void interrupt(IntFunction<Optional<Errno>> each) {
    interruption = each;
  }

  /** {@return the writes, the result, and what differs afterwards unless the request succeeded} */
  String run(PlanRequest request) {
    Results results = request.results(kernel(), tree);
    StringBuilder text = new StringBuilder();
    log.forEach(line -> text.append("> ").append(line).append('\n'));
    text.append(PlanText.of(results));
    if (!results.good()) {
      List<String> differences = differences(before);
      differences.forEach(line -> text.append("differs: ").append(line).append('\n'));
      text.append(differences.isEmpty() ? "the system is as before\n" : "");
    }
    return text.toString();
  }

  /** {@return the paths of entries that are not the same as in another state} */
  List<String> differences(SystemTree other) {
    TreeSet<String> paths = new TreeSet<>(tree.entries().keySet());
    paths.addAll(other.entries().keySet());
    paths.removeIf(
        path ->
            Optional.ofNullable(tree.entries().get(path))
                .equals(Optional.ofNullable(other.entries().get(path))));
    return List.copyOf(paths);
  }

  /** {@return the ports to this system} */
  WritableKernel kernel() {
    WritableKernel kernel = TreeKernel.of(this::tree);
    WritableGpioChips chips = chips(kernel);
    for (Object port :
        List.of(new Attributes(), new Contents(), chips, lock(), events(), messages())) {
      kernel = ReplacedPort.in(kernel, port);
    }
    return kernel;
  }

  private WritableGpioChips chips(WritableKernel kernel) {
    return new WritableGpioChips() {
      @Override
      public Attempt<Answer> ask(String device) {
        return kernel.chips().ask(device);
      }

      @Override
      public Attempt<Boolean> drive(String device, int offset, boolean active) {
        String text = "drive line %d of %s: %s".formatted(offset, device, active);
        return write(Operation.IOCTL, device, text, Optional::empty).map(done -> active);
      }
    };
  }

  private Lock lock() {
    return new Lock() {
      @Override
      public Attempt<Held> take(String path) {
        tree = meanwhile.apply(tree);
        before = tree;
        return Attempt.done(() -> {});
      }

      @Override
      public String holder(String path) {
        return "";
      }
    };
  }

  private static Uevents events() {
    return () -> Attempt.failed(Failure.of(Operation.OPEN, "netlink", Errno.EPROTONOSUPPORT));
  }

  private static KernelLog messages() {
    return () -> Attempt.failed(Failure.of(Operation.OPEN, "/dev/kmsg", Errno.ENOENT));
  }

  private Attempt<Nothing> write(
      Operation operation, String path, String text, Supplier<Optional<Errno>> effect) {
    log.add(text);
    Optional<Errno> errno =
        interruption
            .apply(++writes)
            .or(() -> Optional.ofNullable(behavior.failures().get(path)))
            .or(effect);
    if (errno.isEmpty()) {
      return Attempt.done();
    }
    log.set(log.size() - 1, text + "  ! " + errno.get());
    return Attempt.failed(Failure.of(operation, path, errno.get()));
  }

  /** A write that is only logged if it fails: the model has no disk. */
  private Attempt<Nothing> sync(String path) {
    Optional<Errno> errno = interruption.apply(++writes);
    errno.ifPresent(error -> log.add("sync %s  ! %s".formatted(path, error)));
    return errno.isPresent()
        ? Attempt.failed(Failure.of(Operation.WRITE, path, errno.get()))
        : Attempt.done();
  }

  private Optional<Errno> put(String path, Entry entry) {
    Map<String, Entry> entries = new TreeMap<>(tree.entries());
    entries.put(path, entry);
    tree = tree.with(entries);
    return Optional.empty();
  }

  private Optional<Errno> remove(String path) {
    tree = SystemText.read(tree, List.of("- " + path));
    return Optional.empty();
  }

  /** The attributes in sysfs. */
  private final class Attributes extends TreeSysfs {

    Attributes() {
      super(RunningSystem.this::tree);
    }

    @Override
    public Attempt<Nothing> write(String path, Bytes content) {
      String shown = TracedSysfs.shown(content);
      return RunningSystem.this.write(
          Operation.WRITE,
          path,
          "write %s \"%s\"".formatted(path, shown),
          () -> store(path, content.latin1().strip()));
    }

    private Optional<Errno> store(String path, String text) {
      String directory = Paths.parent(path);
      return switch (Paths.name(path)) {
        case "driver_override" ->
            put(path, new File(Bytes.latin1((text.isEmpty() ? "(null)" : text) + "\n"), false));
        case "bind" -> bind(Paths.parent(Paths.parent(directory)), Paths.name(directory), text);
        case "unbind" -> unbind(Paths.parent(Paths.parent(directory)), Paths.name(directory), text);
        case "drivers_probe" -> probe(directory, text);
        case "delete_device" -> delete(text);
        default -> throw new AssertionError("unknown attribute " + path);
      };
    }

    /**
     * Like delete_device_store() in drivers/gpio/gpio-aggregator.c, for a device without driver.
     */
    private Optional<Errno> delete(String device) {
      RunningSystem.this.remove("/sys/bus/platform/devices/" + device);
      return RunningSystem.this.remove("/sys/devices/platform/" + device);
    }

    /** Like bind_store() in drivers/base/bus.c. */
    private Optional<Errno> bind(String bus, String driver, String device) {
      Optional<String> directory = target(bus + "/devices/" + device).value();
      if (directory.isEmpty()) {
        return Optional.of(Errno.ENODEV);
      }
      if (exists(directory.get() + "/driver")) {
        return Optional.of(Errno.EBUSY);
      }
      DriverOverride override = DriverOverride.read(this, directory.get());
      boolean matches =
          override.driver().isPresent()
              ? override.driver().get().equals(driver)
              : !override.supported() || !Drivers.isGeneric(driver);
      if (!matches) {
        return Optional.of(Errno.ENODEV);
      }
      String below = directory.get().substring("/sys/".length());
      String up = "../".repeat(below.split("/", -1).length);
      String of = bus.substring("/sys/".length()) + "/drivers/" + driver;
      put(directory.get() + "/driver", link(up + of));
      put("/sys/" + of + "/" + device, link("../".repeat(of.split("/", -1).length) + below));
      tree = SystemText.read(tree, created(driver, device));
      return Optional.empty();
    }

    private Link link(String target) {
      return new Link(target, OptionalLong.empty());
    }

    private List<String> created(String driver, String device) {
      return behavior.created().getOrDefault(driver + "/" + device, List.of());
    }

    /** Like unbind_store() in drivers/base/bus.c. */
    private Optional<Errno> unbind(String bus, String driver, String device) {
      String of = bus + "/drivers/" + driver + "/" + device;
      Optional<String> directory = target(of).value();
      if (directory.isEmpty()) {
        return Optional.of(Errno.ENODEV);
      }
      SystemTree created = SystemText.read(NOTHING, created(driver, device));
      created.entries().keySet().forEach(RunningSystem.this::remove);
      created.chips().keySet().forEach(RunningSystem.this::remove);
      RunningSystem.this.remove(of);
      return RunningSystem.this.remove(directory.get() + "/driver");
    }

    /** Like drivers_probe_store() in drivers/base/bus.c, which ignores the result of the probe. */
    private Optional<Errno> probe(String bus, String device) {
      Optional<String> directory = target(bus + "/devices/" + device).value();
      directory
          .flatMap(at -> DriverOverride.read(this, at).driver())
          .filter(driver -> exists(bus + "/drivers/" + driver))
          .filter(driver -> !behavior.failures().containsKey(bus + "/drivers/" + driver + "/bind"))
          .ifPresent(driver -> bind(bus, driver, device));
      return directory.isPresent() ? Optional.empty() : Optional.of(Errno.ENODEV);
    }
  }

  /** The regular files and device nodes. */
  private final class Contents extends TreeFiles {

    Contents() {
      super(RunningSystem.this::tree);
    }

    @Override
    public Attempt<Nothing> replace(String path, Bytes content, Access owner) {
      return replace(path, content, owner.mode().filter(mode -> mode.endsWith("755")).isPresent());
    }

    @Override
    public Attempt<Nothing> replacePrivately(String path, String content) {
      return replace(path, content);
    }

    @Override
    public Attempt<Nothing> replace(String path, Bytes content, boolean executable) {
      return write(
          Operation.WRITE, path, "file " + path, () -> put(path, new File(content, executable)));
    }

    @Override
    public Attempt<Nothing> link(String path, String target) {
      return write(
          Operation.MAKE,
          path,
          "link %s -> %s".formatted(path, target),
          () -> put(path, new Link(target, OptionalLong.empty())));
    }

    @Override
    public Attempt<Nothing> give(String path, Access ownership) {
      return write(
          Operation.GIVE,
          path,
          "give %s: %s".formatted(path, String.join(", ", ownership.words())),
          () ->
              RunningSystem.this.tree().open(path).value().orElseThrow() instanceof Node node
                  ? put(path, given(node, ownership))
                  : Optional.of(Errno.ENOENT));
    }

    private Node given(Node node, Access ownership) {
      Owner owner =
          new Owner(
              ownership.owner().orElse(node.owner().user()),
              ownership.group().orElse(node.owner().group()),
              ownership.mode().map(Owner::permissions).orElse(node.owner().permissions()));
      return new Node(node.number(), owner, false, node.refused());
    }

    @Override
    public Attempt<Nothing> remove(String path) {
      return RunningSystem.this.tree().link(path).value().isPresent()
          ? write(Operation.REMOVE, path, "remove " + path, () -> RunningSystem.this.remove(path))
          : Attempt.done();
    }

    @Override
    public Attempt<Nothing> restoreLabel(String path) {
      return Attempt.done();
    }

    @Override
    public Attempt<Nothing> sync(String directory) {
      return RunningSystem.this.sync(directory);
    }

    @Override
    public Attempt<Nothing> removeUnfinished(String path) {
      return Attempt.done();
    }

    @Override
    public Attempt<Appending> append(String path) {
      return Attempt.done(
          new Appending() {
            @Override
            public Attempt<Nothing> add(String text) {
              return write(
                  Operation.WRITE,
                  path,
                  "%s: %s".formatted(Paths.name(path), text.strip()),
                  () -> put(path, new File(Bytes.utf8(content() + text), false)));
            }

            private String content() {
              return read(path).value().flatMap(file -> file).orElse("");
            }

            @Override
            public Attempt<Nothing> sync() {
              return RunningSystem.this.sync(path);
            }

            @Override
            public void close() {
              // Nothing is open.
            }
          });
    }
  }
}
