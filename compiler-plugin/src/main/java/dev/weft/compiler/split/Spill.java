package dev.weft.compiler.split;

/** A local variable that is kept in a field while the method is suspended. */
public record Spill(int slot, FrameField field) {}
