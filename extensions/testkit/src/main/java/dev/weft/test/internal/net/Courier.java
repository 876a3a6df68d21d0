package dev.weft.test.internal.net;

import dev.weft.TimerHandle;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Takes messages from host to host, one by one; they may be lost, and overtake each other. */
final class Courier {
    private final Ground ground;
    private final Luck luck;
    private final Map<Pair, Link> links = new HashMap<>();

    /** Two hosts, by number, the lower one first. */
    private record Pair(int low, int high) {}

    Courier(Ground ground, Luck luck) {
        this.ground = ground;
        this.luck = luck;
    }

    Ground ground() {
        return ground;
    }

    Luck luck() {
        return luck;
    }

    Link link(Host a, Host b) {
        Pair pair = new Pair(Math.min(a.number(), b.number()), Math.max(a.number(), b.number()));
        return links.computeIfAbsent(pair, fresh -> new Link());
    }

    /** Runs this after a time. */
    TimerHandle after(long nanos, Runnable action) {
        return ground.loop().schedule(Duration.ofNanos(nanos), action);
    }

    /** Sends a message. If the receiver is up when it arrives, {@code arrival} is run. */
    void send(Host from, Host to, Supplier<String> what, Runnable arrival) {
        if (from == to) {
            after(0, arrival);
        } else if (!luck.isLost(what)) {
            after(luck.latency(what), () -> arrives(from, to, what, arrival));
        }
    }

    private void arrives(Host from, Host to, Supplier<String> what, Runnable arrival) {
        Link link = link(from, to);
        if (link.isParted() || !to.isUp()) {
            ground.note(false, () -> what.get() + " is lost: " + (to.isUp() ? "partition" : to + " is down"));
        } else if (link.isHeld()) {
            link.whenChanged(() -> arrives(from, to, what, arrival));
        } else {
            arrival.run();
        }
    }
}
