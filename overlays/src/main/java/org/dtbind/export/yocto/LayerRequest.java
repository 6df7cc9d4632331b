// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.yocto;

import java.util.List;
import java.util.Optional;
import org.dtbind.source.Bytes;

/**
 * What a layer is made of.
 *
 * @param others the recipes for other declarations that the layer has already
 * @param layer the name of the layer (BBFILE_COLLECTIONS), which a build has once
 * @param maintainer of the layer, as {@code NAME <MAIL>}, where it is known
 * @param compiler who makes the blob
 * @param base where the build has the base from
 * @param tool the program for the build; where absent, the user's configuration says where it is
 * @param version of the program where there is no archive of it
 * @param declaration the text of {@code bindings.yaml}
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
