// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.rpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.overlay.Sources;
import org.dtbind.source.Bytes;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.PropertyValue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests that malicious overlay parameters are read or rejected in bounded time and memory. */
@Tag("large")
class HostileOverridesTest {

  private static final String TREE =
      "/dts-v1/; / { fragment@0 { target-path = \"/\"; n: __overlay__ { phandle = <1>; v = <1>;"
          + " bootargs = \"a\"; }; }; fragment@1 { __dormant__ { }; }; __overrides__ { x; }; };";

  private static final String[] NONE = {};
  private static final double SECONDS = 15;
  private static final int MANY = 10 << 20;

  private static final DeviceTree BASE = Sources.tree("t.dts", TREE);

  private static DeviceTree tree(List<DtProperty> overrides) {
    List<DtNode> children = new ArrayList<>();
    for (DtNode child : BASE.root().children()) {
      boolean isTable = child.name().equals("__overrides__");
      children.add(
          isTable
              ? new DtNode(child.name(), List.of(), overrides, List.of(), child.written())
              : child);
    }
    DtNode root = BASE.root();
    return new DeviceTree(
        new DtNode(root.name(), List.of(), root.properties(), children, root.written()),
        List.of(),
        0,
        true,
        BASE.origins());
  }

  private static DtProperty property(String name, byte[] value) {
    return DtProperty.made(name, PropertyValue.of(Bytes.wrap(value)));
  }

  private static byte[] target(int phandle, String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {0, 0, 0, (byte) phandle});
    out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    out.write(0);
    return out.toByteArray();
  }

  private static byte[] repeat(byte[] part, int bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes + part.length);
    while (out.size() < bytes) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /** Runs everything that processes parameters and returns the diagnostics. */
  private static List<Diagnostic> process(DeviceTree tree, String... settings) {
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    List<Diagnostic> diagnostics = new ArrayList<>(Mistakes.of(tree));
    Diagnosed<List<Parameter>> read = Parameters.of(tree);
    diagnostics.addAll(read.diagnostics());
    TargetDescription.of(tree, read.value().orElse(List.of()));
    ReadableOverrides.of(tree);
    for (String setting : settings) {
      diagnostics.addAll(
          ParameterPass.apply(tree, List.of(ParameterSetting.of(setting))).diagnostics());
    }
    double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e9;
    assertThat(seconds).as("seconds of processor time").isLessThan(SECONDS);
    return diagnostics;
  }

  private static void assertTooLarge(List<Diagnostic> diagnostics) {
    assertThat(diagnostics).extracting(Diagnostic::code).contains(ParameterCode.OVERRIDE_TOO_LARGE);
  }

  @Test
  void tenMegabytesOfTargetsAreRejected() {
    for (String text : List.of("v:0", "v", "v?", "v{a=1,b}", "v=x", "v[=00", "v:99999999")) {
      assertTooLarge(process(tree(List.of(property("p", repeat(target(1, text), MANY)))), "p=1"));
    }
    assertTooLarge(
        process(tree(List.of(property("p", target(0, "+0-1=0!1".repeat(MANY / 8))))), "p"));
    assertTooLarge(process(tree(List.of(property("p", target(1, "v".repeat(MANY))))), "p"));
    assertTooLarge(process(tree(List.of(property("p", target(1, "v=" + "x".repeat(MANY))))), "p"));
  }

  @Test
  void tenMegabytesOfParametersAreRejected() {
    List<DtProperty> many = new ArrayList<>();
    byte[] each = repeat(target(9, "v:0"), 50_000);
    for (int i = 0; i < MANY / each.length; i++) {
      many.add(property("p" + i, each));
    }
    List<Diagnostic> diagnostics = process(tree(many), "p0=1", "p1=2");
    assertTooLarge(diagnostics);
    assertThat(diagnostics.size()).isLessThan(100_000);
    List<DtProperty> small = new ArrayList<>();
    for (int i = 0; i < 200_000; i++) {
      small.add(property("p" + i, new byte[] {1}));
    }
    assertThat(process(tree(small), "p7").size()).isLessThan(100_000);
  }

  @Test
  void unterminatedTablesAreRejected() {
    for (String text :
        List.of("v{", "v{a", "v{a=", "v{a=1", "v:0{a=1,", "v{'", "v{a='x", "v{a=1}x")) {
      DeviceTree truncated = tree(List.of(property("p", target(1, text))));
      assertThat(process(truncated, "p=z", "p=a")).isNotEmpty();
      process(tree(List.of(property("p", target(1, text + ",b=2".repeat(MANY / 4))))), "p=b");
    }
    assertTooLarge(
        process(tree(List.of(property("p", target(1, "v{" + "a,".repeat(MANY / 2) + "}")))), "p"));
    assertTooLarge(
        process(tree(List.of(property("p", target(1, "v{" + ",".repeat(MANY) + "}")))), "p"));
    process(tree(List.of(property("p", target(1, "v{" + "a".repeat(MANY) + "=1}")))), "p=a");
  }

  @Test
  void valuesThatGrowWithEachTargetAreLimited() {
    byte[] growing = repeat(target(1, "bootargs"), 9_000 * 13);
    assertTooLarge(process(tree(List.of(property("p", growing))), "p=" + "x".repeat(255)));
    byte[] farOffsets = repeat(target(1, "w:60000"), 9_000 * 12);
    assertTooLarge(process(tree(List.of(property("p", farOffsets))), "p=1"));
    // Repeated switching of fragments must not become slow either.
    byte[] switches = repeat(target(0, "+0-0+1-1"), 5_000 * 13);
    process(tree(List.of(property("p", switches))), "p=1");
  }

  @Test
  void truncatedOrGarbledOverridesAreReadOrRejected() {
    String delimiters = ".;:#?![{}=,'\\@/+-! \t\u00ff";
    byte[] table = repeat(target(1, "v:0{a=1,'b'=2,=3}"), 1);
    byte[] fragments = repeat(target(0, "+0"), 1);
    ByteArrayOutputStream combined = new ByteArrayOutputStream();
    combined.writeBytes(table);
    combined.writeBytes(fragments);
    combined.writeBytes(target(1, "bootargs=x"));
    byte[] valid = combined.toByteArray();
    for (int length = 0; length < valid.length; length++) {
      byte[] part = java.util.Arrays.copyOf(valid, length);
      process(tree(List.of(property("p", part))), "p=a", "p=zzz");
    }
    Random random = new Random(5);
    for (int i = 0; i < 3_000; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(12);
      for (int j = 0; j < length; j++) {
        boolean plain = random.nextInt(3) == 0;
        text.append(plain ? 'v' : delimiters.charAt(random.nextInt(delimiters.length())));
      }
      byte[] value = repeat(target(random.nextInt(3), text.toString()), 1 + random.nextInt(40));
      String name = "p" + delimiters.charAt(random.nextInt(delimiters.length()));
      boolean settable = name.indexOf('=') < 0;
      process(tree(List.of(property(name, value))), settable ? new String[] {name + "=1"} : NONE);
    }
  }
}
