/**
 * Makes overlays: of what a declaration has and a base lacks (the kernel's
 * Documentation/devicetree/overlay-notes.rst).
 */
@NullMarked
package org.dtbind.overlay.generate;

import org.jspecify.annotations.NullMarked;
