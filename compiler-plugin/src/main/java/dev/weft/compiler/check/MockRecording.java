package dev.weft.compiler.check;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceInterpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

/**
 * Calls that only tell Mockito what is meant, as {@code verify(mock).save(order)} and {@code doReturn(x).when(mock).save(order)}:
 * their results are dropped on purpose. The receiver comes from a method of Mockito.
 */
final class MockRecording {

    private static final String PACKAGE = "org/mockito/";

    private MockRecording() {}

    static boolean isOn(String owner, MethodNode method, MethodInsnNode call) {
        return call.getOpcode() != Opcodes.INVOKESTATIC
                && callsMockito(method)
                && isReceiverMocked(owner, method, call);
    }

    private static boolean callsMockito(MethodNode method) {
        for (var instruction : method.instructions) {
            if (isMockito(instruction)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isMockito(AbstractInsnNode instruction) {
        return instruction instanceof MethodInsnNode call && call.owner.startsWith(PACKAGE);
    }

    private static boolean isReceiverMocked(String owner, MethodNode method, MethodInsnNode call) {
        Frame<SourceValue>[] frames;
        try {
            frames = new Analyzer<>(new SourceInterpreter()).analyze(owner, method);
        } catch (AnalyzerException e) {
            throw new IllegalArgumentException("the class file is not valid: " + e.getMessage(), e);
        }
        var receiver = operand(method, frames, call, Type.getArgumentCount(call.desc));
        return receiver != null && receiver.insns.stream().anyMatch(source -> comesFromMockito(method, frames, source));
    }

    private static boolean comesFromMockito(MethodNode method, Frame<SourceValue>[] frames, AbstractInsnNode source) {
        if (source.getOpcode() == Opcodes.CHECKCAST) {
            var cast = operand(method, frames, source, 0);
            return cast != null && cast.insns.stream().anyMatch(MockRecording::isMockito);
        }
        return isMockito(source);
    }

    private static @Nullable SourceValue operand(
            MethodNode method, Frame<SourceValue>[] frames, AbstractInsnNode at, int below) {
        var frame = frames[method.instructions.indexOf(at)];
        return frame == null ? null : frame.getStack(frame.getStackSize() - 1 - below);
    }
}
