// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.validate;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.option.SchemaOptions;
import org.dtbind.cli.session.Session;
import org.dtbind.diag.Nearest;
import org.dtbind.source.Shown;
import org.dtbind.validate.SchemaSet;
import org.dtbind.validate.schema.PropertyBinding;
import org.dtbind.validate.schema.PropertyBinding.Need;
import org.dtbind.validate.schema.PropertySearch;
import org.dtbind.view.Format;
import org.dtbind.view.View;

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
              "`explain --schemas`: what binding documents say about a property. `need` is"
                  + " `required`, `sometimes` (required under certain conditions) or `optional`")
          .text("property", "name of the property", PropertyReport::property)
          .texts(
              "types",
              "types that the property can have, in dt-schema's notation",
              PropertyReport::types)
          .list(
              "bindings",
              "descriptions of the property, one entry for each node or child node in a document;"
                  + " without `--compatible`, dt-schema's own documents come first",
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
                      "whether the property is required: one of the values described above",
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
   * Shows the descriptions of a property; returns the exit code.
   *
   * @param compatible if present, selects documents for this compatible string and documents for
   *     all nodes
   */
  public static int write(
      Session session,
      SchemaOptions options,
      String property,
      Optional<String> compatible,
      Format format)
      throws IOException {
    SchemaSet schemas = options.read(session);
    List<PropertyBinding> all =
        PropertySearch.find(options.places(), property).stream()
            .filter(
                binding ->
                    binding.compatibles().isEmpty()
                        || compatible.map(text -> isFor(binding, text)).orElse(true))
            .sorted(
                Comparator.comparing(
                    binding -> compatible.isPresent() && binding.compatibles().isEmpty()))
            .toList();
    PropertyReport report =
        new PropertyReport(property, List.copyOf(new TreeSet<>(schemas.typesOf(property))), all);
    if (format != Format.TABLE) {
      session.write(VIEW, report, format);
    } else if (!all.isEmpty()) {
      report.print(session.out());
    }
    return all.isEmpty() ? notFound(session, property, schemas) : ExitStatus.DONE.code();
  }

  private static boolean isFor(PropertyBinding binding, String compatible) {
    return binding.compatibles().stream()
        .anyMatch(text -> text.equals(compatible) || PropertySearch.fits(text, compatible));
  }

  private static int notFound(Session session, String property, SchemaSet schemas)
      throws IOException {
    Set<String> known = schemas.typedProperties();
    List<String> near = known.contains(property) ? List.of() : Nearest.to(property, known);
    String help = near.isEmpty() ? "" : "\n  help: " + Shown.escaped(Nearest.question(near));
    return session.fail(
        ExitStatus.NOT_FOUND, "no binding document describes a property named " + property + help);
  }

  private void print(PrintStream out) {
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
