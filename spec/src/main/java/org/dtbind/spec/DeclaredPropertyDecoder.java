// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.diag.Message;
import org.dtbind.source.Bytes;
import org.dtbind.spec.yaml.YamlNode;

/**
 * Reads the properties of a device from a declaration.
 *
 * <p>A number becomes a cell, {@code true} becomes an empty property and other text becomes a
 * string. A list contains only strings, or only numbers and references, or lists of numbers and
 * references.
 */
final class DeclaredPropertyDecoder {

  /** The keys of a value with an explicit format: bytes, or numbers of a given width. */
  static final List<String> KEYS = List.of("bytes", "bits", "values");

  private final Reading reading;
  private final DeclarationProblems problems;

  DeclaredPropertyDecoder(Reading reading) {
    this.reading = reading;
    this.problems = reading.problems();
  }

  List<PropertySpec> all(YamlNode node) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      reading.wrongValue(node, "properties", "a mapping of names to values");
      return List.of();
    }
    List<PropertySpec> properties = new ArrayList<>();
    for (int i = 0; i < mapping.entries().size(); i++) {
      YamlNode.Entry entry = mapping.entries().get(i);
      String name = entry.key().text();
      Optional<YamlNode.Scalar> rest = afterComma(mapping.entries(), i);
      if (rest.isPresent()) {
        problems.fail(
            SpecCode.BAD_VALUE,
            entry.key().span().to(rest.get().span()),
            Message.of("'{property}' has no value", name),
            "a comma within braces ends a key; put a name that contains a comma in quotes: \"%s,%s\""
                .formatted(name, rest.get().text()));
        continue;
      }
      if (!name.matches(PropertySpec.NAME)) {
        Message message = Message.of("'{property}' is not a valid property name", name);
        problems.fail(SpecCode.BAD_VALUE, entry.key().span(), message);
        continue;
      }
      Located<String> placed = new Located<>(name, entry.key().span());
      value(entry.value(), name).ifPresent(v -> properties.add(new PropertySpec(placed, v)));
    }
    return properties;
  }

  /** Returns the rest of a name such as {@code linux,code}, which braces split at its comma. */
  private static Optional<YamlNode.Scalar> afterComma(List<YamlNode.Entry> entries, int i) {
    YamlNode.Entry entry = entries.get(i);
    int end = entry.key().span().end();
    return entry.value() instanceof YamlNode.Scalar value
            && value.isNothing()
            && value.span().start() == end
            && i + 1 < entries.size()
        ? Optional.of(entries.get(i + 1).key()).filter(next -> next.span().start() == end + 1)
        : Optional.empty();
  }

  private Optional<PropertySpec.Value> value(YamlNode node, String key) {
    if (node instanceof YamlNode.Scalar scalar) {
      return scalar(scalar, key);
    }
    if (node instanceof YamlNode.Sequence sequence) {
      return sequence(sequence, key);
    }
    return Fields.of(reading, node, "'" + key + "'", KEYS).flatMap(fields -> special(fields, key));
  }

  private Optional<PropertySpec.Value> scalar(YamlNode.Scalar scalar, String key) {
    if (scalar.plain() && scalar.text().equals("true")) {
      return Optional.of(new PropertySpec.Flag());
    }
    if (scalar.isNothing() || scalar.plain() && scalar.text().matches("false|null|~")) {
      problems.fail(
          SpecCode.BAD_VALUE,
          scalar.span(),
          Message.of("'{property}' has no value", key),
          "write 'true' for a property without a value, or remove the key to omit the property");
      return Optional.empty();
    }
    if (isReference(scalar) || Reading.isNumberLike(scalar)) {
      return cell(scalar, key).map(cell -> new PropertySpec.Cells(List.of(List.of(cell))));
    }
    return reading.text(scalar, key).map(text -> new PropertySpec.Texts(List.of(text.value())));
  }

  private static boolean isReference(YamlNode.Scalar scalar) {
    return scalar.text().startsWith("&") && DeviceDecoder.parsed(scalar.text()).isPresent();
  }

  private Optional<PropertySpec.Value> sequence(YamlNode.Sequence sequence, String key) {
    if (sequence.items().isEmpty()) {
      Message message = Message.of("'{property}' is an empty list", key);
      problems.fail(SpecCode.BAD_VALUE, sequence.span(), message);
      return Optional.empty();
    }
    YamlNode first = sequence.items().get(0);
    if (first instanceof YamlNode.Sequence) {
      List<List<PropertySpec.Cell>> groups =
          reading.list(sequence, key, each -> Optional.of(cells(each, key)));
      sequence.items().forEach(each -> reading.needsItem(each, key));
      return Optional.of(new PropertySpec.Cells(groups));
    }
    if (first instanceof YamlNode.Scalar text
        && !isReference(text)
        && !Reading.isNumberLike(text)) {
      List<String> strings = reading.list(sequence, key, each -> string(each, key));
      return Optional.of(new PropertySpec.Texts(strings));
    }
    return Optional.of(new PropertySpec.Cells(List.of(cells(sequence, key))));
  }

  private Optional<String> string(YamlNode node, String key) {
    if (node instanceof YamlNode.Scalar scalar && Reading.isNumberLike(scalar)) {
      problems.fail(
          SpecCode.WRONG_KIND,
          scalar.span(),
          Message.of("'{property}' is a list of strings, but this item is a number", key),
          "if it is a string, put it in quotes");
      return Optional.empty();
    }
    return reading.text(node, key).map(Located::value);
  }

  private List<PropertySpec.Cell> cells(YamlNode node, String key) {
    return reading.list(node, key, each -> cell(each, key));
  }

  private Optional<PropertySpec.Cell> cell(YamlNode node, String key) {
    if (node instanceof YamlNode.Scalar scalar && scalar.text().startsWith("&")) {
      Optional<NodeReference> reference = DeviceDecoder.parsed(scalar.text());
      if (reference.isEmpty()) {
        Message message = Message.of("'{reference}' is not a reference to a node", scalar.text());
        String help = "write a label as \"&label\", and a path as \"&{/soc/spi@0}\"";
        problems.fail(SpecCode.BAD_VALUE, scalar.span(), message, help);
      }
      return reference.map(known -> new PropertySpec.ReferenceCell(known, scalar.span()));
    }
    return reading
        .number(node, key, Integer.MIN_VALUE, 0xffffffffL)
        .map(
            number ->
                new PropertySpec.NumberCell(
                    number.value().intValue(),
                    node instanceof YamlNode.Scalar scalar
                        && Reading.isHexadecimal(scalar.text())));
  }

  private Optional<PropertySpec.Value> special(Fields fields, String key) {
    if (fields.has("bytes")) {
      if (fields.has("bits") || fields.has("values")) {
        Message message =
            Message.of("'{property}' needs either 'bytes', or 'bits' and 'values'", key);
        problems.fail(SpecCode.CONFLICTING_KEYS, fields.keySpan("bytes"), message);
        return Optional.empty();
      }
      return fields.text("bytes").flatMap(this::bytes);
    }
    fields.require("'" + key + "'", "bits", "values");
    Optional<Located<String>> bits = fields.text("bits", "8|16|32|64", "8, 16, 32 or 64");
    if (bits.isEmpty()) {
      return Optional.empty();
    }
    int width = Integer.parseInt(bits.get().value());
    long most = width == 64 ? Long.MAX_VALUE : (1L << width) - 1;
    long least = width == 64 ? Long.MIN_VALUE : -(1L << width - 1);
    List<Long> values =
        fields.list("values", each -> reading.number(each, key, least, most).map(Located::value));
    return Optional.of(new PropertySpec.Numbers(width, values));
  }

  private Optional<PropertySpec.Value> bytes(Located<String> text) {
    String digits = text.value().replace(" ", "");
    byte[] bytes = new byte[digits.length() / 2];
    boolean well = digits.length() % 2 == 0;
    for (int i = 0; well && i < bytes.length; i++) {
      int high = Character.digit(digits.charAt(2 * i), 16);
      int low = Character.digit(digits.charAt(2 * i + 1), 16);
      well =
          digits.charAt(2 * i) < 0x80 && digits.charAt(2 * i + 1) < 0x80 && high >= 0 && low >= 0;
      bytes[i] = (byte) (high << 4 | low);
    }
    if (!well) {
      Message message =
          Message.of("this is not a list of bytes in hexadecimal, such as \"de ad 00\"");
      problems.fail(SpecCode.BAD_VALUE, text.span(), message);
      return Optional.empty();
    }
    return Optional.of(new PropertySpec.Data(Bytes.wrap(bytes)));
  }

  List<Located<String>> compatible(YamlNode node) {
    if (!(node instanceof YamlNode.Sequence list)) {
      return reading.text(node, "compatible").map(List::of).orElse(List.of());
    }
    reading.needsItem(node, "compatible");
    for (int i = 0; i + 1 < list.items().size(); i++) {
      if (list.items().get(i) instanceof YamlNode.Scalar first
          && list.items().get(i + 1) instanceof YamlNode.Scalar second) {
        split(first, second);
      }
    }
    return reading.list(node, "compatible", each -> reading.text(each, "compatible"));
  }

  /**
   * Rejects {@code [acme,relays]} without quotes: YAML reads it as two strings, but the author
   * means one.
   */
  private void split(YamlNode.Scalar first, YamlNode.Scalar second) {
    if (first.plain() && second.plain() && first.span().end() + 1 == second.span().start()) {
      String meant = first.text() + "," + second.text();
      problems.fail(
          SpecCode.BAD_VALUE,
          first.span().to(second.span()),
          Message.of(
              "'{value}' is read as two strings, because ',' separates the items of a list", meant),
          "put it in quotes: \"" + meant + "\"");
    }
  }
}
