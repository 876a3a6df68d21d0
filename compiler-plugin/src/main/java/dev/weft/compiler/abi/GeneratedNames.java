package dev.weft.compiler.abi;

import org.objectweb.asm.Opcodes;

/**
 * All names and flags of generated code.
 *
 * <p>The two entries keep the name of the method they come from, so that stack traces, profilers and debuggers show the
 * method its author wrote; their descriptors tell them apart: a frame, a task and a depth follow the parameters of the
 * hot entry; a task and a frame are all that the resume entry takes. No source method can have such a descriptor,
 * because the frame class exists only after compilation.
 */
public final class GeneratedNames {

    /** JVMS 4.1-B: final, super, and synthetic (not in any source); package-private, beside the class it serves. */
    public static final int FRAME_CLASS_ACCESS = Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC;

    /** JVMS 4.5: read and written by the class that it serves. */
    public static final int FRAME_FIELD_ACCESS = Opcodes.ACC_SYNTHETIC;

    /** The field of a frame that holds the receiver of an instance method. */
    public static final String RECEIVER_FIELD = "receiver";

    /** The static factory of a frame class: returns the frame that it is passed, or a new one for null. */
    public static final String FRAME_OF = "of";

    private static final String FRAME_CLASS_SUFFIX = "Frame";

    private GeneratedNames() {}

    /** JVMS 4.6: the entries hold the body, which may use anything that is private to its class. */
    public static int entryAccess(int methodAccess) {
        return Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC | (methodAccess & (Opcodes.ACC_STATIC | Opcodes.ACC_STRICT));
    }

    /** JVMS 4.6: whoever may call the method may call the entry, and nobody else; what replaces one replaces both. */
    public static int directEntryAccess(int methodAccess) {
        int kept = Opcodes.ACC_PUBLIC
                | Opcodes.ACC_PROTECTED
                | Opcodes.ACC_STATIC
                | Opcodes.ACC_FINAL
                | Opcodes.ACC_STRICT;
        return Opcodes.ACC_SYNTHETIC | (methodAccess & kept);
    }

    /** JVMS 4.6: methods of interfaces are public or private; the frame class, no nest mate, must reach this one. */
    public static int dispatcherAccess(boolean inInterface) {
        return Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC | (inInterface ? Opcodes.ACC_PUBLIC : 0);
    }

    /** The static method through which the frame class reaches both entries. */
    public static String dispatcher(String methodName) {
        return methodName + "$weft";
    }

    /** The n-th (from 0) segment of a resume entry that is too long to be one method. */
    public static String segment(String methodName, int n) {
        return methodName + "$" + (n + 1);
    }

    /** The frame class of the n-th (from 0) async method of that name, case ignored, in its class. */
    public static String frameClass(String owner, String methodName, int n) {
        return owner + "$" + methodName + "$" + (n == 0 ? "" : n + "$") + FRAME_CLASS_SUFFIX;
    }

    /** Whether a class, by internal name, may be a frame class. */
    public static boolean isNamedAsFrameClass(String name) {
        return name.endsWith("$" + FRAME_CLASS_SUFFIX);
    }

    /** The field for a local variable or operand of one type. Debuggers show its name. */
    public static String spillField(char area, int index, int variant) {
        return String.valueOf(area) + index + (variant == 0 ? "" : "_" + variant);
    }
}
