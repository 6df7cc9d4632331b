// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.tree;

import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.dtbind.source.Shown;
import org.dtbind.validate.schema.PropertyBinding;
import org.dtbind.validate.schema.PropertyBinding.Need;
import org.dtbind.validate.schema.PropertySearch;
import org.dtbind.view.View;
import org.dtbind.view.Words;

/**
 * The descriptions of a property in binding documents.
 *
 * @param types the types that it may have, as dt-schema names them
 * @param bindings one entry per document and child node
 */
public record PropertyReport(String property, List<String> types, List<PropertyBinding> bindings) {

  /** The maximum number of bindings that text output shows. */
  private static final int MOST_SHOWN = 8;

  private static final int MOST_NAMED = 4;

  public static final View<PropertyReport> VIEW =
      View.<PropertyReport>document(
              "explain-property",
              "`explain --schemas`: what binding documents say about a property")
          .text("property", "name of the property", PropertyReport::property)
          .texts(
              "types",
              "types that the property can have, in dt-schema's notation",
              PropertyReport::types)
          .list(
              "bindings",
              "descriptions of the property, one entry for each node or child node in a document;"
                  + " those that describe the value come first; otherwise, without `--compatible`,"
                  + " dt-schema's own documents do",
              View.<PropertyBinding>part()
                  .text("id", "`$id` of the binding document", PropertyBinding::id)
                  .text("file", "file of the binding document", PropertyBinding::file)
                  .texts(
                      "compatibles",
                      "compatible strings, or patterns for them, of the nodes to which the document"
                          + " applies; empty if the document does not select nodes by compatible"
                          + " strings",
                      PropertyBinding::compatibles)
                  .text(
                      "child",
                      "names or patterns that lead from the node to the child node with the"
                          + " property; empty if the node itself has the property",
                      PropertyBinding::child)
                  .text(
                      "name",
                      "name of the property in the document, or a pattern that matches the name",
                      PropertyBinding::name)
                  .word(
                      "need",
                      "whether the property is required",
                      Words.of(
                          PropertyBinding.Need.class,
                          need ->
                              switch (need) {
                                case REQUIRED -> Words.word("required");
                                case SOMETIMES ->
                                    Words.word("sometimes", "required under certain conditions");
                                case OPTIONAL -> Words.word("optional");
                              }),
                      PropertyBinding::need)
                  .text(
                      "description",
                      "description of the property in the document; may be empty",
                      PropertyBinding::description)
                  .list(
                      "rules",
                      "rules for the value of the property",
                      View.<PropertyBinding.Rule>part()
                          .text(
                              "what",
                              "subject of the rule, such as `type` or `values`",
                              PropertyBinding.Rule::what)
                          .text("text", "what the rule requires", PropertyBinding.Rule::text),
                      PropertyBinding::rules),
              PropertyReport::bindings);

  /**
   * Creates a report.
   *
   * @param compatible if present, selects documents for this compatible string and documents for
   *     all nodes
   */
  static PropertyReport of(
      String property,
      Set<String> types,
      List<PropertyBinding> found,
      Optional<String> compatible) {
    return new PropertyReport(
        property,
        List.copyOf(new TreeSet<>(types)),
        found.stream()
            .filter(
                binding ->
                    binding.compatibles().isEmpty()
                        || compatible.map(text -> isFor(binding, text)).orElse(true))
            .sorted(
                Comparator.<PropertyBinding, Boolean>comparing(
                        binding -> compatible.isPresent() && binding.compatibles().isEmpty())
                    .thenComparing(PropertyReport::saysNothing))
            .toList());
  }

  /** Returns whether a document only allows or requires the property, and another describes it. */
  private static boolean saysNothing(PropertyBinding binding) {
    return binding.rules().isEmpty() && binding.description().isEmpty();
  }

  private static boolean isFor(PropertyBinding binding, String compatible) {
    return binding.compatibles().stream()
        .anyMatch(text -> text.equals(compatible) || PropertySearch.fits(text, compatible));
  }

  /** Prints the report as text. */
  void print(PrintStream out) {
    out.println(
        Shown.escaped(property) + (types.isEmpty() ? "" : ": " + String.join(" or ", types)));
    bindings.stream().limit(MOST_SHOWN).forEach(binding -> print(binding, out));
    if (bindings.size() > MOST_SHOWN) {
      out.printf(
          Locale.ROOT,
          "%n%,d more: specify a compatible string with --compatible, or use --format json%n",
          bindings.size() - MOST_SHOWN);
    }
  }

  private static void print(PropertyBinding binding, PrintStream out) {
    out.println();
    out.println(Shown.escaped(binding.id()));
    row(out, "file", binding.file());
    row(out, "for", some(binding.compatibles()));
    row(out, "child node", binding.child());
    row(out, "required", binding.need() == Need.OPTIONAL ? "no" : need(binding));
    binding.rules().forEach(rule -> row(out, rule.what(), rule.text()));
    binding.description().lines().forEach(line -> out.println("    " + Shown.escaped(line)));
  }

  private static String some(List<String> texts) {
    String first = texts.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
    return texts.size() <= MOST_NAMED
        ? first
        : "%s and %d more".formatted(first, texts.size() - MOST_NAMED);
  }

  private static String need(PropertyBinding binding) {
    return binding.need() == Need.REQUIRED ? "yes" : "in some cases";
  }

  private static void row(PrintStream out, String name, String text) {
    if (!text.isEmpty()) {
      out.printf(Locale.ROOT, "  %-12s%s%n", Shown.escaped(name), Shown.escaped(text));
    }
  }
}
