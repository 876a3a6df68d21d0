package dev.weft.compiler.analyse;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.tree.analysis.Frame;

/** The verifier's types of all local variables and operands at one place of a method. */
public final class Types extends Frame<VerificationType> {

    Types(int locals, int operands) {
        super(locals, operands);
        for (int slot = 0; slot < locals; slot++) {
            setLocal(slot, VerificationType.TOP);
        }
    }

    Types(Types others) {
        super(others);
    }

    /** Takes the arguments of a call and its receiver, and pushes what it returns. */
    void call(String descriptor, boolean onReceiver) {
        int at = 1;
        while (descriptor.charAt(at) != ')') {
            while (descriptor.charAt(at) == '[') {
                at++;
            }
            at = descriptor.charAt(at) == 'L' ? descriptor.indexOf(';', at) + 1 : at + 1;
            pop();
        }
        if (onReceiver) {
            pop();
        }
        if (descriptor.charAt(at + 1) != 'V') {
            push(VerificationType.ofDescriptor(descriptor, at + 1));
        }
    }

    /** Returns the operand that has {@code below} others above it. */
    public VerificationType operand(int below) {
        return getStack(getStackSize() - 1 - below);
    }

    /**
     * The types of the local variables by slot. The second slot of a long or double and a slot without a value are top.
     */
    public List<VerificationType> locals() {
        var locals = new ArrayList<VerificationType>(getLocals());
        for (int slot = 0; slot < getLocals(); slot++) {
            locals.add(getLocal(slot));
        }
        return List.copyOf(locals);
    }

    /** The operands from the bottom, without the {@code top} uppermost. */
    public List<VerificationType> operandsBelow(int top) {
        var operands = new ArrayList<VerificationType>(getStackSize());
        for (int depth = 0; depth < getStackSize() - top; depth++) {
            operands.add(getStack(depth));
        }
        return List.copyOf(operands);
    }

    /** Notes that a constructor has returned: every copy of the object now has its class. */
    void initialise(VerificationType created, VerificationType type) {
        for (int slot = 0; slot < getLocals(); slot++) {
            if (getLocal(slot).equals(created)) {
                setLocal(slot, type);
            }
        }
        for (int depth = 0; depth < getStackSize(); depth++) {
            if (getStack(depth).equals(created)) {
                setStack(depth, type);
            }
        }
    }
}
