package dev.weft.compiler.normalise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.testkit.Disassembly;
import dev.weft.compiler.testkit.Javac;
import dev.weft.compiler.testkit.Program;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReturnResultsAtOnceTest {

    @Test
    void eachBranchOfAConditionReturns() {
        assertEquals(
                List.of("ILOAD", "IFEQ", "ALOAD", "INVOKESTATIC", "ARETURN", "LDC", "INVOKESTATIC", "ARETURN"),
                normalised("return b ? result(s) : result(\"\");"));
    }

    @Test
    void soDoOtherCoroutines() {
        assertEquals(
                List.of("ILOAD", "IFEQ", "ALOAD", "INVOKESTATIC", "ARETURN", "INVOKESTATIC", "ARETURN"),
                normalised("return b ? result(s) : other();"));
        assertEquals(
                List.of("ILOAD", "IFEQ", "INVOKESTATIC", "ARETURN", "INVOKESTATIC", "ARETURN"),
                normalised("return b ? other() : other();"));
    }

    @Test
    void conditionsWithinConditions() {
        assertEquals(
                List.of(
                        "ILOAD",
                        "IFEQ",
                        "ALOAD",
                        "INVOKESTATIC",
                        "ARETURN", // b
                        "ALOAD",
                        "IFNULL",
                        "INVOKESTATIC",
                        "ARETURN", // s != null
                        "LDC",
                        "INVOKESTATIC",
                        "ARETURN"),
                normalised("return b ? result(s) : s != null ? other() : result(\"\");"));
    }

    @Test
    void aResultThatIsNotReturnedStays() {
        assertEquals(
                List.of(
                        "ALOAD",
                        "INVOKESTATIC",
                        "ASTORE",
                        "ILOAD",
                        "IFEQ",
                        "ALOAD",
                        "ARETURN",
                        "INVOKESTATIC",
                        "ARETURN"),
                normalised("var r = result(s); if (b) return r; return other();"));
    }

    @Test
    void theProgramMeansTheSame() throws Throwable {
        var program = Program.of("""
                class C {
                    static Coroutine<String> other() { return result("other"); }
                    @Async static Coroutine<String> one(int i) {
                        await(other());
                        return switch (i) {
                            case 0 -> result("zero" + await(other()));
                            case 1 -> other();
                            default -> i == 2 ? result(null) : i == 3 ? other() : result("many");
                        };
                    }
                    @Async static Coroutine<String> m() {
                        var s = "";
                        for (int i = 0; i < 5; i++) s += await(one(i)) + " ";
                        return result(s);
                    }
                }
                """);
        assertEquals("zeroother other null other many ", program.run("C", "m"));
    }

    private static List<String> normalised(String body) {
        var classes = Javac.compile("""
                class C {
                    static Coroutine<String> other() { return null; }
                    @Async static Coroutine<String> m(boolean b, String s) { %s }
                }
                """.formatted(body));
        var method = classes.scanned("C").asyncMethods().get(0);
        return Disassembly.instructions(Normaliser.normalise(method).body()).stream()
                .map(instruction -> instruction.replaceFirst(" .*", ""))
                .toList();
    }
}
