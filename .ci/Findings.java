// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.cli.option.SchemaOptions;
import org.dtbind.cli.option.SourceOptions;
import org.dtbind.cli.session.Session;
import org.dtbind.diag.Diagnosed;
import org.dtbind.overlay.OverlayReader;
import org.dtbind.overlay.apply.OverlayStack;
import org.dtbind.source.Origin;
import org.dtbind.tree.DeviceTree;
import org.dtbind.validate.Finding;
import org.dtbind.validate.SchemaSet;
import org.dtbind.validate.Validator;
import org.dtbind.validate.report.FindingDiagnostics;
import org.dtbind.validate.report.FindingKey;
import org.dtbind.validate.report.OverlayFindings;
import org.dtbind.validate.report.PlacedFinding;

/**
 * Prints what the binding documents say about boards, or about overlays on a base: file, node, $id,
 * property, rule, and the file and line where it is shown, with tabs between. In contrast to
 * "dtbind check", also what only follows from something else.
 */
public final class Findings {

  private Findings() {}

  /** Takes BINDINGS and files; or BINDINGS, --base, a base and overlays. */
  public static void main(String[] args) throws Exception {
    Session session = new Session(InputStream.nullInputStream(), System.out, System.err, Map.of());
    SchemaSet schemas = SchemaOptions.read(session, List.of(Path.of(args[0])));
    Validator validator = new Validator(schemas, List.of());
    SourceOptions source = new SourceOptions();
    boolean overlays = args[1].equals("--base");
    Optional<DeviceTree> base =
        overlays
            ? Optional.of(tree(source.read(session.inputs(), Path.of(args[2]))))
            : Optional.empty();
    Set<FindingKey> known = OverlayFindings.keys(base.map(validator::validate).orElse(List.of()));
    for (String file : List.of(args).subList(overlays ? 3 : 1, args.length)) {
      Diagnosed<DeviceTree> read = source.read(session.inputs(), Path.of(file));
      if (base.isPresent()) {
        DeviceTree under = base.get();
        read =
            read.then(overlay -> OverlayReader.read(file, overlay))
                .then(overlay -> OverlayStack.apply(under, List.of(overlay)))
                .then(merged -> Diagnosed.of(merged.tree(), List.of()));
      }
      DeviceTree tree = tree(read);
      List<Finding> added = OverlayFindings.added(known, validator.validate(tree));
      for (PlacedFinding finding : new FindingDiagnostics(tree, schemas).placed(added)) {
        if (!known.contains(finding.key())) {
          System.out.println(row(file, finding));
        }
      }
    }
    System.out.flush();
  }

  private static DeviceTree tree(Diagnosed<DeviceTree> read) {
    return read.value().orElseThrow(() -> new IllegalStateException(read.diagnostics().toString()));
  }

  private static String row(String file, PlacedFinding finding) {
    FindingKey key = finding.key();
    List<String> cells =
        new ArrayList<>(List.of(file, key.node(), key.schema(), key.property(), key.rule()));
    Origin origin = finding.diagnostic().origin();
    cells.add(origin instanceof Origin.Source at ? at.file().name() : "");
    cells.add(origin instanceof Origin.Source at ? Integer.toString(at.line()) : "0");
    return String.join("\t", cells);
  }
}
