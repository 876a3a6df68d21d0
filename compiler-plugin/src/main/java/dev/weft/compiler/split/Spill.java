package dev.weft.compiler.split;

import org.jspecify.annotations.Nullable;

/** A local variable that is kept in a field while the method is suspended. */
public record Spill(int slot, FrameField field) {

    /** The same as the generated method, but without method handles: each await looks up what others save. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Spill spill && slot == spill.slot && field.equals(spill.field));
    }

    @Override
    public int hashCode() {
        return 31 * slot + field.hashCode();
    }
}
