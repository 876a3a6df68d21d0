/** The same sources from several compilers, for several releases of Java. */
package dev.weft.it.frontends;
