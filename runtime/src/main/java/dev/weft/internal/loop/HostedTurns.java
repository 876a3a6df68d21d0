package dev.weft.internal.loop;

import dev.weft.ports.Host;
import dev.weft.ports.Poller;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What a loop on a host asks its host for: turns and one alarm. It stands in the place of the poller: to wake a loop that
 * waits is to ask for a turn.
 *
 * <p>Invariant: while {@code asked} is true, a turn is on its way, so nobody asks again. Only that turn makes it false,
 * when it begins, before it looks for messages. At most one alarm counts, the one in {@code alarm}; it is not later than
 * the first timer while the loop waits and no turn is on its way. An alarm that comes too early finds nothing, and is set
 * again then.
 */
public final class HostedTurns implements Poller, Runnable {
    /** How long a callback of a host that has ended may still use the loop. */
    private static final long MILLIS_TO_GIVE_UP = 100;

    private final Host host;
    private final AtomicBoolean asked = new AtomicBoolean();

    /** Set once, when the loop is made. */
    private @Nullable LoopEngine loop;

    /** False when the loop is closed for good. Written by the loop's thread. */
    private volatile boolean open = true;

    /** Whether the host has refused a turn. */
    private volatile boolean gone;

    /** The thread of the last turn; null before the first. Written by the loop's thread. */
    private volatile @Nullable Thread thread;

    /** Owned by the loop's thread. */
    private @Nullable Alarm alarm;

    /** Creates the turns of a loop that is made next. */
    public HostedTurns(Host host) {
        this.host = host;
    }

    void isOf(LoopEngine engine) {
        loop = engine;
    }

    private LoopEngine loop() {
        return Unchecked.present(loop);
    }

    Host host() {
        return host;
    }

    boolean isOpen() {
        return open;
    }

    boolean isGone() {
        return gone;
    }

    boolean isHere() {
        return open && host.isHere();
    }

    @Nullable
    Thread thread() {
        return open ? thread : null;
    }

    /** Records the thread of a turn that begins. Returns whether it is the first turn. */
    boolean begins(Thread here) {
        Thread last = thread;
        if (last != here) {
            thread = here;
        }
        return last == null;
    }

    /** Asks for no more turns. Returns whether there ever was one. On the loop's thread. */
    boolean detach() {
        open = false;
        Alarm set = alarm;
        alarm = null;
        if (set != null) {
            set.callOff();
        }
        return thread != null;
    }

    // ---- turns

    /** The turn that was asked for. */
    @Override
    public void run() {
        asked.set(false);
        loop().turnOfHost();
    }

    /** Asks for a turn, unless one is on its way. Any thread. */
    @Override
    public void wakeUp() {
        if (open && !asked.getAndSet(true)) {
            ask();
        }
    }

    /** Asks for a turn, also if one is on its way: the host may have dropped that. Any thread. */
    void ask() {
        try {
            host.execute(this);
        } catch (RejectedExecutionException ended) {
            ended();
        } catch (Throwable broken) {
            asked.set(false);
            throw broken;
        }
    }

    /** The host waits, not the loop. */
    @Override
    public void poll(long nanos) {}

    // ---- the alarm

    /** Sets the alarm for a time, unless it is set for an earlier one. On the loop's thread. */
    void alarmAt(long time, long nanos) {
        Alarm before = alarm;
        if (before != null) {
            if (before.time - time <= 0) {
                return;
            }
            before.callOff();
        }
        Alarm next = new Alarm(time);
        alarm = next;
        try {
            next.set(nanos);
        } catch (RejectedExecutionException ended) {
            ended();
        } catch (Throwable broken) {
            alarm = null;
            throw broken;
        }
    }

    private final class Alarm implements Runnable {
        private final long time;
        private @Nullable Future<?> pending;

        Alarm(long time) {
            this.time = time;
        }

        void set(long nanos) {
            Future<?> future = host.schedule(this, nanos);
            pending = future;
            if (future instanceof CompletionStage<?> stage) {
                var unused = stage.whenComplete((done, failure) -> {
                    if (isRejection(failure)) {
                        ended();
                    }
                });
            }
        }

        void callOff() {
            Future<?> set = pending;
            if (set != null) {
                set.cancel(false);
            }
        }

        @Override
        public void run() {
            if (alarm == this) {
                alarm = null;
            }
            loop().turnOfHost();
        }
    }

    private static boolean isRejection(@Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof RejectedExecutionException;
    }

    // ---- the end of the host

    /**
     * Gives up the loop, since its host has ended. A turn that is running does that at its end. A callback of the host that
     * uses the loop now must come to its end first, as far as can be: it may be about to park a task.
     */
    private void ended() {
        gone = true;
        LoopEngine lost = loop();
        if (lost.isInTurn()) {
            return;
        }
        if (isHere()) {
            CompletableFuture.delayedExecutor(MILLIS_TO_GIVE_UP, TimeUnit.MILLISECONDS)
                    .execute(lost::giveUpIfGone);
        } else {
            lost.giveUpIfGone();
        }
    }
}
