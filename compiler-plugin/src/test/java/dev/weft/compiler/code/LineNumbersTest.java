package dev.weft.compiler.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

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
        RemoveDeadCode.in(method);
        assertEquals(List.of("GOTO 5", "RETURN 7"), linesOfCode());
    }

    @Test
    void whatIsOnItsLineStays() {
        var alive = new Label();
        line(5);
        method.visitJumpInsn(Opcodes.GOTO, alive);
        line(7);
        method.visitInsn(Opcodes.NOP);
        method.visitLabel(alive);
        line(8);
        method.visitInsn(Opcodes.RETURN);
        RemoveDeadCode.in(method, (instruction, line) -> fail("line " + line + " was not lost"));
        assertEquals(List.of("GOTO 5", "RETURN 8"), linesOfCode());
    }

    @Test
    void onlyTheFirstOfALineIsTold() {
        var alive = new Label();
        line(5);
        method.visitJumpInsn(Opcodes.GOTO, alive);
        line(7);
        method.visitInsn(Opcodes.NOP);
        method.visitLabel(alive);
        method.visitInsn(Opcodes.NOP);
        method.visitInsn(Opcodes.RETURN);
        var told = new ArrayList<String>();
        RemoveDeadCode.in(
                method, (instruction, line) -> told.add(Printer.OPCODES[instruction.getOpcode()] + " " + line));
        assertEquals(List.of("NOP 7"), told);
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
                lines.add(Printer.OPCODES[instruction.getOpcode()] + " " + LineNumbers.of(instruction));
            }
        }
        return lines;
    }
}
