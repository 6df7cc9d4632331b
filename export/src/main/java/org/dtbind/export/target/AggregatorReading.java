// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dtbind.diag.Message;
import org.dtbind.export.ExportCode;
import org.dtbind.export.target.TargetAggregator.NamedLine;
import org.dtbind.linux.gpio.TreeLine;
import org.dtbind.overlay.generate.GenerateCode;
import org.dtbind.overlay.verify.lines.ChipLines;
import org.dtbind.source.Bytes;
import org.dtbind.source.PlainText;
import org.dtbind.spec.Access;
import org.dtbind.spec.AggregatorSpec;
import org.dtbind.spec.DeclarationProblems;
import org.dtbind.spec.LineSpec;
import org.dtbind.spec.Located;

/**
 * Converts declared aggregators to the names and offsets that the kernel expects
 * (drivers/gpio/gpio-aggregator.c). Line names and chip labels are not resolved: the kernel looks
 * them up when it creates the aggregator, and knows names and labels that the tree does not
 * contain.
 */
final class AggregatorReading {

  /** Text that the kernel would parse as a list of offsets ({@code get_options()}). */
  private static final String NUMBERS =
      "-?(0[xX][0-9a-fA-F]+|[0-9]+)([-,](0[xX][0-9a-fA-F]+|[0-9]*))*";

  /** The maximum size of a write to a sysfs attribute: a page without the terminating byte. */
  private static final int MOST_BYTES = 4095;

  private static final String NAME_CHIP = "specify the chip and the offset instead";

  private final Map<String, List<TreeLine>> named;
  private final ChipLines chips;
  private final DeclarationProblems problems;

  AggregatorReading(ChipLines chips, DeclarationProblems problems) {
    // The tree holds names as bytes.
    this.named =
        chips.gpio().lines().stream()
            .collect(Collectors.groupingBy(line -> Bytes.latin1(line.name()).utf8()));
    this.chips = chips;
    this.problems = problems;
  }

  Optional<TargetAggregator> read(AggregatorSpec spec, Access access) {
    List<TargetAggregator.Line> lines = new ArrayList<>();
    for (LineSpec line : spec.lines()) {
      if (line instanceof LineSpec.Named named) {
        named(named.name()).ifPresent(lines::add);
      } else if (line instanceof LineSpec.OfChip of
          && writable(of.chip())
          && exists(of)
          && of.names().stream().allMatch(this::plain)) {
        for (int i = 0; i < of.offsets().value().size(); i++) {
          int offset = of.offsets().value().get(i);
          Optional<String> name =
              of.names().isEmpty() ? Optional.empty() : Optional.of(of.names().get(i).value());
          lines.add(new TargetAggregator.At(of.chip().value(), offset, name));
        }
      }
    }
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    TargetAggregator aggregator = new TargetAggregator(spec.name().value(), lines, access);
    if (aggregator.text().length() > MOST_BYTES) {
      problems.fail(
          ExportCode.UNUSABLE_LINE,
          spec.span(),
          Message.of(
              "the lines of '{aggregator}' do not fit into a single write to the kernel",
              spec.name()));
    }
    return Optional.of(aggregator);
  }

  /** Whether the chip may have the lines, as far as the tree determines their number. */
  private boolean exists(LineSpec.OfChip of) {
    Optional<Message> beyond = chips.beyond(of);
    beyond.ifPresent(
        message ->
            problems.fail(
                GenerateCode.NO_SUCH_LINE,
                of.offsets().span(),
                message,
                "specify lines that exist"));
    return beyond.isEmpty();
  }

  private static String text(TreeLine line) {
    return line.offset().map(at -> "line " + at).orElse("a line")
        + " of "
        + line.controller().node();
  }

  private Optional<TargetAggregator.Line> named(Located<String> name) {
    if (!writable(name)) {
      return Optional.empty();
    }
    if (name.value().matches(NUMBERS)) {
      problems.fail(
          ExportCode.UNUSABLE_LINE,
          name.span(),
          Message.of("the kernel would read '{name}' as line numbers", name),
          NAME_CHIP);
      return Optional.empty();
    }
    List<TreeLine> lines = named.getOrDefault(name.value(), List.of());
    if (lines.size() > 1) {
      List<String> places = lines.stream().map(AggregatorReading::text).toList();
      problems.fail(
          ExportCode.UNUSABLE_LINE,
          name.span(),
          Message.of(
              "{count} lines are named '{name}': {lines}",
              lines.size(),
              name,
              String.join(", ", places)),
          NAME_CHIP);
      return Optional.empty();
    }
    if (lines.isEmpty() && LineSpec.isChipAndOffsets(name.value())) {
      int colon = name.value().lastIndexOf(':');
      problems.fail(
          ExportCode.UNUSABLE_LINE,
          name.span(),
          unknown(name),
          "to specify lines of a chip in an export, write { chip: \"%s\", offsets: \"%s\" }"
              .formatted(name.value().substring(0, colon), name.value().substring(colon + 1)));
      return Optional.empty();
    }
    if (lines.isEmpty()) {
      problems.warn(
          ExportCode.UNKNOWN_LINE,
          name.span(),
          unknown(name),
          "correct the name, unless a driver or another overlay gives a line this name:"
              + " without the line, the target cannot create the aggregator");
    }
    return Optional.of(new NamedLine(name.value()));
  }

  private static Message unknown(Located<String> name) {
    return Message.of("no line in the base or the declaration is named '{name}'", name);
  }

  /** Whether the kernel reads the name as one unchanged word ({@code next_arg()}). */
  private boolean writable(Located<String> name) {
    if (!plain(name)) {
      return false;
    }
    String text = name.value();
    if (text.isEmpty() || isCut(text)) {
      problems.fail(
          ExportCode.UNUSABLE_LINE,
          name.span(),
          Message.of(
              "'{name}' cannot be passed to the kernel, which cuts names off at = and \", and drops"
                  + " the spaces around them",
              text),
          NAME_CHIP);
      return false;
    }
    return true;
  }

  /** Whether the kernel would use only a part of a name. */
  static boolean isCut(String name) {
    return name.contains("=") || name.contains("\"") || !name.equals(name.strip());
  }

  private boolean plain(Located<String> name) {
    boolean plain = PlainText.is(name.value());
    if (!plain) {
      problems.fail(
          ExportCode.UNUSABLE_LINE,
          name.span(),
          Message.of("'{name}' contains a control character", name),
          "choose another name");
    }
    return plain;
  }
}
