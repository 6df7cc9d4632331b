// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.device.DeviceFiles;
import org.dtbind.device.UdevRuleFiles;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Errno;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Owner;
import org.dtbind.kernel.Paths;
import org.dtbind.kernel.Watch;
import org.dtbind.kernel.WritableKernel;
import org.dtbind.source.Bytes;
import org.dtbind.spec.Access;

/**
 * Sets the owner of a device node: through an existing udev rule if udev runs, otherwise by
 * chown(2) and a link.
 *
 * @param node the path of the device node, such as {@code /dev/gpiochip4}
 * @param wanted the intended owner, group and mode
 * @param link the path of the link, such as {@code /dev/gpio/door}; empty for none
 */
public record NodeGrant(Kernel kernel, String node, Access wanted, Optional<String> link) {

  /** The absolute path of the directory of links to device nodes. */
  public static final String LINKS = "/dev/gpio/";

  /**
   * How long to wait before udev is triggered again: while starting, it may have missed the event.
   */
  private static final Duration TRIGGER_INTERVAL = Duration.ofSeconds(2);

  /**
   * {@return an object that sets the declared owner of a node}
   *
   * @param node the path of the device node, such as {@code /dev/gpiochip4}
   * @param access the declared access settings
   */
  public static NodeGrant of(Kernel kernel, String node, Access access) {
    return new NodeGrant(
        kernel, node, access.complete().ownership(), access.link().map(name -> LINKS + name));
  }

  /**
   * {@return the difference of the node from the intended state, in a few words; empty if there is
   * none}
   */
  public Optional<String> difference() {
    Optional<String> owner = kernel.files().difference(node, wanted);
    if (owner.isPresent()) {
      return Optional.of(node + ": " + owner.get());
    }
    if (link.isEmpty()) {
      return Optional.empty();
    }
    String path = link.get();
    Optional<String> target = kernel.files().linked(path).map(text -> Paths.follow(path, text));
    return target.equals(Optional.of(node))
        ? Optional.empty()
        : Optional.of(path + " does not point to " + node);
  }

  /**
   * {@return the difference, and the udev rule that causes it, if one is found; empty if there is
   * no difference}
   */
  public Optional<String> explained() {
    return difference()
        .map(what -> what + rule().map(place -> ", as set by %s".formatted(place)).orElse(""));
  }

  /** {@return the place of the udev rule that set another owner; empty if none is found} */
  public Optional<String> rule() {
    Optional<Owner> owner = kernel.files().owner(node);
    if (owner.isEmpty() || kernel.files().difference(node, wanted).isEmpty()) {
      return Optional.empty();
    }
    Optional<String> device = directory();
    if (device.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> subsystem =
        kernel.sysfs().target(device.get() + "/subsystem").value().map(Paths::name);
    return new UdevRuleFiles(kernel.files())
        .blame(subsystem.orElse(""), Paths.name(device.get()), owner.get(), wanted);
  }

  /** {@return the change, as one line of text} */
  public String text() {
    return text(node, wanted, link);
  }

  /**
   * {@return the change for declared access settings, as one line of text}
   *
   * @param node the description of the device node
   * @param access the declared access settings
   */
  public static String text(String node, Access access) {
    return text(node, access.complete().ownership(), access.link().map(name -> LINKS + name));
  }

  private static String text(String node, Access wanted, Optional<String> link) {
    List<String> words = new ArrayList<>(wanted.words());
    link.ifPresent(path -> words.add("link " + path));
    return "set up %s: %s".formatted(node, String.join(", ", words));
  }

  /**
   * Sets the owner, and verifies it. Writes nothing if the owner is already set.
   *
   * @param journal records the next step before it is taken
   * @param watch limits the time for udev
   * @return the reason why it failed; empty on success
   */
  public Optional<Problem> make(StepJournal journal, Watch watch) {
    if (difference().isEmpty()) {
      return Optional.empty();
    }
    return kernel.udev().runs()
        ? byUdev(journal, watch)
        : atOnce(journal).map(why -> Problem.of(why.text()));
  }

  /**
   * Takes the node of an IOMMU group from its former users, and verifies that none of them has it
   * open: the kernel opens a group, and the devices in it, for one program at a time
   * (drivers/vfio/group.c, {@code vfio_group_fops_open()}).
   *
   * @param journal records the next step before it is taken
   * @return the reason why it failed; empty on success
   */
  public Optional<Problem> closed(StepJournal journal) {
    return journal
        .take(closing(node), () -> journal.kernel().files().give(node, Access.ROOT_ONLY))
        .then(done -> kernel.vfio().status(node))
        .failure()
        .map(
            why ->
                why.errno() == Errno.EBUSY
                    ? Problem.of(Reason.ACCESS_REMAINS, node + " is open")
                        .help("end the program that has it open: it would keep its access")
                    : Problem.of(kernel, why));
  }

  /** {@return the step that {@link #closed} takes, as one line of text} */
  public static String closing(String node) {
    return "close %s to all but root, and let the kernel verify that it is not open"
        .formatted(node);
  }

  private Optional<Problem> byUdev(StepJournal journal, Watch watch) {
    return untilSetUp(() -> trigger(journal).failure(), journal, watch)
        .map(why -> Problem.of(why.text()))
        .or(() -> difference().map(this::notSetUp));
  }

  /**
   * Tells udev to set up the node, again and again until it has done so or the time has passed.
   *
   * @param trigger sends udev a message
   * @param journal records the next step before it is taken
   * @param watch limits the time for udev
   * @return the reason why the message could not be sent; empty if it was
   */
  public Optional<Failure> untilSetUp(
      Supplier<Optional<Failure>> trigger, StepJournal journal, Watch watch) {
    do {
      removeList(journal);
      Optional<Failure> failure = trigger.get();
      if (failure.isPresent()) {
        return failure;
      }
    } while (!watch.until(TRIGGER_INTERVAL, () -> difference().isEmpty()) && watch.mayWait());
    return Optional.empty();
  }

  /**
   * Removes the access control list of the node if a mode is wanted: rules of udev set the mode,
   * but leave the list.
   *
   * @param journal records the next step before it is taken
   */
  public void removeList(StepJournal journal) {
    if (wanted.mode().isPresent() && kernel.files().hasAcl(node)) {
      Access mode = Access.owned(Optional.empty(), Optional.empty(), wanted.mode());
      journal.take(
          "remove the access control list of " + node,
          () -> journal.kernel().files().give(node, mode));
    }
  }

  private Problem notSetUp(String what) {
    Problem problem = Problem.of("udev did not set up " + what);
    return rule()
        .map(place -> problem.help("change the rule in %s, which causes this".formatted(place)))
        .orElseGet(
            () ->
                problem.help(
                    "check udev's messages (journalctl -u systemd-udevd), or wait longer with "
                        + "--timeout"));
  }

  /** Makes udev set up the node again, by its current rules. */
  private Attempt<Nothing> trigger(StepJournal journal) {
    String uevent = directory().orElse("/sys/dev/char/-") + "/uevent";
    return journal.take(
        "write %s \"change\"".formatted(uevent),
        () -> journal.kernel().sysfs().write(uevent, Bytes.latin1("change")));
  }

  /**
   * Makes root the owner of the node, and lets udev apply the remaining rules.
   *
   * @param journal records the next step before it is taken
   * @return the reason why it failed; empty on success
   */
  public Optional<Problem> takeBack(StepJournal journal) {
    Optional<Failure> failure =
        journal
            .take(
                "return %s to root".formatted(node),
                () -> journal.kernel().files().give(node, Access.ROOT_ONLY))
            .failure();
    announce(journal.kernel());
    return failure.map(why -> Problem.of(why.text()));
  }

  /**
   * Makes udev set up the node again after its rules were restored. Does nothing if udev does not
   * run or the node does not exist.
   */
  public void announce(WritableKernel writable) {
    if (kernel.udev().runs() && directory().isPresent()) {
      writable.sysfs().write(directory().get() + "/uevent", Bytes.latin1("change"));
    }
  }

  private Optional<String> directory() {
    return DeviceFiles.directories(kernel.sysfs(), node).stream().findFirst();
  }

  /**
   * Sets owner, group and mode, and makes the link, without udev.
   *
   * @param journal records the next step before it is taken
   * @return the reason why it failed; empty on success
   */
  public Optional<Failure> atOnce(StepJournal journal) {
    Attempt<Nothing> given = Attempt.done();
    if (kernel.files().difference(node, wanted).isPresent()) {
      given =
          journal
              .take(text(), () -> journal.kernel().files().give(node, wanted))
              .then(done -> journal.kernel().files().restoreLabel(node));
    }
    for (String path : link.stream().toList()) {
      given =
          given.then(
              done ->
                  journal.take(
                      "link " + path,
                      () ->
                          journal
                              .kernel()
                              .files()
                              .link(path, "../" + node.substring("/dev/".length()))));
    }
    return given.failure();
  }
}
