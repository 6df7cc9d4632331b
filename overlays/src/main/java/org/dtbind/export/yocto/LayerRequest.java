// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.yocto;

import java.util.Optional;
import org.dtbind.source.Bytes;

/**
 * What a layer is made of.
 *
 * @param name of the recipe
 * @param layer the name of the layer (BBFILE_COLLECTIONS), which a build has once
 * @param compiler who makes the blob
 * @param base where the build has the base from
 * @param tool the program for the build; where absent, the user's configuration says where it is
 * @param version of the program where there is no archive of it
 * @param declaration the text of {@code bindings.yaml}
 */
public record LayerRequest(
    RecipeName name,
    RecipeName layer,
    OverlayCompiler compiler,
    LayerBase base,
    Optional<ToolArchive> tool,
    String version,
    Bytes declaration) {}
