/**
 * The command line of the {@code -all} jar, and the only package that uses picocli.
 *
 * <p>A front end: uses the root package, {@code finding} and {@code split}'s printer. No other package uses it.
 *
 * <p>Invariant: only {@code Main.main} ends the JVM.
 */
@NullMarked
package dev.weft.compiler.cli;

import org.jspecify.annotations.NullMarked;
