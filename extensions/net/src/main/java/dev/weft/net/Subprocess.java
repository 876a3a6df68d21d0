package dev.weft.net;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.AsyncCloseable;
import dev.weft.CheckReturnValue;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.net.internal.loop.OpenThings;
import dev.weft.net.internal.process.Child;
import dev.weft.net.internal.process.Ending;
import dev.weft.net.internal.process.Run;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;

/**
 * A child process, whose streams tasks read and write.
 *
 * <pre>{@code
 * try (var sort = await(Subprocess.start(new ProcessBuilder("sort")))) {
 *     await(sort.stdin().write(ByteBuffer.wrap(words)));
 *     await(sort.stdin().end());
 *     byte[] sorted = await(new ByteReader(sort.stdout()).all(1_000_000));
 *     int code = await(sort.exit());
 *     …
 * }
 * }</pre>
 *
 * <p>From the start, one daemon thread for each piped stream moves bytes between the pipe and a queue of 64 KiB. So a read that is
 * cancelled loses nothing, and what the child has written can be read after its end. A child that writes more than that waits
 * until somebody reads. What its own children write to its pipes after its end may be lost.
 *
 * <p>Closing asks the child and the descendants that it has then to end ({@code SIGTERM}), waits for five seconds of the loop's
 * clock at most, and then kills them. What its streams hold is dropped. If closing is cancelled, they are killed at once. A child
 * that still runs when its loop ends is killed and reported to {@link EventLoop#onUncaught}.
 *
 * <p>A process belongs to the loop that was running when it was started; elsewhere its methods throw
 * {@link IllegalStateException}.
 *
 * @since 0.1
 */
public final class Subprocess implements AsyncCloseable {
    private final Child child;
    private final Ending ending;
    private final OpenThings.Entry entry;

    private Subprocess(Child child) {
        this.child = child;
        ending = new Ending(child);
        entry = OpenThings.add(child.fate().loop(), this, ending::abandon);
    }

    /**
     * Starts a process. A cancellation waits until it is started, which the system does in some milliseconds; the process is then
     * returned, and the task's next wait is cancelled.
     *
     * @param what what to start. Streams that are redirected go where it says: then {@link #stdin} is closed, and
     *     {@link #stdout} and {@link #stderr} have ended
     * @return the process, which the caller closes
     * @throws IOException if it cannot be started; the message names the command
     */
    @Async
    @CheckReturnValue
    public static Coroutine<Subprocess> start(ProcessBuilder what) throws IOException {
        Child child = await(Child.start(EventLoop.running(), Objects.requireNonNull(what, "what")));
        return result(new Subprocess(child));
    }

    /**
     * Runs a process to its end: gives it the input, takes its outputs, and waits for all of that. If the process does not read
     * its input to the end, that is no failure. If it leaves children behind that keep its outputs open, this ends when nothing has
     * come for a second of the machine's clock; the children go on.
     *
     * <p>If this fails or is cancelled, the process and its descendants are killed.
     *
     * @param what what to start
     * @param input what it reads, from the buffer's position to its limit, which stay; used until the await ends
     * @param mostOutput how many bytes each of its outputs may have
     * @return its exit code and its outputs, which are empty if they are redirected
     * @throws TooLongException if an output is longer
     * @throws IOException if the process cannot be started
     * @throws IllegalArgumentException if there is input but its standard input is redirected, or if {@code mostOutput}
     *     is negative
     */
    @Async
    @CheckReturnValue
    public static Coroutine<Finished> run(ProcessBuilder what, ByteBuffer input, int mostOutput) throws IOException {
        if (mostOutput < 0) {
            throw new IllegalArgumentException("an output cannot have at most " + mostOutput + " bytes");
        }
        if (input.hasRemaining() && what.redirectInput().type() != Redirect.Type.PIPE) {
            throw new IllegalArgumentException("there is input, but standard input comes from " + what.redirectInput());
        }
        try (Subprocess started = await(start(what))) {
            return result(await(started.finish(input.duplicate(), mostOutput)));
        }
    }

    @Async
    private Coroutine<Finished> finish(ByteBuffer input, int mostOutput) throws IOException {
        try {
            List<byte[]> outputs = await(new Run(child, mostOutput).outputs(input));
            return result(new Finished(await(exit()), outputs.get(0), outputs.get(1)));
        } catch (Throwable failure) {
            child.kill(); // nobody waits for what it would do
            throw failure;
        }
    }

    /** {@return the child's standard input} Ending it is the child's end of input. */
    public ByteSink stdin() {
        return child.stdin();
    }

    /** {@return the child's standard output} */
    public ByteSource stdout() {
        return child.stdout();
    }

    /** {@return the child's standard error} */
    public ByteSource stderr() {
        return child.stderr();
    }

    /**
     * Waits for the child's end, whoever keeps its pipes open. Any number of tasks may wait, again and again; a cancelled wait
     * changes nothing.
     *
     * @return its exit code; 128 and the number of the signal if a signal has ended it
     */
    @CheckReturnValue
    public Coroutine<Integer> exit() {
        return child.exit();
    }

    /**
     * {@return the child as the JDK shows it: its number, its descendants, and ways to end it, which here do not touch
     * its streams} Its pipes belong to this object, so {@link Process#getInputStream} and its like throw {@link
     * IllegalStateException}.
     */
    public Process process() {
        return child.process();
    }

    @Override
    @Async
    public Coroutine<Void> closeAsync() {
        try {
            await(ending.close());
        } finally {
            entry.remove();
        }
        return done();
    }

    @Override
    public String toString() {
        return child.toString();
    }

    /**
     * What a process leaves.
     *
     * @param exitCode its exit code; 128 and the number of the signal if a signal has ended it
     * @param out what it has written to its standard output
     * @param err what it has written to its standard error
     * @since 0.1
     */
    @SuppressWarnings("ArrayRecordComponent") // it is a result, not a key
    public record Finished(int exitCode, byte[] out, byte[] err) {}
}
