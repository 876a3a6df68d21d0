package dev.weft.test.internal.world;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A failure that the simulation has found. Its first line says what it is; the following ones show it. */
public final class RunFailure extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** What the failure is about, where one kind has several; for example the name of an invariant. */
    private final String about;

    /** The kinds of failures. */
    public enum Kind {
        /** A task has not ended when the test ended. */
        LEAK,
        /** A resource was not closed when the test ended. */
        NOT_CLOSED,
        /** Nobody observes the failure of a task, or of a callback. */
        UNOBSERVED,
        /** Nothing can go on. */
        DEADLOCK,
        /** Steps go on, and time does not. */
        LIVELOCK,
        /** An invariant does not hold. */
        INVARIANT,
        /** A stream gives something else than its probe expects. */
        UNEXPECTED,
        /** A thread that the simulation does not know has woken the loop. */
        FOREIGN,
        /** Blocking work waits for something that does not come while the loop stands still. */
        BLOCKING,
        /** The run has taken too long, in real time. */
        TIME_LIMIT,
        /** The run was interrupted. */
        INTERRUPTED,
        /** Two runs of one schedule differ. */
        NOT_DETERMINISTIC
    }

    /** Creates a failure. */
    public RunFailure(Kind kind, String message) {
        this(kind, "", message, null);
    }

    /** Creates a failure that is about something, and that another one may have caused. */
    RunFailure(Kind kind, String about, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.about = about;
    }

    /** Returns whether another failure is the same one in another run, as far as a program can tell. */
    public boolean isLike(RunFailure other) {
        return kind == other.kind && about.equals(other.about) && Objects.equals(causeClass(), other.causeClass());
    }

    private @Nullable Class<?> causeClass() {
        Throwable cause = getCause();
        return cause == null ? null : cause.getClass();
    }
}
