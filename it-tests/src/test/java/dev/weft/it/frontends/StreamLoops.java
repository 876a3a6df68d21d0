package dev.weft.it.frontends;

/** Loops over streams that are left in every way. Each method returns what happened, in order. */
final class StreamLoops {

    private StreamLoops() {}

    static final SourceText SOURCE = new SourceText("sample.StreamLoops", """
            package sample;

            import static dev.weft.Weft.*;

            import dev.weft.*;
            import java.util.ArrayList;
            import java.util.Iterator;
            import java.util.List;
            import java.util.concurrent.CompletableFuture;

            public class StreamLoops {
                final List<String> events = new ArrayList<String>();

                void log(Object event) {
                    events.add(String.valueOf(event));
                }

                /** Gives 0, 1, 2…; its clean-up suspends. */
                @Async AsyncStream<Integer> items(String name, int n) {
                    try {
                        for (int i = 0; i < n; i++) {
                            emit(i);
                            if (i % 2 == 1) await(yieldNow());
                        }
                    } finally {
                        log("<" + name);
                        await(yieldNow());
                        log(name + ">");
                    }
                    return end();
                }

                /** Its clean-up fails. */
                @Async AsyncStream<Integer> leaky(String name, int n) {
                    try {
                        for (int i = 0; i < n; i++) emit(i);
                    } finally {
                        await(yieldNow());
                        if (n > 0) throw new IllegalStateException(name);
                    }
                    return end();
                }

                @Async Coroutine<String> text(String value) {
                    await(yieldNow());
                    log("text");
                    return result(value);
                }

                AutoCloseable resource(String name) {
                    return () -> log("close " + name);
                }

                Coroutine<String> all(Object last) {
                    log(last);
                    return result(String.join(" ", events));
                }

                static String show(Throwable t) {
                    StringBuilder text = new StringBuilder(t.getClass().getSimpleName()).append('(').append(t.getMessage());
                    for (Throwable s : t.getSuppressed()) text.append(" suppressing ").append(show(s));
                    return text.append(')').toString();
                }

                /** 0 1 2 <a a> end */
                @Async public Coroutine<String> toTheEnd() {
                    for (int x : await(items("a", 3))) log(x);
                    return all("end");
                }

                /** <a a> end */
                @Async public Coroutine<String> empty() {
                    for (Integer x : await(items("a", 0))) log(x);
                    return all("end");
                }

                /** 0 1 <a a> end */
                @Async public Coroutine<String> breaks() {
                    for (int x : await(items("a", 9))) {
                        if (x == 2) break;
                        log(x);
                    }
                    return all("end");
                }

                /** 0 2 3 <a a> end */
                @Async public Coroutine<String> continues() {
                    for (int x : await(items("a", 4))) {
                        if (x == 1) continue;
                        log(x);
                    }
                    return all("end");
                }

                @Async Coroutine<String> returning() {
                    for (int x : await(items("a", 9))) {
                        if (x == 3) return result("r" + x);
                        log(x);
                    }
                    return result("none");
                }

                /** 0 1 2 <a a> r3 */
                @Async public Coroutine<String> returns() {
                    String r = await(returning());
                    return all(r);
                }

                @Async Coroutine<String> valueFirst() {
                    try {
                        for (int x : await(items("a", 9))) {
                            if (x == 1) return result(computed());
                        }
                    } finally {
                        log("finally");
                    }
                    return result("none");
                }

                String computed() {
                    log("computed");
                    return "v";
                }

                /** the value, then the closing, then finally: computed <a a> finally v */
                @Async public Coroutine<String> returnsInFinally() {
                    String r = await(valueFirst());
                    return all(r);
                }

                @Async Coroutine<String> returnsCall() {
                    for (int x : await(items("a", 9))) {
                        if (x == 1) return text("t");
                    }
                    return result("none");
                }

                /** text <a a> t */
                @Async public Coroutine<String> returnsACoroutine() {
                    String r = await(returnsCall());
                    return all(r);
                }

                @Async CompletableFuture<String> returnsStage(Coroutine<String> other) {
                    for (int x : await(items("a", 9))) {
                        if (x == 1) return hotText("t");
                    }
                    return CompletableFuture.completedFuture(null);
                }

                @Async CompletableFuture<String> hotText(String value) {
                    String r = await(text(value));
                    return CompletableFuture.completedFuture(r);
                }

                /** text <a a> t */
                @Async public Coroutine<String> returnsAStage() {
                    String r = await(returnsStage(null));
                    return all(r);
                }

                @Async AsyncStream<Integer> returnsItems() {
                    for (int x : await(items("a", 9))) {
                        if (x == 1) return items("b", 2);
                        emit(x + 10);
                    }
                    return end();
                }

                /** 10 0 1 <b b> <a a> end */
                @Async public Coroutine<String> returnsAStream() {
                    for (int x : await(returnsItems())) log(x);
                    return all("end");
                }

                @Async Coroutine<String> returnsNullCall() {
                    for (int x : await(items("a", 9))) {
                        if (x == 1) return nothing();
                    }
                    return result("none");
                }

                Coroutine<String> nothing() {
                    return null;
                }

                /** <a a> NullPointerException(the async method sample.StreamLoops.returnsNullCall returned null instead of a coroutine) */
                @Async public Coroutine<String> returnsNull() {
                    try {
                        await(returnsNullCall());
                    } catch (NullPointerException e) {
                        log(show(e));
                    }
                    return result(String.join(" ", events));
                }

                /** 00 01 <b b> 10 11 <b b> 20 21 <b b> <a a> end */
                @Async public Coroutine<String> continuesOuter() {
                    outer:
                    for (int x : await(items("a", 3))) {
                        for (int y : await(items("b", 3))) {
                            if (y == 2) continue outer;
                            log(x + "" + y);
                        }
                        log("never");
                    }
                    return all("end");
                }

                /** 00 01 02 <b b> 10 <b b> <a a> end */
                @Async public Coroutine<String> breaksOuter() {
                    outer:
                    for (int x : await(items("a", 3))) {
                        for (int y : await(items("b", 3))) {
                            if (x == 1 && y == 1) break outer;
                            log(x + "" + y);
                        }
                    }
                    return all("end");
                }

                /** the exit of the inner loop leaves the outer one: 00 01 <b b> <a a> end */
                @Async public Coroutine<String> innerThenBreak() {
                    for (int x : await(items("a", 3))) {
                        for (int y : await(items("b", 9))) {
                            log(x + "" + y);
                            if (y == 1) break;
                        }
                        break;
                    }
                    return all("end");
                }

                /** 00 01 <b b> <a a> end */
                @Async public Coroutine<String> innerEndsThenBreak() {
                    for (int x : await(items("a", 3))) {
                        for (int y : await(items("b", 2))) log(x + "" + y);
                        break;
                    }
                    return all("end");
                }

                /** 0 <c c> <b b> <a a> 0 <c c> <b b> <a a> end */
                @Async public Coroutine<String> threeThenBreak() {
                    for (int i = 0; i < 2; i++) {
                        for (int x : await(items("a", 3))) {
                            for (int y : await(items("b", 3))) {
                                for (int z : await(items("c", 3))) {
                                    log(z);
                                    break;
                                }
                                break;
                            }
                            break;
                        }
                    }
                    return all("end");
                }

                /** at the end of an if, whose else is laid out between the loop and where it exits: 0 <b b> else 0 <b b> <a a> end */
                @Async public Coroutine<String> inIfThenElse() {
                    for (int x : await(items("a", 3))) {
                        if (x != 1) {
                            for (int y : await(items("b", 9))) {
                                log(y);
                                break;
                            }
                        } else {
                            log("else");
                        }
                    }
                    return all("end");
                }

                /** 0 1 <b b> else 0 1 <b b> <a a> end */
                @Async public Coroutine<String> toTheEndInIfThenElse() {
                    for (int x : await(items("a", 3))) {
                        if (x != 1) {
                            for (int y : await(items("b", 2))) log(y);
                        } else {
                            log("else");
                        }
                    }
                    return all("end");
                }

                /** in both branches, without a loop around: 0 <a a> end */
                @Async public Coroutine<String> inBothBranches() {
                    if (events.isEmpty()) {
                        for (int x : await(items("a", 3))) {
                            log(x);
                            if (x == 0) break;
                        }
                    } else {
                        for (int x : await(items("b", 3))) {
                            log(x);
                            if (x == 1) break;
                        }
                    }
                    return all("end");
                }

                /** in a while whose condition is asked when the loop has ended: 0 <a a> 0 <a a> end */
                @Async public Coroutine<String> endsAWhile() {
                    int i = 0;
                    while (i++ < 2) {
                        for (int x : await(items("a", 3))) {
                            log(x);
                            break;
                        }
                    }
                    return all("end");
                }

                /** in switches that end with it: 0 <a a> two 0 1 <c c> end */
                @Async public Coroutine<String> inSwitch() {
                    for (int i = 1; i <= 3; i++) {
                        switch (i) {
                            case 1:
                                for (int x : await(items("a", 3))) {
                                    log(x);
                                    break;
                                }
                                break;
                            case 2:
                                log("two");
                                break;
                            default:
                                for (int x : await(items("c", 2))) log(x);
                        }
                    }
                    return all("end");
                }

                /** in a try of the outer loop that ends with a break: 0 <b b> <a a> end */
                @Async public Coroutine<String> breakBehindAnInnerLoopInTry() {
                    for (int x : await(items("a", 3))) {
                        try {
                            for (int y : await(items("b", 3))) {
                                log(y);
                                break;
                            }
                            break;
                        } catch (IllegalStateException e) {
                            log("caught");
                            break;
                        }
                    }
                    return all("end");
                }

                /** code behind a while lies before the place where a loop in it exits to: 0 1 <c c> <b b> <a a> 2 */
                @Async public Coroutine<String> whileBetween() {
                    String r = await(whileBetweenReturning());
                    return all(r);
                }

                @Async Coroutine<String> whileBetweenReturning() {
                    outer:
                    for (int x : await(items("a", 3))) {
                        int i = 0;
                        inner:
                        while (i++ < 2) {
                            for (int y : await(items("b", 3))) {
                                for (int z : await(items("c", 2))) log(z);
                                break inner;
                            }
                            continue outer;
                        }
                        return result("2");
                    }
                    return result("1");
                }

                /** a plain loop that always leaves, then a break of both: body <b b> <a a> end */
                @Async public Coroutine<String> plainLoopThenBreakOuter() {
                    outer:
                    for (int x : await(items("a", 3))) {
                        for (int y : await(items("b", 3))) {
                            for (int i = 0; i < 2; i++) {
                                log("body");
                                break;
                            }
                            break outer;
                        }
                    }
                    return all("end");
                }

                @Async Coroutine<String> nestedReturn() {
                    try (AutoCloseable r = resource("r")) {
                        for (int x : await(items("a", 3))) {
                            try (AutoCloseable q = resource("q")) {
                                for (int y : await(items("b", 3))) {
                                    try {
                                        if (x == 1) return result(computed());
                                    } finally {
                                        log(x + "" + y);
                                    }
                                }
                            }
                        }
                    } catch (Exception e) {
                        return result(show(e));
                    }
                    return result("none");
                }

                /** 00 01 02 <b b> close q computed 10 <b b> close q <a a> close r v */
                @Async public Coroutine<String> returnsOutOfTwo() {
                    String r = await(nestedReturn());
                    return all(r);
                }

                /** 0 <a a> IllegalStateException(body) */
                @Async public Coroutine<String> bodyThrows() {
                    try {
                        for (int x : await(items("a", 9))) {
                            if (x == 1) throw new IllegalStateException("body");
                            log(x);
                        }
                    } catch (IllegalStateException e) {
                        return all(show(e));
                    }
                    return all("none");
                }

                /** 0 IllegalStateException(body suppressing IllegalStateException(a)) */
                @Async public Coroutine<String> bodyAndCloseThrow() {
                    try {
                        for (int x : await(leaky("a", 9))) {
                            if (x == 1) throw new IllegalStateException("body");
                            log(x);
                        }
                    } catch (IllegalStateException e) {
                        return all(show(e));
                    }
                    return all("none");
                }

                /** 0 IllegalStateException(a) */
                @Async public Coroutine<String> closeThrowsAtBreak() {
                    try {
                        for (int x : await(leaky("a", 9))) {
                            log(x);
                            if (x == 0) break;
                        }
                        log("never");
                    } catch (IllegalStateException e) {
                        return all(show(e));
                    }
                    return all("none");
                }

                /** the inner one throws as it is closed, and the outer one is closed: IllegalStateException(b suppressing IllegalStateException(a)) */
                @Async public Coroutine<String> bothClosesThrow() {
                    try {
                        for (int x : await(leaky("a", 9))) {
                            for (int y : await(leaky("b", 9))) {
                                if (y == 1) return result("none");
                            }
                        }
                    } catch (IllegalStateException e) {
                        return all(show(e));
                    }
                    return all("none");
                }

                /** catch in the body does not see what the closing throws: 0 outer a */
                @Async public Coroutine<String> breakInsideTry() {
                    try {
                        for (int x : await(leaky("a", 9))) {
                            try {
                                log(x);
                                break;
                            } catch (IllegalStateException e) {
                                log("inner " + e.getMessage());
                            }
                        }
                    } catch (IllegalStateException e) {
                        return all("outer " + e.getMessage());
                    }
                    return all("none");
                }

                /** f0 f1 <a a> end */
                @Async public Coroutine<String> breakOutOfFinally() {
                    for (int x : await(items("a", 9))) {
                        try {
                            if (x == 1) break;
                        } finally {
                            log("f" + x);
                        }
                    }
                    return all("end");
                }

                /** body <b 0 1 b> end */
                @Async public Coroutine<String> loopInFinally() {
                    try {
                        log("body");
                    } finally {
                        log("<b");
                        for (int x : await(items("a", 9))) {
                            if (x == 2) {
                                events.remove("<a");
                                break;
                            }
                            log(x);
                        }
                        events.remove("<a");
                        events.remove("a>");
                        log("b>");
                    }
                    return all("end");
                }

                /** 0 one 2 d <a a> end */
                @Async public Coroutine<String> switches() {
                    loop:
                    for (int x : await(items("a", 9))) {
                        switch (x) {
                            case 1:
                                log("one");
                                continue;
                            case 3:
                                log("d");
                                break;
                            case 4:
                                break loop;
                            default:
                                log(x);
                                break;
                        }
                    }
                    return all("end");
                }

                /** a body that always leaves: 0 <a a> end */
                @Async public Coroutine<String> alwaysLeaves() {
                    for (int x : await(items("a", 9))) {
                        log(x);
                        break;
                    }
                    return all("end");
                }

                @Async Coroutine<String> alwaysReturning() {
                    for (int x : await(items("a", 9))) {
                        log(x);
                        return result("r");
                    }
                    return result("none");
                }

                /** 0 <a a> r */
                @Async public Coroutine<String> alwaysReturns() {
                    String r = await(alwaysReturning());
                    return all(r);
                }

                /** <a a> IllegalStateException(0) */
                @Async public Coroutine<String> alwaysThrows() {
                    try {
                        for (int x : await(items("a", 9))) {
                            throw new IllegalStateException("" + x);
                        }
                    } catch (IllegalStateException e) {
                        return all(show(e));
                    }
                    return all("none");
                }

                /** two loops one after the other, in the same variables: 0 <a a> 0 1 <b b> end */
                @Async public Coroutine<String> oneAfterTheOther() {
                    for (int x : await(items("a", 9))) {
                        log(x);
                        if (x >= 0) break;
                    }
                    for (int x : await(items("b", 2))) log(x);
                    return all("end");
                }

                /** by hand: 0 1 <a a> end */
                @Async public Coroutine<String> byHand() {
                    for (Iterator<Integer> i = Weft.<Integer>await(items("a", 9)).iterator(); i.hasNext(); ) {
                        int x = i.next();
                        if (x > 1) break;
                        log(x);
                    }
                    return all("end");
                }

                /** a plain loop within: 00 01 10 11 <a a> end */
                @Async public Coroutine<String> plainLoopWithin() {
                    outer:
                    for (int x : await(items("a", 9))) {
                        for (String y : new String[] {"0", "1", "2"}) {
                            if (y.equals("2")) continue outer;
                            if (x == 2) break outer;
                            log(x + y);
                        }
                    }
                    return all("end");
                }

                /** within a loop over a list: 00 01 <a a> 10 11 <a a> end */
                @Async public Coroutine<String> withinAPlainLoop() {
                    List<String> two = new ArrayList<String>();
                    two.add("0");
                    two.add("1");
                    for (String y : two) {
                        for (int x : await(items("a", 9))) {
                            if (x == 2) break;
                            log(y + x);
                        }
                    }
                    return all("end");
                }

                /** within while(true), left by a condition on two values: 0 1 <a a> 0 <a a> end */
                @Async public Coroutine<String> whileTrue() {
                    int rounds = 0;
                    loop:
                    while (true) {
                        for (int x : await(items("a", 9))) {
                            log(x);
                            if (rounds == 1) break loop;
                            if (x == 1 && rounds++ >= 0) break;
                        }
                    }
                    return all("end");
                }

                /** long and double variables: 6 <a a> 1.5 */
                @Async public Coroutine<String> wideVariables() {
                    long sum = 0;
                    double half = 0.5;
                    for (int x : await(items("a", 9))) {
                        sum += x;
                        if (sum == 6) {
                            log(sum);
                            half += 1;
                            break;
                        }
                    }
                    return all(half);
                }

                /** with an operand on the stack of a conditional: 3 <a a> x3 */
                @Async public Coroutine<String> conditional() {
                    String r = null;
                    for (int x : await(items("a", 9))) {
                        r = x < 3 ? r : "x" + x;
                        if (r != null) {
                            log(x);
                            break;
                        }
                    }
                    return all(r);
                }

                /** the expression fails: IllegalStateException(source) */
                @Async public Coroutine<String> noStream() {
                    try {
                        for (int x : await(broken())) log(x);
                    } catch (IllegalStateException e) {
                        return all(show(e));
                    }
                    return all("none");
                }

                AsyncStream<Integer> broken() {
                    throw new IllegalStateException("source");
                }

                /** an array of the loop's own: [0, 1] <a a> end */
                @Async public Coroutine<String> arrays() {
                    int[] seen = new int[2];
                    int n = 0;
                    for (int x : await(items("a", 9))) {
                        seen[n++] = x;
                        if (n == seen.length) {
                            log("[" + seen[0] + ", " + seen[1] + "]");
                            break;
                        }
                    }
                    return all("end");
                }

                /** in a lambda: 0 <a a> end */
                @Async public Coroutine<String> inALambda() {
                    AsyncCallable<String> body = () -> {
                        for (int x : await(items("a", 9))) {
                            log(x);
                            break;
                        }
                        return result("end");
                    };
                    String r = null;
                    try {
                        r = await(body.call());
                    } catch (Exception e) {
                        log(show(e));
                    }
                    return all(r);
                }

                /** the hot method closes before its future is done: 0 <a a> hot */
                @Async public Coroutine<String> hot() {
                    String r = await(hotLoop());
                    return all(r);
                }

                @Async CompletableFuture<String> hotLoop() {
                    for (int x : await(items("a", 9))) {
                        log(x);
                        if (x == 0) return CompletableFuture.completedFuture("hot");
                    }
                    return CompletableFuture.completedFuture("none");
                }
            }
            """);
}
