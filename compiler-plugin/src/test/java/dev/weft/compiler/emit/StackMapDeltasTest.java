package dev.weft.compiler.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;

class StackMapDeltasTest {

    /** Among them are constructors, and objects that are made while paths meet. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.util.HashMap",
                "java.util.Formatter",
                "java.util.regex.Pattern",
                "java.math.BigDecimal",
                "java.util.concurrent.ForkJoinPool",
                "java.lang.invoke.MethodHandles$Lookup"
            })
    void stackMapsAreThoseThatAsmWrites(String name) throws IOException {
        var node = new ClassNode();
        new ClassReader(name).accept(node, ClassReader.EXPAND_FRAMES);
        var byAsm = new ClassWriter(0);
        node.accept(byAsm);
        var byDeltas = new ClassWriter(0);
        node.accept(StackMapDeltas.of(node.name, byDeltas));

        var expected = maps(byAsm.toByteArray());
        assertTrue(expected.size() > 10, expected.size() + " stack maps");
        assertEquals(expected, maps(byDeltas.toByteArray()));
        assertTrue(byDeltas.toByteArray().length <= byAsm.toByteArray().length);
    }

    /** Each stack map with its method and its place there. */
    private static List<String> maps(byte[] classFile) {
        var node = new ClassNode();
        new ClassReader(classFile).accept(node, ClassReader.EXPAND_FRAMES);
        var maps = new ArrayList<String>();
        for (var method : node.methods) {
            for (var instruction : method.instructions) {
                if (instruction instanceof FrameNode map) {
                    maps.add(method.name + method.desc + " " + method.instructions.indexOf(map)
                            + text(map.local, method) + text(map.stack, method));
                }
            }
        }
        return maps;
    }

    private static List<Object> text(List<Object> entries, MethodNode method) {
        return entries.stream()
                .map(entry -> entry instanceof LabelNode label ? "new at " + method.instructions.indexOf(label) : entry)
                .toList();
    }
}
