package example;

import dev.weft.Allow;
import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.Weft;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

class Guarded {
    private final Lock lock = new ReentrantLock();
    private final ReadWriteLock both = new ReentrantReadWriteLock();

    @Async
    Coroutine<Integer> fetch() {
        return Weft.result(1);
    }

    @Async
    Coroutine<Integer> awaited() {
        both.readLock().lock();
        try {
            return Weft.result(Weft.await(fetch())); // WEFT017
        } finally {
            both.readLock().unlock();
        }
    }

    @Async
    Coroutine<Integer> returned() {
        lock.lock();
        try {
            return fetch(); // WEFT017
        } finally {
            lock.unlock();
        }
    }

    @Async
    Coroutine<Integer> behind() {
        lock.lock();
        try {
            System.nanoTime();
        } finally {
            lock.unlock();
        }
        return fetch();
    }

    @Async
    @Allow("WEFT017")
    Coroutine<Integer> allowed() {
        lock.lock();
        try {
            return fetch();
        } finally {
            lock.unlock();
        }
    }
}
