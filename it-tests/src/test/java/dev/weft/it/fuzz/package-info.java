/**
 * Random programs against their blocking twins. A program is a function of a sequence of choices: a seed gives the
 * sequence, and shrinking a failing program is making its sequence shorter and smaller.
 */
package dev.weft.it.fuzz;
