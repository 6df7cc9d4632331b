// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.yocto;

import java.util.List;
import java.util.Optional;
import org.dtbind.source.Bytes;

/**
 * The parameters of a layer.
 *
 * @param others recipes for other declarations that the layer already contains
 * @param layer name of the layer (BBFILE_COLLECTIONS), unique in a build
 * @param maintainer maintainer of the layer, {@code NAME <ADDRESS>}; empty if unknown
 * @param base source of the base in the build
 * @param tool dtbind's archive for the build; if empty, the user's configuration says where to find
 *     one
 * @param version version of dtbind if there is no archive
 * @param declaration content of {@code bindings.yaml}
 */
public record LayerRequest(
    RecipeName name,
    List<RecipeName> others,
    RecipeName layer,
    Optional<String> maintainer,
    OverlayCompiler compiler,
    LayerBase base,
    Optional<ToolArchive> tool,
    String version,
    Bytes declaration) {

  public LayerRequest {
    others = List.copyOf(others);
  }
}
