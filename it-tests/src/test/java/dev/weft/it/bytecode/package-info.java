/**
 * Ordinary classes with awaits where no compiler puts them. The methods of the libraries on the test class path are turned
 * into async methods and streams, awaits and emits are inserted at random instruction boundaries, and what the weaver makes
 * of them is verified; methods without side effects are also run, and must return what they returned before.
 */
package dev.weft.it.bytecode;
