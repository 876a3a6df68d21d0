/**
 * The Java agent: weaves classes as they load.
 *
 * <p>A front end: uses the root package, {@code finding}, {@code scan}, {@code hierarchy}, {@code io} and {@code abi}.
 * No other package uses it.
 *
 * <p>Invariant: a class that cannot be woven is never run unwoven.
 */
@NullMarked
package dev.weft.compiler.agent;

import org.jspecify.annotations.NullMarked;
