package dev.weft.compiler.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.testkit.Findings;
import org.junit.jupiter.api.Test;

/** WEFT005. */
class AwaitBeforeConstructorCallTest {

    @Test
    void inTheArgumentsOfSuperAndThis() {
        var findings = Findings.asCommented("""
                class C extends ArrayList<Object> {
                    C(Coroutine<Integer> c) {
                        super(await(c)); // WEFT005: await before super(...) or this(...)
                    }
                    C(Coroutine<Integer> c, int size) {
                        this(size + await(c)); // WEFT005: await before super(...) or this(...)
                        add(await(c)); // WEFT001: await in a constructor
                    }
                    C(int size) {
                        super(size);
                    }
                }
                """);
        assertEquals(
                "await in an @Async factory method, and pass the result to the constructor",
                findings.get(0).remedy());
        assertEquals("<init>", findings.get(0).method());
    }

    @Test
    void onOnePathOfACondition() {
        Findings.asCommented("""
                class C extends ArrayList<Object> {
                    C(boolean b, Coroutine<Integer> c) {
                        super(b
                            ? 7
                            : await(c)); // WEFT005: await before super(...) or this(...)
                    }
                }
                """);
    }

    @Test
    void anotherObjectMadeInAConstructorIsNotThis() {
        Findings.asCommented("""
                class C {
                    final List<Object> list;
                    C(Coroutine<Integer> c) {
                        list = new ArrayList<>(await(c)); // WEFT001: await in a constructor
                    }
                }
                """);
    }
}
