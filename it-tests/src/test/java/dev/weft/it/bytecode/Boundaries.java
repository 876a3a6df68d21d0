package dev.weft.it.bytecode;

import dev.weft.compiler.analyse.HeldMonitors;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

/** Where awaits may be inserted. */
final class Boundaries {
    private Boundaries() {}

    /**
     * The indices of the instructions that may get an await in front of them: all, but for those that are executed with a
     * monitor held, and for {@code NEW}, whose label is the name of the new object in stack map frames.
     */
    static List<Integer> of(MethodNode method) {
        var held = HeldMonitors.anyIn(method) ? HeldMonitors.in(method) : null;
        var indices = new ArrayList<Integer>();
        for (int i = 0; i < method.instructions.size(); i++) {
            int opcode = method.instructions.get(i).getOpcode();
            if (opcode >= 0
                    && opcode != Opcodes.NEW
                    && (held == null || held.before(i).isEmpty())) {
                indices.add(i);
            }
        }
        return indices;
    }
}
