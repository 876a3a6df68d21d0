package dev.weft.compiler.check;

import dev.weft.compiler.testkit.Findings;
import org.junit.jupiter.api.Test;

/** WEFT017. */
class AwaitWithLockTest {

    @Test
    void everyWayToTakeALock() {
        Findings.asCommented("""
                class C {
                    final LOCKS.ReentrantLock lock = new LOCKS.ReentrantLock();
                    final LOCKS.ReadWriteLock both = new LOCKS.ReentrantReadWriteLock();
                    static Coroutine<Integer> f() { return result(1); }
                    @Async Coroutine<Integer> field() {
                        lock.lock();
                        try {
                            int x = await(f()); // WEFT017: await while holding the lock 'lock'
                            return result(x);
                        } finally {
                            lock.unlock();
                        }
                    }
                    @Async Coroutine<Integer> interface_(LOCKS.Lock other) throws InterruptedException {
                        other.lockInterruptibly();
                        await(f()); // WEFT017: await while holding the lock 'other'
                        other.unlock();
                        return f();
                    }
                    @Async Coroutine<Integer> read() {
                        both.readLock().lock();
                        try { await(f()); } // WEFT017: await while holding the lock 'readLock()'
                        finally { both.readLock().unlock(); }
                        return f();
                    }
                    @Async Coroutine<Integer> stamped(LOCKS.StampedLock s) {
                        var view = s.asReadLock();
                        view.lock();
                        try { await(f()); } // WEFT017: await while holding the lock 'view'
                        finally { view.unlock(); }
                        return f();
                    }
                    @Async Coroutine<Integer> tried(LOCKS.Lock other) throws Exception {
                        if (other.tryLock()) {
                            try { await(f()); } // WEFT017: await while holding the lock 'other'
                            finally { other.unlock(); }
                        } else {
                            await(f());
                        }
                        if (!lock.tryLock(1, TimeUnit.SECONDS)) {
                            return f();
                        }
                        try { await(f()); } // WEFT017: await while holding the lock 'lock'
                        finally { lock.unlock(); }
                        return result(await(f()));
                    }
                    @Async Coroutine<Integer> inFinally() {
                        lock.lock();
                        try { System.nanoTime(); }
                        finally {
                            await(f()); // WEFT017: await while holding the lock 'lock'
                            lock.unlock();
                        }
                        return f();
                    }
                    AsyncCallable<Integer> lambda() {
                        return () -> {
                            lock.lock();
                            int x = await(f()); // WEFT017: await while holding the lock 'lock'
                            lock.unlock();
                            return result(x);
                        };
                    }
                }
                """.replace("LOCKS", "java.util.concurrent.locks"));
    }

    @Test
    void whatIsReturnedUnlessItIsDone() {
        Findings.asCommented("""
                class C {
                    final java.util.concurrent.locks.Lock lock = new java.util.concurrent.locks.ReentrantLock();
                    static Coroutine<Integer> f() { return result(1); }
                    @Async Coroutine<Integer> cold() {
                        lock.lock();
                        try { return f(); } // WEFT017: what is returned inside a try is awaited there while holding the lock 'lock'
                        finally { lock.unlock(); }
                    }
                    @Async CompletableFuture<Integer> hot(CompletableFuture<Integer> given) {
                        lock.lock();
                        try { return given; } // WEFT017: what is returned inside a try is awaited there while holding the lock 'lock'
                        finally { lock.unlock(); }
                    }
                    @Async CompletableFuture<Integer> done(boolean b) {
                        lock.lock();
                        try {
                            if (b) { return CompletableFuture.failedFuture(new Exception()); }
                            return CompletableFuture.completedFuture(1);
                        } finally { lock.unlock(); }
                    }
                    @Async Coroutine<Integer> doneOnOnePath(boolean b) {
                        lock.lock();
                        try { return b ? f() : result(1); } // WEFT017: what is returned inside a try is awaited there while holding the lock 'lock'
                        finally { lock.unlock(); }
                    }
                    @Async Coroutine<Integer> doneOnBoth(boolean b) {
                        lock.lock();
                        try { return b ? failed(new Exception()) : result(1); }
                        finally { lock.unlock(); }
                    }
                    @Async CompletableFuture<Integer> seenToBeDone(CompletableFuture<Integer> given) {
                        await(given);
                        lock.lock();
                        try { return given; } finally { lock.unlock(); }
                    }
                    @Async Coroutine<Integer> behind() {
                        Coroutine<Integer> made;
                        lock.lock();
                        try { made = f(); } finally { lock.unlock(); }
                        return made;
                    }
                }
                """);
    }

    @Test
    void whereNoLockIsHeldForCertain() {
        Findings.asCommented("""
                class C {
                    final java.util.concurrent.locks.Lock a = new java.util.concurrent.locks.ReentrantLock(), b = a;
                    static class Door { void lock() {} void unlock() {} }
                    static Coroutine<Integer> f() { return result(1); }
                    @Async Coroutine<Integer> released(boolean yes) {
                        await(f());
                        a.lock();
                        try { System.nanoTime(); } finally { a.unlock(); }
                        int x = await(f());
                        if (yes) { a.lock(); a.unlock(); }
                        return result(x + await(f()));
                    }
                    @Async Coroutine<Integer> untilItIsFree() {
                        while (!a.tryLock()) { await(f()); }
                        try { System.nanoTime(); } finally { a.unlock(); }
                        return f();
                    }
                    @Async Coroutine<Integer> handOverHand() {
                        a.lock();
                        b.lock();
                        a.unlock();
                        int x = await(f()); // WEFT017: await while holding the lock 'b'
                        b.unlock();
                        return result(x);
                    }
                    @Async Coroutine<Integer> noLock(Door door) {
                        door.lock();
                        int x = await(f());
                        door.unlock();
                        return result(x);
                    }
                    @Async @Allow({"WEFT017"}) Coroutine<Integer> allowed() {
                        a.lock();
                        try { return f(); } finally { a.unlock(); }
                    }
                    int notAsync() { a.lock(); try { return 1; } finally { a.unlock(); } }
                }
                """);
    }

    @Test
    void theAnswerOfTryLockInAVariable() {
        Findings.asCommented("""
                class C {
                    final java.util.concurrent.locks.Lock lock = new java.util.concurrent.locks.ReentrantLock();
                    static Coroutine<Integer> f() { return result(1); }
                    @Async Coroutine<Integer> flag() {
                        boolean ok = lock.tryLock();
                        try {
                            return result(await(f())); // WEFT017: await while holding the lock 'lock'
                        } finally {
                            if (ok) { lock.unlock(); }
                        }
                    }
                    @Async Coroutine<Integer> timed() throws Exception {
                        var ok = lock.tryLock(1, TimeUnit.SECONDS);
                        if (!ok) { return result(await(f())); }
                        try { await(f()); } // WEFT017: await while holding the lock 'lock'
                        finally { lock.unlock(); }
                        return f();
                    }
                    @Async Coroutine<Integer> tested() {
                        boolean ok = lock.tryLock();
                        if (ok) {
                            try { System.nanoTime(); } finally { lock.unlock(); }
                        } else {
                            await(f());
                        }
                        return result(await(f()));
                    }
                    @Async Coroutine<Integer> untilItIsFree() {
                        boolean ok;
                        do {
                            ok = lock.tryLock();
                            if (!ok) { await(f()); }
                        } while (!ok);
                        lock.unlock();
                        return result(await(f()));
                    }
                    @Async Coroutine<Integer> askedInAnotherWay(boolean more) {
                        boolean ok = lock.tryLock();
                        boolean no = !ok | more;
                        if (no) { await(f()); }
                        boolean again = lock.tryLock();
                        boolean copy = again;
                        if (!copy) { await(f()); }
                        again = false;
                        return result(await(f()));
                    }
                    @Async Coroutine<Integer> oneOfTwo(boolean b) {
                        if (b ? true : lock.tryLock()) { await(f()); }
                        return f();
                    }
                }
                """);
    }

    @Test
    void theOppositeOfTheAnswerInAVariable() {
        Findings.asCommented("""
                class C {
                    final java.util.concurrent.locks.Lock lock = new java.util.concurrent.locks.ReentrantLock();
                    static Coroutine<Integer> f() { return result(1); }
                    @Async Coroutine<Integer> failed() {
                        boolean failed = !lock.tryLock();
                        if (failed) { return result(await(f())); }
                        try { await(f()); } // WEFT017: await while holding the lock 'lock'
                        finally { lock.unlock(); }
                        return result(await(f()));
                    }
                    @Async Coroutine<Integer> notFailed() throws Exception {
                        boolean failed = !lock.tryLock(1, TimeUnit.SECONDS);
                        if (!failed) {
                            try { await(f()); } // WEFT017: await while holding the lock 'lock'
                            finally { lock.unlock(); }
                        } else {
                            await(f());
                        }
                        return result(await(f()));
                    }
                    @Async Coroutine<Integer> assigned() {
                        boolean ok;
                        if (!(ok = lock.tryLock())) { return result(await(f())); }
                        await(f()); // WEFT017: await while holding the lock 'lock'
                        if (ok) { lock.unlock(); }
                        return result(await(f()));
                    }
                    @Async Coroutine<Integer> untilItIsFree() {
                        boolean busy = !lock.tryLock();
                        while (busy) {
                            await(f());
                            busy = !lock.tryLock();
                        }
                        lock.unlock();
                        return result(await(f()));
                    }
                    @Async Coroutine<Integer> neverAsked(boolean b, boolean c) {
                        boolean no = b || !lock.tryLock();
                        await(f());
                        boolean nor = b && !lock.tryLock();
                        if (!nor) { await(f()); }
                        boolean either = b ? c : !lock.tryLock();
                        if (!either) { await(f()); }
                        return result(no ? 1 : 2);
                    }
                }
                """);
    }

    @Test
    void takenOnEveryPath() {
        Findings.asCommented("""
                class C {
                    final LOCKS.Lock a = new LOCKS.ReentrantLock(), b = a;
                    final LOCKS.ReadWriteLock both = new LOCKS.ReentrantReadWriteLock();
                    static Coroutine<Integer> f() { return result(1); }
                    @Async Coroutine<Integer> inTwoWays(boolean may) throws InterruptedException {
                        if (may) { a.lockInterruptibly(); } else { a.lock(); }
                        try { await(f()); } // WEFT017: await while holding the lock 'a'
                        finally { a.unlock(); }
                        return result(await(f()));
                    }
                    @Async Coroutine<Integer> twoLocks(boolean writes) {
                        if (writes) { both.writeLock().lock(); } else { both.readLock().lock(); }
                        await(f()); // WEFT017: await while holding the lock 'writeLock()'
                        if (writes) { both.writeLock().unlock(); } else { both.readLock().unlock(); }
                        return result(await(f()));
                    }
                    @Async Coroutine<Integer> triedInTwoWays(boolean waits) throws Exception {
                        boolean ok;
                        if (waits) { ok = a.tryLock(1, TimeUnit.SECONDS); } else { ok = a.tryLock(); }
                        if (!ok) { return result(await(f())); }
                        await(f()); // WEFT017: await while holding the lock 'a'
                        a.unlock();
                        return result(await(f()));
                    }
                    @Async Coroutine<Integer> triedElseTaken() {
                        if (!a.tryLock()) { a.lock(); }
                        await(f()); // WEFT017: await while holding the lock 'a'
                        a.unlock();
                        return result(await(f()));
                    }
                    @Async Coroutine<Integer> handOverHand(List<LOCKS.Lock> all) {
                        LOCKS.Lock held = all.get(0);
                        held.lock();
                        for (var next : all) {
                            next.lock();
                            held.unlock();
                            held = next;
                        }
                        await(f()); // WEFT017: await while holding the lock 'held'
                        held.unlock();
                        return result(await(f()));
                    }
                    @Async Coroutine<Integer> onOnePathOnly(boolean one, boolean two) {
                        if (one) { a.lock(); } else if (two) { b.lock(); }
                        await(f());
                        if (one) { a.unlock(); } else if (two) { b.unlock(); }
                        return f();
                    }
                    @Async Coroutine<Integer> givenBackOnBoth(boolean one) {
                        a.lock();
                        if (one) { a.unlock(); await(f()); } else { b.lock(); a.unlock(); b.unlock(); }
                        return result(await(f()));
                    }
                    @Async Coroutine<Integer> anotherOrder(boolean one) {
                        if (one) { a.lock(); b.lock(); } else { b.lock(); a.lock(); }
                        a.unlock();
                        await(f()); // WEFT017: await while holding the lock 'b'
                        b.unlock();
                        return result(await(f()));
                    }
                }
                """.replace("LOCKS", "java.util.concurrent.locks"));
    }

    /** A refused await is worse than one that is missed. */
    @Test
    void whatMayHaveBeenGivenBackOutOfSight() {
        Findings.asCommented("""
                class C {
                    final java.util.concurrent.locks.Lock lock = new java.util.concurrent.locks.ReentrantLock();
                    static Coroutine<Integer> f() { return result(1); }
                    void release() { lock.unlock(); }
                    void releaseAll() { release(); }
                    int balanced() { lock.lock(); try { return 1; } finally { lock.unlock(); } }
                    static void give(java.util.concurrent.locks.Lock l) { l.unlock(); }
                    @Async Coroutine<Integer> helper() {
                        lock.lock();
                        try { System.nanoTime(); } finally { releaseAll(); }
                        return result(await(f()));
                    }
                    @Async Coroutine<Integer> argument() {
                        lock.lock();
                        give(lock);
                        return result(await(f()));
                    }
                    @Async Coroutine<Integer> reference() throws Exception {
                        lock.lock();
                        try (AutoCloseable c = lock::unlock) { System.nanoTime(); }
                        return result(await(f()));
                    }
                    @Async Coroutine<Integer> lambda() {
                        lock.lock();
                        Runnable r = () -> lock.unlock();
                        r.run();
                        return result(await(f()));
                    }
                    @Async Coroutine<Integer> unlockThrows() {
                        lock.lock();
                        try { lock.unlock(); } catch (IllegalMonitorStateException e) { await(f()); }
                        return f();
                    }
                    @Async Coroutine<Integer> others() {
                        lock.lock();
                        balanced();
                        int x = await(f()); // WEFT017: await while holding the lock 'lock'
                        lock.unlock();
                        return result(x);
                    }
                }
                """);
    }

    @Test
    void emitsAndLoopsOverStreams() {
        Findings.asCommented("""
                class C {
                    final java.util.concurrent.locks.ReentrantLock lock = new java.util.concurrent.locks.ReentrantLock();
                    @Async AsyncStream<Integer> emits(AsyncStream<Integer> s) {
                        lock.lock();
                        try {
                            emit(1); // WEFT017: emit while holding the lock 'lock'
                            emitAll(s); // WEFT017: emitAll while holding the lock 'lock'
                        } finally {
                            lock.unlock();
                        }
                        emit(2);
                        return end();
                    }
                    @Async AsyncStream<Integer> returned(AsyncStream<Integer> s) {
                        lock.lock();
                        try {
                            return s; // WEFT017: the stream that is returned inside a try or a loop over a stream is emitted there while holding the lock 'lock'
                        } finally {
                            lock.unlock();
                        }
                    }
                    @Async AsyncStream<Integer> ended(AsyncStream<Integer> s) {
                        lock.lock();
                        try { return end(); } finally { lock.unlock(); }
                    }
                    @Async Coroutine<Integer> loop(AsyncStream<Integer> s) {
                        lock.lock();
                        try {
                            for (var x : await(s)) { // WEFT017: await while holding the lock 'lock'
                                System.out.println(x);
                            }
                        } finally {
                            lock.unlock();
                        }
                        for (var x : await(s)) {
                            lock.lock();
                            try { System.out.println(x); } finally { lock.unlock(); }
                        }
                        return result(1);
                    }
                }
                """);
    }
}
