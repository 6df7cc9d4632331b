// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.rpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Subject;
import org.dtbind.overlay.Sources;
import org.dtbind.source.Bytes;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.PropertyValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the parser of {@code __overrides__} properties. */
class OverrideReaderTest {

  private static final int ROUNDS = 20_000;

  private static final DeviceTree TREE = Sources.tree("x.dts", "/dts-v1/;\n/ { };");

  /** Reads targets, each preceded by phandle 1; {@code |} stands for a zero byte. */
  private static Diagnosed<Parameter> read(String... targets) {
    StringBuilder all = new StringBuilder();
    for (String target : targets) {
      all.append("\0\0\0\1").append(target).append('\0');
    }
    return read(Bytes.latin1(all.toString().replace('|', '\0')));
  }

  private static Diagnosed<Parameter> read(Bytes value) {
    DtProperty property = DtProperty.made("p", PropertyValue.of(value));
    return OverrideReader.read(TREE, property);
  }

  private static ParameterTarget.Property target(String text) {
    List<ParameterTarget> targets = read(text).value().orElseThrow().targets();
    assertThat(targets).hasSize(1);
    return (ParameterTarget.Property) targets.get(0);
  }

  @ParameterizedTest
  @CsvSource({
    "model, model, STRING, 0",
    "reg:0, reg, U32, 0",
    "gpios:4, gpios, U32, 4",
    "flags.3, flags, U8, 3",
    "half;2, half, U16, 2",
    "clock#8, clock, U64, 8",
    "rate:x, rate, U32, 0",
    "on?, on, BOOLEAN, 0",
    "off!, off, INVERTED, 0",
    "mac[, mac, BYTES, 0",
  })
  void separatorDeterminesTheType(String text, String name, TargetType type, int offset) {
    ParameterTarget.Property target = target(text);
    assertThat(target.property()).isEqualTo(name);
    assertThat(target.type()).isEqualTo(type);
    assertThat(target.place()).isEqualTo(offset);
    assertThat(target.value()).isEqualTo(new TargetValue.Given());
  }

  @Test
  void literalIsTheValue() {
    assertThat(target("model=a=b{c").value()).isEqualTo(new TargetValue.Literal("a=b{c"));
    assertThat(target("on?=1").value()).isEqualTo(new TargetValue.Literal("1"));
    assertThat(target("mac[=").value()).isEqualTo(new TargetValue.Literal(""));
    assertThat(target("model=|next").value()).isEqualTo(new TargetValue.Literal("next"));
    assertThat(target("model=").value()).isEqualTo(new TargetValue.Literal(""));
    assertThat(read(Bytes.latin1("\0\0\0\1c:0=\0\0\0\0\7")).value().orElseThrow().targets())
        .containsExactly(
            new ParameterTarget.Property(1, 0, "c", TargetType.U32, 0, new TargetValue.Cell(9, 7)));
  }

  @Test
  void tableIsParsed() {
    assertThat(describe("mode{a=1,b='x,y}',c,=z}")).isEqualTo("a=1 b=x,y} c =z");
    assertThat(describe("mode{}")).isEmpty();
    assertThat(describe("bus:0{0=|\0\0\0\5" + "1=|\0\0\0\6" + "9=42}")).isEqualTo("0=5 1=6 9=42");
  }

  @Test
  void tableMayEndAtTheEndOfTheProperty() {
    Bytes value = Bytes.latin1("\0\0\0\1bus:0{0=\0\0\0\0\5");
    assertThat(read(value).value().orElseThrow().targets()).hasSize(1);
  }

  private static String describe(String text) {
    return ((TargetValue.Table) target(text).value())
        .entries().stream()
            .map(e -> e.key() + e.value().map(OverrideReaderTest::describe).orElse(""))
            .collect(Collectors.joining(" "));
  }

  private static String describe(TargetValue value) {
    return "="
        + (value instanceof TargetValue.Cell cell
            ? Integer.toString(cell.cell())
            : ((TargetValue.Literal) value).text());
  }

  @Test
  void phandleZeroSwitchesFragments() {
    Diagnosed<Parameter> read = read(Bytes.latin1("\0\0\0\0-0+1=0x2!3\0"));
    assertThat(read.value().orElseThrow().targets())
        .containsExactly(
            new ParameterTarget.Fragments(
                List.of(
                    new ParameterTarget.Switch(ParameterTarget.When.NEVER, 0),
                    new ParameterTarget.Switch(ParameterTarget.When.ALWAYS, 1),
                    new ParameterTarget.Switch(ParameterTarget.When.TRUE, 2),
                    new ParameterTarget.Switch(ParameterTarget.When.FALSE, 3))));
  }

  @Test
  void emptyPropertyHasNoTargets() {
    assertThat(read(Bytes.empty()).value().orElseThrow().targets()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\0\0\0\1",
        "\0\0\0\1\0",
        "\0\0\0\1name",
        "\0\0\0\1:0\0",
        "\0\0\0\0*1\0",
        "\0\0\0\1a:-4\0",
        "\0\0\0\1a:99999999\0",
        "\0\0\0\1a:0=\0\0\0",
        "\0\0\0\1a{b=c\0",
        "\0\0\0\1a{b=c}d\0",
        "\0\0\0\1a{b='c\0",
        "\0\0\0\1a{b=\0\0\0\0",
        "\0\0\0\1a{b=\0\0\0\0\1c",
      })
  void malformedOverrideIsReported(String value) {
    Diagnosed<Parameter> read = read(Bytes.latin1(value));
    assertThat(read.value()).isEmpty();
    assertThat(read.diagnostics())
        .singleElement()
        .satisfies(d -> assertThat(d.subject()).contains(Subject.of(Parameters.PATH, "p")));
  }

  @Test
  void oversizedOverrideIsReported() {
    String many = "\0\0\0\1a?\0".repeat(10_001);
    assertThat(read(Bytes.latin1(many)).diagnostics())
        .singleElement()
        .satisfies(d -> assertThat(d.code()).isEqualTo(ParameterCode.OVERRIDE_TOO_LARGE));
    assertThat(read(Bytes.latin1("\0\0\0\0" + "+0".repeat(10_001) + "\0")).diagnostics())
        .singleElement()
        .satisfies(d -> assertThat(d.code()).isEqualTo(ParameterCode.OVERRIDE_TOO_LARGE));
    for (String text :
        List.of("a".repeat(256), "a=" + "b".repeat(256), "a{" + "b,".repeat(10_001))) {
      assertThat(read(text).diagnostics())
          .singleElement()
          .satisfies(d -> assertThat(d.code()).isEqualTo(ParameterCode.OVERRIDE_TOO_LARGE));
    }
  }

  @Test
  void randomBytesAreReadOrRejected() {
    Random random = new Random(24);
    String parts = "\0\0\0\0\1\2aname:0;#.?![={},'+-=19\\ \u00ff";
    for (int round = 0; round < ROUNDS; round++) {
      StringBuilder value = new StringBuilder();
      int length = random.nextInt(60);
      for (int i = 0; i < length; i++) {
        value.append(parts.charAt(random.nextInt(parts.length())));
      }
      Diagnosed<Parameter> read = read(Bytes.latin1("\0\0\0\1a" + value));
      assertThat(read.value().isPresent()).isNotEqualTo(read.hasErrors());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "12, 12, 2",
    "0x1Fg, 31, 4",
    "017, 15, 3",
    "08, 0, 1",
    "0x, 0, 1",
    "-1, -1, 2",
    "' +5', 5, 3",
    "'', 0, 0",
    "x, 0, 0",
    "-, 0, 0",
    "18446744073709551615, -1, 20",
    "99999999999999999999, -1, 20",
  })
  void numbersFollowStrtoul(String text, long value, int end) {
    assertThat(CNumber.read(text, 0)).isEqualTo(new CNumber(value, end));
  }
}
