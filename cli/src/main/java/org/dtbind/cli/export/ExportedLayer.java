// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dtbind.export.yocto.ExportedSums;
import org.dtbind.export.yocto.RecipeName;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;

/** The state of a layer before the export: recipes and checksums of earlier exports. */
record ExportedLayer(List<RecipeName> recipes, ExportedSums sums) {

  ExportedLayer {
    recipes = List.copyOf(recipes);
  }

  /** {@return the state of the layer in a directory; empty if there is none} */
  static ExportedLayer in(Path directory) throws IOException {
    Path all = directory.resolve(ExportedSums.RECIPES);
    List<RecipeName> recipes = new ArrayList<>();
    List<String> sums = new ArrayList<>();
    if (!Files.isDirectory(all)) {
      return new ExportedLayer(recipes, ExportedSums.of(sums));
    }
    try (Stream<Path> entries = Files.list(all)) {
      for (Path each : entries.sorted().toList()) {
        Path last = each.getFileName();
        Path file = each.resolve(ExportedSums.FILE);
        String name = last == null ? "" : FileName.text(last);
        if (RecipeName.problem(name).isEmpty()
            && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          recipes.add(new RecipeName(name));
          sums.add(Bytes.wrap(Files.readAllBytes(file)).latin1());
        }
      }
    }
    return new ExportedLayer(recipes, ExportedSums.of(sums));
  }

  /** {@return the files, with those marked that users have changed since the last export} */
  List<ExportDirectory.Planned> keep(List<ExportDirectory.Planned> files) throws IOException {
    List<ExportDirectory.Planned> marked = new ArrayList<>();
    for (ExportDirectory.Planned file : files) {
      marked.add(isChanged(file) ? file.kept() : file);
    }
    return marked;
  }

  private boolean isChanged(ExportDirectory.Planned file) throws IOException {
    String path = file.artefact().path();
    if (file.state() != ExportDirectory.State.CHANGED || path.endsWith("/" + ExportedSums.FILE)) {
      return false;
    }
    Bytes content = Bytes.wrap(Files.readAllBytes(file.place()));
    return !content.equals(file.artefact().content()) && !sums.has(path, content);
  }
}
