/** The Ansible collection, and a fleet of boards that it manages. */
@NullMarked
package org.dtbind.acceptance.ansible;

import org.jspecify.annotations.NullMarked;
