package dev.weft.internal.produce;

import dev.weft.internal.loop.Unchecked;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The latest item, which can be taken when no other one has come for some time. From then on it waits to be taken. */
final class Quiet extends TimedStore {
    private @Nullable Object latest;

    @Override
    Object offer(Object item) {
        if (isReady()) {
            return FULL;
        }
        latest = item;
        timeBegins();
        return TAKEN;
    }

    @Override
    boolean isReady() {
        return latest != null && isDue();
    }

    @Override
    Object take() {
        Object taken = Unchecked.present(latest);
        latest = null;
        return taken;
    }

    @Override
    void drop() {
        latest = null;
    }

    /** Nobody is told of what is left. */
    @Override
    void drainTo(List<Object> left) {
        latest = null;
    }
}
