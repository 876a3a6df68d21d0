package dev.weft.internal.loop;

/** What a poller calls after an event: runs what the event has made ready. It is not a lambda, which slows the start. */
final class Drain implements Runnable {
    private final LoopEngine loop;

    Drain(LoopEngine loop) {
        this.loop = loop;
    }

    @Override
    public void run() {
        loop.drainWoken();
    }
}
