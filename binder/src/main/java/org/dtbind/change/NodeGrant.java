// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.dtbind.change.result.Problem;
import org.dtbind.device.DeviceFiles;
import org.dtbind.device.OpenNodes;
import org.dtbind.device.UdevRuleFiles;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Paths;
import org.dtbind.kernel.Watch;
import org.dtbind.source.Bytes;
import org.dtbind.spec.Access;

/**
 * A device node that belongs to somebody: by a rule that is there already where udev is at work,
 * else by chown(2) and a link.
 *
 * @param kernel of the system
 * @param node such as {@code /dev/gpiochip4}
 * @param wanted whose it is to be
 * @param link such as {@code /dev/gpio/door}; empty for none
 */
public record NodeGrant(Kernel kernel, String node, Access wanted, Optional<String> link) {

  /** Where links to nodes are. */
  public static final String LINKS = "/dev/gpio/";

  /** How long udev may take before it is told again: one that is being started has missed it. */
  private static final Duration HEARD = Duration.ofSeconds(2);

  /** The owner of a node of which nothing is said. */
  private static final Access NOBODYS =
      Access.owned(Optional.of("root"), Optional.of("root"), Optional.of("0600"));

  /**
   * {@return whose a node is by a declaration}
   *
   * @param kernel of the system
   * @param node such as {@code /dev/gpiochip4}
   * @param access declared
   */
  public static NodeGrant of(Kernel kernel, String node, Access access) {
    return new NodeGrant(kernel, node, ownership(access), access.link().map(name -> LINKS + name));
  }

  /**
   * {@return owner, group and mode of a declaration: all of them, or none}
   *
   * @param access declared
   */
  public static Access ownership(Access access) {
    return access.complete().ownership();
  }

  /** {@return how it is not as wanted, in a few words; empty where it is} */
  public Optional<String> difference() {
    return kernel
        .files()
        .difference(node, wanted)
        .map(what -> node + ": " + what)
        .or(
            () ->
                link.filter(
                        path ->
                            !Optional.of(node)
                                .equals(
                                    kernel.files().linked(path).map(to -> Paths.follow(path, to))))
                    .map(path -> path + " does not lead to " + node));
  }

  /**
   * {@return the same, and the rule of udev's that has set what the node has, where one is found}
   */
  public Optional<String> explained() {
    return difference()
        .map(what -> what + rule().map(place -> ", which %s sets".formatted(place)).orElse(""));
  }

  /** {@return where the rule is that gave the node to others; empty where none is found} */
  public Optional<String> rule() {
    return kernel
        .files()
        .owner(node)
        .filter(any -> kernel.files().difference(node, wanted).isPresent())
        .flatMap(
            is ->
                folder()
                    .flatMap(
                        device ->
                            new UdevRuleFiles(kernel.files())
                                .blame(
                                    kernel
                                        .sysfs()
                                        .target(device + "/subsystem")
                                        .value()
                                        .map(Paths::name)
                                        .orElse(""),
                                    Paths.name(device),
                                    is,
                                    wanted)));
  }

  /** {@return what is done, one line} */
  public String text() {
    return text(node, wanted, link);
  }

  /**
   * {@return what is done by a declaration, one line}
   *
   * @param node for people
   * @param access declared
   */
  public static String text(String node, Access access) {
    return text(node, ownership(access), access.link().map(name -> LINKS + name));
  }

  private static String text(String node, Access wanted, Optional<String> link) {
    List<String> words = new ArrayList<>();
    wanted.owner().ifPresent(user -> words.add("owner " + user));
    wanted.group().ifPresent(group -> words.add("group " + group));
    wanted.mode().ifPresent(mode -> words.add("mode " + mode));
    link.ifPresent(path -> words.add("link " + path));
    return "give %s: %s".formatted(node, String.join(", ", words));
  }

  /**
   * Makes it so, and sees to it that nobody else has opened the node before. Writes nothing where
   * it is so.
   *
   * @param intentions stores what comes next, before it is done
   * @param watch how long udev may take
   * @return why it is not so; empty where it is
   */
  public Optional<Problem> make(Function<String, Attempt<Nothing>> intentions, Watch watch) {
    if (difference().isEmpty()) {
      return Optional.empty();
    }
    boolean others = kernel.files().difference(node, wanted).isPresent();
    Optional<Problem> failed =
        kernel.udev().runs() ? byUdev(intentions, watch) : atOnce(intentions);
    return failed.or(() -> others ? opened() : Optional.empty());
  }

  /** {@return who had opened it while it was somebody else's, and so has it still} */
  public Optional<Problem> opened() {
    List<String> strangers =
        OpenNodes.read(kernel.sysfs(), Set.of(node)).strangers(kernel, wanted).stream()
            .map(OpenNodes.Holder::text)
            .toList();
    return strangers.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Problem.of("%s was opened before dtbind set its owner".formatted(node))
                .details(strangers)
                .help("end that process first: it keeps its access whoever owns the node"));
  }

  private Optional<Problem> byUdev(Function<String, Attempt<Nothing>> intentions, Watch watch) {
    boolean goesOn = true;
    while (goesOn) {
      Optional<Failure> told = tell(intentions).failure();
      if (told.isPresent()) {
        return told.map(why -> Problem.of(why.text()));
      }
      goesOn = !watch.until(HEARD, () -> difference().isEmpty()) && watch.goesOn();
    }
    return difference().map(this::notSetUp);
  }

  private Problem notSetUp(String what) {
    Problem problem = Problem.of("udev did not set up " + what);
    return rule()
        .map(place -> problem.help("change the rule in %s, which sets that".formatted(place)))
        .orElseGet(
            () ->
                problem.help(
                    "see udev's messages (journalctl -u systemd-udevd), or wait longer with "
                        + "--timeout"));
  }

  /** Has udev set up the node again, by the rules that there are. */
  private Attempt<Nothing> tell(Function<String, Attempt<Nothing>> intentions) {
    String uevent = folder().orElse("/sys/dev/char/-") + "/uevent";
    return change(
        "write %s \"change\"".formatted(uevent),
        intentions,
        () -> kernel.sysfs().write(uevent, Bytes.latin1("change")));
  }

  /**
   * Takes a node back to root, and then to whom the system's own rules give it.
   *
   * @param intentions stores what comes next, before it is done
   * @return why that could not be; empty where it is done
   */
  public Optional<Problem> takeBack(Function<String, Attempt<Nothing>> intentions) {
    Optional<Failure> failure =
        change(
                "give %s back to root".formatted(node),
                intentions,
                () -> kernel.files().give(node, NOBODYS))
            .failure();
    announce();
    return failure.map(why -> Problem.of(why.text()));
  }

  /** Has udev set up the node again, after rules were brought back; nothing where none is. */
  public void announce() {
    if (kernel.udev().runs() && folder().isPresent()) {
      kernel.sysfs().write(folder().get() + "/uevent", Bytes.latin1("change"));
    }
  }

  private Optional<String> folder() {
    return DeviceFiles.folders(kernel.sysfs(), node).stream().findFirst();
  }

  private Optional<Problem> atOnce(Function<String, Attempt<Nothing>> intentions) {
    Attempt<Nothing> given = Attempt.done();
    if (kernel.files().difference(node, wanted).isPresent()) {
      given =
          change(text(), intentions, () -> kernel.files().give(node, wanted))
              .then(done -> kernel.files().restoreLabel(node));
    }
    for (String path : link.stream().toList()) {
      given =
          given.then(
              done ->
                  change(
                      "link " + path,
                      intentions,
                      () -> kernel.files().link(path, "../" + node.substring("/dev/".length()))));
    }
    return given.failure().map(why -> Problem.of(why.text()));
  }

  private Attempt<Nothing> change(
      String text,
      Function<String, Attempt<Nothing>> intentions,
      Supplier<Attempt<Nothing>> change) {
    return intentions
        .apply(text)
        .then(
            stored -> {
              kernel.trace().decided(text);
              return change.get();
            });
  }
}
