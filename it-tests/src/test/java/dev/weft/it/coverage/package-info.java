/** What coverage tools report on woven code. */
package dev.weft.it.coverage;
