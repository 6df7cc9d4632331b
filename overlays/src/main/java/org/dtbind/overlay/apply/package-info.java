/** Base and overlays to one tree, as libfdt's {@code fdt_overlay_apply()} makes it. */
@NullMarked
package org.dtbind.overlay.apply;

import org.jspecify.annotations.NullMarked;
