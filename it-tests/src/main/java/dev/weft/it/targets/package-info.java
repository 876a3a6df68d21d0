/**
 * The woven test targets, one class per group of constructs. A target is a method {@code m(Probe)} with {@code @Case}; all others are
 * helpers. Nothing here may keep state between two calls: a target is called hundreds of times.
 */
package dev.weft.it.targets;
