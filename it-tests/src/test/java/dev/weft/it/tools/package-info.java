/** The {@code -all} jar as a program, an agent and a plug-in of javac, in processes of its own. */
package dev.weft.it.tools;
