package dev.weft.abi;

import dev.weft.AsyncCursor;
import dev.weft.AsyncStream;
import dev.weft.CancelledError;
import dev.weft.Coroutine;
import dev.weft.internal.loop.NeverRan;
import dev.weft.internal.loop.OpenStreams;
import dev.weft.internal.loop.Unchecked;
import org.jspecify.annotations.Nullable;

/**
 * One activation of an async method that returns a stream: the stream, its cursor and the frame are one object. The weaver
 * generates a subclass for each such method; the runtime's own streams are subclasses, too. For generated code and the
 * runtime; nothing here is meant to be called by hand.
 *
 * <p>At an {@code emit} the code keeps the item in {@link #current}, saves its state and returns {@code TRUE} to whoever
 * asked for the next item. At the end it returns {@code FALSE}.
 *
 * <pre>
 * NEW ─open─► OPEN ─next─► RUNNING ⇄ STANDING ─close─► CLOSING ─► ENDED
 *                             └─► ENDED, FAILED
 * </pre>
 *
 * <p>Invariant: while the stream stands at an {@code emit}, no frame of it is linked to a task. {@code runner} is the task
 * that runs it if the stream has suspended. A stream that has handed over to another one by {@code emitAll} has a
 * {@link Delegation}.
 *
 * @param <T> the type of the items
 * @since 0.1
 */
public abstract non-sealed class StreamFrame<T> extends Frame<Boolean> implements AsyncStream<T>, AsyncCursor<T> {
    /** The value of {@link #state} when the stream has ended. */
    public static final int ENDED_STATE = -2;

    /** The stream was to begin in an {@code emitAll}, and does not, since the task is cancelled. */
    private static final int GIVEN_UP = -4;

    /** What it uses is being closed therefore. */
    private static final int GIVING_UP = -5;

    /** The return value of {@link #advance} if another stream gives the items from here on. Never seen elsewhere. */
    public static final Object DELEGATED = new Object();

    private static final Object NO_ITEM = new Object();

    private static final byte NEW = 0;

    /** As OPEN, by whoever uses the stream up and will close it. */
    private static final byte USED = 1;

    private static final byte OPEN = 2;
    private static final byte RUNNING = 3;
    private static final byte STANDING = 4;

    /** A {@code next()} was put off: the driver will resume the stream, which stands still. */
    private static final byte PUT_OFF = 5;

    private static final byte CLOSING = 6;
    private static final byte ENDED = 7;
    private static final byte FAILED = 8;

    /** The item that was emitted last. */
    public transient @Nullable Object current = NO_ITEM;

    private transient byte phase;

    /** The task in which the stream has suspended. */
    private transient @Nullable FrameDriver runner;

    /** What has failed, or the error that closes the stream. */
    private transient @Nullable Throwable error;

    /** Set as soon as a stream gives the items of another one. */
    transient @Nullable Delegation delegation;

    /** For subclasses. */
    protected StreamFrame() {}

    /**
     * Runs the code of the stream to the next item: from the beginning if {@link #state} is negative, from the suspension
     * point if it is positive. If it stands at an item, the outcome of {@link Suspension#resumed} there is the error that
     * closes the stream, or nothing.
     *
     * @param driver the task
     * @return {@code TRUE} with an item in {@link #current}, {@code FALSE} at the end, or {@link #SUSPENDED}
     * @throws Throwable the failure of the stream
     */
    protected abstract @Nullable Object advance(FrameDriver driver) throws Throwable;

    // ---- the face

    @Override
    public final AsyncCursor<T> open() {
        use();
        phase = OPEN;
        return this;
    }

    /**
     * Opens the stream for whoever uses it up.
     *
     * @return the same stream
     * @throws IllegalStateException if it was used before
     */
    public final StreamFrame<T> use() {
        if (phase != NEW) {
            throw new IllegalStateException(streamName()
                    + " was opened already, and a stream is for single use: call its method again, or use"
                    + " AsyncStream.defer");
        }
        phase = USED;
        NeverRan.used(this);
        return this;
    }

    @Override
    public final Coroutine<Boolean> next() {
        return new CursorCall<>(this, true);
    }

    @Override
    public final Coroutine<Void> closeAsync() {
        return new CursorCall<>(this, false);
    }

    /** {@return the item that {@link #next} or {@link #pull} has just gone to} */
    public final @Nullable Object item() {
        Delegation line = delegation;
        return line == null ? current : line.top.current;
    }

    @Override
    public final T current() {
        Object item = item();
        if (item == NO_ITEM) {
            throw new IllegalStateException(streamName() + " has no current item: "
                    + (phase >= CLOSING ? "it has ended" : "next() has not given one yet"));
        }
        return Unchecked.value(item);
    }

    // ---- next

    /**
     * Goes to the next item.
     *
     * @param driver the task that asks
     * @param depth the depth of the method that asks
     * @return whether there is one, or {@link #SUSPENDED}
     * @throws Throwable the failure of the stream
     */
    public final @Nullable Object next(FrameDriver driver, int depth) throws Throwable {
        if (phase != STANDING && !begins(driver)) {
            return false;
        }
        if (Suspension.tooDeep(depth)) {
            return putOff(driver);
        }
        phase = RUNNING;
        driver.depth = (short) (depth + Suspension.LEVEL);
        if (state == 0) {
            state = -1;
        }
        if (delegation != null) {
            return came(delegation.next(driver), driver);
        }
        return came(run(driver), driver);
    }

    /**
     * As {@link #next}, for a stream that is made of this one. It is apart, so that the JVM knows which streams are asked by
     * others and which by programs: otherwise it compiles both ways into each call.
     *
     * @param driver the task that asks
     * @param depth the depth of the method that asks
     * @return whether there is an item, see {@link #item}, or {@link #SUSPENDED}
     * @throws Throwable the failure of the stream
     */
    public final @Nullable Object pull(FrameDriver driver, int depth) throws Throwable {
        if (phase != STANDING || delegation != null || Suspension.tooDeep(depth)) {
            return next(driver, depth);
        }
        phase = RUNNING;
        driver.depth = (short) (depth + Suspension.LEVEL);
        Object given;
        try {
            given = advance(driver);
        } catch (Throwable failure) {
            failed(failure);
            throw failure;
        }
        return came(given == DELEGATED ? delegated().run(delegated().top, this, driver) : given, driver);
    }

    /** Returns whether the stream may begin; false if it has ended. */
    private boolean begins(FrameDriver driver) {
        return switch (phase) {
            case USED -> true;
            case OPEN -> {
                OpenStreams.begins(this);
                yield true;
            }
            case ENDED -> false;
            case FAILED ->
                throw new IllegalStateException(
                        streamName() + " has failed, and a stream that has failed gives no more items", error);
            case NEW -> throw new IllegalStateException(streamName() + " is not open");
            default -> throw underWay(driver);
        };
    }

    private Object putOff(FrameDriver driver) {
        phase = PUT_OFF;
        runner = driver;
        if (delegation == null) {
            driver.putOff(this, this);
        } else {
            driver.putOff(delegation.top, this);
        }
        return SUSPENDED;
    }

    /**
     * Takes back that the stream was put off: the await of it throws. A stream that was to give the items of another one is
     * given up instead, since nobody else could close it.
     *
     * @return the frame that is to receive what is thrown
     */
    final @Nullable Frame<?> takeBack() {
        StreamFrame<?> root = root();
        if (root.phase == PUT_OFF) {
            root.phase = root.state == 0 ? OPEN : STANDING;
            root.runner = null;
            return root.unlinked();
        }
        if (delegation == null) {
            return unlinked();
        }
        state = GIVEN_UP;
        return this;
    }

    /** Closes what this stream uses, which does not begin, and then throws what was to be thrown by the await of it. */
    final Object giveUp(FrameDriver driver) throws Throwable {
        try {
            if (state == GIVING_UP) {
                Suspension.resumed(driver);
            } else {
                state = GIVING_UP;
                error = driver.takeFailure();
                if (release(driver) == SUSPENDED) {
                    Suspension.suspend(this, driver);
                    return SUSPENDED;
                }
            }
        } catch (Throwable ofTheClose) {
            throw Closing.failure(Unchecked.<Throwable>value(error), ofTheClose);
        }
        throw Unchecked.<Throwable>value(error);
    }

    private @Nullable Frame<?> unlinked() {
        Frame<?> awaiting = caller;
        caller = null;
        return awaiting;
    }

    /** Returns whether the driver is to resume this stream, which has not gone on yet. */
    final boolean isPutOff() {
        return state == 0 || root().phase == PUT_OFF;
    }

    private StreamFrame<?> root() {
        return delegation == null ? this : delegation.root;
    }

    /** Runs the code of this stream alone; notes a failure. */
    private @Nullable Object run(FrameDriver driver) throws Throwable {
        Object given;
        try {
            given = advance(driver);
        } catch (Throwable failure) {
            failed(failure);
            throw failure;
        }
        return given == DELEGATED ? delegated().run(delegated().top, this, driver) : given;
    }

    private Delegation delegated() {
        return Unchecked.present(delegation);
    }

    /** Notes what {@code next()} has given. */
    private @Nullable Object came(@Nullable Object given, FrameDriver driver) {
        if (given == Boolean.TRUE) {
            phase = STANDING;
        } else if (given == SUSPENDED) {
            runner = driver;
        } else {
            ended();
        }
        return given;
    }

    /** Goes on after a suspension. Called by the driver, and for an outer stream when the inner one has given something. */
    @Override
    protected final @Nullable Object resume(FrameDriver driver) throws Throwable {
        StreamFrame<?> root = root();
        if (root.phase == PUT_OFF) {
            root.phase = RUNNING;
        }
        Object given = delegation == null ? run(driver) : delegation.resume(this, driver);
        if (root != this || given == SUSPENDED) {
            return given;
        }
        runner = null;
        return phase == CLOSING ? given : came(given, driver);
    }

    /** Ends this stream without a failure. */
    final void ended() {
        phase = ENDED;
        letGo();
    }

    /** Ends this stream by a failure, which it has thrown or which has passed it. */
    final void failed(Throwable failure) {
        if (phase != CLOSING) {
            phase = FAILED;
            error = failure;
        }
        letGo();
    }

    private void letGo() {
        state = ENDED_STATE;
        current = NO_ITEM;
        runner = null;
        OpenStreams.ended(this);
    }

    /** Ends this stream, because a failure passes it that it does not handle. */
    final void passedBy(Throwable failure) {
        failed(failure);
        if (delegation != null && delegation.root != this) {
            delegation.leave(this);
        }
    }

    // ---- emit

    /** Keeps an item. Called before the code saves its state. */
    final void emit(@Nullable Object item) {
        requireNotClosing("emits");
        current = item;
    }

    private void requireNotClosing(String does) {
        if (phase == CLOSING) { // so is the whole line, from the root to this one
            throw new IllegalStateException(streamName() + " " + does + " although its stream was closed");
        }
    }

    /** Notes that this stream gives the items of another one. */
    final void begunWithin(Delegation line) {
        delegation = line;
        phase = RUNNING;
    }

    /** Lets another stream give the items, until it ends. */
    final Object delegate(AsyncStream<?> stream) {
        requireNotClosing("emits");
        StreamFrame<?> inner = ((StreamFrame<?>) stream).use();
        if (delegation == null) {
            delegation = new Delegation(this);
        }
        delegation.enter(inner, this);
        return DELEGATED;
    }

    /** Ends with the items of another stream. */
    final Object tail(AsyncStream<?> stream) {
        if (((StreamFrame<?>) stream).isWithoutItems()) {
            return false;
        }
        requireNotClosing("emits");
        StreamFrame<?> last = ((StreamFrame<?>) stream).use();
        if (delegation == null) {
            delegation = new Delegation(this);
        }
        delegation.replace(this, last);
        return DELEGATED;
    }

    /** {@return whether this is known to have no items} */
    protected boolean isWithoutItems() {
        return false;
    }

    // ---- close

    /**
     * Closes the stream.
     *
     * @param driver the task that closes it
     * @param depth the depth of the method that closes it
     * @return null, or {@link #SUSPENDED}
     * @throws Throwable what the code that cleans up has thrown
     */
    public final @Nullable Object close(FrameDriver driver, int depth) throws Throwable {
        if (phase >= ENDED) {
            return null;
        }
        if (phase > OPEN && phase != STANDING) {
            throw underWay(driver);
        }
        if (Suspension.tooDeep(depth)) {
            driver.putOff(new LateClose(this));
            return SUSPENDED;
        }
        StreamFrame<?> first = phase == STANDING ? firstThatCatches() : null;
        phase = CLOSING;
        driver.depth = (short) (depth + Suspension.LEVEL);
        Object given;
        try {
            given = first == null ? release(driver) : cleanUp(first, driver);
        } catch (Throwable thrown) {
            closed(thrown);
            return null;
        }
        if (given == SUSPENDED) {
            runner = driver;
            Suspension.suspend(new ClosingStream(this), driver);
            return SUSPENDED;
        }
        ended();
        return null;
    }

    private @Nullable Object cleanUp(StreamFrame<?> first, FrameDriver driver) throws Throwable {
        CancelledError closing = ClosingError.make();
        error = closing;
        for (StreamFrame<?> at = first; at != this; at = Delegation.outer(at)) {
            at.phase = CLOSING;
        }
        driver.put(closing, true);
        return delegation == null ? run(driver) : delegation.run(first, this, driver);
    }

    /**
     * Closes what the stream uses if no code of it will run: it has not begun, or has nothing to clean up.
     *
     * @param driver the task that closes it; it holds the depth
     * @return null, or {@link #SUSPENDED}
     * @throws Throwable the failure of closing
     */
    protected @Nullable Object release(FrameDriver driver) throws Throwable {
        return null;
    }

    /** {@return whether the stream gives items of another stream, which closes it in its own way} */
    protected final boolean isWithinAnother() {
        return delegation != null && delegation.root != this;
    }

    /** Returns the innermost stream that may have something to clean up; ends those within it, which have nothing. */
    private @Nullable StreamFrame<?> firstThatCatches() {
        StreamFrame<?> at = delegation == null ? this : delegation.top;
        while (!at.catchesHere()) {
            if (at == this) {
                return null;
            }
            at.ended();
            at = delegated().leave(at);
        }
        return at;
    }

    /** Returns whether the code is in the midst of something and has a handler around it. */
    final boolean catchesHere() {
        return state > 0 && catches();
    }

    /** Ends the closing by what the code has thrown. Nothing is thrown if that is the error that closes the stream, alone. */
    final void closed(Throwable thrown) throws Throwable {
        Throwable closing = error;
        phase = ENDED;
        error = null;
        letGo();
        Throwable problem = thrown == closing ? problemOf(thrown) : thrown;
        if (problem != closing) {
            throw problem;
        }
    }

    /** Returns what clean-ups have thrown that is suppressed in the error that closes a stream, or else the error itself. */
    static Throwable problemOf(Throwable closing) {
        Throwable[] problems = closing.getSuppressed();
        for (int i = 1; i < problems.length; i++) {
            if (problems[i] != problems[0]) {
                problems[0].addSuppressed(problems[i]);
            }
        }
        return problems.length == 0 ? closing : problems[0];
    }

    /**
     * {@return whether this is the error that closes the stream, or the one that it gives its items to}
     *
     * @param thrown what was thrown where the stream stands
     */
    protected final boolean isClosing(Throwable thrown) {
        return root().closing() == thrown;
    }

    /**
     * Returns the error that closes a stream whose inner one has swallowed it, or null if this stream is not being closed. What
     * was suppressed in it was swallowed, too.
     */
    final @Nullable Throwable closingOfOuter() throws Throwable {
        Throwable closing = closing();
        if (closing != null && closing.getSuppressed().length > 0) {
            closing = ClosingError.make();
            error = closing;
        }
        return closing;
    }

    /** Returns the error that closes this stream, or null if it is not being closed. */
    final @Nullable Throwable closing() {
        return phase == CLOSING ? error : null;
    }

    // ---- for people

    private IllegalStateException underWay(FrameDriver asking) {
        FrameDriver running = runner == null ? asking : runner;
        return new IllegalStateException((phase == CLOSING ? "closeAsync()" : "next()") + " of " + streamName()
                + " is under way in " + running.named() + "; await that first");
    }

    /**
     * {@return what the stream is called in messages: its method, as {@code Shop.rows}, or {@code lambda in Shop.rows}}
     */
    public String streamName() {
        StackTraceElement place = position();
        return place == null ? "a stream" : StreamNames.of(place);
    }

    @Override
    public final String toString() {
        return streamName()
                + switch (phase) {
                    case NEW -> ", not opened";
                    case USED, OPEN -> ", not started";
                    case STANDING -> ", at an item";
                    case ENDED -> ", ended";
                    case FAILED -> ", failed";
                    default -> ", running";
                };
    }
}
