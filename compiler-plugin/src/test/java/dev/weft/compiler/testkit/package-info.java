/** What the tests of the weaver share: compile, weave, load, run and print, without leaving the JVM. */
package dev.weft.compiler.testkit;
