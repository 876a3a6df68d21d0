package dev.weft.compiler.check;

import dev.weft.compiler.code.Instructions;
import dev.weft.compiler.code.MethodHandles;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.LimitExceededException;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceInterpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

/**
 * Calls in tests whose results are dropped on purpose.
 *
 * <ul>
 *   <li>Calls that tell Mockito what is meant: {@code verify(mock).save(order)},
 *       {@code doReturn(x).when(mock).save(order)}. The receiver comes from a method of Mockito.
 *   <li>The body of a lambda that must fail: {@code assertThrows(…, () -> save(null))}. If it does not, the test fails.
 * </ul>
 */
final class DroppedOnPurpose {

    private static final String PACKAGE = "org/mockito/";
    private static final Pattern ASSERTION = Pattern.compile("Throws|ThrownBy|catchThrowable|catchException");

    private DroppedOnPurpose() {}

    static boolean tellsMockito(String owner, MethodNode method, MethodInsnNode call) {
        return call.getOpcode() != Opcodes.INVOKESTATIC
                && callsMockito(method)
                && isReceiverMocked(owner, method, call);
    }

    /** Whether the lambda or method reference tells Mockito which call is meant: {@code mocked.when(Svc::load)}. */
    static boolean isGivenToMockito(InvokeDynamicInsnNode indy) {
        var type = Type.getReturnType(indy.desc);
        return type.getSort() == Type.OBJECT && type.getInternalName().startsWith(PACKAGE);
    }

    /** Whether each lambda made of the method is passed to a method like {@code assertThrows}, or to Mockito. */
    static boolean mustFail(ClassNode node, MethodNode body) {
        int makers = 0;
        for (var method : node.methods) {
            for (var instruction : method.instructions) {
                if (instruction instanceof InvokeDynamicInsnNode indy && isMadeBy(indy, node, body)) {
                    makers++;
                    if (!isGivenToAssertion(indy) && !isGivenToMockito(indy)) {
                        return false;
                    }
                }
            }
        }
        return makers > 0;
    }

    private static boolean isMadeBy(InvokeDynamicInsnNode indy, ClassNode node, MethodNode body) {
        return MethodHandles.any(
                indy,
                handle -> handle.getOwner().equals(node.name)
                        && handle.getName().equals(body.name)
                        && handle.getDesc().equals(body.desc));
    }

    /**
     * Whether the call that takes it has a name like {@code assertThrows}, {@code assertThatThrownBy}, {@code
     * catchThrowable}.
     */
    private static boolean isGivenToAssertion(InvokeDynamicInsnNode indy) {
        var next = Instructions.after(indy);
        while (next instanceof LdcInsnNode) { // the message of an assertion
            next = Instructions.after(next);
        }
        return next instanceof MethodInsnNode call
                && ASSERTION.matcher(call.name).find()
                && !call.name.contains("NotThrow");
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
        } catch (LimitExceededException tooLong) {
            return true; // better no warning than a false one
        } catch (AnalyzerException e) {
            throw new IllegalArgumentException("the class file is not valid: " + e.getMessage(), e);
        }
        var receiver = operand(method, frames, call, Type.getArgumentCount(call.desc));
        return receiver != null && receiver.insns.stream().anyMatch(source -> comesFromMockito(method, frames, source));
    }

    private static boolean comesFromMockito(MethodNode method, Frame<SourceValue>[] frames, AbstractInsnNode source) {
        if (source.getOpcode() == Opcodes.CHECKCAST) {
            var cast = operand(method, frames, source, 0);
            return cast != null && cast.insns.stream().anyMatch(DroppedOnPurpose::isMockito);
        }
        return isMockito(source);
    }

    private static @Nullable SourceValue operand(
            MethodNode method, Frame<SourceValue>[] frames, AbstractInsnNode at, int below) {
        var frame = frames[method.instructions.indexOf(at)];
        return frame == null ? null : frame.getStack(frame.getStackSize() - 1 - below);
    }
}
