/** Superclasses of targets that live in another package. */
package dev.weft.it.targets.other;
