package dev.weft.compiler.code;

import java.util.BitSet;
import java.util.HashSet;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Removes the code that control cannot reach, and the try ranges that cover nothing else or whose handler is such code.
 *
 * <pre>
 *     goto END                 goto END
 *     aload 1          =>      END:
 *     invokestatic await
 *     END:
 * </pre>
 *
 * An await that is never reached needs no suspension point, and the part of a body that only the hot entry runs has no
 * place in the resume entry. Labels stay: debug information refers to them. When the code goes, and a line number with it,
 * what stood behind on the same line seems to be on another one, and has to be put back.
 */
public final class RemoveDeadCode {

    private RemoveDeadCode() {}

    /** What loses its line number gets it back from a new one, right before it. */
    public static void in(MethodNode method) {
        in(method, (instruction, line) -> LineNumbers.before(method, instruction, line));
    }

    /**
     * The same, with new line numbers of the caller's.
     *
     * @param lost is told of each instruction that is no longer on its line, and puts it there again
     */
    public static void in(MethodNode method, LineNumbers.Marker lost) {
        var reachable = ReachableCode.in(method);
        if (reachable.cardinality() < method.instructions.size()) {
            remove(method, reachable, lost);
        }
    }

    /** An instruction is on the line of the last line number before it (JVMS 4.7.12), or on none: 0. */
    private static void remove(MethodNode method, BitSet reachable, LineNumbers.Marker lost) {
        var gone = new HashSet<LabelNode>();
        int line = 0;
        int lineNow = 0;
        var instructions = method.instructions.toArray();
        for (int i = 0; i < instructions.length; i++) {
            var instruction = instructions[i];
            boolean kept = reachable.get(i);
            if (instruction instanceof LineNumberNode number) {
                line = number.line;
                lineNow = kept ? line : lineNow;
            } else if (kept && instruction.getOpcode() >= 0 && line != lineNow) {
                lost.mark(instruction, line);
                lineNow = line;
            }
            if (!kept && instruction instanceof LabelNode label) {
                gone.add(label);
            } else if (!kept) {
                method.instructions.remove(instruction);
            }
        }
        method.tryCatchBlocks.removeIf(range -> gone.contains(range.handler));
        EmptyRanges.dropFrom(method);
    }
}
