/**
 * The command line of the {@code -all} jar.
 *
 * <p>Top layer; uses {@code observe} and picocli, which no other package uses.
 *
 * <p>Invariant: only {@code Main.main} ends the JVM.
 */
@NullMarked
package dev.weft.tools.cli;

import org.jspecify.annotations.NullMarked;
