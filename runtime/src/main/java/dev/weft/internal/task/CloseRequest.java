package dev.weft.internal.task;

import dev.weft.internal.loop.LoopEngine;
import dev.weft.internal.loop.Message;

/** A request to close a loop that its host runs. */
final class CloseRequest extends Message {
    private final EventLoopImpl loop;

    private CloseRequest(EventLoopImpl loop) {
        this.loop = loop;
    }

    static Message of(EventLoopImpl loop) {
        return new CloseRequest(loop);
    }

    @Override
    protected void arrive(LoopEngine engine) {
        loop.beginShutdown();
    }
}
