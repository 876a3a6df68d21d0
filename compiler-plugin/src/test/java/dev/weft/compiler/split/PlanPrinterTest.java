package dev.weft.compiler.split;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PlanPrinterTest {

    private static final String LOOP = """
            @Async static Coroutine<String> m(Coroutine<String> c, boolean b) {
                while (b) {
                    b = await(c) != null;
                }
                return result(await(c));
            }
            """;

    @Test
    void asText() {
        assertEquals("""
                C.m(Ldev/weft/Coroutine;Z)Ldev/weft/Coroutine; cold, frame C$m$Frame
                  start, parameters [L0:dev/weft/Coroutine, I1:int] -> 1, 2
                  state 1, line 3, awaits Coroutine, operands [], variables [L0:dev/weft/Coroutine], clears [], keeps [L0] -> 1, 2
                  state 2, line 5, awaits Coroutine, operands [], variables [], clears [L0], keeps [] -> end
                """, new PlanPrinter(Plans.of(LOOP, "-g:lines,source")).toText());
    }

    @Test
    void anEntryMethod() {
        var code = "@Entry void m(String[] args) { await(yieldNow()); System.out.println(args[0]); }";
        assertEquals("""
                C.m([Ljava/lang/String;)V entry, frame C$m$Frame
                  start, parameters [L1:[Ljava/lang/String;] -> 1
                  state 1, line 1, awaits Coroutine, operands [], variables [L1:[Ljava/lang/String;], clears [], keeps [] -> end
                """, new PlanPrinter(Plans.of(code)).toText());
    }

    @Test
    void asAGraph() {
        assertEquals("""
                digraph "C.m" {
                  start -> 1;
                  start -> 2;
                  1 [label="1\\nline 3"];
                  1 -> 1;
                  1 -> 2;
                  2 [label="2\\nline 5"];
                  2 -> end;
                }
                """, new PlanPrinter(Plans.of(LOOP)).toDot());
    }
}
