package dev.weft.internal.stream;

import dev.weft.AsyncStream;
import dev.weft.abi.FrameDriver;
import dev.weft.abi.StreamFrame;
import dev.weft.abi.Suspension;
import dev.weft.internal.loop.TimerNode;
import dev.weft.internal.task.EventLoopImpl;
import dev.weft.internal.task.TaskImpl;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The first item of each interval; an interval begins with the item that is given. Runs in the consumer's task. */
final class Throttle<T> extends Operator<T> {
    private final StreamFrame<T> source;
    private final long every;

    /** When the next interval may begin, in nanoseconds of the loop's clock. */
    private long next;

    private boolean begun;

    Throttle(AsyncStream<T> source, Duration every) {
        this.every = TimerNode.nanos(every);
        this.source = ((StreamFrame<T>) source).use();
    }

    @Override
    @Nullable
    Object step(int at, @Nullable Object outcome, FrameDriver driver) throws Throwable {
        EventLoopImpl loop = ((TaskImpl<?>) driver).loopFor("AsyncStream.throttle");
        int depth = Suspension.depth(driver);
        Object has = at == OWN ? outcome : source.next(driver, depth);
        while (has == Boolean.TRUE) {
            long now = loop.now();
            if (!begun || now - next >= 0) {
                begun = true;
                next = now + Math.max(0, every);
                return give(source.current());
            }
            depth = Suspension.repeated(depth, driver);
            has = source.next(driver, depth);
        }
        return has == SUSPENDED ? suspended(OWN, driver) : end(driver, depth);
    }

    @Override
    @Nullable
    Object closeSources(FrameDriver driver, int depth) throws Throwable {
        return source.close(driver, depth);
    }

    @Override
    public String streamName() {
        return "throttle of " + source.streamName();
    }
}
