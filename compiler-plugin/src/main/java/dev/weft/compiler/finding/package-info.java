/**
 * What the weaver tells users: codes, levels, findings, and what users have decided about them.
 *
 * <p>Bottom layer; uses {@code code} for lines, and no stage. Front ends may use all of it.
 *
 * <p>Invariant: a code never changes its meaning, and an error cannot be weakened.
 */
@NullMarked
package dev.weft.compiler.finding;

import org.jspecify.annotations.NullMarked;
