package dev.weft.compiler.split;

import java.util.List;
import java.util.Optional;

/**
 * What goes into the frame at a suspension, and what is cleared there.
 *
 * @param locals the local variables that are live, lowest slot first
 * @param changed those whose field may be out of date when the resume entry suspends here
 * @param operands the field of each operand, from the bottom; empty for the constant null, which needs no field
 * @param stale the reference fields that an earlier suspension may have filled and this one does not need
 * @param staleInParameters the same for a frame that holds only the parameters
 */
public record SavedState(
        List<Spill> locals,
        List<Spill> changed,
        List<Optional<FrameField>> operands,
        List<FrameField> stale,
        List<FrameField> staleInParameters) {

    /** A state of which nothing is known to be up to date or stale. */
    static SavedState of(List<Spill> locals, List<Optional<FrameField>> operands) {
        return new SavedState(locals, locals, operands, List.of(), List.of());
    }

    SavedState withStale(List<FrameField> anyFrame, List<FrameField> onlyParameters) {
        return new SavedState(locals, changed, operands, anyFrame, onlyParameters);
    }

    SavedState withChanged(List<Spill> some) {
        return new SavedState(locals, some, operands, stale, staleInParameters);
    }
}
