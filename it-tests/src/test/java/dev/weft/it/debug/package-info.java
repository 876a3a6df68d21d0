/** What debuggers and the debug tables of class files show of woven code. */
package dev.weft.it.debug;
