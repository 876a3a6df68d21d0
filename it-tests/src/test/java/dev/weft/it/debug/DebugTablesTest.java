package dev.weft.it.debug;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.it.frontends.FrontEnd;
import dev.weft.it.frontends.SourceText;
import dev.weft.it.harness.ClassFiles;
import dev.weft.it.harness.Weaving;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.objectweb.asm.tree.MethodNode;

/** The tables that debuggers and annotation readers use, in the stub, the hot entry and the resume entry. */
@Tag("jdk")
@Timeout(60)
class DebugTablesTest {
    private static final String NAME = "tables.Tables";

    private static ClassFiles woven;
    private static MethodTables source;
    private static MethodTables stub;
    private static MethodTables hot;
    private static MethodTables resume;

    @BeforeAll
    static void weave() {
        var text = new SourceText(NAME, """
                package tables;

                import static dev.weft.Weft.*;

                import dev.weft.*;
                import java.lang.annotation.*;
                import java.util.*;
                import java.util.concurrent.CompletableFuture;

                class Tables {
                    @Target(ElementType.TYPE_USE)
                    @Retention(RetentionPolicy.RUNTIME)
                    @interface Seen { int value(); }

                    @Async
                    <T extends Comparable<T>> Coroutine<@Seen(1) Integer> method(
                            @Seen(2) CompletableFuture<@Seen(3) Integer> x, Map<String, T> map) {
                        @Seen(4) long wide = 1;
                        List<@Seen(5) String> list = new ArrayList<>();
                        for (@Seen(6) int i = 0; i < 3; i++) {
                            wide += await(x);
                        }
                        try {
                            @Seen(7) Object inner = await(x);
                            list.add("" + inner + (@Seen(8) Object) map);
                        } catch (@Seen(9) IllegalStateException e) {
                            list.add("e" + await(x));
                        }
                        {
                            double other = wide;
                            wide = (long) other;
                        }
                        return result(list.size() + (int) wide);
                    }
                }
                """);
        var compiled = FrontEnd.JAVAC.compile(List.of(text), Weaving.runtime(), "-g", "--release", "17");
        woven = Weaving.weave(compiled, Weaving.runtime());
        String type = NAME.replace('.', '/');
        source = MethodTables.of(compiled, type, "method", method -> true);
        stub = MethodTables.of(woven, type, "method", method -> method.desc.equals(source.method().desc));
        resume =
                MethodTables.of(woven, type, "method", method -> method.desc.startsWith("(Ldev/weft/abi/FrameDriver;"));
        hot = MethodTables.of(woven, type, "method", DebugTablesTest::isHotEntry);
    }

    private static boolean isHotEntry(MethodNode method) {
        return method.desc.endsWith("$Frame;Ldev/weft/abi/FrameDriver;I)Ljava/lang/Object;");
    }

    @Test
    void linesAreThoseOfTheMethod() {
        assertEquals(source.lines(), hot.lines());
        assertTrue(source.lines().containsAll(resume.lines()), () -> resume.lines() + " of " + source.lines());
        assertTrue(source.lines().containsAll(stub.lines()), () -> stub.lines() + " of " + source.lines());
        assertFalse(resume.lines().isEmpty(), "the resume entry has no line numbers");
    }

    @Test
    void variablesWithTheirGenericTypes() {
        assertEquals(source.variables(), hot.variables());
        assertEquals(source.variables(), resume.variables());
        assertEquals(
                List.of(
                        "map Ljava/util/Map; Ljava/util/Map<Ljava/lang/String;TT;>;",
                        "this Ltables/Tables; null",
                        "x Ljava/util/concurrent/CompletableFuture; "
                                + "Ljava/util/concurrent/CompletableFuture<Ljava/lang/Integer;>;"),
                stub.variables());
    }

    @Test
    void rangesOfVariables() {
        for (var entry : List.of(hot, resume)) {
            assertEquals(List.of(), entry.wrongRanges());
            assertEquals(List.of(), entry.overlaps());
        }
    }

    @Test
    void typeAnnotationsOnVariables() {
        assertEquals(List.of("i 6", "inner 7", "list 5", "wide 4"), source.annotatedVariables());
        assertEquals(source.annotatedVariables(), hot.annotatedVariables());
        assertEquals(source.annotatedVariables(), resume.annotatedVariables());
    }

    @Test
    void typeAnnotationsOnHandlersAndCasts() {
        assertEquals(List.of("cast 8", "handler 9"), source.annotatedCode());
        assertEquals(source.annotatedCode(), hot.annotatedCode());
        assertEquals(source.annotatedCode(), resume.annotatedCode());
    }

    @Test
    void typeAnnotationsOnTheDeclaration() throws Exception {
        var type = Class.forName(NAME, true, woven.loader("tables"));
        var method = type.getDeclaredMethod("method", CompletableFuture.class, Map.class);
        var returned = (AnnotatedParameterizedType) method.getAnnotatedReturnType();
        assertSeen(1, returned.getAnnotatedActualTypeArguments()[0]);
        var x = (AnnotatedParameterizedType) method.getAnnotatedParameterTypes()[0];
        assertSeen(2, x);
        assertSeen(3, x.getAnnotatedActualTypeArguments()[0]);
    }

    private static void assertSeen(int expected, AnnotatedElement type) throws ReflectiveOperationException {
        var seen = type.getAnnotations()[0];
        var value = seen.annotationType().getDeclaredMethod("value");
        value.setAccessible(true);
        assertEquals(expected, value.invoke(seen));
    }
}
