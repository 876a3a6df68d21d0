package dev.weft.compiler.check;

import dev.weft.compiler.testkit.Findings;
import org.junit.jupiter.api.Test;

/** WEFT017: which lock is given back, and what says nothing about locks. */
class LocksToldApartTest {

    @Test
    void theLockOfTheSameExpressionIsGivenBack() {
        Findings.asCommented("""
                import java.util.concurrent.locks.*;
                class C {
                    final Lock field = new ReentrantLock();
                    final ReadWriteLock both = new ReentrantReadWriteLock();
                    static Coroutine<Integer> f() { return result(1); }
                    @Async Coroutine<Integer> variables(Lock a, Lock b) {
                        a.lock();
                        b.lock();
                        a.unlock();
                        int x = await(f()); // WEFT017: await while holding the lock 'b'
                        b.unlock();
                        return result(x + await(f()));
                    }
                    @Async Coroutine<Integer> innermostFirst(Lock a, Lock b) {
                        a.lock();
                        b.lock();
                        b.unlock();
                        int x = await(f()); // WEFT017: await while holding the lock 'a'
                        a.unlock();
                        return result(x + await(f()));
                    }
                    @Async Coroutine<Integer> calls() {
                        both.readLock().lock();
                        both.writeLock().lock();
                        both.readLock().unlock();
                        int x = await(f()); // WEFT017: await while holding the lock 'writeLock()'
                        both.writeLock().unlock();
                        return result(x + await(f()));
                    }
                    @Async Coroutine<Integer> ofDifferentKinds(Lock a) {
                        field.lock();
                        both.readLock().lock();
                        a.lock();
                        field.unlock();
                        both.readLock().unlock();
                        int x = await(f()); // WEFT017: await while holding the lock 'a'
                        a.unlock();
                        return result(x);
                    }
                }
                """);
    }

    @Test
    void ofTwoPathsWhatBothTook() {
        Findings.asCommented("""
                import java.util.concurrent.locks.*;
                class C {
                    static Coroutine<Integer> f() { return result(1); }
                    @Async Coroutine<Integer> oneMoreFirst(Lock a, Lock b, boolean x) {
                        if (x) { a.lock(); b.lock(); } else { b.lock(); }
                        int i = await(f()); // WEFT017: await while holding the lock 'b'
                        b.unlock();
                        return result(i + await(f()));
                    }
                    @Async Coroutine<Integer> oneMoreSecond(Lock a, Lock b, boolean x) {
                        if (x) { b.lock(); } else { a.lock(); b.lock(); }
                        int i = await(f()); // WEFT017: await while holding the lock 'b'
                        b.unlock();
                        return result(i + await(f()));
                    }
                }
                """);
    }

    @Test
    void answersThatAreTurnedIntoSomethingElse() {
        Findings.asCommented("""
                import java.util.concurrent.locks.*;
                class C {
                    static Coroutine<Integer> f() { return result(1); }
                    @Async Coroutine<Integer> same(Lock a) {
                        boolean ok = a.tryLock() ? true : false;
                        int i = await(f()); // WEFT017: await while holding the lock 'a'
                        if (ok) { a.unlock(); }
                        return result(i + await(f()));
                    }
                    @Async Coroutine<Integer> numbers(Lock a) {
                        int n = a.tryLock() ? 5 : 7;
                        return result(await(f()) + n);
                    }
                }
                """);
    }

    @Test
    void whatHasNothingToDoWithLocks() {
        Findings.asCommented("""
                import java.util.concurrent.locks.*;
                class C {
                    static class Door { boolean tryLock() { return true; } void unlock() {} }
                    static Coroutine<Integer> f() { return result(1); }
                    static void use(Object o) {}
                    @Async Coroutine<Integer> held(Lock a, boolean b, int i) {
                        a.lock();
                        if (b) { use(a.toString()); } else { use("b"); }
                        int n = i;
                        Runnable r = () -> use("r");
                        use(r);
                        use(n + "text" + i);
                        int x = await(f()); // WEFT017: await while holding the lock 'a'
                        a.unlock();
                        return result(x);
                    }
                    @Async Coroutine<Integer> twoAnswers(Lock a, Lock b) {
                        boolean ok = a.tryLock();
                        boolean more = b.tryLock();
                        if (ok) {
                            if (more) { System.nanoTime(); } else {
                                await(f()); // WEFT017: await while holding the lock 'a'
                            }
                        }
                        return f();
                    }
                    @Async Coroutine<Integer> other(Lock a, Door door, List<Integer> list) {
                        if (list.isEmpty()) { await(f()); }
                        if (door.tryLock()) { await(f()); }
                        if (!a.tryLock()) {}
                        return result(await(f()));
                    }
                }
                """);
    }

    @Test
    void aMethodOfAnotherClassMayGiveItBack() {
        Findings.asCommented("""
                import java.util.concurrent.locks.*;
                class C {
                    interface Giver { void give(int i, Lock lock); }
                    static Coroutine<Integer> f() { return result(1); }
                    @Async Coroutine<Integer> m(Lock a, Giver giver) {
                        a.lock();
                        giver.give(1, a);
                        return result(await(f()));
                    }
                }
                """);
    }
}
