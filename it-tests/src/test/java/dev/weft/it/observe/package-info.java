/** Looking at running programs, woven, from another JVM. */
package dev.weft.it.observe;
