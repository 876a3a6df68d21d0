package dev.weft.abi;

import dev.weft.Awaiter;
import dev.weft.internal.loop.NeverRan;
import dev.weft.internal.loop.TimerNode;
import dev.weft.internal.loop.Unchecked;
import dev.weft.internal.trace.Traces;
import dev.weft.internal.trace.VersionMismatch;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The part of a task that drives frames. It resumes the innermost frame and hands its result to the frame that awaits
 * it, and so on. It does so in a loop, not by recursion, until the outermost frame has ended or a frame suspends. For
 * generated code and the runtime; nothing here is meant to be called by hand.
 *
 * <p>Invariant between slices: {@code head} is the innermost suspended frame, and the frames that await it follow by
 * {@code caller}; none is linked. During a slice {@code head} is the frame that was resumed, until an activation that
 * unwinds links itself; from then on {@code head} to the last linked one are the frames linked so far, innermost first.
 *
 * <p>All fields are owned by the thread that runs the task.
 *
 * @since 0.1
 */
public abstract class FrameDriver extends TimerNode {
    /**
     * The largest number of awaits of ready sources that go on without suspending, so that other tasks get their turn.
     * The number is Tokio's.
     */
    protected static final short MAX_BUDGET = 128;

    /** The innermost frame. */
    protected @Nullable Frame<?> head;

    /** The last linked frame; null if that is {@code head}: most suspensions link one, and this store is a dear one. */
    private @Nullable Frame<?> tail;

    /** Whether a frame was linked in this slice. */
    private boolean linked;

    /** The outcome of the current await: the value or, if {@link #failing}, the failure. */
    protected @Nullable Object value;

    /** Whether {@link #value} is a failure. */
    protected boolean failing;

    /** True if {@code head} is to go on at once: it has unwound only to limit the nesting. */
    private boolean deferred;

    /** The number of coroutines that were started inside one another since the driver's last call. */
    short depth;

    /** The number of awaits of ready sources that may still go on without suspending in this slice. */
    protected short budget = MAX_BUDGET;

    private static final byte NO_HAND_OVER = 0;
    private static final byte SUSPENSION = 1;

    /** The object is in {@link #value}. */
    private static final byte OBJECT = 2;

    /** What an entry has left here whose result is a number, until its caller takes it; see {@link Unboxed}. */
    private byte handedOver;

    /** For the runtime's tasks. */
    protected FrameDriver() {}

    final void hand(@Nullable Object given) {
        if (given == Frame.SUSPENDED) {
            handedOver = SUSPENSION;
        } else {
            value = given;
            handedOver = OBJECT;
        }
    }

    final boolean hasHanded() {
        return handedOver != NO_HAND_OVER;
    }

    final boolean hasHandedSuspension() {
        return handedOver == SUSPENSION;
    }

    /** Takes what was handed over. A suspension stays for the next caller, until everything has unwound. */
    final @Nullable Object handed() {
        if (handedOver == SUSPENSION) {
            return Frame.SUSPENDED;
        }
        handedOver = NO_HAND_OVER;
        Object given = value;
        value = null;
        return given;
    }

    /** Links the frame of an activation that unwinds. It goes behind the frames that it awaits. */
    final void link(Frame<?> frame) {
        NeverRan.used(frame);
        Frame<?> last = tail;
        if (last == null) {
            if (!linked) {
                linked = true;
                if (head != frame) {
                    head = frame;
                }
                return;
            }
            last = Unchecked.present(head);
        }
        last.caller = frame;
        tail = frame;
    }

    /** Links a frame that has not started. The driver will start it when all frames have unwound. */
    final void defer(Frame<?> frame) {
        frame.state = 0;
        link(frame);
        deferred = true;
    }

    /** Links a stream that will go on when all frames have unwound, and with it the streams that give its items. */
    final void putOff(Frame<?> innermost, Frame<?> outermost) {
        putOff(innermost);
        linkedUpTo(outermost);
    }

    /** Links a frame that will go on when all frames have unwound, also if the task is cancelled. */
    final void putOff(Frame<?> frame) {
        link(frame);
        deferred = true;
    }

    /** Notes that the frames from the last linked one to this one are a chain already. */
    final void linkedUpTo(Frame<?> frame) {
        linked = true;
        tail = frame;
    }

    /**
     * Starts a coroutine as the outermost one.
     *
     * @param root the coroutine
     * @return true if the coroutine has ended, and {@code value} is its outcome; false if the task has parked
     */
    protected final boolean begin(Activation<?> root) {
        if (root instanceof Frame<?> frame && frame.state == 0) {
            head = frame;
            return drive();
        }
        try {
            Object given = root.start(this);
            if (given == Frame.SUSPENDED) {
                return unwound(null) && drive();
            }
            value = given;
        } catch (Throwable failure) {
            fail(failure);
        }
        return true;
    }

    /**
     * Runs frames from {@code head} on, after {@code value} was set for it.
     *
     * @return true if no frame is left, and {@code value} is the outcome of the task; false if the task has parked
     */
    protected final boolean drive() {
        Throwable traced = null; // the last failure that has left a frame: its trace needs no second look
        boolean ignored = false; // whether its trace is not complete, since the next handler does not look at it
        Frame<?> frame = head;
        while (frame != null) {
            if (head != frame) {
                head = frame;
            }
            depth = 0;
            try {
                if (failing) {
                    if (frame.passesOn()) {
                        throw passing(frame);
                    }
                    if (ignored) {
                        traced = null; // the frame may throw the same object once more, which it has from elsewhere
                    }
                }
                Object given = frame.state == 0 ? frame.start(this) : frame.resume(this);
                if (given == Frame.SUSPENDED) {
                    if (!unwound(frame)) {
                        return false;
                    }
                    frame = head;
                } else {
                    value = given;
                    frame = frame.caller;
                }
            } catch (Throwable failure) {
                if (failure != traced) {
                    traced = failure;
                    ignored = AwaitTraces.isIgnored(failure, frame);
                    if (!ignored) {
                        AwaitTraces.escaped(failure, frame, passer());
                    }
                }
                fail(failure);
                frame = frame.caller;
            }
        }
        head = null;
        return true;
    }

    private Throwable passing(Frame<?> frame) {
        Throwable failure = Unchecked.value(value);
        if (frame instanceof StreamFrame<?> stream) {
            stream.passedBy(failure);
        }
        return failure;
    }

    /**
     * Closes the chain of frames after everything has unwound. The frame that was resumed is the last linked one,
     * unless it suspended in a tail position: then it is dropped.
     *
     * @param resumed the frame that the driver had called, or null if a stub called the method
     * @return true to go on with {@code head} at once
     */
    protected final boolean unwound(@Nullable Frame<?> resumed) {
        Frame<?> last = lastLinked();
        forgetLinked();
        if (last != resumed) {
            Frame<?> caller = resumed == null ? null : resumed.caller;
            if (last == null) {
                head = caller;
            } else {
                last.caller = caller;
            }
        }
        if (!deferred) {
            return false;
        }
        deferred = false;
        return goesOnDeferred();
    }

    private @Nullable Frame<?> lastLinked() {
        Frame<?> last = tail;
        return last != null ? last : linked ? head : null;
    }

    private void forgetLinked() {
        linked = false;
        if (tail != null) {
            tail = null;
        }
        handedOver = NO_HAND_OVER;
    }

    /**
     * Decides when a method starts that was put off to limit the nesting. As many awaits as a budget has, and more, may have
     * gone on without suspending before it.
     *
     * @return true to go on with {@code head} at once; false if the task is in the ready queue
     */
    protected abstract boolean goesOnDeferred();

    /**
     * {@return whether a task that has spent its budget must suspend: others wait, or it is cancelled} If not, it has a
     * new budget.
     */
    protected abstract boolean mustYield();

    /** Forgets the innermost frame if it has not started: the await of it throws, and it is not used. */
    protected final void dropUnstarted() {
        Frame<?> frame = head;
        if (frame instanceof StreamFrame<?> stream) {
            if (stream.isPutOff()) {
                head = stream.takeBack();
            }
        } else if (frame != null && frame.state == 0) {
            head = frame.caller;
            frame.caller = null;
        }
    }

    /** {@return whether frames are linked by a suspension that has not unwound to the driver} */
    protected final boolean isUnwinding() {
        return linked;
    }

    /** Forgets the frames that were linked by a suspension that failed while it unwound. */
    protected final void forgetLinks() {
        forgetLinked();
        deferred = false;
    }

    /**
     * Passes a failure to the next frame, or makes it the outcome of the task.
     *
     * @param failure the failure
     */
    protected final void fail(Throwable failure) {
        unpark();
        value = failure instanceof LinkageError error ? explained(error) : failure;
        failing = true;
    }

    /**
     * {@return the failure of code that was woven or compiled for another runtime, with both versions in its message}
     *
     * @param error the failure
     */
    protected final LinkageError explained(LinkageError error) {
        Class<?> near = head == null ? null : head.getClass();
        return VersionMismatch.explained(error, near, AbiVersion.VERSION);
    }

    /** Returns or throws the outcome of the await that the task was woken from. */
    final @Nullable Object take() throws Throwable {
        Object given = value;
        value = null;
        if (failing) {
            failing = false;
            throw Unchecked.<Throwable>value(given);
        }
        return given;
    }

    /** Returns the failure of the await that the task was woken from. */
    final Throwable takeFailure() {
        Throwable failure = Unchecked.value(value);
        value = null;
        failing = false;
        return failure;
    }

    /** Keeps the value of an await that did not suspend, to be taken by another segment of the same method. */
    final void put(@Nullable Object given) {
        put(given, false);
    }

    /** Keeps the outcome of an await, to be taken at the resume point. */
    final void put(@Nullable Object outcome, boolean isFailure) {
        value = outcome;
        failing = isFailure;
    }

    /**
     * Adds the task's awaiting methods to a failure of something that it awaits, if it is the first to receive it.
     *
     * @param failure the failure
     * @param from what has failed with it, or null
     * @param known whether that is known to be a task or the future of a task
     * @param suspended true if all methods are suspended; false if some are on this thread's stack
     */
    protected final void addAwaiting(Throwable failure, @Nullable Object from, boolean known, boolean suspended) {
        Traces.received(failure, from, known, passer(), AwaitTraces.chain(head, suspended));
    }

    /** {@return what the task is called in messages} */
    protected abstract String named();

    /** {@return the object that stands for this task where failures pass it} */
    protected abstract Object passer();

    /** {@return where the task's frames wait, innermost first; on other threads it is a guess} */
    protected final StackTraceElement[] positions() {
        return AwaitTraces.positions(head);
    }

    /** {@return where the innermost frame waits that has a position, or null if none has one} */
    protected final @Nullable StackTraceElement innermostPosition() {
        return AwaitTraces.innermostPosition(head);
    }

    /**
     * {@return whether a limit ends the wait of the task's innermost frame} While the task is suspended, on its thread.
     */
    public final boolean isInLimit() {
        for (Frame<?> frame = head; frame != null; frame = frame.caller) {
            if (frame.limitsTime()) {
                return true;
            }
        }
        return false;
    }

    /** Takes back a park, and the links, after an activation failed while it unwound. */
    protected abstract void unpark();

    /**
     * Awaits this task in another one.
     *
     * @param awaiting the task that awaits
     * @return the value, or {@link Frame#SUSPENDED}
     * @throws Throwable the failure of this task
     */
    protected abstract @Nullable Object awaitIn(FrameDriver awaiting) throws Throwable;

    /**
     * Awaits this task as {@link #awaitIn} does, where the await is counted elsewhere.
     *
     * @param awaiting the task that awaits
     * @return the value, or {@link Frame#SUSPENDED}
     * @throws Throwable the failure of this task
     */
    protected abstract @Nullable Object awaitInRepeated(FrameDriver awaiting) throws Throwable;

    /**
     * Awaits an awaiter that users implement.
     *
     * @param awaiter the awaiter
     * @return the value, or {@link Frame#SUSPENDED}
     * @throws Throwable the failure of the awaiter
     */
    protected abstract @Nullable Object awaitAwaiter(Awaiter<?> awaiter) throws Throwable;

    /**
     * Awaits a stage.
     *
     * @param stage the stage
     * @return the value, or {@link Frame#SUSPENDED}
     * @throws Throwable the failure of the stage, without the wrapper
     */
    protected abstract @Nullable Object awaitStage(CompletionStage<?> stage) throws Throwable;

    /**
     * Awaits a stage as {@link #awaitStage} does, where the await is counted elsewhere.
     *
     * @param stage the stage
     * @return the value, or {@link Frame#SUSPENDED}
     * @throws Throwable the failure of the stage, without the wrapper
     */
    protected abstract @Nullable Object awaitStageRepeated(CompletionStage<?> stage) throws Throwable;
}
