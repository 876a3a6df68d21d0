package dev.weft.compiler.emit;

import org.objectweb.asm.tree.LabelNode;

/** A part of an entry, behind an await, that no handler of the body covers: what is saved and restored there. */
record TryCut(LabelNode start, LabelNode end) {}
