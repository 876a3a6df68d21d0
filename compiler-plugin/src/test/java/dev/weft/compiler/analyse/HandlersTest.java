package dev.weft.compiler.analyse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.testkit.Javac;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** The handlers around the first await, in their order: {@code -} before those that ignore what they catch. */
class HandlersTest {

    @Test
    void aVariableThatNobodyReads() {
        assertEquals("[-IllegalStateException]", around("try { await(c); } catch (IllegalStateException e) { }"));
        assertEquals("[-all]", around("try { await(c); } catch (Throwable e) { use(null); }"));
    }

    @Test
    void withoutHandlers() {
        assertEquals("[]", around("await(c);"));
        assertEquals("[]", around("await(c); try { use(null); } catch (Error e) { }"));
        assertEquals("[]", around("try { use(null); } catch (Error e) { await(c); }"));
    }

    @Test
    void aVariableThatIsRead() {
        assertEquals("[Error]", around("try { await(c); } catch (Error e) { use(e); }"));
        assertEquals("[Error]", around("try { await(c); } catch (Error e) { throw e; }"));
        assertEquals("[Error]", around("try { await(c); } catch (Error e) { throw new Error(e); }"));
        assertEquals("[Error]", around("try { await(c); } catch (Error e) { Runnable r = () -> use(e); r.run(); }"));
    }

    @Test
    void aVariableThatIsReadOnOnePathOnly() {
        assertEquals("[Error]", around("try { await(c); } catch (Error e) { if (c == null) { use(e); } }"));
        assertEquals(
                "[Error]", around("try { await(c); } catch (Error e) { while (c == null) { } await(c); use(e); }"));
    }

    @Test
    void aVariableThatIsReadInAHandlerOfTheHandler() {
        assertEquals(
                "[Error]",
                around(
                        "try { await(c); } catch (Error e) { try { use(null); } catch (RuntimeException r) { use(e); } }"));
        assertEquals("[Error]", around("try { await(c); } catch (Error e) { try { use(null); } finally { use(e); } }"));
    }

    @Test
    void aVariableThatIsWrittenBeforeItIsRead() {
        assertEquals("[-Error]", around("try { await(c); } catch (Error e) { e = new Error(); use(e); }"));
        assertEquals("[Error]", around("try { await(c); } catch (Error e) { if (c != null) { e = null; } use(e); }"));
    }

    @Test
    void severalTypesOfOneHandler() {
        assertEquals(
                "[-IllegalStateException, -Error]",
                around("try { await(c); } catch (IllegalStateException | Error e) { use(null); }"));
        assertEquals(
                "[IllegalStateException, Error]",
                around("try { await(c); } catch (IllegalStateException | Error e) { use(e); }"));
    }

    @Test
    void severalHandlers() {
        assertEquals("[NumberFormatException, -IllegalArgumentException, RuntimeException]", around("""
                        try {
                            await(c);
                        } catch (NumberFormatException e) {
                            use(e);
                        } catch (IllegalArgumentException e) {
                            use(null);
                        } catch (RuntimeException e) {
                            use(e);
                        }
                        """));
    }

    @Test
    void innerHandlersComeFirst() {
        assertEquals(
                "[-Error, RuntimeException]",
                around("try { try { await(c); } catch (Error e) { } } catch (RuntimeException e) { use(e); }"));
        assertEquals(
                "[Error, -RuntimeException]",
                around("try { try { await(c); } catch (Error e) { use(e); } } catch (RuntimeException e) { }"));
    }

    @Test
    void nothingIsAskedBehindAHandlerOfAll() {
        assertEquals("[-all]", around("try { try { await(c); } catch (Throwable e) { } } catch (Error e) { use(e); }"));
    }

    @Test
    void cleanUpThrowsAgain() {
        assertEquals("[all]", around("try { await(c); } finally { use(null); }"));
        assertEquals("[-Error, all]", around("try { await(c); } catch (Error e) { } finally { use(null); }"));
        assertEquals("[all]", around("try (var r = new java.io.StringReader(\"\")) { await(c); }"));
        assertEquals(
                "[all]",
                around("try { try (var r = new java.io.StringReader(\"\")) { await(c); } } catch (Error e) { }"));
    }

    /** So the first exception is lost, and nobody reads it. */
    @Test
    void aFinallyThatReturns() {
        assertEquals("[-all]", around("try { await(c); } finally { return done(); }"));
    }

    @Test
    void aSlotThatTheNextRoundOfALoopUsesAgain() {
        assertEquals(
                "[-Error]",
                around(
                        "for (int i = 0; i < 3; i++) { try { await(c); } catch (Error e) { } String s = \"\"; use(s); }"));
        assertEquals(
                "[Error]",
                around(
                        "Error last = null; for (int i = 0; i < 3; i++) { use(last); try { await(c); } catch (Error e) { last = e; } }"));
    }

    /** Another compiler may write the exception into the variable that keeps it. */
    @Test
    void aSlotThatTheNextRoundOfALoopReads() {
        var method = compiled(
                "Error last = null; for (int i = 0; i < 3; i++) { use(last); try { await(c); } catch (Error e) { } }");
        assertEquals("[-Error]", around(method));
        storeOfHandler(method).var = 1;
        assertEquals("[Error]", around(method));
    }

    @Test
    void theExceptionIsPopped() {
        var method = compiled("try { await(c); } catch (Error e) { }");
        method.instructions.set(storeOfHandler(method), new InsnNode(Opcodes.POP));
        assertEquals("[-Error]", around(method));
    }

    @Test
    void theExceptionStaysOnTheStack() {
        var method = compiled("try { await(c); } catch (Error e) { }");
        method.maxStack++;
        var store = storeOfHandler(method);
        method.instructions.insertBefore(store, new InsnNode(Opcodes.DUP));
        method.instructions.insertBefore(store, new InsnNode(Opcodes.POP));
        assertEquals("[Error]", around(method));
    }

    private static VarInsnNode storeOfHandler(MethodNode method) {
        var at = method.tryCatchBlocks.get(0).handler.getNext();
        while (at.getOpcode() != Opcodes.ASTORE) {
            at = at.getNext();
        }
        return (VarInsnNode) at;
    }

    private static MethodNode compiled(String code) {
        return Javac.compile("class C { static void use(Object o) { }"
                        + " @Async @SuppressWarnings(\"finally\") static Coroutine<Void> m(Coroutine<?> c) throws Exception { "
                        + code + (code.endsWith("return done(); }") ? "" : " return done();") + " } }")
                .async("m")
                .node();
    }

    private static String around(String code) {
        return around(compiled(code));
    }

    private static String around(MethodNode method) {
        var owner = Javac.compile("class C { @Async static Coroutine<Void> m() { return done(); } }")
                .async("m");
        List<AwaitSite> sites = AnalysedMethod.analyse(owner, method).sites();
        return sites.get(0).handlers().stream()
                .map(handler -> (handler.ignores() ? "-" : "")
                        + (handler.type() == null
                                ? "all"
                                : handler.type().substring(handler.type().lastIndexOf('/') + 1)))
                .toList()
                .toString();
    }
}
