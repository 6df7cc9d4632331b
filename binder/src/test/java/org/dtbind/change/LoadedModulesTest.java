// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Modules;
import org.dtbind.kernel.Operation;
import org.dtbind.kernel.ReplacedPort;
import org.dtbind.kernel.Trace;
import org.dtbind.kernel.linux.LinuxKernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the order in which modules are unloaded, with the dependencies of the VFIO modules. */
class LoadedModulesTest {

  private static final Map<String, List<String>> USES =
      Map.of(
          "irqbypass", List.of(),
          "vfio", List.of(),
          "vfio_pci_core", List.of("vfio", "irqbypass"),
          "vfio_pci", List.of("vfio_pci_core", "vfio"),
          "vfio_platform_base", List.of("vfio", "irqbypass"),
          "vfio_platform", List.of("vfio_platform_base"));

  private static final NeededModule PCI =
      new NeededModule(
          "vfio-pci",
          "vfio_pci",
          "/sbin/modprobe",
          List.of("vfio_pci", "vfio_pci_core", "vfio", "irqbypass"));

  private static final NeededModule PLATFORM =
      new NeededModule(
          "vfio-platform",
          "vfio_platform",
          "/sbin/modprobe",
          List.of("vfio_platform", "vfio_platform_base", "vfio", "irqbypass"));

  @TempDir Path root;

  private final List<String> present = new ArrayList<>();

  /** The messages about what was loaded. */
  private final List<String> told = new ArrayList<>();

  private LoadedModules modules() throws IOException {
    Files.createDirectories(root.resolve("proc"));
    write();
    Trace trace =
        new Trace() {
          @Override
          public void decided(String text) {
            if (text.startsWith("loaded: ")) {
              told.add(text);
            }
          }

          @Override
          public void asked(
              Operation operation,
              String path,
              String content,
              Optional<Failure> failure,
              Duration took) {}
        };
    Modules port =
        new Modules() {
          @Override
          public Attempt<Loading> load(String loader, String module, Duration longest) {
            insert(module);
            write();
            return Attempt.done(new Loading(0, ""));
          }

          @Override
          public Attempt<Nothing> unload(String module) {
            assertThat(users(module)).as(module).isZero();
            present.remove(module);
            write();
            return Attempt.done();
          }
        };
    return new LoadedModules(ReplacedPort.in(LinuxKernel.open(root, trace), port));
  }

  private void insert(String module) {
    USES.get(module).forEach(this::insert);
    if (!present.contains(module)) {
      present.add(module);
    }
  }

  private long users(String module) {
    return present.stream().filter(other -> USES.get(other).contains(module)).count();
  }

  private void write() {
    Map<String, Long> lines = new LinkedHashMap<>();
    present.forEach(module -> lines.put(module, users(module)));
    StringBuilder text = new StringBuilder();
    lines.forEach(
        (module, users) ->
            text.append("%s 16384 %d - Live 0x0000000000000000\n".formatted(module, users)));
    try {
      Files.writeString(root.resolve("proc/modules"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void modulesThatOthersUseAreUnloadedLast() throws IOException {
    for (List<NeededModule> order : List.of(List.of(PCI, PLATFORM), List.of(PLATFORM, PCI))) {
      LoadedModules modules = modules();
      order.forEach(one -> modules.load(one, "platform", Duration.ZERO));
      assertThat(present).hasSize(6);
      assertThat(modules.unload()).isEmpty();
      assertThat(present).isEmpty();
    }
  }

  @Test
  void whatWasLoadedBeforeStays() throws IOException {
    insert("vfio");
    LoadedModules modules = modules();
    modules.load(PCI, "pci", Duration.ZERO);
    modules.load(PLATFORM, "platform", Duration.ZERO);
    assertThat(told)
        .containsExactly(
            "loaded: vfio_pci, vfio_pci_core, irqbypass",
            "loaded: vfio_platform, vfio_platform_base");
    assertThat(modules.unload()).isEmpty();
    assertThat(present).containsExactly("vfio");
  }
}
