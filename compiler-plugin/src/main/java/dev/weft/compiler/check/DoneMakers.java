package dev.weft.compiler.check;

import java.util.regex.Pattern;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/** Calls that make a coroutine or future that is done or failed already, as far as their names say so. */
final class DoneMakers {

    /** Libraries have makers of their own. */
    private static final Pattern NAMES =
            Pattern.compile("result|done|failed|.*(completed|failed)(future|stage)", Pattern.CASE_INSENSITIVE);

    private DoneMakers() {}

    static boolean isOne(AbstractInsnNode instruction) {
        return instruction.getOpcode() == Opcodes.INVOKESTATIC
                && instruction instanceof MethodInsnNode call
                && NAMES.matcher(call.name).matches();
    }
}
