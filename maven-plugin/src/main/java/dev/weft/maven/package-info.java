/** The Maven plugin: collects the class files of a module, calls the weaver, reports what it found. */
@NullMarked
package dev.weft.maven;

import org.jspecify.annotations.NullMarked;
