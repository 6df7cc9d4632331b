/** Tests of merging overlays. */
@NullMarked
package org.dtbind.overlay.edit;

import org.jspecify.annotations.NullMarked;
