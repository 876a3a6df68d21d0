package dev.weft.benchmarks.handwritten;

/** What a task waits for: a value that is there, or will be. */
public final class Cell {
    private boolean done;
    private int value;
    private Runnable waiter;

    public static Cell done(int value) {
        var cell = new Cell();
        cell.complete(value);
        return cell;
    }

    boolean isDone() {
        return done;
    }

    int value() {
        return value;
    }

    void whenDone(Runnable next) {
        waiter = next;
    }

    void complete(int result) {
        value = result;
        done = true;
        if (waiter != null) {
            waiter.run();
        }
    }
}
