package dev.weft.it.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.it.Case;
import dev.weft.it.Probe;

/** Synchronized blocks that hold no await, and the misfit tests for which nothing else is the place. */
class Monitors {
    private final Object lock = new Object();

    @Case(85)
    @Async
    Coroutine<Integer> between(Probe p) {
        int x = await(p.step("a", 1));
        synchronized (lock) {
            x += p.i("held " + Thread.holdsLock(lock), 10);
        }
        x += await(p.step("b", 100));
        synchronized (this) {
            return result(x + p.i("held " + Thread.holdsLock(this) + Thread.holdsLock(lock), 1000));
        }
    }

    @Case({85, 48})
    @Async
    Coroutine<String> throwingInside(Probe p) {
        String s = await(p.step("a", "s"));
        try {
            synchronized (lock) {
                s += p.z("throw", true) ? fail() : "never";
            }
        } catch (IllegalStateException e) {
            s += e.getMessage() + Thread.holdsLock(lock) + await(p.step("b", 2));
        }
        return result(s);
    }

    private static String fail() {
        throw new IllegalStateException("inside");
    }

    @Case(85)
    @Async
    Coroutine<Integer> inLoop(Probe p) {
        int sum = 0;
        for (int i = 0; i < 3; i++) {
            synchronized (lock) {
                if (i == 1) {
                    continue;
                }
                sum += i;
            }
            sum += await(p.step("a", 10));
        }
        return result(sum);
    }

    synchronized int locked(int x) {
        return Thread.holdsLock(this) ? x : -1;
    }

    @Case(85)
    @Async
    Coroutine<Integer> synchronizedCallee(Probe p) {
        return result(
                locked(await(p.step("a", 1))) + locked(2) + await(p.step("b", 3)) + (Thread.holdsLock(this) ? 100 : 0));
    }

    @Case(85)
    @Async
    Coroutine<Integer> waitAndNotify(Probe p) throws InterruptedException {
        int x = await(p.step("a", 1));
        synchronized (lock) {
            lock.notifyAll();
            lock.wait(0, 1); // WEFT007
        }
        return result(x + await(p.step("b", 2)));
    }
}
