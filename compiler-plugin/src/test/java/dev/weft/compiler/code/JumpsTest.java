package dev.weft.compiler.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;

class JumpsTest {

    @Test
    void whatHasTargetsIsAJump() throws IOException {
        var node = new ClassNode();
        new ClassReader("java.util.Formatter").accept(node, 0);
        new ClassReader("java.util.regex.Pattern").accept(node, 0);
        var jumps = new TreeSet<Integer>();
        for (var method : node.methods) {
            for (var instruction : method.instructions) {
                int opcode = instruction.getOpcode();
                assertEquals(!Jumps.targets(instruction).isEmpty(), Jumps.isJump(opcode), "opcode " + opcode);
                if (Jumps.isJump(opcode)) {
                    jumps.add(opcode);
                }
            }
        }
        assertTrue(jumps.size() > 15, jumps + " are in the code");
    }
}
