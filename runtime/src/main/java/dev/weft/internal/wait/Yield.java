package dev.weft.internal.wait;

import dev.weft.Coroutine;
import dev.weft.abi.Activation;
import dev.weft.abi.Frame;
import dev.weft.abi.FrameDriver;
import dev.weft.internal.task.EventLoopImpl;
import dev.weft.internal.task.TaskImpl;
import org.jspecify.annotations.Nullable;

/** Lets the other ready tasks run once. It has no state, so there is only one, which may be used again. */
public final class Yield extends Activation<Void> {
    /** The only instance. */
    public static final Coroutine<Void> INSTANCE = new Yield();

    private Yield() {}

    @Override
    protected @Nullable Object start(FrameDriver driver) {
        TaskImpl<?> task = (TaskImpl<?>) driver;
        EventLoopImpl loop = task.loopToParkOn("yieldNow");
        task.yieldTo(loop);
        return Frame.SUSPENDED;
    }

    @Override
    public String toString() {
        return "yieldNow";
    }
}
