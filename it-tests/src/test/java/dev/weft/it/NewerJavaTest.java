package dev.weft.it;

import dev.weft.it.fuzz.SourceTrial;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Constructs of Java 21 and 25, compiled by the compiler of the JDK that the tests run on. */
@Tag("jdk")
@Timeout(120)
class NewerJavaTest {
    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void patternSwitches() throws Exception {
        SourceTrial.check(21, "Patterns", """
                sealed interface Shape permits Circle, Rect, Pair {}
                record Circle(double r) implements Shape {}
                record Rect(int a, long b) implements Shape {}
                record Pair(Shape first, Shape second) implements Shape {}
                enum Colour { RED, GREEN }

                @Case({20, 21}) @Async
                static Coroutine<String> guards(Probe p) {
                    String s = "";
                    for (Object o : new Object[] {1, 20, "x", "long text", null, 2.5, Colour.RED}) {
                        s += switch (await(p.step("o", o))) {
                            case Integer i when i > await(p.step("guard", 10)) -> "big" + await(p.step("big", i));
                            case Integer i -> "small" + i;
                            case String t when t.length() > 3 && await(p.step("yes", true)) -> t;
                            case String t -> await(p.step("short", t)) + t;
                            case Colour c -> c + "" + await(p.step("colour", c.ordinal()));
                            case null -> "null" + await(p.step("null", 0));
                            default -> "other";
                        } + "/";
                    }
                    return result(s);
                }

                @Case(21) @Async
                static Coroutine<Object> records(Probe p) {
                    Shape shape = await(p.step("shape", new Pair(new Circle(1.5), new Rect(2, 3L))));
                    return result(switch (shape) {
                        case Circle(double r) -> r;
                        case Pair(Circle(var r), Rect(int a, var b)) when r < await(p.step("limit", 2.0)) -> {
                            double d = r + await(p.step("a", a)) * b;
                            yield d + await(p.step("b", b));
                        }
                        case Pair(var x, var y) -> await(p.step("never", 1));
                        case Rect r -> r;
                    });
                }

                record Failing(int n) {
                    public int n() { throw new IllegalStateException("accessor"); }
                }

                @Case(21) @Async
                static Coroutine<String> failingAccessor(Probe p) {
                    Object o = await(p.step("o", new Failing(1)));
                    try {
                        return result(switch (o) {
                            case Failing(int n) when n > await(p.step("never", 0)) -> "a";
                            default -> "b";
                        });
                    } catch (MatchException e) {
                        return result("match " + e.getCause().getMessage() + await(p.step("end", 1)));
                    }
                }

                @Case(21) @Async
                static Coroutine<String> instanceofRecord(Probe p) {
                    Object o = await(p.step("o", new Rect(4, 5L)));
                    if (o instanceof Rect(int a, long b) && await(p.step("a", a)) == a) {
                        return result(a + "/" + b + await(p.step("b", b)));
                    }
                    return result("no");
                }
                """);
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_25)
    void flexibleConstructors() throws Exception {
        SourceTrial.check(25, "Flexible", """
                static class Base {
                    final String s;
                    Base(String s) { this.s = s; }
                }

                static class Derived extends Base {
                    final int n;
                    Derived(Probe p, int n) {
                        p.log("before super " + n);
                        if (n < 0) throw new Failure("negative");
                        this.n = n;
                        super("s" + n);
                    }
                    @Async Coroutine<String> text(Probe p) { return result(s + n + await(p.step("text", n))); }
                }

                @Case({13, 72}) @Async
                static Coroutine<String> created(Probe p) {
                    var d = new Derived(p, await(p.step("n", 5)));
                    String t = await(d.text(p));
                    try {
                        new Derived(p, await(p.step("negative", -1)));
                    } catch (Failure _) {
                        t += await(p.step("caught", "!"));
                    }
                    return result(t);
                }
                """);
    }
}
