package dev.weft.compiler.code;

import java.util.BitSet;
import java.util.HashSet;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Removes code that control cannot reach, and try ranges that cover only such code or whose handler is such code.
 *
 * <pre>
 *     goto END                 goto END
 *     aload 1          =>      END:
 *     invokestatic await
 *     END:
 * </pre>
 *
 * Used for awaits that are never reached, which need no suspension point, and for code that only the hot entry runs,
 * which the resume entry does not need. Labels stay: debug information refers to them. If a line number is removed with
 * its code, the code behind it seems to be on another line, and needs a new line number.
 */
public final class RemoveDeadCode {

    private RemoveDeadCode() {}

    /** Removes dead code. An instruction that loses its line number gets a new one right before it. */
    public static void in(MethodNode method) {
        in(method, (instruction, line) -> LineNumbers.before(method, instruction, line));
    }

    /**
     * Removes dead code, and what refers to code without instructions; the caller adds new line numbers.
     *
     * @param lost is called for each instruction that is no longer on its line, and restores that
     */
    public static void in(MethodNode method, LineNumbers.Marker lost) {
        var reachable = ReachableCode.in(method);
        if (!isWhole(method, reachable)) {
            remove(method, reachable, lost);
        }
        EmptyRanges.dropFrom(method);
    }

    /** Whether all is reached but labels at the end, which nearly every method has. */
    private static boolean isWhole(MethodNode method, BitSet reachable) {
        int index = reachable.nextClearBit(0);
        if (index < reachable.length()) {
            return false;
        }
        while (index < method.instructions.size() && method.instructions.get(index) instanceof LabelNode) {
            index++;
        }
        return index == method.instructions.size();
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
    }
}
