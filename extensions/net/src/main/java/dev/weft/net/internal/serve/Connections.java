package dev.weft.net.internal.serve;

import dev.weft.ports.IoWait;
import dev.weft.sync.AsyncEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The connections of a server. They are a list of themselves, since there may be very many. Owned by the loop's thread. */
final class Connections {
    private final IoWait room;

    /** Set while there is none. */
    private final AsyncEvent empty = new AsyncEvent();

    private @Nullable Connection newest;
    private int size;

    /** Creates an empty list that wakes who waits for room. */
    Connections(IoWait room) {
        this.room = room;
        empty.set();
    }

    int size() {
        return size;
    }

    AsyncEvent empty() {
        return empty;
    }

    void add(Connection connection) {
        connection.next = newest;
        if (newest != null) {
            newest.previous = connection;
        }
        newest = connection;
        size++;
        empty.clear();
    }

    /** Does nothing if it is out already. */
    void remove(Connection connection) {
        Connection before = connection.previous;
        Connection after = connection.next;
        if (before == null && newest != connection) {
            return;
        }
        if (before == null) {
            newest = after;
        } else {
            before.next = after;
        }
        if (after != null) {
            after.previous = before;
        }
        connection.previous = null;
        connection.next = null;
        size--;
        if (size == 0) {
            empty.set();
        }
        if (room.isWaiting()) {
            room.wake();
        }
    }

    /** Does this with each of those that are there now. */
    void each(Consumer<Connection> action) {
        List<Connection> now = new ArrayList<>();
        for (Connection each = newest; each != null; each = each.next) {
            now.add(each);
        }
        now.forEach(action);
    }
}
