// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Message;
import org.dtbind.source.SourceFile;
import org.dtbind.spec.yaml.YamlNode;
import org.dtbind.spec.yaml.YamlReader;

/** Reads a declaration, {@code bindings.yaml}. */
public final class SpecReader {

  private static final List<String> KEYS = Fields.keys(Specification.class, "apiVersion");

  private static final List<String> AGGREGATOR_KEYS = Fields.keys(AggregatorSpec.class);

  private static final List<String> CHIP_KEYS = Fields.keys(LineSpec.OfChip.class);

  private static final List<String> NAMED_KEYS = Fields.keys(LineSpec.Named.class);

  private static final List<String> GROUP_KEYS = Fields.keys(IommuGroupSpec.class);

  private final Reading reading;
  private final DeclarationProblems problems;

  private SpecReader(Reading reading) {
    this.reading = reading;
    this.problems = reading.problems();
  }

  /**
   * {@return the declaration in a file; absent if there are errors}
   *
   * @param file the contents of {@code bindings.yaml}
   */
  public static Diagnosed<Specification> read(SourceFile file) {
    Diagnosed<Specification> read = YamlReader.read(file).then(root -> decode(file, root));
    return read.hasErrors() ? Diagnosed.failed(read.diagnostics()) : read;
  }

  private static Diagnosed<Specification> decode(SourceFile file, YamlNode root) {
    DeclarationProblems problems = new DeclarationProblems(YamlReader.origins(file));
    Optional<Specification> specification = new SpecReader(new Reading(problems)).root(root);
    return new Diagnosed<>(specification, problems.all());
  }

  private Optional<Specification> root(YamlNode root) {
    Optional<Fields> fields = Fields.of(reading, root, "this file", KEYS);
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    Fields file = fields.get();
    version(file);
    DeviceDecoder decoder = new DeviceDecoder(reading);
    List<DeviceSpec> devices = file.list("devices", decoder::device);
    once(devices, DeviceDecoder::identity);
    List<AggregatorSpec> aggregators = file.list("aggregators", this::aggregator);
    once(aggregators, AggregatorSpec::name);
    List<IommuGroupSpec> groups = file.list("iommuGroups", this::group);
    once(groups, IommuGroupSpec::member);
    links(devices, aggregators);
    return Optional.of(new Specification(devices, aggregators, groups, problems.origins()));
  }

  private void version(Fields file) {
    String wanted = "write 'apiVersion: " + Specification.API_VERSION + "'";
    if (!file.has("apiVersion")) {
      problems.fail(
          SpecCode.SPEC_VERSION,
          file.head(),
          Message.of("{entry} needs the key '{key}'", "the file", "apiVersion"),
          wanted);
    }
    Optional<Located<String>> version = file.text("apiVersion");
    if (version.isPresent() && !version.get().value().equals(Specification.API_VERSION)) {
      Message message = Message.of("'{version}' is not a supported version", version.get());
      problems.fail(SpecCode.SPEC_VERSION, version.get().span(), message, wanted);
    }
  }

  private <T> void once(List<T> declared, Function<T, Located<String>> name) {
    Map<String, Located<String>> seen = new HashMap<>();
    for (T each : declared) {
      Located<String> placed = name.apply(each);
      Located<String> first = seen.putIfAbsent(placed.value(), placed);
      if (first != null) {
        Message message = Message.of("'{name}' is declared twice", placed);
        problems.fail(
            SpecCode.DECLARED_TWICE, placed.span(), message, "first declared at", first.span());
      }
    }
  }

  /**
   * Reports links that are declared twice. An aggregator without a declared link has a link with
   * the name of the aggregator.
   */
  private void links(List<DeviceSpec> devices, List<AggregatorSpec> aggregators) {
    List<Located<String>> links = new ArrayList<>();
    devices.forEach(device -> device.access().link().ifPresent(links::add));
    // A second aggregator with the same name was already reported.
    Set<String> names = new HashSet<>();
    aggregators.stream()
        .filter(spec -> names.add(spec.name().value()))
        .forEach(spec -> links.add(spec.access().link().orElse(spec.name())));
    Map<String, Located<String>> seen = new HashMap<>();
    for (Located<String> link : links) {
      Located<String> first = seen.putIfAbsent(link.value(), link);
      if (first != null) {
        Message message = Message.of("the link /dev/gpio/{link} is declared twice", link);
        problems.fail(SpecCode.LINK_TAKEN, link.span(), message, "first declared at", first.span());
      }
    }
  }

  private Optional<AggregatorSpec> aggregator(YamlNode node) {
    Optional<Fields> fields = Fields.of(reading, node, "an aggregator", AGGREGATOR_KEYS);
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    Fields aggregator = fields.get();
    aggregator.require("an aggregator", "name", "lines");
    Optional<Located<String>> name =
        aggregator.text("name", Access.FILE, "a valid aggregator name");
    List<LineSpec> lines = aggregator.scalars("lines", this::line);
    aggregator.node("lines").ifPresent(list -> reading.needsItem(list, "lines"));
    DeclaredAccess access = aggregator.access();
    return name.map(known -> new AggregatorSpec(known, lines, access, node.span()));
  }

  private Optional<LineSpec> line(YamlNode node, String key) {
    if (node instanceof YamlNode.Scalar) {
      return reading
          .text(node, key)
          .map(name -> new LineSpec.Named(name, Optional.empty(), node.span()));
    }
    if (node instanceof YamlNode.Mapping keys
        && keys.entries().stream().anyMatch(entry -> entry.key().text().equals("name"))) {
      return named(node);
    }
    return ofChip(node);
  }

  private Optional<LineSpec> named(YamlNode node) {
    Optional<Fields> fields = Fields.of(reading, node, "a line that has a 'name'", NAMED_KEYS);
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    Optional<Located<SafeState>> safe = fields.get().safeState();
    return fields.get().text("name").map(name -> new LineSpec.Named(name, safe, node.span()));
  }

  private Optional<LineSpec> ofChip(YamlNode node) {
    if (!(node instanceof YamlNode.Mapping)) {
      reading.wrongKind(node, "a line", "a name or a mapping");
      return Optional.empty();
    }
    Optional<Fields> fields = Fields.of(reading, node, "a line", CHIP_KEYS);
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    Fields line = fields.get();
    line.require("a line", "chip", "offsets");
    Optional<Located<String>> chip = line.text("chip");
    Optional<Located<List<Integer>>> offsets =
        line.text(
                "offsets",
                LineSpec.OfChip.OFFSETS,
                "a list of numbers and ranges, such as \"20-21,25\"")
            .flatMap(this::offsets);
    List<Located<String>> names = line.list("names", each -> reading.text(each, "names"));
    if (offsets.isPresent() && !names.isEmpty() && names.size() != offsets.get().value().size()) {
      problems.fail(
          SpecCode.CONFLICTING_KEYS,
          line.keySpan("names"),
          Message.of(
              "the number of names ({count}) differs from the number of lines ({expected})",
              names.size(),
              offsets.get().value().size()),
          "'offsets' is at",
          offsets.get().span());
    }
    Optional<Located<SafeState>> safe = line.safeState();
    return chip.isEmpty() || offsets.isEmpty()
        ? Optional.empty()
        : Optional.of(new LineSpec.OfChip(chip.get(), offsets.get(), names, safe, node.span()));
  }

  private Optional<Located<List<Integer>>> offsets(Located<String> text) {
    List<Integer> offsets = new ArrayList<>();
    for (String part : text.value().split(",", -1)) {
      String[] ends = part.split("-", 2);
      String last = ends[ends.length - 1];
      if (ends[0].length() > 5
          || last.length() > 5
          || Integer.parseInt(last) > GpioSpec.MAX_OFFSET) {
        problems.fail(
            SpecCode.BAD_NUMBER, text.span(), Message.of("no chip has a line {line}", last));
        return Optional.empty();
      }
      int from = Integer.parseInt(ends[0]);
      int to = Integer.parseInt(last);
      if (from > to || offsets.size() > GpioSpec.MAX_OFFSET) {
        problems.fail(
            SpecCode.BAD_VALUE,
            text.span(),
            Message.of("'{value}' is not a valid range of lines", part));
        return Optional.empty();
      }
      for (int offset = from; offset <= to; offset++) {
        offsets.add(offset);
      }
    }
    return Optional.of(new Located<>(List.copyOf(offsets), text.span()));
  }

  private Optional<IommuGroupSpec> group(YamlNode node) {
    Optional<Fields> fields = Fields.of(reading, node, "an IOMMU group", GROUP_KEYS);
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    Fields group = fields.get();
    group.require("an IOMMU group", "member");
    Optional<Located<String>> member = group.text("member", Names::isDriver, "a valid device name");
    Optional<Located<String>> bind = group.text("bind", Names::isDriver, "a valid driver name");
    DeclaredAccess access = group.access();
    return member.map(known -> new IommuGroupSpec(known, bind, access, node.span()));
  }
}
