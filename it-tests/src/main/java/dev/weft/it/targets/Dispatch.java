package dev.weft.it.targets;

import static dev.weft.Weft.await;
import static dev.weft.Weft.result;

import dev.weft.Async;
import dev.weft.Coroutine;
import dev.weft.it.Case;
import dev.weft.it.Probe;
import java.util.List;

/** Overriding, super calls, interface methods, bridges, generics. */
class Dispatch {
    abstract static class Animal {
        abstract Coroutine<String> name(Probe p);

        @Async
        Coroutine<String> describe(Probe p, String prefix) {
            return result(prefix + await(name(p)) + await(p.step("animal", "!")));
        }

        @Async
        static Coroutine<String> sound(Probe p) {
            return result(await(p.step("sound", "...")));
        }
    }

    static class Dog extends Animal {
        @Override
        @Async
        Coroutine<String> name(Probe p) {
            return result(await(p.step("dog", "dog")));
        }

        @Override
        @Async
        Coroutine<String> describe(Probe p, String prefix) {
            String before = await(p.step("before", "<"));
            String inner = await(super.describe(p, await(p.step("prefix", prefix))));
            return result(before + inner + await(super.describe(p, "2")) + ">");
        }

        @Async
        static Coroutine<String> sound(Probe p) {
            return result(await(Animal.sound(p)) + await(p.step("wuff", "wuff")));
        }
    }

    static final class Puppy extends Dog {
        @Override
        Coroutine<String> name(Probe p) {
            p.log("not async itself");
            return super.name(p);
        }
    }

    @Case({76, 74})
    @Async
    static Coroutine<String> overriding(Probe p) {
        Animal dog = new Dog();
        Animal puppy = await(p.step("puppy", new Puppy()));
        return result(await(dog.describe(p, "a ")) + await(puppy.describe(p, "the ")));
    }

    @Case(76)
    @Async
    static Coroutine<String> hiddenStatics(Probe p) {
        return result(await(Dog.sound(p)) + await(Puppy.sound(p)) + await(Animal.sound(p)));
    }

    interface Shape {
        Coroutine<Double> area(Probe p);

        @Async
        default Coroutine<String> describe(Probe p) {
            return result(getClass().getSimpleName() + await(area(p)) + await(unit(p)) + await(plural(p, 2)));
        }

        @Async
        static Coroutine<String> unit(Probe p) {
            return result(await(p.step("unit", "m")));
        }

        @Async
        private Coroutine<String> plural(Probe p, int n) {
            return result(await(p.step("plural", n)) + "x" + toString());
        }
    }

    interface Round extends Shape {
        @Override
        @Async
        default Coroutine<String> describe(Probe p) {
            return result("round " + await(Shape.super.describe(p)) + await(p.step("round", "o")));
        }
    }

    record Square(double side) implements Shape {
        @Override
        @Async
        public Coroutine<Double> area(Probe p) {
            return result(side * await(p.step("side", side)));
        }
    }

    enum Circle implements Round {
        UNIT {
            @Override
            @Async
            public Coroutine<Double> area(Probe p) {
                return result(await(p.step("pi", 3.0)) * radius);
            }
        },
        BIG;

        final double radius = 2;

        @Override
        @Async
        public Coroutine<Double> area(Probe p) {
            return result(radius + await(p.step("big", 100.0)) + ordinal());
        }
    }

    @Case({75, 84})
    @Async
    static Coroutine<String> interfaceMethods(Probe p) {
        return result(await(new Square(2).describe(p)) + await(Shape.unit(p)));
    }

    @Case({75, 76, 84})
    @Async
    static Coroutine<String> interfaceSuper(Probe p) {
        Shape circle = await(p.step("circle", (Shape) Circle.UNIT));
        return result(await(circle.describe(p)) + await(Circle.BIG.area(p)));
    }

    interface Source<T> {
        Coroutine<T> next(Probe p);

        @Async
        default Coroutine<List<T>> two(Probe p) {
            return result(List.of(await(next(p)), await(next(p))));
        }
    }

    static class Ints implements Source<Integer> {
        int n;

        @Override
        @Async
        public Coroutine<Integer> next(Probe p) {
            return result(await(p.step("int", ++n)));
        }
    }

    static class Transform<A extends Comparable<A>, B> {
        @Async
        <C> Coroutine<C> apply(Probe p, A a, B b, C c) {
            return result(a.compareTo(await(p.step("a", a))) == 0 ? await(p.step("c", c)) : null);
        }

        @Async
        Coroutine<? extends Number> wildcard(Probe p, List<? super Integer> list) {
            list.add(await(p.step("add", 5)));
            return result(list.size());
        }
    }

    static final class Fixed extends Transform<String, Integer> {
        @Override
        @Async
        <C> Coroutine<C> apply(Probe p, String a, Integer b, C c) {
            int x = b + await(p.step("b", b));
            return result(x > 0 ? await(super.apply(p, a, b, c)) : c);
        }
    }

    @Case({77, 78})
    @Async
    static Coroutine<String> bridges(Probe p) {
        Source<Integer> source = new Ints();
        int x = await(source.next(p));
        return result(x + "" + await(source.two(p)) + await(new Ints().next(p)));
    }

    @Case({77, 78})
    @Async
    static Coroutine<String> genericOverride(Probe p) {
        Transform<String, Integer> t = p.z("fixed", true) ? new Fixed() : new Transform<>();
        String s = await(t.apply(p, "a", 1, "c"));
        Number n = await(t.wildcard(p, new java.util.ArrayList<Number>()));
        return result(s + n + await(new Transform<Integer, Void>().apply(p, 1, null, 2.5)));
    }

    sealed interface Tree permits Leaf, Node {}

    record Leaf(int value) implements Tree {}

    record Node(Tree left, Tree right) implements Tree {
        Node {
            java.util.Objects.requireNonNull(left);
        }
    }

    @Async
    static Coroutine<Integer> sum(Probe p, Tree tree) {
        if (tree instanceof Leaf leaf) {
            return result(await(p.step("leaf", leaf.value())));
        }
        var node = (Node) tree;
        return result(await(sum(p, node.left)) + await(sum(p, node.right())));
    }

    @Case({79, 84})
    @Async
    static Coroutine<Integer> sealedTree(Probe p) {
        return result(await(sum(
                p, new Node(new Node(new Leaf(1), new Leaf(2)), new Leaf(await(p.step("new leaf", 3)))))));
    }

    static class Covariant {
        @Async
        Coroutine<? extends Object> get(Probe p) {
            return result(await(p.step("object", (Object) "base")));
        }
    }

    static final class MoreSpecial extends Covariant {
        @Override
        @Async
        Coroutine<String> get(Probe p) {
            return result(await(super.get(p)) + await(p.step("string", "special")));
        }
    }

    @Case(77)
    @Async
    static Coroutine<Object> covariant(Probe p) {
        Covariant c = new MoreSpecial();
        return result(await(c.get(p)) + "/" + await(new Covariant().get(p)));
    }
}
