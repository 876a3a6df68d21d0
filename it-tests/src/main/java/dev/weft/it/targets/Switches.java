package dev.weft.it.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.it.Case;
import dev.weft.it.Failure;
import dev.weft.it.Probe;

/** Old and new switches over ints, strings and enums, as statements and as operands. */
class Switches {
    enum Colour {
        RED,
        GREEN,
        BLUE
    }

    @Case({20, 36})
    @Async
    static Coroutine<String> old(Probe p) {
        String s = "";
        for (int i = 0; i < 5; i++) {
            switch (await(p.step("selector" + i, i))) {
                case 0:
                    s += await(p.step("zero", 'a'));
                    break;
                case 1:
                    s += "b";
                case 2:
                    s += await(p.step("fall", 'c'));
                    break;
                case 4:
                    s += "e";
                    continue;
                default:
                    s += await(p.step("default", 'd'));
            }
            s += i;
        }
        return result(s);
    }

    @Case({20, 36})
    @Async
    static Coroutine<Integer> sparse(Probe p) {
        int sum = 0;
        for (int i : new int[] {Integer.MIN_VALUE, 1000, 5}) {
            switch (i) {
                case Integer.MIN_VALUE:
                    sum += await(p.step("min", 1));
                    break;
                case 1000:
                    sum += await(p.step("thousand", 10));
                    break;
                case Integer.MAX_VALUE:
                    sum += await(p.step("never", 100));
                    break;
                default:
                    sum += await(p.step("other", 1000));
            }
        }
        return result(sum);
    }

    @Case({20, 22})
    @Async
    static Coroutine<String> strings(Probe p) {
        String s = "";
        for (String key : new String[] {"Aa", "BB", "other"}) {
            switch (await(p.step("selector", key))) {
                case "Aa":
                    s += await(p.step("Aa", 1));
                    break;
                case "BB":
                    s += await(p.step("BB", 2));
                    break;
                default:
                    s += await(p.step("default", key));
            }
        }
        return result(s);
    }

    @Case(22)
    @Async
    static Coroutine<String> nullString(Probe p) {
        switch (await(p.step("selector", (String) null))) {
            case "a":
                return result(await(p.step("never", "a")));
            default:
                return result("default");
        }
    }

    @Case(22)
    @Async
    static Coroutine<String> enums(Probe p) {
        String s = "";
        for (var colour : Colour.values()) {
            switch (await(p.step("selector", colour))) {
                case RED -> s += await(p.step("red", 1));
                case GREEN -> {
                    int x = await(p.step("green", 2));
                    s += x + x;
                }
                default -> s += colour;
            }
        }
        return result(s);
    }

    @Case({20, 22})
    @Async
    static Coroutine<Integer> expression(Probe p) {
        int x = switch (await(p.step("selector", Colour.GREEN))) {
            case RED -> await(p.step("never", 1));
            case GREEN -> {
                int y = await(p.step("green", 20));
                yield y + await(p.step("more", 3));
            }
            case BLUE -> 5;
        };
        return result(x);
    }

    @Case({20, 28})
    @Async
    static Coroutine<String> expressionOverStack(Probe p) {
        return result(p.i("a", 1) + p.l("b", 2) + "/"
                + switch (await(p.step("selector", "two"))) {
                    case "one", "two" -> await(p.step("c", 3.5));
                    default -> throw new IllegalStateException();
                }
                + await(p.step("d", 'e')));
    }

    @Case({20, 28})
    @Async
    static Coroutine<Long> expressionWithTry(Probe p) { // with a long below, javac 17 crashes
        return result(p.i("below", 100)
                + switch (await(p.step("selector", 1))) {
                    case 1 -> {
                        try {
                            yield await(p.step("tried", 5));
                        } catch (Failure e) {
                            p.log(e);
                            yield await(p.step("caught", 6));
                        } finally {
                            p.log(await(p.step("finally", "f")));
                        }
                    }
                    default -> 7;
                }
                + await(p.step("above", 8L)));
    }

    @Case({20, 28})
    @Async
    static Coroutine<String> expressionWithLoop(Probe p) {
        return result(p.see("below", "b")
                + switch (p.i("selector", 3)) {
                    case 3 -> {
                        int sum = 0;
                        for (int i = 0; ; i++) {
                            if (i == 2) {
                                continue;
                            }
                            sum += await(p.step("i" + i, i));
                            if (sum > 3) {
                                yield sum;
                            }
                        }
                    }
                    default -> await(p.step("never", -1));
                });
    }

    @Case(20)
    @Async
    static Coroutine<Integer> nestedExpressions(Probe p) {
        return result(
                switch (switch (await(p.step("a", 1))) {
                    case 1 -> await(p.step("b", 2));
                    default -> 0;
                }) {
                    case 2 ->
                        switch (await(p.step("c", 'x'))) {
                            case 'x' -> await(p.step("d", 3)) + 1;
                            default -> -1;
                        };
                    default -> -2;
                });
    }

    @Case(20)
    @Async
    static Coroutine<String> returningCases(Probe p) {
        switch (await(p.step("a", 1))) {
            case 0:
                return result("zero");
            case 1:
                if (await(p.step("b", false))) {
                    break;
                }
                return result(await(p.step("c", "one")));
            default:
        }
        return result(await(p.step("never", "end")));
    }

    @Case({20, 59})
    @Async
    static Coroutine<Integer> assignedInEveryCase(Probe p) {
        final int x;
        long y;
        switch (await(p.step("a", 2))) {
            case 1:
                x = 1;
                y = await(p.step("never", 1L));
                break;
            case 2:
                y = await(p.step("b", 22L));
                x = await(p.step("c", 2));
                break;
            default:
                x = 3;
                y = 3;
        }
        return result(x + (int) y + await(p.step("d", x)));
    }
}
