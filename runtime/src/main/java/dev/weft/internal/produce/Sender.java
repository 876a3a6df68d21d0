package dev.weft.internal.produce;

import dev.weft.abi.Frame;
import dev.weft.abi.Suspension;
import dev.weft.internal.loop.Unchecked;
import dev.weft.internal.task.TaskImpl;
import dev.weft.internal.task.WaitSource;
import org.jspecify.annotations.Nullable;

/**
 * Who has an item for an {@link Exchange}, and waits while there is no room for it. Coroutine and source of the wait are one
 * object.
 *
 * <p>{@code item} is with the sender until the exchange has taken it in. It and {@code refused} are guarded by the exchange,
 * or owned by the task while it does not wait.
 */
abstract class Sender extends Frame<Void> implements WaitSource {
    /** The state of a sender that waits for room. */
    static final int WAITING = 1;

    /** The first state that is the subclass's own. */
    static final int OWN = 2;

    final Exchange exchange;

    /** The next one of those that are to be woken together. */
    @Nullable
    Sender following;

    private @Nullable Object item;
    private @Nullable TaskImpl<?> task;
    private boolean refused;

    Sender(Exchange exchange) {
        this.exchange = exchange;
    }

    final void hold(Object masked) {
        item = masked;
    }

    final Object item() {
        return Unchecked.present(item);
    }

    /** Returns whether the item is still here. */
    final boolean holds() {
        return item != null;
    }

    final void given() {
        item = null;
    }

    final void refuse() {
        refused = true;
    }

    /**
     * Sends the item, or waits: then {@link Store#FULL} is returned, and the task has parked.
     *
     * @return as {@link Exchange#send}
     */
    final Object send(TaskImpl<?> sending) {
        if (!sending.mayPark()) {
            Object given = exchange.send(this, false);
            if (given != Store.FULL) {
                return given;
            }
            sending.beforeParking();
        }
        if (task != sending) {
            sending.publish();
            task = sending;
        }
        Object given = exchange.send(this, true);
        if (given == Store.FULL) {
            state = WAITING;
            sending.park(this);
            exchange.parked();
            Suspension.suspend(this, sending);
        }
        return given;
    }

    final void wakeUp() {
        Unchecked.present(task).wakeFrom(this);
    }

    @Override
    public final boolean abandon() {
        return exchange.leave(this);
    }

    @Override
    public final @Nullable Object outcome() {
        if (refused) {
            throw refusal();
        }
        return null;
    }

    /** Returns what is thrown if the stream ends while this waits. */
    abstract RuntimeException refusal();

    @Override
    public final boolean handsOver() {
        return true;
    }
}
