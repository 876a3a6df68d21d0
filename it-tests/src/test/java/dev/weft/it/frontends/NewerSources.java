package dev.weft.it.frontends;

/** Targets in the language of Java 21 and of Java 25. */
final class NewerSources {
    private static final String HEAD = """
            package dev.weft.it.newer;

            import static dev.weft.Weft.await;
            import static dev.weft.Weft.result;

            import dev.weft.*;
            import dev.weft.it.*;
            import java.util.*;

            """;

    static final SourceText OF_21 = new SourceText("dev.weft.it.newer.Java21", HEAD + """
            class Java21 {
                sealed interface Node<T> permits Leaf, Fork {}
                record Leaf<T>(T value) implements Node<T> {}
                record Fork<T>(Node<T> left, Node<T> right) implements Node<T> {}
                enum Size { SMALL, LARGE }

                @Case(21) @Async
                static Coroutine<Integer> sumOfTree(Probe p) {
                    return result(await(sum(p, new Fork<>(new Leaf<>(1), new Fork<>(new Leaf<>(2), new Leaf<>(3))))));
                }

                @Async
                static Coroutine<Integer> sum(Probe p, Node<Integer> tree) {
                    return result(switch (tree) {
                        case Leaf<Integer>(Integer v) when v > await(p.step("guard" + v, 1)) -> v * await(p.step("v", 10));
                        case Leaf<Integer>(var v) -> await(p.step("leaf", v));
                        case Fork<Integer>(Leaf<Integer>(var v), var right) -> v + await(sum(p, right));
                        case Fork<Integer>(var left, var right) -> await(sum(p, left)) + await(sum(p, right));
                    });
                }

                @Case({20, 21}) @Async
                static Coroutine<String> manyLabels(Probe p) {
                    var text = new StringBuilder();
                    for (Object o : Arrays.asList(1, 2L, 'c', "s", "switch", Size.LARGE, null, new int[] {1, 2}, 1.5f)) {
                        switch (await(p.step("o", o))) {
                            case null -> text.append(await(p.step("null", "none")));
                            case Integer i when await(p.step("even", i % 2 == 0)) -> text.append("even").append(i);
                            case Integer i -> text.append(i + await(p.step("odd", 1)));
                            case Long l -> text.append(l * await(p.step("long", 2L)));
                            case Character c -> text.append((char) (c + await(p.step("char", 1))));
                            case String s when s.length() > 1 -> text.append(s, 0, await(p.step("length", 2)));
                            case String s when s.equals(await(p.step("constant", "s"))) -> text.append("S");
                            case String s -> text.append(s);
                            case Size size -> text.append(size).append(await(p.step("size", size.ordinal())));
                            case int[] a when a.length == await(p.step("two", 2)) -> text.append(a[await(p.step("at", 1))]);
                            default -> text.append(await(p.step("other", o)));
                        }
                        text.append('/');
                    }
                    return result(text.toString());
                }

                @Case(21) @Async
                static Coroutine<Long> bindings(Probe p) {
                    Object pair = await(p.step("pair", new Fork<>(new Leaf<>(4), new Leaf<>(5L))));
                    if (!(pair instanceof Fork<?>(Leaf<?>(Integer i), Leaf<?>(Long l)) && i < await(p.step("limit", 9)))) {
                        return result(-1L);
                    }
                    long before = i + l;
                    return result(before * await(p.step("i", i)) + l);
                }

                @Case(21) @Async
                static Coroutine<String> noMatch(Probe p) {
                    Size size = await(p.step("size", (Size) null));
                    try {
                        return result(switch (size) {
                            case SMALL -> "small" + await(p.step("never", 1));
                            case LARGE -> "large";
                        });
                    } catch (NullPointerException e) {
                        return result("npe" + await(p.step("caught", 1)));
                    }
                }
            }
            """);

    static final SourceText OF_25 = new SourceText("dev.weft.it.newer.Java25", HEAD + """
            import module java.base;

            class Java25 {
                record Point(int x, long y) {}

                static class Base {
                    final String seen;
                    Base(String s) { seen = s + describe(); }
                    String describe() { return "base"; }
                }

                static class Derived extends Base {
                    private final int n;
                    private final String name;

                    Derived(Probe p, int n, String name) {
                        if (n < 0) {
                            throw new Failure("negative");
                        }
                        this.n = n;
                        this.name = p.see("name", name.strip());
                        super("derived:");
                        p.log(describe());
                    }

                    Derived(Probe p, int n) {
                        var name = p.see("made", " n" + n);
                        this(p, n, name);
                    }

                    @Override String describe() { return name + n; }

                    @Async Coroutine<String> text(Probe p) {
                        return result(seen + await(p.step("n", n)) + super.describe() + await(p.step("name", name)));
                    }
                }

                @Case({13, 72}) @Async
                static Coroutine<String> prologues(Probe p) {
                    var first = new Derived(p, await(p.step("one", 1)), await(p.step("a", "a ")));
                    var text = await(first.text(p));
                    text += await(new Derived(p, await(p.step("two", 2))).text(p));
                    try {
                        text += new Derived(p, await(p.step("minus", -1)));
                    } catch (Failure _) {
                        text += await(p.step("failed", "!"));
                    }
                    return result(text);
                }

                @Case(21) @Async
                static Coroutine<Integer> unnamed(Probe p) {
                    int sum = 0;
                    for (var _ : List.of(1, 2)) {
                        var _ = await(p.step("unused", 1));
                        sum += await(p.step("used", 10));
                    }
                    Object o = await(p.step("point", new Point(3, 4L)));
                    int more = switch (o) { // Eclipse's compiler fails on two patterns in one case if operands wait
                        case Point(int x, _) when x > await(p.step("five", 5)) -> -1;
                        case Point(_, long y) -> (int) y + await(p.step("y", 6));
                        case Integer _, Long _ -> await(p.step("never", 1));
                        default -> 0;
                    };
                    sum += more;
                    try (var _ = open(p)) {
                        sum += await(p.step("inside", 100));
                    }
                    return result(sum);
                }

                private static AutoClosing open(Probe p) {
                    p.log("open");
                    return () -> p.log("close");
                }

                interface AutoClosing extends AutoCloseable {
                    @Override void close();
                }
            }
            """);

    private NewerSources() {}
}
