// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dtbind.diag.Nearest;
import org.dtbind.tree.DtNode;
import org.dtbind.validate.Finding;

/** Formats findings as sentences about the violation and the requirement of the schema. */
final class FindingText {

  private static final int MOST_VALUES = 12;

  private FindingText() {}

  static BindingCode code(Finding finding) {
    if (finding.schema().equals("generated-compatibles")) {
      return BindingCode.COMPATIBLE_UNKNOWN;
    }
    if (finding.steps().contains("$nodename")) {
      return BindingCode.BINDING_NODE_NAME;
    }
    if (isUnfinished(finding)) {
      return BindingCode.BINDING_UNFINISHED;
    }
    return switch (finding.keyword().orElse("")) {
      case "required", "dependentRequired", "dependencies" -> BindingCode.BINDING_REQUIRES;
      case "", "additionalProperties", "unevaluatedProperties", "maxProperties", "propertyNames" ->
          BindingCode.BINDING_FORBIDS;
      case "minItems", "maxItems", "additionalItems", "unevaluatedItems", "minProperties" ->
          BindingCode.BINDING_LENGTH;
      case "type", "typeSize" -> BindingCode.BINDING_TYPE;
      case "oneOf", "anyOf" -> BindingCode.BINDING_ALTERNATIVES;
      default -> BindingCode.BINDING_VALUE;
    };
  }

  /** Returns whether the node could not be validated completely. */
  private static boolean isUnfinished(Finding finding) {
    return finding.keyword().isEmpty() && finding.wanted() instanceof String;
  }

  /** Returns the sentence about the violation. */
  static String message(Finding finding) {
    String which = which(finding);
    return switch (code(finding)) {
      case BINDING_UNFINISHED -> "not validated: " + finding.message();
      case COMPATIBLE_UNKNOWN -> "no binding describes the compatible string " + finding.value();
      case BINDING_NODE_NAME ->
          "the node name %s is not allowed: it %s".formatted(finding.value(), wanted(finding));
      case BINDING_FORBIDS ->
          finding.keyword().isEmpty()
              ? "the binding does not allow %s here".formatted(which)
              : "%s: %s".formatted(which, wanted(finding));
      case BINDING_REQUIRES -> "%s %s".formatted(which, wanted(finding));
      case BINDING_ALTERNATIVES -> alternatives(finding, which);
      case BINDING_TYPE ->
          isUndescribed(finding)
              ? "no binding describes the property %s".formatted(which)
              : "%s %s, but is %s".formatted(which, wanted(finding), finding.value());
      default ->
          isOfNode(finding)
              ? "the node %s".formatted(wanted(finding))
              : "%s %s, but is %s".formatted(which, wanted(finding), finding.value());
    };
  }

  /**
   * Returns whether {@code dt-core.yaml} of dt-schema reports that no other document describes the
   * property.
   */
  private static boolean isUndescribed(Finding finding) {
    return finding.schema().endsWith("/dt-core.yaml")
        && finding.wanted() instanceof List<?> types
        && types.contains("object");
  }

  /**
   * Returns the members of which a node must have at least one; empty if the finding has another
   * cause.
   */
  static List<String> oneOf(Finding finding) {
    List<Finding> context = finding.context();
    boolean allRequire =
        !context.isEmpty()
            && context.stream().allMatch(one -> code(one) == BindingCode.BINDING_REQUIRES);
    return allRequire
        ? context.stream().flatMap(one -> FindingKey.names(one).stream()).distinct().toList()
        : List.of();
  }

  private static String alternatives(Finding finding, String which) {
    List<String> members = oneOf(finding);
    if (!members.isEmpty()) {
      return "the binding requires one of these, but all are missing: '%s'"
          .formatted(String.join("', '", members));
    }
    return isOfNode(finding)
        ? "the node matches none of the alternatives in the binding"
        : finding.context().isEmpty()
            ? "%s is %s, which matches several alternatives in the binding instead of one"
                .formatted(which, finding.value())
            : "%s is %s, which matches none of the alternatives in the binding"
                .formatted(which, finding.value());
  }

  private static boolean isOfNode(Finding finding) {
    return finding.steps().isEmpty() || finding.value().startsWith("{");
  }

  /** Returns the property of a finding, with the indices of an entry if there are any. */
  private static String which(Finding finding) {
    List<Object> steps = finding.steps();
    List<String> names =
        steps.stream().filter(String.class::isInstance).map(String.class::cast).toList();
    String indices =
        steps.stream()
            .filter(Integer.class::isInstance)
            .map(step -> "[" + step + "]")
            .collect(Collectors.joining());
    return names.isEmpty() ? "the node" : "'" + names.get(names.size() - 1) + "'" + indices;
  }

  /** Returns the requirement of the schema, as a verb phrase. */
  static String wanted(Finding finding) {
    Object wanted = finding.wanted();
    return switch (finding.keyword().orElse("")) {
      case "required", "dependentRequired", "dependencies" ->
          "must have " + String.join(", ", FindingKey.names(finding));
      case "" -> "must not be present";
      case "additionalProperties", "unevaluatedProperties" ->
          "must not have " + String.join(", ", FindingKey.names(finding));
      case "const" -> "must be " + value(wanted);
      case "enum" -> "must be one of " + values(wanted);
      case "minimum" -> "must be at least " + value(wanted);
      case "maximum" -> "must be at most " + value(wanted);
      case "exclusiveMinimum" -> "must be more than " + value(wanted);
      case "exclusiveMaximum" -> "must be less than " + value(wanted);
      case "multipleOf" -> "must be a multiple of " + value(wanted);
      case "pattern" -> "must match the pattern " + value(wanted);
      case "minItems" -> "must have at least " + entries(wanted);
      case "maxItems" -> "must have at most " + entries(wanted);
      case "type" -> "must be of type " + values(wanted);
      case "typeSize" -> "must have %s-bit cells".formatted(value(wanted));
      case "uniqueItems" -> "must not have duplicate entries";
      case "contains" -> "must contain " + value(wanted);
      case "not" -> "must not match a condition that the binding excludes";
      case "oneOf" -> "must match exactly one of several alternatives";
      case "anyOf" -> "must match one of several alternatives";
      default -> "must satisfy '%s' in the binding".formatted(finding.keyword().orElse(""));
    };
  }

  private static String entries(Object wanted) {
    String number = value(wanted);
    return number.equals("1") ? "1 entry" : number + " entries";
  }

  private static String value(Object wanted) {
    if (wanted instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .limit(MOST_VALUES)
          .map(entry -> entry.getKey() + " " + value(entry.getValue()))
          .collect(Collectors.joining(", "));
    }
    return wanted instanceof List<?> ? "[" + values(wanted) + "]" : wanted.toString();
  }

  private static String values(Object wanted) {
    if (!(wanted instanceof List<?> list)) {
      return value(wanted);
    }
    String shown =
        list.stream().limit(MOST_VALUES).map(FindingText::value).collect(Collectors.joining(", "));
    return list.size() > MOST_VALUES ? "%s … (%d values)".formatted(shown, list.size()) : shown;
  }

  /** Returns the allowed text that is closest to the text in the tree. */
  static Optional<String> near(Finding finding, DtNode node, Optional<String> property) {
    List<String> allowed =
        Stream.concat(Stream.of(finding), finding.context().stream())
            .filter(one -> one.keyword().equals(Optional.of("enum")))
            .flatMap(one -> one.wanted() instanceof List<?> list ? list.stream() : Stream.of())
            .map(String::valueOf)
            .toList();
    return property.isEmpty() || allowed.isEmpty()
        ? Optional.empty()
        : nearOf(finding, node.strings(property.get()), allowed);
  }

  private static Optional<String> nearOf(
      Finding finding, List<String> written, List<String> allowed) {
    return written.stream()
        .filter(
            text ->
                finding.value().toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT)))
        .flatMap(text -> Nearest.to(text, allowed).stream())
        .findFirst();
  }
}
