package dev.weft.compiler.split;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.analyse.AwaitSite;
import dev.weft.compiler.scan.AwaitCalls;
import java.util.Optional;

/**
 * A place where the method may leave its thread, and the values that go into the frame there and come back.
 *
 * @param state what the frame's state is while it is suspended here; from 1
 * @param site the await
 * @param fused the call that made the awaited coroutine, where it can be entered directly
 * @param awaited the internal name of the awaited type, as the runtime takes it
 * @param saved what the frame keeps meanwhile
 */
public record SuspensionPoint(int state, AwaitSite site, Optional<FusedCall> fused, String awaited, SavedState saved) {

    /** Whether the method gives an item here, or those of another stream, and so leaves in any case. */
    public boolean emits() {
        return AwaitCalls.isEmit(site.call());
    }

    /** Whether the items of another stream are given. */
    public boolean delegates() {
        return emits() && site.call().name.equals(RuntimeAbi.EMIT_ALL);
    }

    SuspensionPoint withFused(Optional<FusedCall> call) {
        return new SuspensionPoint(state, site, call, awaited, saved);
    }

    /** The same point, where something else is saved. */
    public SuspensionPoint withSaved(SavedState other) {
        return new SuspensionPoint(state, site, fused, awaited, other);
    }
}
