package dev.weft.test.internal.net;

import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.test.internal.choice.Guide;
import java.util.function.Supplier;

/** What a world gives to its network. */
public interface Ground {
    /** Returns the loop of the run. */
    EventLoop loop();

    /** Returns the virtual time, in nanoseconds. */
    long nanoTime();

    /**
     * Chooses what the network does.
     *
     * @param options the number of options; 0 is that nothing goes wrong
     * @param odds how likely another option is, or {@link Guide.Ids#NONE}
     */
    int choose(int options, Guide.Ids odds);

    /**
     * Records what the network has done.
     *
     * @param deviates whether this is what was chosen, and not option 0
     * @param what the event, for people
     */
    void note(boolean deviates, Supplier<String> what);

    /** Starts a task that is cancelled when the test ends. */
    <T> Task<T> background(Coroutine<T> coroutine, String name);
}
