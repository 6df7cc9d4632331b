/** Tests of verifying overlays against their base. */
@NullMarked
package org.dtbind.overlay.verify.findings;

import org.jspecify.annotations.NullMarked;
