package dev.weft.compiler.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.finding.Finding;
import dev.weft.compiler.testkit.Classes;
import dev.weft.compiler.testkit.Findings;
import dev.weft.compiler.testkit.Handwritten;
import dev.weft.compiler.testkit.Javac;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;

/** WEFT006, where a coroutine is taken for a value. */
class CoroutineAsValueTest {

    @Test
    void aCoroutineThatIsAValueNeverRuns() {
        Findings.asCommented("""
                class C {
                    static Coroutine<Integer> f() { return result(1); }
                    final Map<String, Object> byName = new HashMap<>();
                    void runs(ExecutorService executor, ScheduledExecutorService timer) {
                        executor.submit(() -> f()); // WEFT006: the coroutine that the lambda gives to 'submit' is its result and never runs
                        executor.submit(C::f); // WEFT006: the coroutine that the lambda gives to 'submit' is its result and never runs
                        timer.schedule(() -> f(), 1, TimeUnit.SECONDS); // WEFT006: the coroutine that the lambda gives to 'schedule' is its result and never runs
                        CompletableFuture.supplyAsync(() -> f()); // WEFT006: the coroutine that the lambda gives to 'supplyAsync' is its result and never runs
                        var kept = CompletableFuture.supplyAsync(() -> f(), executor); // WEFT006: the coroutine that the lambda gives to 'supplyAsync' is its result and never runs
                        System.out.println(kept.isDone());
                    }
                    @Async Coroutine<Void> blocks() {
                        await(blocking(() -> f())); // WEFT006: the coroutine that the lambda gives to 'blocking' is its result and never runs
                        return done();
                    }
                    String text(int x) {
                        return "" + x + f(); // WEFT006: the coroutine of 'f' becomes a part of a text: it never runs
                    }
                    void stored(String key, Map<String, Object> map, List<Object> list) {
                        map.put(key, f()); // WEFT006: the coroutine of 'f' is stored as an Object: it never runs
                        byName.put("k", f()); // WEFT006: the coroutine of 'f' is stored as an Object: it never runs
                        list.add(f()); // WEFT006: the coroutine of 'f' is stored as an Object: it never runs
                        map.put(null, f()); // WEFT006: the coroutine of 'f' is stored as an Object: it never runs
                        map.put(name, f()); // WEFT006: the coroutine of 'f' is stored as an Object: it never runs
                        map.put(NAME, f()); // WEFT006: the coroutine of 'f' is stored as an Object: it never runs
                    }
                    static String NAME;
                    String name;
                    void beside(ExecutorService executor, Object o) {
                        var text = (String) o;
                        executor.submit(() -> f()); // WEFT006: the coroutine that the lambda gives to 'submit' is its result and never runs
                    }
                }
                """);
    }

    @Test
    void whatIsTakenOutAgainIsNone() {
        Findings.asCommented("""
                class C {
                    static Coroutine<Integer> f() { return result(1); }
                    @Async Coroutine<Integer> unpacked(ExecutorService executor) throws Exception {
                        int x = await(await(blocking(() -> f())));
                        return result(x + await(await(CompletableFuture.supplyAsync(() -> f()))));
                    }
                    CompletableFuture<Coroutine<Integer>> passedOn() { return CompletableFuture.supplyAsync(() -> f()); }
                    void collected(Map<String, Coroutine<Integer>> map, List<Coroutine<Integer>> list, List<Awaitable<?>> all, Collection raw) {
                        map.put("k", f());
                        list.add(f());
                        all.add(f());
                        raw.add(f());
                    }
                    static class Other { static List<Object> all; }
                    final Map<String, Object> objects = new HashMap<>();
                    final Map<String, Coroutine<Integer>> coroutines = new HashMap<>();
                    static Map<String, Coroutine<Integer>> in(Map<String, Object> all) { return new HashMap<>(); }
                    static void ofAnother() { Other.all.add(f()); }
                    void ofACall(Map<String, Object> map) {
                        in(map).put("k", f());
                        coroutines.put("k", f());
                        objects.put("k", 1);
                    }
                    void lambdas() {
                        var made = Optional.of(1).map(x -> f());
                        System.out.println(made.isPresent());
                    }
                    void values(ExecutorService executor, Map<String, Object> map) {
                        executor.submit(() -> run(f()));
                        map.put("k", result(1));
                        start(() -> f());
                    }
                    String text(Coroutine<Integer> c) { return "of " + c; }
                }
                """);
    }

    @Test
    void concatenationOfJava8() {
        assertEquals(
                List.of("the coroutine of 'f' becomes a part of a text: it never runs"),
                messages(Javac.compile("""
                class C {
                    static Coroutine<Integer> f() { return result(1); }
                    String text() { return "x" + f(); }
                }
                """, "--release", "8")));
    }

    /** As javac wrote it until 17, and Eclipse's compiler does. Newer ones call {@code String.valueOf} before. */
    @Test
    void concatenationOfTheObjectItself() {
        assertEquals(
                List.of("the coroutine of 'f' becomes a part of a text: it never runs"),
                messages(givenTo("java/lang/invoke/StringConcatFactory")));
        assertEquals(List.of(), messages(givenTo("java/lang/invoke/AnotherFactory")));
    }

    private static Classes givenTo(String factory) {
        return Handwritten.classWith("m", "()Ljava/lang/String;", code -> {
            var coroutine = "L" + RuntimeAbi.COROUTINE + ";";
            code.visitMethodInsn(Opcodes.INVOKESTATIC, Handwritten.OWNER, "f", "()" + coroutine, false);
            var bootstrap = new Handle(Opcodes.H_INVOKESTATIC, factory, "make", "()V", false);
            code.visitInvokeDynamicInsn("make", "(" + coroutine + ")Ljava/lang/String;", bootstrap);
            code.visitInsn(Opcodes.ARETURN);
        });
    }

    private static List<String> messages(Classes classes) {
        return Findings.of(classes).stream().map(Finding::message).toList();
    }

    @Test
    void mockitoIsToldWhichCallIsMeant() {
        assertEquals(List.of(), Findings.of(Javac.compile(List.of("""
                package org.mockito;
                public interface MockedStatic<T> {
                    interface Verification { void apply() throws Throwable; }
                    <R> Object when(Verification call);
                    void verify(Verification call);
                }
                """, """
                class C {
                    static Coroutine<Integer> f() { return result(1); }
                    void m(org.mockito.MockedStatic<C> mocked) { mocked.when(C::f); mocked.when(() -> f()); mocked.verify(C::f); }
                }
                """))));
    }

    @Test
    void textsByWayOfAVariable() {
        Findings.asCommented("""
                class C {
                    static Coroutine<Integer> f() { return result(1); }
                    @Async static Coroutine<Void> m(boolean twice) {
                        var answer = f(); // WEFT006: the coroutine of 'f' becomes a part of a text: it never runs
                        System.out.println(answer);
                        if (twice) System.out.println("again " + answer);
                        var used = f();
                        System.out.println("starting " + used);
                        await(used);
                        var passed = f();
                        System.out.println(passed);
                        return done(passed);
                    }
                    static Coroutine<Void> done(Object kept) { return Weft.done(); }
                    static void changed(Coroutine<Integer> other, boolean b) {
                        var one = f();
                        if (b) one = other;
                        System.out.println(one);
                    }
                }
                """);
    }

    @Test
    void textsOfAllKinds() {
        Findings.asCommented("""
                class C {
                    static Coroutine<Integer> f() { return result(1); }
                    Coroutine<Integer> g(long l) { return result(1); }
                    static final java.util.logging.Logger LOG = java.util.logging.Logger.getGlobal();
                    int[] counts;
                    void m(int x, long wide, System.Logger log, StringBuilder b) {
                        System.out.println(f()); // WEFT006: the coroutine of 'f' becomes a part of a text: it never runs
                        System.err.print(g(wide)); // WEFT006: the coroutine of 'g' becomes a part of a text: it never runs
                        String.format("%s %d", f(), x); // WEFT006: the coroutine of 'f' becomes a part of a text: it never runs
                        "%d %s".formatted(wide, g(wide)); // WEFT006: the coroutine of 'g' becomes a part of a text: it never runs
                        System.out.printf("%s %s %s", x, f(), counts[0] + x); // WEFT006: the coroutine of 'f' becomes a part of a text: it never runs
                        String.valueOf(f()); // WEFT006: the coroutine of 'f' becomes a part of a text: it never runs
                        Objects.toString(f()); // WEFT006: the coroutine of 'f' becomes a part of a text: it never runs
                        f().toString(); // WEFT006: the coroutine of 'f' becomes a part of a text: it never runs
                        String s = f() + " and " + x + wide; // WEFT006: the coroutine of 'f' becomes a part of a text: it never runs
                        s += g(wide) + s; // WEFT006: the coroutine of 'g' becomes a part of a text: it never runs
                        b.append(f()).append(s); // WEFT006: the coroutine of 'f' becomes a part of a text: it never runs
                        LOG.log(java.util.logging.Level.INFO, "{0}", f()); // WEFT006: the coroutine of 'f' becomes a part of a text: it never runs
                        log.log(System.Logger.Level.INFO, "{0} {1}", x, f()); // WEFT006: the coroutine of 'f' becomes a part of a text: it never runs
                    }
                }
                """);
    }

    @Test
    void whatOnlyStandsBesideAText() {
        Findings.asCommented("""
                class C {
                    static Coroutine<Integer> f() { return result(1); }
                    static int size(Coroutine<?> c) { return 1; }
                    static Object[] array(Object... all) { return all; }
                    @Async Coroutine<Integer> m(Coroutine<Integer> given, List<Object> all) {
                        System.out.println(await(f()));
                        System.out.println("started " + start(f()) + await(f()));
                        System.out.println(size(f()));
                        System.out.println(given);
                        String.format("%s %s", await(f()), start(f()));
                        System.out.println(await(gather(f(), f())));
                        Object[] kept = {f(), "text"};
                        var made = array(f(), f());
                        System.out.println(all.size() + " " + made.length + start(kept.length > 5 ? f() : f()));
                        return f();
                    }
                }
                """);
    }
}
