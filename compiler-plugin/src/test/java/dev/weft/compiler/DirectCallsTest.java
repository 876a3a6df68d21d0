package dev.weft.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.compiler.testkit.Classes;
import dev.weft.compiler.testkit.Javac;
import dev.weft.compiler.testkit.Program;
import dev.weft.compiler.testkit.Weaving;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls between classes that enter the called method directly do what they do by way of a coroutine. */
class DirectCallsTest {

    private static final String SERVICE = """
            class Service {
                static List<String> log = new ArrayList<>();
                @Async Coroutine<Integer> find(int x, long y, String how) {
                    log.add("find " + x);
                    if (how.equals("suspends")) {
                        await(yieldNow());
                    } else if (how.equals("fails")) {
                        throw new IllegalStateException("of " + x);
                    }
                    return result(x + (int) y);
                }
                @Async protected Coroutine<Integer> boxed(Integer box) { return result(box); }
                @Async <T> Coroutine<T> generic(T value) { return result(value); }
                @Async static Coroutine<String> text(double d) { await(yieldNow()); return result("d" + d); }
                @Async final Coroutine<Void> none() { return done(); }
            }
            """;

    private static final String CALLER = """
            class Caller {
                Service service = new Service();
                static Coroutine<Object> all(String how) { return new Caller().calls(how); }
                @Async Coroutine<Object> calls(String how) {
                    long sum = 7 + await(service.find(1, 2L, how));
                    try {
                        sum += 10 * await(service.find(3, sum, how));
                    } catch (IllegalStateException e) {
                        Service.log.add(e.getMessage());
                    } finally {
                        await(service.none());
                    }
                    return result(sum + await(Service.text(1.5)) + await(service.generic("g")));
                }
                @Async Coroutine<Integer> tail(String how) { return service.find(5, 6L, how); }
                static Coroutine<Integer> tails(String how) { return new Caller().tail(how); }
                static Coroutine<Object> ofSubclass() {
                    var caller = new Caller();
                    caller.service = new Service() {
                        @Override Coroutine<Integer> find(int x, long y, String how) { return result(-x); }
                    };
                    return caller.calls("suspends");
                }
                static Coroutine<Object> ofMock() {
                    var caller = new Caller();
                    caller.service = new Service() {
                        @Override Coroutine<Integer> find(int x, long y, String how) { return null; }
                    };
                    return caller.calls("");
                }
                static Coroutine<Object> same() { return new Caller().keepsBox(); }
                @Async Coroutine<Object> keepsBox() {
                    Integer box = new Integer(4711);
                    return result(await(service.boxed(box)) == box);
                }
                static Coroutine<Object> noBox() { return new Caller().takesNull(); }
                @Async Coroutine<Object> takesNull() { int n = await(service.boxed(null)); return result(n); }
                static Coroutine<Object> noService(boolean inTry) {
                    var caller = new Caller();
                    caller.service = null;
                    return caller.callsNone(inTry);
                }
                @Async Coroutine<Object> callsNone(boolean inTry) {
                    if (inTry) {
                        try {
                            int n =
                                await(service.find(1, 2, ""));
                            return result(n);
                        } catch (NullPointerException e) {
                            throw new IllegalStateException(e.getMessage(), e);
                        }
                    }
                    return tailOfNone();
                }
                @Async Coroutine<Object> tailOfNone() {
                    return (Coroutine<Object>) (Coroutine<?>) service.find(1, 2, "");
                }
            }
            """;

    private static final Program DIRECT =
            Program.load(Weaving.weaveDirectly(Javac.compile(List.of(SERVICE, CALLER), "-Xlint:none")));
    private static final Program BY_COROUTINE =
            Program.load(Weaving.weave(Javac.compile(List.of(SERVICE, CALLER), "-Xlint:none")));

    private static String outcome(Program program, String method, Object... arguments) throws Throwable {
        var log = (List<?>) field(program);
        log.clear();
        try {
            return program.run("Caller", method, arguments) + " " + log;
        } catch (RuntimeException e) {
            return e + " caused by " + e.getCause() + " " + log + " " + trace(e)
                    + (e.getCause() == null ? "" : trace(e.getCause()));
        }
    }

    private static Object field(Program program) throws ReflectiveOperationException {
        var field = program.type("Service").getDeclaredField("log");
        field.setAccessible(true);
        return field.get(null);
    }

    private static String trace(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .filter(element -> element.getClassName().matches("Caller|Service|.*\\.(abi|internal)\\..*"))
                .toList()
                .toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ready", "suspends", "fails"})
    void awaitsAndTails(String how) throws Throwable {
        for (var method : List.of("all", "tails")) {
            assertEquals(outcome(BY_COROUTINE, method, how), outcome(DIRECT, method, how), method);
        }
        assertEquals("11 [find 5]", outcome(DIRECT, "tails", "suspends"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ofSubclass", "ofMock", "same"})
    void othersInPlaceOfTheMethodAndBoxes(String method) throws Throwable {
        assertEquals(outcome(BY_COROUTINE, method), outcome(DIRECT, method));
    }

    @Test
    void nullIsTakenOutOfItsBoxByTheCaller() throws Throwable {
        var failure = assertThrows(NullPointerException.class, () -> DIRECT.run("Caller", "noBox"));
        assertEquals("takesNull", failure.getStackTrace()[0].getMethodName());
    }

    @Test
    void subclassesAndBoxesAreSeen() throws Throwable {
        assertEquals("-24d1.5g []", outcome(DIRECT, "ofSubclass"));
        assertEquals("true []", outcome(DIRECT, "same"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aReceiverThatIsNullIsSaidAsBefore(boolean inTry) throws Throwable {
        var said = outcome(DIRECT, "noService", inTry);
        assertEquals(outcome(BY_COROUTINE, "noService", inTry), said);
        assertEquals(true, said.contains("because \"this.service\" is null"), said);
    }

    private static final List<String> RECURSION = List.of("""
            class Even {
                @Async static Coroutine<Boolean> is(int n) { return n == 0 ? result(true) : Odd.is(n - 1); }
                @Async Coroutine<Integer> count(int n, Odd other) {
                    if (n == 0) {
                        return result(0);
                    }
                    return result(1 + await(other.count(n - 1, this)));
                }
                static Coroutine<Integer> counted(int n) { return new Even().count(n, new Odd()); }
            }
            """, """
            class Odd {
                @Async static Coroutine<Boolean> is(int n) { return n == 0 ? result(false) : Even.is(n - 1); }
                @Async Coroutine<Integer> count(int n, Even other) {
                    return n == 0 ? result(0) : result(1 + await(other.count(n - 1, this)));
                }
            }
            """);

    @Test
    void recursionAcrossClassesDoesNotOverflow() throws Throwable {
        var program = Program.load(Weaving.weaveDirectly(Javac.compile(RECURSION)));
        assertEquals(false, program.run("Even", "is", 100_001));
        assertEquals(100_000, program.run("Even", "counted", 100_000));
    }

    /** So many that the entries are cut into segments, and that a jump needs more than 32 KiB. */
    @Test
    void aMethodOfManyCalls() throws Throwable {
        var calls = "sum += await(service.find(1, 2L, how)) + await(Service.text(1)).length();".repeat(400);
        var caller = "class Caller { static Service service = new Service(); @Async static Coroutine<Integer> all("
                + "String how) { int sum = 0; boolean twice = true; while (twice) { twice = false; "
                + calls + " } return result(sum); } }";
        var program = Program.load(Weaving.weaveDirectly(Javac.compile(List.of(SERVICE, caller))));
        assertEquals(400 * 7, program.run("Caller", "all", ""));
        assertEquals(400 * 7, program.run("Caller", "all", "suspends"));
    }

    @Test
    void noCoroutineIsMade() {
        var woven = Weaving.weaveDirectly(Javac.compile(List.of(SERVICE, CALLER), "-Xlint:none"));
        var hidden = "Ldev/weft/abi/Frame;Ldev/weft/abi/FrameDriver;I)";
        assertNotNull(woven.method("Service", "find", "(IJLjava/lang/String;" + hidden + "I"));
        assertNotNull(woven.method("Service", "text", "(D" + hidden + "Ljava/lang/Object;"));
        assertNotNull(woven.method("Service", "generic", "(Ljava/lang/Object;" + hidden + "Ljava/lang/Object;"));
    }

    @Test
    void whatIsGoneIsExplained() {
        var before = Weaving.weaveDirectly(Javac.compile(List.of(SERVICE, CALLER), "-Xlint:none"));
        var after = new TreeMap<>(before.files());
        after.putAll(Weaving.weave(Javac.compile(SERVICE)).files());
        var program = Program.load(new Classes(after));
        var error = assertThrows(NoSuchMethodError.class, () -> program.run("Caller", "all", ""));
        assertEquals(
                "Caller was woven with directCalls and enters Service.find directly, which has no such entry: its class was"
                        + " compiled again since, or woven without directCalls. Compile all classes of the module again,"
                        + " and weave them with the same setting",
                error.getMessage());
    }
}
