package dev.weft.compiler.verify;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.compiler.emit.WovenClass;
import dev.weft.compiler.hierarchy.ClassHierarchy;
import dev.weft.compiler.testkit.Classes;
import dev.weft.compiler.testkit.Javac;
import dev.weft.compiler.testkit.Weaving;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.InsnNode;

class VerifierTest {

    private static final String SOURCE = """
            class C {
                @Async static Coroutine<String> m(Coroutine<String> c) {
                    return result(await(c));
                }
            }
            """;

    @Test
    void whatTheWeaverWritesIsSound() {
        assertDoesNotThrow(() -> verify(woven(Weaving.weave(SOURCE))));
    }

    @Test
    void anAwaitThatIsLeftOverIsNot() {
        var failure = assertThrows(VerificationFailure.class, () -> verify(woven(Javac.compile(SOURCE))));
        assertEquals(
                "in m(Ldev/weft/Coroutine;)Ldev/weft/Coroutine;, instruction 3, line 3: an await was left unwoven",
                failure.getMessage());
    }

    @Test
    void norIsCodeThatLacksOperands() {
        var woven = woven(Weaving.weave(SOURCE));
        var stub = woven.node().methods.stream()
                .filter(method -> method.name.equals("m"))
                .findFirst()
                .orElseThrow();
        stub.instructions.insert(new InsnNode(Opcodes.POP));
        var failure = assertThrows(VerificationFailure.class, () -> verify(woven));
        assertEquals(true, failure.getMessage().startsWith("in m("), failure.getMessage());
    }

    @Test
    void whatWasNotWrittenIsPassedOver() {
        var node = Weaving.weave(SOURCE).node("C");
        node.methods.forEach(method -> method.instructions.insert(new InsnNode(Opcodes.POP)));
        assertDoesNotThrow(() -> verify(new WovenClass(node, List.of(), new byte[0], Map.of())));
    }

    private static WovenClass woven(Classes classes) {
        var node = classes.node("C");
        return new WovenClass(node, node.methods, classes.bytes("C"), Map.of());
    }

    private static void verify(WovenClass woven) {
        Verifier.verify(woven, new ClassHierarchy(List.of()));
    }
}
