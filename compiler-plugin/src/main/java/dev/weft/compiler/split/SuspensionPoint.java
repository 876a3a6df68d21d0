package dev.weft.compiler.split;

import dev.weft.compiler.analyse.AwaitSite;
import java.util.List;
import java.util.Optional;

/**
 * A place where the method may leave its thread, and what goes into the frame and comes back.
 *
 * @param state what the frame's state is while it is suspended here; from 1
 * @param site the await
 * @param fused the call that made the awaited coroutine, where it can be entered directly
 * @param awaited the internal name of what is awaited, as the runtime takes it
 * @param savedLocals the local variables that are live, lowest slot first
 * @param changedLocals those of them that the frame need not hold as they are when the resume entry suspends here
 * @param savedOperands for each operand from the bottom its field; empty for a null, which needs none
 * @param stale the reference fields that an earlier suspension may have filled and this one does not need
 * @param staleInParameters the same, when the frame holds nothing but the parameters
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

    SuspensionPoint withChangedLocals(List<Spill> changed) {
        return new SuspensionPoint(
                state, site, fused, awaited, savedLocals, changed, savedOperands, stale, staleInParameters);
    }
}
