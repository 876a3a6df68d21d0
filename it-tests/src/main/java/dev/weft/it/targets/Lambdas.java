package dev.weft.it.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.done;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.AsyncCallable;
import dev.weft.AsyncFunction;
import dev.weft.Coroutine;
import dev.weft.it.Case;
import dev.weft.it.ColdOnly;
import dev.weft.it.Probe;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Lambdas that await, and references to async methods. */
class Lambdas {
    interface Call<T> {
        Coroutine<T> call();
    }

    interface Apply<A, B> {
        Coroutine<B> apply(A a);
    }

    interface Wide {
        Coroutine<String> apply(int i, long l, double d, Probe p, String... rest);
    }

    private int field = 1;

    @Case({33, 82})
    static Coroutine<Integer> notAsyncItself(Probe p) {
        Call<Integer> call = () -> result(await(p.step("a", 1)) + await(p.step("b", 2)));
        return call.call();
    }

    @Case(82)
    @Async
    static Coroutine<String> capturing(Probe p) {
        int x = await(p.step("x", 5));
        long wide = p.l("wide", 7);
        Apply<String, String> f = s -> {
            String t = s + await(p.step("in lambda", x));
            return result(t + wide + x);
        };
        return result(await(f.apply("a")) + await(f.apply(await(p.step("b", "b")))));
    }

    @Case({65, 82})
    @Async
    Coroutine<Integer> capturingThis(Probe p) {
        Call<Integer> add = () -> {
            field += await(p.step("add", 10));
            return result(this.field);
        };
        return result(await(add.call()) * 1000 + await(add.call()) + field);
    }

    @Case(82)
    @Async
    static Coroutine<String> nested(Probe p) {
        Apply<Integer, Apply<String, Call<String>>> curried = i -> {
            int j = await(p.step("one", i));
            return result(s -> {
                String t = await(p.step("two", s + j));
                return result(() -> result(t + await(p.step("three", i + j))));
            });
        };
        return result(await(await(await(curried.apply(1)).apply("s")).call()));
    }

    @Case(82)
    @Async
    static Coroutine<List<Object>> expressionLambdas(Probe p) {
        Call<Void> nothing = () -> done();
        Apply<Integer, Integer> plus1 = i -> result(await(p.step("i", i)) + 1);
        Call<Object> generic = () -> result(await(p.step("g", "g")));
        var all = new ArrayList<Object>();
        all.add(await(nothing.call()));
        all.add(await(plus1.apply(await(plus1.apply(1)))));
        all.add(await(generic.call()));
        return result(all);
    }

    @Case({37, 40, 82})
    @Async
    static Coroutine<String> statementsInLambda(Probe p) {
        Apply<Integer, String> f = n -> {
            var s = new StringBuilder();
            for (int i = 0; i < n; i++) {
                try {
                    s.append(await(p.step("try", i)));
                } catch (RuntimeException e) {
                    s.append(e.getMessage());
                } finally {
                    s.append(await(p.step("finally", 'f')));
                }
            }
            return result(s.toString());
        };
        return result(await(f.apply(2)));
    }

    @Async
    private static Coroutine<Integer> twice(Probe p, int x) {
        return result(x + await(p.step("twice", x)));
    }

    @Async
    private Coroutine<Integer> plusField(Integer x) {
        return result(x + field);
    }

    interface StepBy {
        Coroutine<Integer> go(Probe p, int x);
    }

    @Case(82)
    @Async
    static Coroutine<Integer> staticReference(Probe p) {
        StepBy twice = Lambdas::twice;
        return result(await(twice.go(p, 3)) + await(twice.go(p, await(p.step("a", 4)))));
    }

    @Case(82)
    @Async
    Coroutine<Integer> boundReference(Probe p) {
        field = await(p.step("field", 9));
        Apply<Integer, Integer> plus = this::plusField;
        field++;
        return result(await(plus.apply(1)) + await(p.step("end", 100)));
    }

    @Async
    private static Coroutine<String> collect(int i, long l, double d, Probe p, String... rest) {
        return result(i + "/" + l + "/" + d + String.join(",", rest) + await(p.step("rest", rest.length)));
    }

    @Case({82, 83})
    @Async
    static Coroutine<String> varargsReference(Probe p) {
        Wide wide = Lambdas::collect;
        return result(await(wide.apply(1, 2L, 3.0, p, "x", await(p.step("y", "y")))));
    }

    @Case(82)
    @Async
    static Coroutine<List<Integer>> throughJdkInterfaces(Probe p) {
        Function<Integer, Coroutine<Integer>> f = i -> result(i * await(p.step("f", i)));
        Supplier<Coroutine<Integer>> s = () -> twice(p, 5);
        var all = new ArrayList<Integer>();
        for (int i : List.of(2, 3)) {
            all.add(await(f.apply(i)));
        }
        all.add(await(s.get()));
        return result(all);
    }

    interface Keep extends Serializable {
        Coroutine<String> call(Probe p);
    }

    /** The captured number goes along, the probe is handed in. */
    private static Keep copy(Keep keep) {
        try {
            var bytes = new ByteArrayOutputStream();
            try (var out = new ObjectOutputStream(bytes)) {
                out.writeObject(keep);
            }
            try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())) {
                @Override
                protected Class<?> resolveClass(java.io.ObjectStreamClass type) throws ClassNotFoundException {
                    return Class.forName(type.getName(), false, Lambdas.class.getClassLoader());
                }
            }) {
                return (Keep) in.readObject();
            }
        } catch (java.io.IOException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    @Case(82)
    @ColdOnly // what javac generates compares types as strings
    @Async
    static Coroutine<String> serialisable(Probe p) {
        int captured = await(p.step("captured", 5));
        Keep keep = q -> result(captured + "/" + await(q.step("kept", captured + 1)));
        Keep reference = Lambdas::kept;
        return result(await(keep.call(p))
                + await(copy(keep).call(p))
                + await(copy(reference).call(p)));
    }

    @Async
    static Coroutine<String> kept(Probe p) {
        return result(await(p.step("reference", "r")));
    }

    @Case(82)
    @ColdOnly
    @Async
    static Coroutine<String> libraryInterfaces(Probe p) throws Exception {
        AsyncCallable<Integer> c = () -> result(await(p.step("c", 1)));
        AsyncFunction<Integer, String> f = i -> result("f" + await(p.step("f", i)));
        return result(await(c.call()) + await(f.apply(2)));
    }

    @Case({66, 82})
    @Async
    static Coroutine<Integer> sharedHolder(Probe p) {
        int[] holder = {0};
        Call<Integer> add = () -> {
            holder[0] += await(p.step("add", 5));
            return result(holder[0]++);
        };
        int sum = holder[0];
        for (int i = 0; i < 3; i++) {
            sum += await(add.call()) * (i + 1);
        }
        return result(sum + holder[0]);
    }

    static final Apply<Probe, String> IN_FIELD = p -> result("field " + await(p.step("field", 1)));

    @Case(82)
    @Async
    static Coroutine<String> fromStaticInitialiser(Probe p) {
        return result(await(IN_FIELD.apply(p)) + await(p.step("after", 2)));
    }
}
