package dev.weft.compiler.emit;

import dev.weft.compiler.abi.RuntimeAbi;
import dev.weft.compiler.analyse.VerificationType;
import dev.weft.compiler.split.MethodPlan;
import dev.weft.compiler.split.SlotLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;

/** Writes the stack maps of an entry: those of the body, with the hidden variables added, and those of new code. */
final class StackMaps {

    private final SlotLayout slots;
    private final String frameClass;

    StackMaps(MethodPlan plan) {
        this.slots = plan.slots();
        this.frameClass = plan.frameClass();
    }

    /** Returns the stack map for variables and operands of the body that have these types. */
    FrameNode of(List<VerificationType> locals, List<VerificationType> operands, Object... more) {
        var entries = new ArrayList<Object>();
        for (int slot = 0; slot < locals.size(); slot += locals.get(slot).getSize()) {
            entries.add(entry(locals.get(slot)));
        }
        var stack = new ArrayList<Object>();
        operands.forEach(type -> stack.add(entry(type)));
        stack.addAll(List.of(more));
        return map(entries, stack);
    }

    /** Returns a stack map of the body as it is in the entry. */
    FrameNode moved(FrameNode map, Map<LabelNode, LabelNode> labels) {
        return map(relabelled(map.local, labels), relabelled(map.stack, labels));
    }

    /** Returns the same stack map with more variables, from a slot on that lies behind all others. */
    FrameNode withVariablesFrom(FrameNode map, int first, List<VerificationType> types) {
        var locals = new ArrayList<Object>(map.local);
        int slot = locals.stream()
                .mapToInt(entry -> entry == Opcodes.LONG || entry == Opcodes.DOUBLE ? 2 : 1)
                .sum();
        for (; slot < first; slot++) {
            locals.add(Opcodes.TOP);
        }
        types.forEach(type -> locals.add(entry(type)));
        return new FrameNode(Opcodes.F_NEW, locals.size(), locals.toArray(), map.stack.size(), map.stack.toArray());
    }

    private static List<Object> relabelled(List<Object> entries, Map<LabelNode, LabelNode> labels) {
        var moved = entries; // few stack maps know an object that is being made
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i) instanceof LabelNode label) {
                moved = moved == entries ? new ArrayList<>(entries) : moved;
                moved.set(i, labels.get(label));
            }
        }
        return moved;
    }

    private FrameNode map(List<Object> bodyLocals, List<Object> stack) {
        var locals = withHidden(bodyLocals);
        int last = locals.size();
        while (last > 0 && locals.get(last - 1) == Opcodes.TOP) {
            last--; // JVMS 4.7.4: what a stack map does not mention is top
        }
        return new FrameNode(Opcodes.F_NEW, last, locals.subList(0, last).toArray(), stack.size(), stack.toArray());
    }

    private List<Object> withHidden(List<Object> bodyLocals) {
        var locals = new ArrayList<Object>(bodyLocals.size() + 3);
        int slot = 0;
        boolean inserted = false;
        for (var entry : bodyLocals) {
            if (slot == slots.frameSlot()) {
                addHidden(locals);
                inserted = true;
            }
            locals.add(entry);
            slot += entry == Opcodes.LONG || entry == Opcodes.DOUBLE ? 2 : 1;
        }
        if (!inserted) {
            for (; slot < slots.frameSlot(); slot++) {
                locals.add(Opcodes.TOP);
            }
            addHidden(locals);
        }
        return locals;
    }

    private void addHidden(List<Object> locals) {
        locals.add(frameClass);
        locals.add(RuntimeAbi.DRIVER);
        locals.add(Opcodes.INTEGER);
    }

    /** The entry of a stack map that stands for a value of a source type. */
    static Object entryOf(Type type) {
        return entry(VerificationType.of(type));
    }

    private static Object entry(VerificationType type) {
        return type.stackMapEntry();
    }
}
