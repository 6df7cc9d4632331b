// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Nearest;
import org.dtbind.diag.Subject;
import org.dtbind.source.Origin;
import org.dtbind.source.Origins;
import org.dtbind.source.Shown;
import org.dtbind.source.Span;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtProperty;
import org.dtbind.validate.Finding;
import org.dtbind.validate.SchemaSet;

/** Converts findings in a tree to diagnostics, with the places in source. */
public final class FindingDiagnostics {

  private static final int MOST_ALTERNATIVES = 4;

  /** The argument for the name that was probably written in place of a missing one. */
  static final String WRITTEN = "written";

  private final SchemaSet schemas;
  private final FindingPlaces places;
  private final Origins origins;

  public FindingDiagnostics(DeviceTree tree, SchemaSet schemas) {
    this.schemas = schemas;
    this.places = new FindingPlaces(tree);
    this.origins = tree.origins();
  }

  /** {@return all findings, one for each key, with the findings from which they follow} */
  public List<PlacedFinding> placed(List<Finding> findings) {
    List<PlacedFinding> all = new ArrayList<>();
    for (Finding finding : findings) {
      for (FindingKey.Named each : FindingKey.named(finding)) {
        all.add(new PlacedFinding(finding, each.key(), of(finding, each.name())));
      }
    }
    return FindingCauses.of(schemas, all);
  }

  private Diagnostic of(Finding finding, Optional<String> name) {
    BindingCode code = FindingText.code(finding);
    if (name.isPresent() && code == BindingCode.BINDING_REQUIRES) {
      return missing(finding, name.get());
    }
    return name.isPresent() && code == BindingCode.BINDING_FORBIDS
        ? forbidden(finding, name.get())
        : other(code, finding);
  }

  private Diagnostic missing(Finding finding, String name) {
    FindingPlaces.Place place = places.of(finding.node(), finding.steps());
    List<String> described = schemas.properties(finding.schema(), finding.steps());
    List<String> given = place.node().properties().stream().map(DtProperty::name).toList();
    List<String> near =
        misspelled(name, given).stream().filter(one -> !described.contains(one)).toList();
    Span span = near.isEmpty() ? place.span() : places.of(place, near.get(0));
    Message message =
        Message.of("'{" + BindingCode.NAME + "}' is missing; the binding requires it", name);
    Diagnostic missing =
        diagnostic(
            BindingCode.BINDING_REQUIRES,
            finding,
            span,
            Subject.of(place.path()),
            near.isEmpty() ? message : message.with(WRITTEN, near.get(0)));
    return near.isEmpty()
        ? missing
        : missing.help("did you mean '%s' where you wrote '%s'?".formatted(name, near.get(0)));
  }

  private Diagnostic forbidden(Finding finding, String name) {
    FindingPlaces.Place place = places.of(finding.node(), finding.steps());
    boolean isChild = place.node().child(name).isPresent();
    List<String> near =
        schemas.describes(finding.schema(), finding.steps(), name)
            ? List.of()
            : near(name, finding, place, isChild);
    Diagnostic forbidden =
        diagnostic(
            BindingCode.BINDING_FORBIDS,
            finding,
            places.of(place, name),
            isChild ? Subject.of(place.path()) : Subject.of(place.path(), name),
            isChild
                ? Message.of("the binding allows no child node '{" + BindingCode.NODE + "}'", name)
                : Message.of(
                    "the binding allows no property '{" + BindingCode.PROPERTY + "}' here", name));
    return near.isEmpty() ? forbidden : forbidden.help(Nearest.question(near));
  }

  /** Returns the names that the document describes, that the node lacks, and that are similar. */
  private List<String> near(
      String name, Finding finding, FindingPlaces.Place place, boolean isChild) {
    List<String> known =
        schemas.properties(finding.schema(), finding.steps()).stream()
            .filter(one -> place.node().property(one).isEmpty() && !one.startsWith("$"))
            .toList();
    List<String> near = misspelled(name, known);
    return near.isEmpty() && isChild
        ? NodeNames.near(name, schemas.patterns(finding.schema(), finding.steps()))
        : near;
  }

  private static List<String> misspelled(String name, List<String> known) {
    List<String> near = Nearest.mistyped(name, known);
    return near.isEmpty() ? Nearest.byOneLetter(name, known) : near;
  }

  private Diagnostic other(BindingCode code, Finding finding) {
    FindingPlaces.Place place = places.of(finding.node(), finding.steps());
    Diagnostic diagnostic =
        diagnostic(code, finding, place.span(), place.subject(), FindingText.message(finding));
    List<String> alternatives =
        FindingText.oneOf(finding).isEmpty()
            ? AllowedTexts.nearest(finding).stream().map(FindingText::wanted).distinct().toList()
            : List.of();
    for (String alternative :
        alternatives.subList(0, Math.min(alternatives.size(), MOST_ALTERNATIVES))) {
      diagnostic =
          diagnostic.note("one alternative: " + alternative, new Origin.Unknown(finding.schema()));
    }
    List<String> near = near(code, finding, place);
    return near.isEmpty() ? diagnostic : diagnostic.help(Nearest.question(near));
  }

  private List<String> near(BindingCode code, Finding finding, FindingPlaces.Place place) {
    if (code == BindingCode.COMPATIBLE_UNKNOWN) {
      return schemas.nearCompatibles(FindingKey.names(finding).get(0));
    }
    if (code == BindingCode.BINDING_NODE_NAME) {
      return NodeNames.near(place.node().name(), AllowedTexts.patterns(finding));
    }
    if (FindingText.isUndescribed(finding)) {
      return place.property().map(schemas::nearProperties).orElse(List.of());
    }
    return AllowedTexts.near(finding, place.node(), place.property()).stream().toList();
  }

  private Diagnostic diagnostic(
      BindingCode code, Finding finding, Span span, Subject subject, Message message) {
    Diagnostic diagnostic = Diagnostic.warning(code, origins, span, message).about(subject);
    return finding.file().isEmpty()
        ? diagnostic
        : diagnostic.note(
            "from " + Shown.escaped(finding.schema()), new Origin.Path(finding.file()));
  }
}
