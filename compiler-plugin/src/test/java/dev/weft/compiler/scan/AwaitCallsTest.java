package dev.weft.compiler.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.code.LineNumbers;
import dev.weft.compiler.testkit.Javac;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.objectweb.asm.tree.MethodNode;

class AwaitCallsTest {

    private static final String SOURCE = """
            class C {
                static void await() {}
                void m(Coroutine<String> c, Task<String> t, CompletionStage<String> s) throws Exception {
                    Weft.await(c);
                    C.await();
                    Weft.await(t, Exception.class);
                    Weft.await(
                            s);
                }
            }
            """;

    @Test
    void areThoseOfWeftInAllTheirForms() {
        assertEquals(
                List.of(
                        "(Ldev/weft/Coroutine;)Ljava/lang/Object;",
                        "(Ldev/weft/Awaitable;Ljava/lang/Class;)Ljava/lang/Object;",
                        "(Ljava/util/concurrent/CompletionStage;)Ljava/lang/Object;"),
                AwaitCalls.in(method()).stream().map(call -> call.desc).toList());
    }

    @ParameterizedTest
    @CsvSource({"-g,4,6,7", "-g:none,0,0,0"})
    void haveLinesWhereTheClassFileHas(String option, int first, int second, int third) {
        var method = Javac.compile(SOURCE, option).node("C").methods.stream()
                .filter(one -> one.name.equals("m"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                List.of(first, second, third),
                AwaitCalls.in(method).stream().map(LineNumbers::of).toList());
        assertEquals(first, LineNumbers.firstOf(method));
    }

    private static MethodNode method() {
        return Javac.compile(SOURCE).method("C", "m", "");
    }
}
