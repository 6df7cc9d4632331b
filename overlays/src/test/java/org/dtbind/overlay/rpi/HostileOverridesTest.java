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

/** Parameters that nobody has written: they are read, or refused, in bounded time and memory. */
@Tag("one-locale")
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

  private static byte[] repeated(byte[] part, int bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes + part.length);
    while (out.size() < bytes) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /** Does all that is done with parameters; returns what is said. */
  private static List<Diagnostic> all(DeviceTree tree, String... settings) {
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    List<Diagnostic> said = new ArrayList<>(Mistakes.of(tree, MistakeLevels.DEFAULT));
    Diagnosed<List<Parameter>> read = Parameters.of(tree);
    said.addAll(read.diagnostics());
    TargetDescription.of(tree, read.value().orElse(List.of()));
    ReadableOverrides.of(tree);
    for (String setting : settings) {
      said.addAll(ParameterPass.apply(tree, List.of(ParameterSetting.of(setting))).diagnostics());
    }
    double taken = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e9;
    assertThat(taken).as("seconds of processor time").isLessThan(SECONDS);
    return said;
  }

  private static void tooLarge(List<Diagnostic> said) {
    assertThat(said).extracting(Diagnostic::code).contains(ParameterCode.OVERRIDE_TOO_LARGE);
  }

  @Test
  void tenMegabytesOfTargetsAreRefused() {
    for (String text : List.of("v:0", "v", "v?", "v{a=1,b}", "v=x", "v[=00", "v:99999999")) {
      tooLarge(all(tree(List.of(property("p", repeated(target(1, text), MANY)))), "p=1"));
    }
    tooLarge(all(tree(List.of(property("p", target(0, "+0-1=0!1".repeat(MANY / 8))))), "p"));
    tooLarge(all(tree(List.of(property("p", target(1, "v".repeat(MANY))))), "p"));
    tooLarge(all(tree(List.of(property("p", target(1, "v=" + "x".repeat(MANY))))), "p"));
  }

  @Test
  void tenMegabytesOfParametersAreRefused() {
    List<DtProperty> many = new ArrayList<>();
    byte[] each = repeated(target(9, "v:0"), 50_000);
    for (int i = 0; i < MANY / each.length; i++) {
      many.add(property("p" + i, each));
    }
    List<Diagnostic> said = all(tree(many), "p0=1", "p1=2");
    tooLarge(said);
    assertThat(said.size()).isLessThan(100_000);
    List<DtProperty> small = new ArrayList<>();
    for (int i = 0; i < 200_000; i++) {
      small.add(property("p" + i, new byte[] {1}));
    }
    assertThat(all(tree(small), "p7").size()).isLessThan(100_000);
  }

  @Test
  void tablesWithoutEndAreRefused() {
    for (String text :
        List.of("v{", "v{a", "v{a=", "v{a=1", "v:0{a=1,", "v{'", "v{a='x", "v{a=1}x")) {
      DeviceTree cut = tree(List.of(property("p", target(1, text))));
      assertThat(all(cut, "p=z", "p=a")).isNotEmpty();
      all(tree(List.of(property("p", target(1, text + ",b=2".repeat(MANY / 4))))), "p=b");
    }
    tooLarge(all(tree(List.of(property("p", target(1, "v{" + "a,".repeat(MANY / 2) + "}")))), "p"));
    tooLarge(all(tree(List.of(property("p", target(1, "v{" + ",".repeat(MANY) + "}")))), "p"));
    all(tree(List.of(property("p", target(1, "v{" + "a".repeat(MANY) + "=1}")))), "p=a");
  }

  @Test
  void valuesThatGrowWithEachTargetAreLimited() {
    byte[] longer = repeated(target(1, "bootargs"), 9_000 * 13);
    tooLarge(all(tree(List.of(property("p", longer))), "p=" + "x".repeat(255)));
    byte[] far = repeated(target(1, "w:60000"), 9_000 * 12);
    tooLarge(all(tree(List.of(property("p", far))), "p=1"));
    // A fragment that is another one each time is looked for again.
    byte[] moved = repeated(target(0, "+0-0+1-1"), 5_000 * 13);
    all(tree(List.of(property("p", moved))), "p=1");
  }

  @Test
  void everyCutAndEveryDelimiterIsReadOrRefused() {
    String delimiters = ".;:#?![{}=,'\\@/+-! \t\u00ff";
    byte[] whole = repeated(target(1, "v:0{a=1,'b'=2,=3}"), 1);
    byte[] more = repeated(target(0, "+0"), 1);
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(whole);
    both.writeBytes(more);
    both.writeBytes(target(1, "bootargs=x"));
    byte[] sound = both.toByteArray();
    for (int cut = 0; cut < sound.length; cut++) {
      byte[] part = java.util.Arrays.copyOf(sound, cut);
      all(tree(List.of(property("p", part))), "p=a", "p=zzz");
    }
    Random random = new Random(5);
    for (int i = 0; i < 3_000; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(12);
      for (int j = 0; j < length; j++) {
        boolean plain = random.nextInt(3) == 0;
        text.append(plain ? 'v' : delimiters.charAt(random.nextInt(delimiters.length())));
      }
      byte[] value = repeated(target(random.nextInt(3), text.toString()), 1 + random.nextInt(40));
      String name = "p" + delimiters.charAt(random.nextInt(delimiters.length()));
      boolean settable = name.indexOf('=') < 0;
      all(tree(List.of(property(name, value))), settable ? new String[] {name + "=1"} : NONE);
    }
  }
}
