// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.dtbind.bind.change.DeviceEntry;
import org.dtbind.bind.plan.Plan;
import org.dtbind.bind.plan.RecordChange;
import org.dtbind.bind.record.Binding;
import org.dtbind.bind.record.PersistentBinding;
import org.dtbind.change.FileChange;
import org.dtbind.change.FileState;
import org.dtbind.change.FilesEntry;
import org.dtbind.change.NodesEntry;
import org.dtbind.change.NodesEntry.GivenNode;
import org.dtbind.change.ReversibleEntry;
import org.dtbind.change.SafeLine;
import org.dtbind.change.journal.Journal;
import org.dtbind.change.journal.JournalDamage;
import org.dtbind.change.journal.JournalEntry;
import org.dtbind.change.journal.JournalReading;
import org.dtbind.device.DriverOverride;
import org.dtbind.device.LinuxDevice;
import org.dtbind.kernel.Owner;
import org.dtbind.spec.SafeState;
import org.dtbind.tree.NodePath;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class JournalTest {

  private static final LinuxDevice DOOR =
      new LinuxDevice(
          "platform",
          "soc:door",
          "/sys/devices/platform/soc/soc:door",
          Optional.of(new NodePath("/soc/door")),
          Optional.of("real"),
          new DriverOverride(true, Optional.of("gr\u00fcn ")));

  private static Journal journal() {
    Optional<String> aggregator = Optional.of("gpio-aggregator");
    Plan plan = Plan.of(DOOR, aggregator, aggregator, Optional.empty());
    Optional<Binding> recorded =
        Optional.of(Binding.of(DOOR, Optional.of("real"), Optional.empty()));
    return new Journal(
        "612",
        Optional.of("0b5a"),
        List.of(
            DeviceEntry.of(plan, RecordChange.keeping(plan, recorded, recorded, Optional.empty()))
                .block()),
        plan.steps().stream().map(step -> new Journal.Step(0, step.text())).toList(),
        true);
  }

  /** Security review 11: a name with a line break changed or damaged a journal or record. */
  @Test
  void namesWithLineBreaksRoundTrip() {
    String hostile = "soc:d\nbegin\nrecord=x\u001b\\x0a";
    LinuxDevice device =
        new LinuxDevice(
            "platform",
            hostile,
            "/sys/devices/platform/" + hostile,
            Optional.of(new NodePath("/soc/d\noor\r")),
            Optional.of("re\nal"),
            new DriverOverride(true, Optional.of("a\nend\n")));
    Plan plan = Plan.of(device, Optional.of("x\ny"), Optional.of("x\ny"), Optional.empty());
    Binding binding = Binding.of(device, Optional.of("x\ny"), Optional.empty());
    Optional<Binding> recorded = Optional.of(binding);
    DeviceEntry entry =
        DeviceEntry.of(plan, RecordChange.keeping(plan, recorded, recorded, Optional.empty()));
    Journal journal =
        new Journal(
            "6\n1",
            Optional.empty(),
            List.of(entry.block()),
            plan.steps().stream().map(step -> new Journal.Step(0, step.text())).toList(),
            true);
    assertThat(read(journal.text())).hasValue(journal);
    assertThat(entries(journal)).containsExactly(entry);
    assertThat(Binding.parse(binding.text())).hasValue(binding);
    PersistentBinding persistent =
        new PersistentBinding(binding, Map.of("/etc/a\nb", "0".repeat(64)));
    assertThat(PersistentBinding.parse(persistent.text())).hasValue(persistent);
  }

  @Test
  void onlyStepsThatSetLinesAreNotUndone() throws JournalDamage {
    ReversibleEntry device = journal().entries(ChangeKinds::read).get(0);
    SafeLine line = new SafeLine("/dev/gpiochip1", 3, SafeState.ACTIVE);
    assertThat(device.undoes(line.text())).isFalse();
    assertThat(journal().steps()).allMatch(step -> device.undoes(step.text()));
  }

  private static Optional<Journal> read(String text) {
    try {
      return Optional.of(JournalReading.read(text)).filter(journal -> !entries(journal).isEmpty());
    } catch (JournalDamage damage) {
      return Optional.empty();
    }
  }

  /** Returns no entries if one of them is damaged. */
  private static List<JournalEntry> entries(Journal journal) {
    try {
      return journal.entries(ChangeKinds::read);
    } catch (JournalDamage damage) {
      return List.of();
    }
  }

  @Test
  void journalRoundTrips() {
    assertThat(journal().text())
        .isEqualTo(
            """
            dtbind-journal=1
            process=612
            boot=0b5a
            change=device
            bus=platform
            device=soc:door
            node=/soc/door
            driver=real
            override=gr\u00fcn\s
            next-driver=gpio-aggregator
            next-override=gpio-aggregator
            offered=no
            kept=yes
            record=dtbind-binding=1
            record=bus=platform
            record=device=soc:door
            record=node=/soc/door
            record=driver=real
            record=former-driver=real
            record=former-override=gr\u00fcn\s
            record=end
            begin
            step=0 write /sys/devices/platform/soc/soc:door/driver_override "gpio-aggregator"\
              # allow only gpio-aggregator
            step=0 write /sys/bus/platform/drivers/real/unbind "soc:door"  # release from real
            step=0 write /sys/bus/platform/drivers/gpio-aggregator/bind "soc:door"\
              # bind to gpio-aggregator
            done
            """);
    assertThat(read(journal().text())).hasValue(journal());
  }

  /** Truncation after the header is like an earlier kill; in the header, it is damage. */
  @Test
  void truncatedJournalIsDamagedOrAnEarlierState() {
    String text = journal().text();
    int head = text.indexOf("begin\n") + "begin\n".length();
    for (int cut = 0; cut < text.length(); cut++) {
      Optional<Journal> read = read(text.substring(0, cut));
      assertThat(read.isPresent()).as("the first %s characters", cut).isEqualTo(cut >= head);
      if (read.isPresent()) {
        assertThat(read.get().blocks()).isEqualTo(journal().blocks());
        int steps = read.get().steps().size();
        assertThat(read.get().steps()).isEqualTo(journal().steps().subList(0, steps));
        assertThat(read.get().done()).isFalse();
      }
    }
  }

  /** No random change to the text may yield a name that points outside of its directory. */
  @Test
  @Tag("large")
  void damagedJournalNeverYieldsAnUnsafeName() {
    Random random = new Random(4711);
    String pieces = "/.=\n\0ab\u00fc_step=9 change=device record= ..";
    int read = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder(journal().text());
      for (int times = random.nextInt(3); times >= 0; times--) {
        int at = random.nextInt(text.length());
        int end = Math.min(text.length(), at + random.nextInt(12));
        int from = random.nextInt(pieces.length());
        text.replace(at, end, pieces.substring(from, Math.min(pieces.length(), from + 4)));
      }
      Optional<Journal> journal = read(text.toString());
      read += journal.isPresent() ? 1 : 0;
      for (JournalEntry entry : journal.map(JournalTest::entries).orElse(List.of())) {
        DeviceEntry device = (DeviceEntry) entry;
        for (Optional<String> name :
            List.of(
                Optional.of(device.bus()),
                Optional.of(device.device()),
                device.driver(),
                device.nextDriver())) {
          assertThat(name.orElse("x")).doesNotContain("/", "\0").isNotIn("", ".", "..");
        }
        device
            .recorded()
            .ifPresent(
                record -> {
                  assertThat(record.bus()).isEqualTo(device.bus());
                  assertThat(record.device()).isEqualTo(device.device());
                });
      }
    }
    assertThat(read).as("journals that could still be read").isBetween(100, 19_900);
  }

  @Test
  void onlyBegunChangesAreTouched() {
    assertThat(journal().touched()).containsExactly(0);
    String head = journal().text().replaceAll("(?s)begin\n.*", "begin\n");
    assertThat(read(head).orElseThrow().touched()).isEmpty();
  }

  @Test
  void fileChangesRoundTripWithTheirFormerContent() {
    FileState program = new FileState.Text("#!/bin/sh\n# gr\u00fcn\n", true);
    FileState conf = new FileState.Text("", false);
    List<FileChange> changes =
        List.of(
            change("/var/lib/dtbind/bindings/platform:soc:door", Optional.empty()),
            change("/etc/dtbind/dtbind-target", Optional.of(program)),
            change("/etc/dtbind/devices/platform:soc:door.conf", Optional.of(conf)),
            change(
                "/etc/systemd/system/multi-user.target.wants/dtbind-devices.service",
                Optional.of(new FileState.Link("../dtbind-devices.service"))));
    Journal journal =
        new Journal(
            "1",
            Optional.empty(),
            List.of(new FilesEntry(changes).block()),
            List.of(new Journal.Step(0, "write file x")),
            false);
    assertThat(read(journal.text())).hasValue(journal);
  }

  /** Security review 16: directory services have account names with spaces. */
  @Test
  void ownerNamesMayContainSpaces() {
    FilesEntry files =
        new FilesEntry(
            List.of(
                new FileChange(
                    "/etc/dtbind/dtbind-target",
                    Optional.of(new FileState.Text("#!/bin/sh\n", true)),
                    Optional.empty(),
                    "",
                    Optional.of(new Owner("anna b", "domain users", "rwxr-x---").ownership()))));
    Journal journal = new Journal("1", Optional.empty(), List.of(files.block()), List.of(), false);
    assertThat(journal.text()).contains("owner=anna b:domain users:0750");
    assertThat(read(journal.text())).hasValue(journal);
    assertThat(entries(journal)).containsExactly(files);
  }

  private static FileChange change(String path, Optional<FileState> before) {
    return new FileChange(path, before, Optional.empty(), "");
  }

  @Test
  void otherFilesAreDamage() {
    for (String path :
        List.of(
            "/run/cdi/nvidia.json",
            "/run/dtbind/lock",
            "/etc/passwd",
            "/etc/dtbind/../passwd",
            "/etc/dtbind/devices/..",
            "/etc/systemd/system/other.service",
            "/etc/udev/rules.d/99-mine.rules",
            "relative")) {
      String text = "dtbind-journal=1\nprocess=1\nchange=files\nfile=" + path + "\nbegin\n";
      assertThat(read(text)).as(path).isEmpty();
    }
  }

  @Test
  void vfioNodesRoundTripWithTheirFormerOwners() {
    Owner root = new Owner("root", "0", "rw-rw----");
    NodesEntry nodes =
        new NodesEntry(
            List.of(
                new GivenNode("/dev/vfio/7", root.ownership()),
                new GivenNode("/dev/vfio/noiommu-8", root.ownership()),
                new GivenNode("/dev/vfio/devices/vfio0", root.ownership()),
                // Security review 16: directory services have account names with spaces.
                new GivenNode(
                    "/dev/vfio/9", new Owner("anna b", "domain users", "rw-rw----").ownership())));
    Journal journal = new Journal("1", Optional.empty(), List.of(nodes.block()), List.of(), false);
    assertThat(read(journal.text())).hasValue(journal);
    assertThat(entries(journal)).containsExactly(nodes);
    assertThat(journal.text()).contains("was=root:0:0660");
    for (String lines :
        List.of(
            "node=/dev/sda\nwas=root:root:0660",
            "node=/dev/vfio/../sda\nwas=root:root:0660",
            "node=/dev/vfio/7\nwas=root:root",
            "node=/dev/vfio/7",
            "node=/dev/vfio/7\nnode=/dev/vfio/8",
            "node=/dev/vfio/7\nwas=a:b:0660\nnode=/dev/vfio/7\nwas=a:b:0660")) {
      String text = "dtbind-journal=1\nprocess=1\nchange=nodes\n" + lines + "\nbegin\n";
      assertThat(read(text)).as(lines).isEmpty();
    }
  }
}
