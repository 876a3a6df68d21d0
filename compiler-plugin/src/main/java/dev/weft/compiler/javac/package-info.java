/**
 * The plug-in of javac: weaves what the compiler writes.
 *
 * <p>A front end: uses the root package, {@code finding}, {@code scan}, {@code hierarchy} and {@code io}. No other
 * package uses it.
 *
 * <p>Invariant: a compilation with an error leaves no unwoven async class behind.
 */
@NullMarked
package dev.weft.compiler.javac;

import org.jspecify.annotations.NullMarked;
