/** The examples of the Javadoc, woven and run: each block of code there is a verbatim part of a file here. */
package dev.weft.it.javadoc;
