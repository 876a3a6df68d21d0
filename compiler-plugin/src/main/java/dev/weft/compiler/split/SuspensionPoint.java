package dev.weft.compiler.split;

import dev.weft.compiler.analyse.AwaitSite;
import java.util.List;
import java.util.Optional;

/**
 * A place where the method may leave its thread, and the values that go into the frame there and come back.
 *
 * @param state what the frame's state is while it is suspended here; from 1
 * @param site the await
 * @param fused the call that made the awaited coroutine, where it can be entered directly
 * @param awaited the internal name of the awaited type, as the runtime takes it
 * @param savedLocals the local variables that are live, lowest slot first
 * @param changedLocals those whose field may be out of date when the resume entry suspends here
 * @param savedOperands the field of each operand, from the bottom; empty for the constant null, which needs no field
 * @param stale the reference fields that an earlier suspension may have filled and this one does not need
 * @param staleInParameters the same for a frame that holds only the parameters
 */
public record SuspensionPoint(
        int state,
        AwaitSite site,
        Optional<FusedCall> fused,
        String awaited,
        List<Spill> savedLocals,
        List<Spill> changedLocals,
        List<Optional<FrameField>> savedOperands,
        List<FrameField> stale,
        List<FrameField> staleInParameters) {

    SuspensionPoint withFused(Optional<FusedCall> call) {
        return new SuspensionPoint(
                state, site, call, awaited, savedLocals, changedLocals, savedOperands, stale, staleInParameters);
    }

    SuspensionPoint withStale(List<FrameField> anyFrame, List<FrameField> onlyParameters) {
        return new SuspensionPoint(
                state, site, fused, awaited, savedLocals, changedLocals, savedOperands, anyFrame, onlyParameters);
    }

    SuspensionPoint withChangedLocals(List<Spill> changed) {
        return new SuspensionPoint(
                state, site, fused, awaited, savedLocals, changed, savedOperands, stale, staleInParameters);
    }
}
