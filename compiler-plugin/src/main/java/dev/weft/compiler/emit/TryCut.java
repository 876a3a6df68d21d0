package dev.weft.compiler.emit;

import org.objectweb.asm.tree.LabelNode;

/** A part of an entry, behind an await, that saves or restores values and that no handler of the body may cover. */
record TryCut(LabelNode start, LabelNode end) {}
