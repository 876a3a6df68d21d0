package dev.weft.test.internal.net;

import dev.weft.TimerHandle;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a connection. What is sent arrives in order. What is lost, or cannot get through, is sent again; if that
 * helps nothing, the sender's side fails.
 *
 * <pre>
 * OPEN → PARKED   the first segment cannot get through: the hosts are cut off, or the receiver is down
 * PARKED → OPEN   it may get through now
 * OPEN, PARKED → CUT   the sender has given up
 * </pre>
 */
final class Wire {
    /** The first time after which a lost segment is sent again; each further one takes twice as long. */
    private static final long RETRY_NANOS = Duration.ofMillis(200).toNanos();

    /** A segment that is lost so often in turn is given up. */
    private static final int MOST_LOSSES = 12;

    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private enum State {
        OPEN,
        PARKED,
        CUT
    }

    private final Courier courier;
    private final SimStream from;
    private final SimStream to;
    private final Deque<Segment> underWay = new ArrayDeque<>();
    private State state = State.OPEN;

    /** When the last segment arrives. */
    private long last;

    /** Whether a segment will never arrive, so that no later one can. */
    private boolean doomed;

    private @Nullable TimerHandle givingUp;

    /** What arrives at a time. One that is sent only once is lost if it cannot get through. */
    private record Segment(long at, boolean isSentOnce, Runnable arrival) {}

    Wire(Courier courier, SimStream from, SimStream to) {
        this.courier = courier;
        this.from = from;
        this.to = to;
    }

    void send(String what, Runnable arrival) {
        send(what, false, arrival);
    }

    /** Sends what nobody acknowledges. */
    void sendOnce(String what, Runnable arrival) {
        send(what, true, arrival);
    }

    private void send(String what, boolean once, Runnable arrival) {
        if (state == State.CUT || doomed) {
            return;
        }
        long delay = isLocal() ? 0 : delay(what, once);
        if (delay < 0) {
            return;
        }
        long now = courier.ground().nanoTime();
        last = Math.max(last, now + delay);
        underWay.add(new Segment(last, once, arrival));
        var unused = courier.after(last - now, this::deliver);
    }

    private boolean isLocal() {
        return from.host() == to.host();
    }

    /** Returns how long a segment takes, with the times that it is lost; −1 if it never arrives. */
    private long delay(String what, boolean once) {
        long delay = 0;
        for (int losses = 0; courier.luck().isLost(() -> text(what)); losses++) {
            if (once) {
                return -1;
            }
            if (losses == MOST_LOSSES) {
                doomed = true;
                var unused = courier.after(delay, this::giveUp);
                return -1;
            }
            delay += RETRY_NANOS << losses;
        }
        return delay + courier.luck().latency(() -> text(what));
    }

    private String text(String what) {
        return what + " of " + from.names();
    }

    private void deliver() {
        while (state == State.OPEN && !underWay.isEmpty()) {
            Segment first = underWay.getFirst();
            if (first.at > courier.ground().nanoTime()) {
                return;
            }
            Link link = courier.link(from.host(), to.host());
            boolean lost = !isLocal() && (link.isParted() || !to.host().isUp());
            if (lost && first.isSentOnce) {
                underWay.removeFirst();
            } else if (lost || (!isLocal() && link.isHeld())) {
                park(link);
            } else {
                underWay.removeFirst();
                first.arrival.run();
            }
        }
    }

    private void park(Link link) {
        state = State.PARKED;
        link.whenChanged(this::unpark);
        to.host().whenUp(this::unpark);
        if (givingUp == null && !link.isHeld()) {
            givingUp = courier.ground().loop().schedule(PATIENCE, this::giveUp);
        }
    }

    /** Called once or twice after each parking. */
    private void unpark() {
        if (state != State.PARKED) {
            return;
        }
        state = State.OPEN;
        if (from.life().isOver()) {
            underWay.removeIf(segment -> !segment.isSentOnce); // nobody sends it again
        }
        deliver();
        if (state == State.OPEN && givingUp != null) {
            givingUp.cancel();
            givingUp = null;
        }
    }

    private void giveUp() {
        if (state != State.CUT) {
            cut();
            from.breaks(new SocketException("Connection timed out"));
        }
    }

    /** Lets nothing more through. */
    void cut() {
        state = State.CUT;
        underWay.clear();
        if (givingUp != null) {
            givingUp.cancel();
        }
    }
}
