package dev.weft;

import org.jspecify.annotations.Nullable;

/** Lets the others run once. It has no state, so there is but one, which may be used again. */
final class Yield extends Coroutine<Void> {
    static final Yield INSTANCE = new Yield();

    private Yield() {}

    @Override
    @Nullable
    Object start(Task<?> task) {
        EventLoop loop = task.loopFor("yieldNow");
        task.beforeParking();
        task.yieldTo(loop);
        return Frame.SUSPENDED;
    }

    @Override
    public String toString() {
        return "yieldNow";
    }
}
