/**
 * Runs one target in many ways and compares each run with a blocking twin.
 *
 * <p>A target is a method {@code m(Probe)} with {@code @Case}. Its twin is the same class file as {@code javac} wrote it,
 * with {@code Weft.await} replaced by {@code Twin.await}. Its hot form is that class file with {@code Coroutine}
 * replaced by {@code CompletableFuture}, woven by the library.
 */
package dev.weft.it.harness;
