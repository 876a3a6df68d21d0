package dev.weft.compiler.normalise;

import dev.weft.compiler.analyse.VerificationType;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.FrameNode;

/** Makes stack maps of types. */
final class StackMapNodes {

    private StackMapNodes() {}

    /**
     * Returns an expanded stack map.
     *
     * @param locals the types by slot; the second slot of a long or double is skipped
     * @param operands the types from the bottom
     */
    static FrameNode of(List<VerificationType> locals, List<VerificationType> operands) {
        var entries = new ArrayList<Object>();
        for (int slot = 0; slot < locals.size(); slot += locals.get(slot).getSize()) {
            entries.add(locals.get(slot).stackMapEntry());
        }
        var stack = operands.stream().map(VerificationType::stackMapEntry).toList();
        return new FrameNode(Opcodes.F_NEW, entries.size(), entries.toArray(), stack.size(), stack.toArray());
    }
}
