package dev.weft.compiler.normalise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.compiler.scan.AwaitCalls;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.util.Printer;

class LineNumbersTest {

    private final MethodNode method = new MethodNode(Opcodes.ACC_STATIC, "m", "()V", null, null);

    @Test
    void whatLosesItsLineGetsItBack() {
        var alive = new Label();
        line(5);
        method.visitJumpInsn(Opcodes.GOTO, alive);
        line(7);
        method.visitInsn(Opcodes.NOP);
        method.visitLabel(alive);
        method.visitInsn(Opcodes.RETURN);
        var lines = LineNumbers.of(method);
        RemoveDeadCode.in(method);
        lines.restore(method, (instruction, line) -> LineNumbers.before(method, instruction, line));
        assertEquals(List.of("GOTO 5", "RETURN 7"), linesOfCode());
    }

    @Test
    void whatIsWhereItWasStays() {
        line(5);
        method.visitInsn(Opcodes.NOP);
        line(6);
        method.visitInsn(Opcodes.RETURN);
        int size = method.instructions.size();
        LineNumbers.of(method).restore(method, (instruction, line) -> LineNumbers.before(method, instruction, line));
        assertEquals(size, method.instructions.size());
    }

    @Test
    void newCodeHasTheLineOfWhatPrecedesIt() {
        line(5);
        method.visitInsn(Opcodes.NOP);
        var lines = LineNumbers.of(method);
        method.visitInsn(Opcodes.RETURN);
        lines.restore(method, (instruction, line) -> LineNumbers.before(method, instruction, line));
        assertEquals(List.of("NOP 5", "RETURN 5"), linesOfCode());
    }

    private void line(int number) {
        var label = new Label();
        method.visitLabel(label);
        method.visitLineNumber(number, label);
    }

    private List<String> linesOfCode() {
        var lines = new ArrayList<String>();
        for (var instruction : method.instructions) {
            if (instruction.getOpcode() >= 0) {
                lines.add(Printer.OPCODES[instruction.getOpcode()] + " " + AwaitCalls.lineOf(instruction));
            }
        }
        return lines;
    }
}
