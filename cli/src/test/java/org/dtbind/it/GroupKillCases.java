// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.dtbind.bind.Binder;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.change.result.Recovered;
import org.dtbind.iommu.GroupRequest;
import org.dtbind.iommu.GroupRequest.Goal;
import org.dtbind.iommu.HandOverRequest;
import org.dtbind.kernel.Trace;
import org.dtbind.kernel.WritableKernel;
import org.dtbind.kernel.linux.LinuxKernel;

/**
 * Kills a change of a group of three devices before each of its writes in turn. After the recovery,
 * everything is as before or as after the change, including the owners of the nodes. Prints the
 * output of {@link Tap}, and counts.
 */
public final class GroupKillCases {

  private static final Path JOURNAL = Path.of("/run/dtbind/journal");
  private static final String USER = "4242";

  /** More writes than any of the runs makes. */
  private static final int MOST_WRITES = 200;

  private final Target target;
  private final int group;
  private int cases;
  private int losses;

  private GroupKillCases(Target target) {
    this.target = target;
    this.group = GroupCases.group(target, GroupCases.BRIDGE).number();
  }

  /** A change of the group. */
  private interface Change {
    ExitStatus run(Binder binder);
  }

  /**
   * Runs all cases.
   *
   * @param args none
   */
  public static void main(String[] args) {
    Target target = new Target(LinuxKernel.open(Path.of("/"), Trace.NONE));
    GroupKillCases kill = new GroupKillCases(target);
    Change bind = kill.change(new Goal.Bound(Optional.empty()));
    Change none = kill.change(new Goal.None());
    Change release = kill.change(new Goal.Released());
    Change give = binder -> binder.handOver(HandOverRequest.of(kill.group, USER)).exit();
    Tap.run(
        target.kernel().sysfs(),
        List.of(
            new Case(
                "killedGroupBindIsDoneOrUndone",
                () -> kill.killAtEachWrite(List.of(), bind, release)),
            new Case(
                "killedGroupBindToNoDriverIsDoneOrUndone",
                () -> kill.killAtEachWrite(List.of(), none, release)),
            new Case(
                "killedGroupReleaseIsDoneOrUndone",
                () -> kill.killAtEachWrite(List.of(bind), release, release)),
            new Case(
                "killedHandOverIsDoneOrUndone",
                () -> kill.killAtEachWrite(List.of(bind), give, release))));
    System.out.printf("# cases=%d losses=%d%n", kill.cases, kill.losses);
  }

  private Change change(Goal goal) {
    return binder -> binder.change(GroupRequest.of(group, goal).forced()).exit();
  }

  /**
   * Returns the state without the devices that drivers create, whose numbers depend on the order in
   * which they appear.
   */
  private Map<String, String> state() {
    DriverState drivers = DriverState.of(target.kernel());
    Set<String> numbered =
        drivers.devices().keySet().stream()
            .filter(name -> name.startsWith("virtio/"))
            .collect(Collectors.toSet());
    Map<String, String> state = new TreeMap<>(drivers.without(numbered).devices());
    state.putAll(drivers.records());
    for (String directory : List.of("/dev/vfio", "/dev/vfio/devices")) {
      for (String name : target.kernel().files().names(directory)) {
        String node = directory + "/" + name;
        target.kernel().files().owner(node).ifPresent(owner -> state.put(node, owner.text()));
      }
    }
    return state;
  }

  private void killAtEachWrite(List<Change> preparation, Change change, Change end) {
    Map<String, String> initial = state();
    run(preparation);
    Map<String, String> before = state();
    run(List.of(change));
    Map<String, String> after = state();
    run(List.of(end));
    int first = cases;
    for (int n = 1; n < MOST_WRITES; n++) {
      assertThat(state()).isEqualTo(initial);
      run(preparation);
      Disturbance kill =
          new Disturbance(
              n,
              true,
              () -> {
                throw new Disturbance.Killed();
              });
      runKilled(change, kill);
      if (Files.exists(JOURNAL)) {
        Recovered recovered = target.binder().recover(Duration.ofSeconds(10));
        assertThat(recovered.exit()).as(n + ": " + recovered).isEqualTo(ExitStatus.DONE);
      }
      Map<String, String> now = state();
      boolean lost = Files.exists(JOURNAL) || !now.equals(before) && !now.equals(after);
      if (lost) {
        losses++;
        System.out.println("# lost: killed before write " + n + ": " + now);
      }
      assertThat(lost).as("killed before write " + n).isFalse();
      run(List.of(end));
      if (!kill.happened()) {
        break;
      }
      cases++;
    }
    assertThat(cases - first).isGreaterThan(3);
    // Restores the numbers of the devices that drivers create.
    run(List.of(change(new Goal.Bound(Optional.empty())), change(new Goal.Released())));
  }

  private void run(List<Change> changes) {
    for (Change change : changes) {
      assertThat(change.run(target.binder())).isEqualTo(ExitStatus.DONE);
    }
  }

  private void runKilled(Change change, Disturbance kill) {
    WritableKernel disturbed = kill.in(target.kernel());
    try {
      change.run(new Binder(disturbed));
    } catch (Disturbance.Killed killed) {
      return;
    }
  }
}
